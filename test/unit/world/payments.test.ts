import { describe, expect, it } from 'vitest';
import { sameAmount, sumAmounts } from '../../../shared/money/decimal.ts';
import { cancelInvoice, payInvoice } from '../../../sandbox/world/changes.ts';
import type { PaymentDoc } from '../../../sandbox/world/documents.ts';
import { journalAt, journalMoments } from '../../../sandbox/world/journal-view.ts';
import { invoiceTotal } from '../../../sandbox/world/lines.ts';
import { openWorld, type World } from '../../../sandbox/world/world.ts';
import { fixedClock } from './fixed-clock.ts';

const clock = fixedClock();
const open = (): World => openWorld({ seed: 7, scale: 1, clock });
const world = open();

function paymentsOf(of: World): PaymentDoc[] {
  const all = Array.from({ length: of.count('payment') }, (_, index) =>
    of.at('payment', index, Number.MAX_SAFE_INTEGER),
  );
  return all.filter((doc) => doc !== undefined);
}

function paidOf(of: World, invoice: number): string {
  const lines = paymentsOf(of)
    .filter((doc) => doc.status !== 'CANCELED')
    .flatMap((doc) => doc.lines);
  return sumAmounts(lines.filter((line) => line.invoice === invoice).map((line) => line.paid));
}

describe('payments of the world', () => {
  it('pay of each invoice what its payment status says', () => {
    const seen = new Set<unknown>();
    for (let index = 0; index < world.count('invoice'); index += 1) {
      const doc = world.current('invoice', index);
      const paid = paidOf(world, index);
      seen.add(doc.payment);
      if (doc.payment === 'PAID') expect(sameAmount(paid, invoiceTotal(doc)), doc.number).toBe(true);
      else if (doc.payment === 'PARTIALLY_PAID')
        expect(Number(paid) > 0 && Number(paid) < Number(invoiceTotal(doc))).toBe(true);
      else expect(sameAmount(paid, '0'), doc.number).toBe(true);
    }
    expect([...seen].sort()).toEqual(['PAID', 'PARTIALLY_PAID', 'UNPAID', null].sort());
  });

  it('add up to their lines, in the currency and to the supplier of every invoice that they pay', () => {
    const paying = paymentsOf(world).filter((doc) => doc.lines.length > 0);
    for (const doc of paying) {
      expect(sameAmount(sumAmounts(doc.lines.map((line) => line.paid)), doc.amount)).toBe(true);
      for (const line of doc.lines) {
        const invoice = world.current('invoice', line.invoice);
        expect([invoice.company, invoice.currency, invoice.supplier]).toEqual([
          doc.company,
          doc.currency,
          doc.payee.index,
        ]);
        expect(doc.date >= invoice.date).toBe(true);
      }
    }
    expect(paying.length).toBeGreaterThan(150);
    expect(paying.filter((doc) => doc.lines.length > 1).length).toBeGreaterThan(3);
    expect(paying.filter((doc) => doc.status === 'CANCELED').length).toBeGreaterThan(3);
    expect(paying.some((doc) => doc.status === 'IN_PROGRESS')).toBe(true);
    for (const currency of ['JPY', 'KWD', 'EUR']) expect(paying.some((doc) => doc.currency === currency)).toBe(true);
    const names = paying.map((doc) => world.current('supplier', doc.payee.index).name ?? '');
    expect(names.some((name) => name.includes('<'))).toBe(true);
    expect(names.some((name) => /\p{Script=Han}/u.test(name))).toBe(true);
  });

  it('are booked against what is payable, and booked back when they are cancelled', () => {
    const seen = { booked: 0, back: 0 };
    for (let index = 0; index < world.count('payment'); index += 1) {
      const doc = world.at('payment', index, Number.MAX_SAFE_INTEGER);
      const journal = journalAt(world, { family: 'payment-journal', index }, Number.MAX_SAFE_INTEGER);
      const back = journalAt(world, { family: 'payment-reversal', index }, Number.MAX_SAFE_INTEGER);
      const isBooked = doc?.payee.kind === 'supplier' && doc.status !== 'IN_PROGRESS' && doc.currency !== null;
      expect(journal !== undefined, String(index)).toBe(isBooked);
      expect(back !== undefined).toBe(isBooked && doc.status === 'CANCELED');
      if (journal !== undefined) seen.booked += 1;
      expect(journal?.lines[0]).toEqual(
        journal === undefined ? undefined : expect.objectContaining({ account: '2000', debit: doc?.amount }),
      );
      if (back === undefined) continue;
      seen.back += 1;
      expect([journal?.reversedBy, back.reverses]).toEqual([
        { family: 'payment-reversal', index },
        { family: 'payment-journal', index },
      ]);
      expect(back.lines[0]).toMatchObject({ account: '2000', credit: doc?.amount });
    }
    expect(seen.booked).toBeGreaterThan(150);
    expect(seen.back).toBeGreaterThan(3);
  });

  it('hold wages, so that tests can prove that nobody reads them', () => {
    const wages = paymentsOf(world).filter((doc) => doc.payee.kind === 'worker');
    expect(wages.length).toBeGreaterThan(3);
    for (const doc of wages) expect(doc.memo).toContain('PRACTICE-PAYROLL');
  });

  it('grow with the scale', () => {
    const larger = openWorld({ seed: 7, scale: 4, clock });
    expect(paymentsOf(larger).length).toBeGreaterThan(3 * paymentsOf(world).length);
  });

  it('come when an invoice is paid, and are cancelled with it; the journal of the invoice does not change by that', () => {
    const own = open();
    const index = Array.from({ length: 300 }, (_, at) => at).findIndex(
      (at) => own.current('invoice', at).payment === 'UNPAID',
    );
    const address = { family: 'invoice-journal', index } as const;
    const before = journalMoments(own, address);
    payInvoice(own, index, clock.now());
    expect(own.current('invoice', index).payment).toBe('PAID');
    expect(sameAmount(paidOf(own, index), invoiceTotal(own.current('invoice', index)))).toBe(true);
    expect(journalMoments(own, address)).toEqual(before);
    expect(() => payInvoice(own, index, clock.now())).toThrow('not to be paid');
    cancelInvoice(own, index, clock.now() + 1000);
    expect(sameAmount(paidOf(own, index), '0')).toBe(true);
  });

  it('that paid two invoices leave the other one unpaid when one of them is cancelled', () => {
    const own = open();
    const joint = paymentsOf(own).find((doc) => doc.lines.length > 1 && doc.status !== 'CANCELED');
    const [first, second] = joint?.lines.map((line) => line.invoice) ?? [];
    if (first === undefined || second === undefined) throw new Error('no payment of two invoices');
    cancelInvoice(own, second, clock.now());
    expect(own.current('invoice', first).payment).toBe('UNPAID');
    expect([paidOf(own, first), paidOf(own, second)].every((paid) => sameAmount(paid, '0'))).toBe(true);
  });
});
