import { describe, expect, it } from 'vitest';
import { exactDecimal, sameAmount, sumAmounts } from '../../../shared/money/decimal.ts';
import { chartAccounts } from '../../../sandbox/world/accounts.ts';
import type { JournalDoc } from '../../../sandbox/world/documents.ts';
import { journalAt, journalMoments, journalPlaces, JOURNAL_FAMILIES } from '../../../sandbox/world/journal-view.ts';
import { invoiceTotal } from '../../../sandbox/world/lines.ts';
import { companyOf, currencyOf, CURRENCIES } from '../../../sandbox/world/masters.ts';
import { openWorld, type World } from '../../../sandbox/world/world.ts';
import { fixedClock } from './fixed-clock.ts';

const clock = fixedClock();
const world = openWorld({ seed: 7, scale: 1, clock });
const END = Number.MAX_SAFE_INTEGER;

function each<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

function journals(of: World): { wid: string; doc: JournalDoc }[] {
  return JOURNAL_FAMILIES.flatMap((family) =>
    each(journalPlaces(of, family), (index) => ({
      wid: of.wid(family, index),
      doc: journalAt(of, { family, index }, END),
    })).flatMap(({ wid, doc }) => (doc === undefined ? [] : [{ wid, doc }])),
  );
}

const invoices = each(world.count('invoice'), (index) => world.current('invoice', index));
const rejectedWids = new Set(world.expectedRejections.map((one) => one.wid));

