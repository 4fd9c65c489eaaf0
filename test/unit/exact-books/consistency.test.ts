import { describe, expect, it } from 'vitest';
import { bookEntities, type BookEntity, type BookRow, type ExactBooks } from '../../../sandbox/exact/books.ts';
import { exactScaleForLines } from '../../../sandbox/exact/books-beginning.ts';
import { supplierDoc, supplierMoments } from '../../../sandbox/world/suppliers.ts';
import { COST_CENTERS } from '../../../sandbox/world/masters.ts';
import { chartAccounts } from '../../../sandbox/world/accounts.ts';
import { sameAmount, sumAmounts } from '../../../shared/money/decimal.ts';
import { allRows, dateOf, decimalOf, IN_USE, newWorld, NL, openBooks, round, sumOf, textOf, UK } from './support.ts';

const { books } = openBooks();
const later = openBooks();
for (let made = 0; made < 9; made += 1) round(later);
/** The books at the beginning, and after nine rounds. */
const both: readonly [string, ExactBooks][] = [
  ['at the beginning', books],
  ['after nine rounds', later.books],
];

const DOCUMENTS: readonly (readonly [document: BookEntity, lines: BookEntity, parent: string])[] = [
  ['PurchaseOrders', 'PurchaseOrderLines', 'PurchaseOrderID'],
  ['PurchaseInvoices', 'PurchaseInvoiceLines', 'InvoiceID'],
  ['PurchaseEntries', 'PurchaseEntryLines', 'EntryID'],
  ['SalesInvoices', 'SalesInvoiceLines', 'InvoiceID'],
  ['GeneralJournalEntries', 'GeneralJournalEntryLines', 'EntryID'],
  ['BankEntries', 'BankEntryLines', 'EntryID'],
  ['Transactions', 'TransactionLines', 'EntryID'],
];

function minus(text: string): string {
  return text === '0' ? '0' : text.startsWith('-') ? text.slice(1) : `-${text}`;
}

