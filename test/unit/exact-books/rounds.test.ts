import { describe, expect, it } from 'vitest';
import type { BookChange, BookEntity } from '../../../sandbox/exact/books.ts';
import { bookEntities } from '../../../sandbox/exact/books.ts';
import { decimalOf, IN_USE, NL, openBooks, round, type Opened } from './support.ts';

function numbersOf(opened: Opened, entity: BookEntity, field: string): Map<unknown, bigint> {
  return new Map(opened.books.rows(NL, entity).map((row) => [row.cells[field], row.version]));
}

function highest({ books }: Opened): bigint {
  const rows = bookEntities.flatMap((entity) => books.rows(NL, entity).map((row) => row.version));
  return [...rows, ...books.deleted(NL).map((row) => row.version)].reduce(
    (most, each) => (each > most ? each : most),
    0n,
  );
}

function rowsAfter({ books }: Opened, version: bigint, entity: BookEntity): string[] {
  return books
    .rows(NL, entity)
    .filter((row) => row.version > version)
    .map((row) => row.key);
}

describe('a round of changes in the practice books', () => {
  it('says what changed, in the books of one company by turns', () => {
    const opened = openBooks();
    const [first, second] = [round(opened), round(opened)];
    expect(first.join(' ')).toMatch(
      /corrected.*is new, with its ledger lines.*received in full.*was deleted.*is new, with.*processed.*draft sales invoice.*deleted.*so is a draft.*old date.*not there yet.*blocked GL account.*asks for one.*is now called.*Bank statement/,
    );
    expect(first.every((sentence) => sentence.startsWith('Elbtal Nederland B.V.: '))).toBe(true);
    expect(second.join(' ')).toMatch(/Cost center CC-520 Service is new.*was corrected.*was corrected.*was withdrawn.*lost its last line/); // oxfmt-ignore
    expect(second.some((sentence) => sentence.startsWith('Elbtal België N.V.: '))).toBe(true);
    expect(opened.books.rounds).toBe(2);
  });

  it('is the same in the same books', () => {
    const [one, two] = [openBooks(), openBooks()];
    for (let made = 0; made < 4; made += 1) expect(round(one)).toEqual(round(two));
    expect(one.books.rows(NL, 'TransactionLines').map((row) => row.version)).toEqual(two.books.rows(NL, 'TransactionLines').map((row) => row.version)); // oxfmt-ignore
  });

  it('finds something to change round after round', () => {
    const opened = openBooks();
    const counts = Array.from({ length: 36 }, () => round(opened).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(14);
  });

  it('changes reference data at times: a GL account, a cost center, an item', () => {
    const opened = openBooks();
    const said = Array.from({ length: 4 }, () => round(opened).join(' ')).join(' ');
    expect(said).toMatch(
      /Cost center CC-\d+ is now called .*GL account 6090 is now called .*Item \S.* has another cost price/,
    );
  });

  it('holds three documents and their ledger entries more, which the next round lets go', () => {
    const opened = openBooks();
    const before = new Set(opened.books.expectedHeld().map(({ key }) => key));
    round(opened);
    const added = opened.books.expectedHeld().filter(({ key }) => !before.has(key));
    const why = (stream: string): string[] =>
      added
        .filter((each) => each.stream === stream)
        .map((each) => each.why)
        .sort();
    const ofEntries = ['GL account 6000 asks for a cost center and the line has none', 'cost center CC-520 is unknown'];
    expect(why('purchase_entries')).toEqual(ofEntries);
    expect(why('journal_entries')).toEqual(['GL account 4030 is blocked', ...ofEntries]);
    const waiting = added.find((each) => each.stream === 'purchase_entries' && each.why.includes('unknown'));
    const version = opened.books.find(NL, 'PurchaseEntries', waiting?.key ?? '')?.version;
    round(opened);
    const now = opened.books.expectedHeld();
    expect(now.filter(({ key }) => added.some((each) => each.key === key))).toEqual([]);
    // The document that waited for its cost center did not change: only the cost center came.
    expect(version).toBeDefined();
    expect(opened.books.find(NL, 'PurchaseEntries', waiting?.key ?? '')?.version).toBe(version);
    expect(waiting?.waitsFor).toEqual({ stream: 'cost_centers', name: `${NL}/CC-520` });
  });

  it('gives what changed a version above all before, and leaves the rest', () => {
    const opened = openBooks();
    const last = highest(opened);
    const before = new Map(bookEntities.map((entity) => [entity, opened.books.rows(NL, entity).map((row) => [row.key, row.version, row.modified] as const)])); // oxfmt-ignore
    round(opened);
    for (const entity of bookEntities) {
      const old = new Map((before.get(entity) ?? []).map(([key, version, modified]) => [key, { version, modified }]));
      for (const row of opened.books.rows(NL, entity)) {
        const was = old.get(row.key);
        if (was?.version === row.version) expect(row.modified).toBe(was.modified);
        else expect([row.version > last, row.modified]).toEqual([true, opened.clock.moment]);
      }
    }
    expect(rowsAfter(opened, last, 'Items')).toEqual([]);
    expect(rowsAfter(opened, last, 'Accounts').length).toBe(1);
  });

  it('gives a received line of an order a new version, and its neighbours none unless the order itself reads differently', () => {
    const opened = openBooks();
    for (let made = 0; made < 12; made += 1) {
      const last = highest(opened);
      const before = numbersOf(opened, 'PurchaseOrders', 'OrderNumber');
      const said = round(opened).find((sentence) =>
        /Nederland.*Line .* of purchase order .* was received/.test(sentence),
      );
      const order = Number(/order (\d+)/.exec(said ?? '')?.[1]);
      const head = opened.books.rows(NL, 'PurchaseOrders').find((row) => row.cells['OrderNumber'] === order);
      if (head === undefined || !before.has(order)) continue;
      const lines = opened.books.linesOf(NL, 'PurchaseOrderLines', head.key);
      const touched = lines.filter((row) => row.version > last);
      expect(head.version > last).toBe(true);
      expect(touched.length === 1 || touched.length === lines.length).toBe(true);
    }
  });

  it('keeps what was deleted with a version of the same counter: order lines, ledger lines, lines of drafts', () => {
    const opened = openBooks();
    const gone = new Set(bookEntities.flatMap((entity) => opened.books.rows(NL, entity).map((row) => row.key)));
    for (let made = 0; made < 8; made += 1) round(opened);
    const deleted = opened.books.deleted(NL);
    expect(new Set(deleted.map((row) => row.entityType))).toEqual(new Set([1, 13, 22]));
    expect(deleted.some((row) => gone.has(row.key))).toBe(true);
    for (const { key, deletedAt } of deleted) {
      expect(deletedAt).toBeLessThanOrEqual(opened.clock.moment);
      for (const entity of bookEntities) expect(opened.books.find(NL, entity, key)).toBeUndefined();
    }
    const versions = deleted.map((row) => row.version);
    expect(versions).toEqual([...versions].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('tells listeners of each document once the change is kept', () => {
    const opened = openBooks();
    const told: BookChange[] = [];
    opened.books.onChange((change) => told.push(change));
    round(opened);
    for (const { entity, key, action } of told)
      expect(opened.books.find(NL, entity, key) === undefined).toBe(action === 'Delete');
    expect(new Set(told.map(({ action }) => action))).toEqual(new Set(['Create', 'Update', 'Delete']));
    const entities = new Set(told.map(({ entity }) => entity));
    for (const entity of ['PurchaseOrders', 'PurchaseEntries', 'SalesInvoices', 'GeneralJournalEntries', 'BankEntries', 'Accounts', 'Transactions'] as const) expect(entities).toContain(entity); // oxfmt-ignore
  });

  it('lets each bank statement open with what the one before closed with', () => {
    const opened = openBooks();
    for (let made = 0; made < 6; made += 1) round(opened);
    for (const division of IN_USE) {
      const statements = [...opened.books.rows(division, 'BankEntries')].sort((a, b) => (Number(a.cells['EntryNumber']) % 100_000) - (Number(b.cells['EntryNumber']) % 100_000)); // oxfmt-ignore
      statements.slice(1).forEach((row, at) => {
        const before = statements[at];
        expect(before === undefined ? '' : decimalOf(before, 'ClosingBalanceFC')).toBe(
          decimalOf(row, 'OpeningBalanceFC'),
        );
      });
    }
  });
});

describe('a move of a division', () => {
  it('makes all versions anew in the same order, lower ones first, and dates it', () => {
    const opened = openBooks();
    round(opened);
    const order = (): string[] => opened.books.rows(NL, 'TransactionLines').map((row) => row.key);
    const before = { order: order(), highest: highest(opened), deleted: opened.books.deleted(NL).length };
    opened.books.move(NL);
    expect(order()).toEqual(before.order);
    expect(highest(opened) < before.highest).toBe(true);
    expect(opened.books.deleted(NL).length).toBe(before.deleted);
    expect(opened.books.divisions.map(({ movedAt }) => movedAt)).toEqual([opened.clock.moment, null, null, null, null]);
    const moved = highest(opened);
    opened.books.move(NL);
    expect(highest(opened) > before.highest && moved < before.highest).toBe(true);
  });
});
