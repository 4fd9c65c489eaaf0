import { describe, expect, it } from 'vitest';
import { compareDecimals, parseDecimal, sumAmounts, ZERO } from '../../../shared/money/decimal.ts';
import { bookedWithoutDocument, sendPayment, approveInvoice, unsentPayments } from '../../../sandbox/world/changes.ts';
import type { JournalDoc } from '../../../sandbox/world/documents.ts';
import { journalAt, journalPlaces, JOURNAL_FAMILIES } from '../../../sandbox/world/journal-view.ts';
import { invoiceTotal } from '../../../sandbox/world/lines.ts';
import { makeChanges } from '../../../sandbox/world/rounds.ts';
import { openWorld, type World } from '../../../sandbox/world/world.ts';
import { fixedClock } from './fixed-clock.ts';

const clock = fixedClock();
const LATEST = Number.MAX_SAFE_INTEGER;

function newWorld(scale = 1): World {
  return openWorld({ seed: 3, scale, clock });
}

/** Makes so many rounds, each a second after the one before; calls back after each. */
function rounds(world: World, count: number, after: (round: number) => void): void {
  for (let round = 0; round < count; round += 1) {
    makeChanges(world, clock.now() + round * 1000);
    after(round);
  }
}

function journals(world: World): JournalDoc[] {
  return JOURNAL_FAMILIES.flatMap((family) =>
    Array.from({ length: journalPlaces(world, family) }, (_, index) => journalAt(world, { family, index }, LATEST)),
  ).filter((doc) => doc !== undefined);
}

function isAtLeast(amount: string, least: string): boolean {
  return compareDecimals(parseDecimal(amount) ?? ZERO, parseDecimal(least) ?? ZERO) >= 0;
}

describe('a round of changes', () => {
  it('has eleven or twelve kinds of change, says them, and is the same in the same world', () => {
    const twice = (): string[][] => {
      const world = newWorld();
      return [makeChanges(world, clock.now()), makeChanges(world, clock.now() + 1000)];
    };
    const [first = [], second = []] = twice();
    expect(first).toHaveLength(11);
    expect(first.join(' ')).toMatch(
      /is new.*earlier date.*lost all its lines.*cancelled.*now called.*old date.*another memo.*was paid in full.*not out yet.*was approved.*waits for its approval.*without a document/,
    );
    expect(second).toHaveLength(12);
    expect(second.join(' ')).toMatch(/is out; what it pays is paid.*was approved.*waits for its approval.*books back/);
    expect(twice()).toEqual([first, second]);
  });

  it('finds something to change round after round', () => {
    const world = newWorld();
    rounds(world, 10, () => undefined);
    expect(world.rounds).toBe(10);
    expect(world.count('invoice')).toBe(320);
  });

  it('brings an invoice of high value that waits, and decides about the one before', () => {
    const world = newWorld();
    const seen: number[] = [];
    rounds(world, 6, (round) => {
      const latest = world.count('invoice') - 1;
      const doc = world.current('invoice', latest);
      expect(doc).toMatchObject({ status: 'IN_PROGRESS', payment: null, onHold: false });
      expect(['EUR', 'USD', 'GBP']).toContain(doc.currency);
      expect(isAtLeast(invoiceTotal(doc), '10000')).toBe(true);
      expect(journalAt(world, { family: 'invoice-journal', index: latest }, LATEST)).toBeUndefined();
      expect((doc.dueDate ?? '') < doc.date).toBe(false);
      expect((doc.dueDate ?? '') < '2026-11-21').toBe(round % 3 === 2);
      const before = seen.at(-1);
      if (before !== undefined) {
        const isApproved = round % 3 !== 2;
        expect(world.current('invoice', before).status).toBe(isApproved ? 'APPROVED' : 'CANCELED');
        const journal = journalAt(world, { family: 'invoice-journal', index: before }, LATEST);
        expect(journal !== undefined).toBe(isApproved);
      }
      seen.push(latest);
    });
  });

  it('sends a payment run of which one payment goes out a round later, each of what its invoice comes to', () => {
    const world = newWorld();
    let waiting: number | undefined;
    rounds(world, 10, () => {
      if (waiting !== undefined) {
        expect(world.current('payment', waiting).status).toBe('APPROVED');
        for (const { invoice } of world.current('payment', waiting).lines) {
          expect(world.current('invoice', invoice).payment).toBe('PAID');
        }
      }
      [waiting] = unsentPayments(world);
      const open = world.current('payment', waiting ?? -1);
      const [line] = open.lines;
      const doc = world.current('invoice', line?.invoice ?? -1);
      expect(doc).toMatchObject({ status: 'APPROVED', payment: 'UNPAID' });
      expect(open.amount).toBe(invoiceTotal(doc));
      const { company, currency, date } = open;
      expect(world.current('payment', (waiting ?? 0) - 1)).toMatchObject({
        company,
        currency,
        date,
        status: 'APPROVED',
      });
      expect(journalAt(world, { family: 'payment-journal', index: waiting ?? -1 }, LATEST)).toBeUndefined();
    });
  });

  it('moves the payables account without a document in one round and books that back in the next', () => {
    const world = newWorld();
    const moved: string[] = [];
    rounds(world, 6, (round) => {
      const place = bookedWithoutDocument(world);
      expect(place !== undefined).toBe(round % 2 === 0);
      const byHand = journals(world).filter(({ source }) => source === 'Manual_Journal');
      const lines = byHand.flatMap((doc) => doc.lines).filter(({ account }) => account === '2000');
      const open = place === undefined ? '0' : (world.current('manual-journal', place).lines.at(-1)?.credit ?? '');
      const debit = sumAmounts(lines.map((line) => line.debit));
      expect(sumAmounts([debit, open])).toBe(sumAmounts(lines.map((line) => line.credit)));
      if (place !== undefined) moved.push(open);
    });
    expect(new Set(moved).size).toBe(3);
    expect(moved.every((amount) => isAtLeast(amount, '1'))).toBe(true);
  });

  it('leaves every journal balanced but the planted one, and the world with the same records to reject', () => {
    const world = newWorld();
    const before = world.expectedRejections;
    rounds(world, 10, () => undefined);
    const unbalanced = journals(world).filter(({ totalDebit, totalCredit }) => totalDebit !== totalCredit);
    expect(unbalanced.map(({ number }) => number)).toEqual(['JE-M-7006']);
    expect(world.expectedRejections).toEqual(before);
  });

  it('goes on in a small world, where invoices to correct and pay are used up', () => {
    const world = newWorld(0.1);
    rounds(world, 12, (round) => {
      expect(world.count('invoice')).toBeGreaterThan(40 + round);
    });
    expect(world.rounds).toBe(12);
  });

  it('decides about nothing that does not wait', () => {
    const world = newWorld();
    rounds(world, 1, () => undefined);
    const [payment = -1] = unsentPayments(world);
    sendPayment(world, payment, clock.now() + 5000);
    expect(() => {
      sendPayment(world, payment, clock.now() + 6000);
    }).toThrow('is APPROVED, not IN_PROGRESS');
    const invoice = world.count('invoice') - 1;
    approveInvoice(world, invoice, clock.now() + 7000);
    expect(() => {
      approveInvoice(world, invoice, clock.now() + 8000);
    }).toThrow('is APPROVED, not IN_PROGRESS');
  });
});