describe('the world', () => {
  it('is about as large as promised', () => {
    expect(world.count('supplier')).toBe(60);
    expect(world.count('purchase-order')).toBe(120);
    expect(world.count('invoice')).toBe(300);
    expect(world.count('adjustment')).toBe(20);
    expect(journals(world).length).toBeGreaterThan(350);
    expect(chartAccounts().length).toBeGreaterThanOrEqual(70);
  });

  it('balances every journal in the ledger currency, except the planted one', () => {
    const unbalanced = journals(world).filter(({ doc }) => {
      const debit = sumAmounts(doc.lines.map((line) => line.ledgerDebit));
      const credit = sumAmounts(doc.lines.map((line) => line.ledgerCredit));
      expect([doc.totalDebit, doc.totalCredit]).toEqual([debit, credit]);
      return debit !== credit;
    });
    const planted = world.expectedRejections.filter((one) => one.stream === 'journal_entries');
    expect(unbalanced.map(({ wid }) => wid)).toEqual(planted.map((one) => one.wid));
  });

  it('gives every posted invoice a journal over its total, and no other invoice one', () => {
    for (const [index, doc] of invoices.entries()) {
      const journal = journalAt(world, { family: 'invoice-journal', index }, END);
      const isPosted = doc.status === 'APPROVED' || doc.status === 'CANCELED';
      expect(journal !== undefined, doc.number).toBe(isPosted);
      if (journal === undefined) continue;
      const payable = journal.lines.at(-1);
      expect(payable?.account).toBe('2000');
      expect(sameAmount(payable?.credit ?? '', invoiceTotal(doc)), doc.number).toBe(true);
    }
  });

  it('reverses the journal of every cancelled invoice, and links both', () => {
    const cancelled = invoices.flatMap((doc, index) => (doc.status === 'CANCELED' ? [index] : []));
    expect(cancelled.length).toBeGreaterThan(2);
    for (const index of cancelled) {
      const original = journalAt(world, { family: 'invoice-journal', index }, END);
      const reversal = journalAt(world, { family: 'invoice-reversal', index }, END);
      expect(original?.reversedBy).toEqual({ family: 'invoice-reversal', index });
      expect(reversal?.reverses).toEqual({ family: 'invoice-journal', index });
      expect(reversal?.lines.map((line) => line.ledgerCredit)).toEqual(original?.lines.map((line) => line.ledgerDebit));
    }
    const reversals = each(world.count('invoice'), (index) =>
      journalMoments(world, { family: 'invoice-reversal', index }),
    );
    expect(reversals.filter((moments) => moments.length > 0)).toHaveLength(cancelled.length);
  });

  it('prices every line exactly, and splits orders without a rest', () => {
    for (const doc of invoices) {
      for (const line of doc.lines) {
        const scaled = BigInt(line.quantity) * 1n;
        expect(sameAmount(sumAmounts(Array.from({ length: Number(scaled) }, () => line.unitCost)), line.amount)).toBe(
          true,
        );
      }
    }
    const split = each(world.count('purchase-order'), (index) => world.current('purchase-order', index))
      .flatMap((doc) => doc.lines)
      .filter((line) => line.splits.length > 0);
    expect(split.length).toBeGreaterThan(20);
    for (const line of split) {
      expect(line.worktags).toBeNull();
      expect(sumAmounts(line.splits.map((part) => part.amount))).toBe(line.amount);
    }
  });

  it('holds amounts that fit DECIMAL(38,6), except the planted one, and fine ones among them', () => {
    const amounts = invoices.flatMap((doc, index) => doc.lines.map((line) => ({ index, amount: line.amount })));
    const misfits = amounts.filter(({ amount }) => typeof exactDecimal(amount, 38, 6) !== 'string');
    expect(misfits).toHaveLength(1);
    expect(rejectedWids.has(world.wid('invoice', misfits[0]?.index ?? -1))).toBe(true);
    expect(amounts.some(({ amount }) => (amount.split('.')[1] ?? '').length === 6)).toBe(true);
  });

  it('books in every currency, each with its own number of decimals', () => {
    const decimals = (text: string): number => (text.split('.')[1] ?? '').length;
    const seen = new Set<string>();
    for (const { doc } of journals(world)) {
      const ledger = companyOf(doc.company).currency;
      seen.add(ledger);
      for (const line of doc.lines) {
        expect(decimals(line.ledgerDebit)).toBeLessThanOrEqual(currencyOf(ledger).decimals);
        expect(line.debit === '0' || line.credit === '0').toBe(true);
      }
    }
    expect([...seen].sort()).toEqual(CURRENCIES.map((one) => one.code).sort());
    expect(journals(world).some(({ doc }) => doc.currency !== companyOf(doc.company).currency)).toBe(true);
  });

  it('has the awkward cases that a client meets', () => {
    const suppliers = each(world.count('supplier'), (index) => world.current('supplier', index));
    expect(suppliers.filter((doc) => doc.supplierId === null).length).toBeGreaterThan(3);
    expect(suppliers.filter((doc) => doc.status === 'INACTIVE').length).toBeGreaterThan(3);
    expect(suppliers.filter((doc) => doc.name === null)).toHaveLength(1);
    expect(suppliers.some((doc) => /[<>&"']/.test(doc.name ?? ''))).toBe(true);
    expect(suppliers.some((doc) => (doc.name ?? '').length > 200)).toBe(true);
    expect(suppliers.some((doc) => /\p{Script=Han}/u.test(doc.name ?? ''))).toBe(true);
    expect(invoices.filter((doc) => doc.dueDate === null).length).toBeGreaterThan(20);
    expect(invoices.filter((doc) => doc.onHold).length).toBeGreaterThan(3);
    expect(invoices.filter((doc) => doc.company === null || doc.currency === null)).toHaveLength(2);
    const late = each(world.count('invoice'), (index) => index).filter((index) => {
      const first = world.moments('invoice', index)[0] ?? 0;
      return first - Date.parse(world.document('invoice', index, 1).date) > 60 * 86_400_000;
    });
    expect(late.length).toBeGreaterThan(2);
  });

  it('plants the same few unsound records at every scale', () => {
    expect(world.expectedRejections).toHaveLength(6);
    const larger = openWorld({ seed: 7, scale: 20, clock });
    expect(larger.expectedRejections).toEqual(world.expectedRejections);
    expect(larger.current('invoice', 17).company).toBeNull();
  });
});