describe.each(both)('the practice books %s', (_when, current) => {
  it('have a balance of nothing in every entry of the ledger, but for those planted', () => {
    const entries = allRows(current, 'Transactions');
    const planted = new Set(current.expectedRejections().map(({ key }) => key));
    expect(entries.length).toBeGreaterThan(250);
    for (const { division, row } of entries) {
      const lines = current.linesOf(division, 'TransactionLines', row.key);
      expect(lines.length).toBeGreaterThan(1);
      expect(sumOf(lines, 'AmountDC')).toBe(planted.has(row.key) ? '0.01' : '0');
    }
  });

  it('have ledger lines of what each booked document comes to, and none of what is not booked', () => {
    let drafts = 0;
    for (const [entity, total, sign] of [
      ['PurchaseEntries', 'AmountDC', -1],
      ['SalesInvoices', 'AmountDC', 1],
      ['BankEntries', null, 1],
    ] as const) {
      // oxfmt-ignore
      for (const { division, row } of allRows(current, entity)) {
        const found = current.rows(division, 'Transactions').find((each) => each.key === row.key || (entity === 'SalesInvoices' && each.cells['EntryNumber'] === row.cells['InvoiceNumber'])); // oxfmt-ignore
        const isBooked = entity === 'SalesInvoices' ? row.cells['Status'] === 50 : row.cells['Status'] !== 5;
        expect(found !== undefined).toBe(isBooked);
        if (found === undefined) {
          drafts += 1;
          continue;
        }
        const [counter] = current.linesOf(division, 'TransactionLines', found.key);
        const due = total === null ? sumOf(current.linesOf(division, 'BankEntryLines', row.key), 'AmountDC') : decimalOf(row, total);
        expect(counter?.cells['LineNumber']).toBe(0);
        expect(counter?.cells['AmountDC']).toEqual({ decimal: sign === 1 ? due : minus(due) });
      }
    }
    expect(drafts).toBeGreaterThan(10);
  });

  it('have documents that come to what their lines come to', () => {
    for (const { division, row } of allRows(current, 'PurchaseEntries')) {
      const lines = current.linesOf(division, 'PurchaseEntryLines', row.key);
      for (const currency of ['DC', 'FC']) {
        const parts = [sumOf(lines, `Amount${currency}`), sumOf(lines, `VATAmount${currency}`)];
        expect(sameAmount(sumAmounts(parts), decimalOf(row, `Amount${currency}`))).toBe(true);
      }
    }
    for (const { division, row } of allRows(current, 'PurchaseOrders')) {
      const lines = current.linesOf(division, 'PurchaseOrderLines', row.key);
      expect(sumOf(lines, 'AmountFC')).toBe(decimalOf(row, 'AmountFC'));
      expect(row.cells['PurchaseOrderLineCount']).toBe(lines.length);
    }
  });

  it('give every line its document, and every key once', () => {
    for (const [entity, lineEntity, field] of DOCUMENTS) {
      const parents = new Set(allRows(current, entity).map(({ row }) => row.key));
      const lost = allRows(current, lineEntity).filter(
        ({ row }) => !parents.has(row.parent ?? '') || row.cells[field] !== row.parent,
      );
      expect(lost).toEqual([]);
    }
    for (const entity of bookEntities) {
      const keys = allRows(current, entity).map(({ row }) => row.key);
      expect(new Set(keys).size).toBe(keys.length);
      const guid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;
      expect(keys.filter((key) => !guid.test(key))).toEqual([]);
    }
  });

  it('name reference data that is there, but for what must be held or is unsound', () => {
    const unsound = new Set([...current.expectedHeld(), ...current.expectedRejections()].map(({ key }) => key));
    for (const [field, entity] of [
      ['GLAccount', 'GLAccounts'],
      ['Account', 'Accounts'],
      ['Supplier', 'Accounts'],
      ['OrderedBy', 'Accounts'],
      ['Item', 'Items'],
      ['GLRevenue', 'GLAccounts'],
    ] as const) {
      // oxfmt-ignore
      let checked = 0;
      for (const each of bookEntities) {
        for (const { division, row } of allRows(current, each)) {
          const named = row.cells[field];
          if (typeof named !== 'string') continue;
          if (current.find(division, entity, named)?.key !== named)
            throw new Error(`${each} names no ${entity}: ${named}`);
          checked += 1;
        }
      }
      expect(checked).toBeGreaterThan(5);
    }
    for (const [, lineEntity] of DOCUMENTS) {
      for (const { division, row } of allRows(current, lineEntity)) {
        const code = row.cells['CostCenter'];
        if (code === null || code === undefined) continue;
        const known = current.rows(division, 'Costcenters').some((center) => center.cells['Code'] === code);
        if (!known) expect(unsound.has(row.parent ?? '')).toBe(true);
      }
    }
  });

  it('hold only what is told, and nothing twice', () => {
    const held = current.expectedHeld();
    expect(new Set(held.map(({ division, entity, key }) => `${division} ${entity} ${key}`)).size).toBe(held.length);
    for (const { division, entity, key, waitsFor } of held) {
      expect(IN_USE).toContain(division);
      expect(current.find(division, entity, key)).toBeDefined();
      expect(waitsFor.name.startsWith(`${division}/`)).toBe(true);
    }
  });

  it('give rows rising versions, no version twice, and the same fields to all rows of an entity', () => {
    for (const { code } of current.divisions) {
      const seen = new Set<bigint>(current.deleted(code).map((row) => row.version));
      let count = seen.size;
      for (const entity of bookEntities) {
        let last = 0n;
        const fields = new Set<string>();
        for (const row of current.rows(code, entity)) {
          if (row.version <= last) throw new Error(`${entity} ${row.key} is not in order`);
          last = row.version;
          seen.add(row.version);
          count += 1;
          fields.add(Object.keys(row.cells).sort().join(' '));
        }
        expect(fields.size).toBeLessThanOrEqual(1);
      }
      expect(seen.size).toBe(count);
    }
  });

  it('write amounts that a double carries exactly', () => {
    const inexact: string[] = [];
    for (const entity of bookEntities) {
      for (const { row } of allRows(current, entity)) {
        for (const cell of Object.values(row.cells)) {
          if (typeof cell !== 'object' || cell === null || !('decimal' in cell)) continue;
          if (!sameAmount(String(Number(cell.decimal)), cell.decimal)) inexact.push(cell.decimal);
        }
      }
    }
    expect(inexact).toEqual([]);
  });
});

describe('the beginning of the practice books', () => {
  it('has five companies: three in use, one archived, one that the app may not use; one has the Purchase module', () => {
    expect(books.divisions.map(({ code, currency, status, inScope, hasPurchaseModule }) => [code, currency, status, inScope, hasPurchaseModule])).toEqual([
      [2_256_995, 'EUR', 1, true, false],
      [2_256_996, 'EUR', 1, true, false],
      [2_256_997, 'GBP', 1, true, true],
      [2_256_998, 'EUR', 2, true, false],
      [2_256_999, 'EUR', 1, false, false],
    ]); // oxfmt-ignore
    expect(books.rows(UK, 'PurchaseInvoices').length).toBe(14);
    expect(books.rows(NL, 'PurchaseInvoices')).toEqual([]);
  });

  it('agrees with the practice Workday about suppliers, GL accounts and cost centers', () => {
    const { base } = newWorld();
    const codes = new Map(chartAccounts().map(({ code, name }) => [code, name]));
    for (const { row } of allRows(books, 'GLAccounts'))
      expect(codes.get(textOf(row, 'Code'))).toBe(row.cells['Description']);
    for (const { row } of allRows(books, 'Costcenters')) {
      expect(COST_CENTERS).toContainEqual({ code: row.cells['Code'], name: row.cells['Description'] });
    }
    const accounts = new Map(books.rows(UK, 'Accounts').map((row) => [row.cells['Code'], row.cells]));
    for (const index of [0, 3, 6, 8, 30]) {
      const doc = supplierDoc(base, index, supplierMoments(base, index).length);
      const cells = accounts.get(String(20_001 + index).padStart(18, ' '));
      expect([cells?.['Name'], cells?.['SearchCode'], cells?.['VATNumber']]).toEqual([
        doc.name,
        doc.supplierId,
        doc.taxId,
      ]);
    }
  });

  it('has all rules for cost centers, a blocked account, an ended cost center, documents in a foreign currency and credit notes', () => {
    const accounts = books.rows(NL, 'GLAccounts').map((row) => row.cells);
    expect(accounts.length).toBeGreaterThanOrEqual(40);
    expect(new Set(accounts.map((cells) => cells['UseCostcenter']))).toEqual(new Set([0, 1, 2]));
    expect(accounts.filter((cells) => cells['IsBlocked'] === true).map((cells) => cells['Code'])).toEqual(['4030']);
    const centers = books.rows(NL, 'Costcenters').map((row) => row.cells);
    expect(centers.length).toBe(12);
    expect(centers.filter((cells) => cells['EndDate'] !== null).map((cells) => cells['Code'])).toEqual(['CC-470']);
    const entries = allRows(books, 'PurchaseEntries').map(({ row }) => row);
    expect(entries.filter((row) => row.cells['Type'] === 31).length).toBeGreaterThan(9);
    const foreign = entries.filter((row) => decimalOf(row, 'Rate') !== '1');
    expect(foreign.length).toBeGreaterThan(9);
    for (const row of foreign) expect(decimalOf(row, 'AmountDC')).not.toBe(decimalOf(row, 'AmountFC'));
  });

  it('has documents where clocks change and years end', () => {
    const created = (row: BookRow | undefined): unknown => row?.cells['Created'];
    const at = (date: string): BookRow[] =>
      books.rows(NL, 'PurchaseEntries').filter((row) => dateOf(row, 'EntryDate') === date);
    expect(at('2026-10-25').map(created)).toEqual([
      { moment: Date.parse('2026-10-25T00:30:00Z') },
      { moment: Date.parse('2026-10-25T01:30:00Z') },
    ]);
    expect(at('2026-03-29').map(created)).toContainEqual({ moment: Date.parse('2026-03-29T01:00:00.123Z') });
    expect(at('2025-12-31').map(created)).toContainEqual({ moment: Date.parse('2025-12-31T23:30:00Z') });
    expect(at('2026-01-01').map((row) => row.cells['ReportingPeriod'])).toContain(1);
  });

  it('plants in each company in use what must be held and what must be rejected', () => {
    const held = books.expectedHeld();
    for (const division of IN_USE) {
      const why = (stream: string): string[] =>
        held.filter((each) => each.division === division && each.stream === stream).map((each) => each.why);
      const ofEntries = [
        'cost center CC-990 is unknown',
        'GL account 6000 asks for a cost center and the line has none',
        'cost center CC-470 ended on 2025-07-09',
      ];
      expect(why('purchase_entries')).toEqual(ofEntries);
      expect(why('journal_entries')).toEqual([
        ...ofEntries,
        'GL account 6810 takes no cost center and the line names CC-410',
      ]);
      const refused = books.expectedRejections().filter((each) => each.division === division);
      expect(refused.map((each) => each.stream)).toEqual(['purchase_orders', 'purchase_entries', 'journal_entries']);
      const [order, entry] = refused;
      const prices = books
        .linesOf(division, 'PurchaseOrderLines', order?.key ?? '')
        .map((row) => decimalOf(row, 'UnitPrice'));
      expect(prices).toEqual(['12.34567891']);
      const named = books
        .linesOf(division, 'PurchaseEntryLines', entry?.key ?? '')
        .map((row) => row.cells['GLAccountCode']);
      expect(named).toEqual(['6060', null]);
    }
  });

  it('finds a row by its key in any case, and nothing by a key of another company', () => {
    const [row] = books.rows(NL, 'Accounts');
    expect(books.find(NL, 'Accounts', row?.key.toUpperCase() ?? '')).toBe(row);
    expect(books.find(UK, 'Accounts', row?.key ?? '')).toBeUndefined();
    expect(books.linesOf(UK, 'TransactionLines', 'none')).toEqual([]);
  });

  it('is as many lines as asked for at another scale, and as sound', () => {
    const large = openBooks({ scale: exactScaleForLines(4_000) }).books;
    const lines = DOCUMENTS.slice(0, -1).flatMap(([, entity]) => allRows(large, entity));
    expect(lines.length).toBeGreaterThan(3_400);
    expect(lines.length).toBeLessThan(4_900);
    expect(large.expectedHeld().length).toBe(21);
    const planted = new Set(large.expectedRejections().map(({ key }) => key));
    for (const { division, row } of allRows(large, 'Transactions').slice(0, 300)) {
      if (planted.has(row.key)) continue;
      expect(sumOf(large.linesOf(division, 'TransactionLines', row.key), 'AmountDC')).toBe('0');
    }
  });
});
