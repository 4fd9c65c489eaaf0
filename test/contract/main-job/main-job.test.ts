import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { journalAt, journalPlaces, JOURNAL_FAMILIES } from '../../../sandbox/world/journal-view.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import { PracticeApp, streamOf } from '../../support/practice-app.ts';
import { documentedFacts, factsOfWorld } from './invoice-facts.ts';
import { SumBook, sumsInWarehouse, sumsOfWorld, units, type Sums } from './expected-sums.ts';

const streams = [
  'gl_accounts',
  'gl_account_summaries',
  'suppliers',
  'purchase_orders',
  'supplier_invoices',
  'supplier_invoice_adjustments',
  'payments',
  'journal_entries',
];
/** The reason that an operator is to read for each of the planted records, by the world's own sentence. */
const fieldOfReason: readonly (readonly [sentence: RegExp, field: RegExp])[] = [
  [/no name/, /^supplier_name$/],
  [/8 decimals/, /^lines\[1\]\.extended_amount$/],
  [/no company/, /^company_id$/],
  [/no currency/, /^currency_code$/],
  [/debits and credits/, /ledger_debit/],
];

let app: PracticeApp;
let first: Run;
beforeAll(async () => {
  app = await PracticeApp.start();
  first = await app.sync();
});
afterAll(() => app.close());

function plantedWids(): ReadonlySet<string> {
  return new Set(app.world.expectedRejections.map(({ wid }) => wid));
}

/** Sums as the run shows them. */
function shown(run: Run, side: 'source' | 'landed'): Sums {
  const book = new SumBook();
  for (const { stream, totals } of run.streams) {
    for (const { company, amount, currency, ...sums } of totals) {
      book.add({ stream, company, amount, currency }, units(sums[side]));
    }
  }
  return book.sums;
}

function expectAddsUp(run: Run): void {
  expect(run.streams.map(({ stream }) => stream)).toEqual(streams);
  for (const { counts, stream, reconciled, announced, error, totals, windowTotals } of run.streams) {
    expect(error, stream).toBeNull();
    expect(reconciled, stream).toBe(true);
    const { read, ...by } = counts;
    expect(
      Object.values(by).reduce((sum, count) => sum + count),
      stream,
    ).toBe(read);
    // Account sets are announced, their accounts are not.
    expect(announced, stream).toBe(stream === 'gl_accounts' ? null : read);
    for (const entry of [...totals, ...windowTotals]) {
      const at = `${stream} ${entry.company} ${entry.amount} ${entry.currency}`;
      expect(entry.agrees, at).toBe(true);
      expect(units(entry.landed), at).toBe(units(entry.loaded) + units(entry.unchanged));
      const parts = [entry.loaded, entry.unchanged, entry.excluded, entry.rejected, entry.held, entry.waiting];
      expect(
        parts.reduce((sum, part) => sum + units(part), 0n),
        at,
      ).toBe(units(entry.source));
    }
  }
}

async function expectTotalsRight(run: Run): Promise<void> {
  expect(shown(run, 'source')).toEqual(sumsOfWorld(app.world));
  const landed = sumsOfWorld(app.world, plantedWids());
  expect(shown(run, 'landed')).toEqual(landed);
  expect(await sumsInWarehouse((sql) => app.rows(sql))).toEqual(landed);
}

function journalCount(): number {
  return JOURNAL_FAMILIES.reduce((sum, family) => {
    const places = Array.from({ length: journalPlaces(app.world, family) }, (_, index) => ({ family, index }));
    return sum + places.filter((place) => journalAt(app.world, place, Number.MAX_SAFE_INTEGER) !== undefined).length;
  }, 0);
}

/** What the documented statement makes of what landed, against the world; and the payment statuses that it shows. */
async function expectFactsRight(): Promise<Set<string>> {
  const rows = await app.rows(
    `SELECT invoice_wid, paid_amount, amount_due, payment_status, payment_derivation FROM (${documentedFacts()})`,
  );
  const facts = factsOfWorld(app.world);
  expect(rows.length).toBe(facts.size);
  for (const [wid = '', paid = null, due = null, status, derivation] of rows) {
    expect({ paid: units(paid), due: units(due), status }, String(wid)).toEqual(facts.get(String(wid)));
    expect(derivation).toMatch(/^computed: /);
  }
  return new Set(rows.map(([, , , status]) => String(status)));
}

/** Payments to suppliers: wages and expenses are no records of ours. */
function paymentCount(): number {
  const all = Array.from({ length: app.world.count('payment') }, (_, index) =>
    app.world.at('payment', index, Number.MAX_SAFE_INTEGER),
  );
  return all.filter((doc) => doc?.payee.kind === 'supplier').length;
}

function counted(run: Run, what: keyof RunStream['counts']): Record<string, number> {
  return Object.fromEntries(run.streams.map(({ stream, counts }) => [stream, counts[what]]));
}

describe('the first sync', () => {
  test('reads every record that the source announces, and the numbers of each stream add up', () => {
    expect(first.state).toBe('succeeded-with-rejections');
    expectAddsUp(first);
    const { world } = app;
    expect(counted(first, 'read')).toEqual({
      gl_accounts: [0, 1].reduce((sum, index) => sum + world.current('account-set', index).accounts.length, 0),
      gl_account_summaries: world.count('account-summary'),
      suppliers: world.count('supplier'),
      purchase_orders: world.count('purchase-order'),
      supplier_invoices: world.count('invoice'),
      supplier_invoice_adjustments: world.count('adjustment'),
      payments: paymentCount(),
      journal_entries: journalCount(),
    });
  });

  test('lands sums that equal those of the world and of DuckDB, per company and currency, to the last digit', async () => {
    await expectTotalsRight(first);
    const companies = new Set(streamOf(first, 'supplier_invoices').totals.map(({ company }) => company));
    const currencies = new Set(streamOf(first, 'supplier_invoices').totals.map(({ currency }) => currency));
    expect(companies.size).toBeGreaterThan(2);
    expect(currencies.size).toBeGreaterThan(2);
  });

  test('tells of every invoice what is paid and due, by the statement of the page for administrators', async () => {
    expect([...(await expectFactsRight())].sort()).toEqual(['paid', 'partially paid', 'unpaid']);
  });

  test('rejects exactly the unsound records, each with the field that is wrong and what to do', async () => {
    const rejected = await app.rejected();
    const expected = app.world.expectedRejections;
    const name = (one: { stream: string; key: string | null }): string => `${one.stream} ${String(one.key)}`;
    expect(rejected.map(name).sort()).toEqual(expected.map(({ stream, wid }) => `${stream} ${wid}`).sort());
    for (const { wid, why } of expected) {
      const reasons = rejected.find(({ key }) => key === wid)?.reasons ?? [];
      const field = fieldOfReason.find(([sentence]) => sentence.test(why))?.[1] ?? /^$/;
      expect(
        reasons.map((reason) => reason.field).some((one) => field.test(one)),
        why,
      ).toBe(true);
      for (const { text, next } of reasons) {
        expect(text).not.toBe('');
        expect(text + next).not.toMatch(/[{}]/);
      }
    }
  });

  test('writes one row per batch with the head of the audit chain, as the store has them', async () => {
    const batches = app.store.batches.summaries(first.id);
    const rows = await app.rows(
      'SELECT batch_id, run_id, stream, sequence, documents, delivered, unchanged, rejected, audit_head FROM {_mlc_batches}',
    );
    expect(rows.length).toBe(batches.length);
    const audit = app.store.audit.page({ kind: 'batch' }, { sort: [], offset: 0, limit: 1000 }).items;
    for (const { id, stream, sequence, documents } of batches) {
      const row = rows.find(([batchId]) => batchId === id);
      expect(row?.slice(1, 8)).toEqual([first.id, stream, sequence, String(documents), String(documents), '0', '0']);
      expect(row?.[8]).toBe(audit.find(({ event, subject }) => event === 'batch.staged' && subject === id)?.hash);
      expect(row?.[8]).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});

describe('the second sync', () => {
  let second: Run;
  let before: { starts: number; statements: number };
  beforeAll(async () => {
    before = { starts: app.databricks.warehouseStarts(), statements: app.databricks.statements().length };
    // Long enough for the warehouse to have gone to sleep.
    app.clock.advance(30 * 60_000);
    second = await app.sync();
  });

  test('loads nothing and shows the same totals', async () => {
    expectAddsUp(second);
    expect(Object.values(counted(second, 'loaded')).every((count) => count === 0)).toBe(true);
    expect(second.streams.map(({ totals }) => totals)).toEqual(first.streams.map(({ totals }) => totals));
    expect(second.streams.map((one) => one.landedAtUtc)).toEqual(first.streams.map((one) => one.landedAtUtc));
    await expectTotalsRight(second);
  });

  test('sends the warehouse nothing and leaves it asleep', () => {
    expect(app.databricks.statements().length).toBe(before.statements);
    expect(app.databricks.warehouseStarts()).toBe(before.starts);
    expect(app.databricks.warehouseState()).toBe('STOPPED');
  });

  test('computes the totals anew when asked to verify', async () => {
    const verified = await app.sync({ verify: true });
    expectAddsUp(verified);
    expect(app.databricks.statements().length).toBeGreaterThan(before.statements);
    for (const one of verified.streams) {
      expect(one.landedAtUtc === null ? '' : one.landedAtUtc > (streamOf(first, one.stream).landedAtUtc ?? '')).toBe(
        true,
      );
    }
    await expectTotalsRight(verified);
  });
});

describe('a sync after changes at the source', () => {
  let sentences: string[];
  let third: Run;
  let versions: Record<string, string | null>;
  const historyRows = (): Promise<string | null> =>
    app.cell('SELECT count(*) FROM {workday_supplier_invoices_history}');
  beforeAll(async () => {
    versions = { history: await historyRows(), batches: await app.cell('SELECT count(*) FROM {_mlc_batches}') };
    sentences = app.change();
    third = await app.sync();
  });

  test('sends only what changed', async () => {
    expectAddsUp(third);
    expect(sentences).toHaveLength(11);
    // One invoice is new and three change; each change shows in its journal, and the cancelled one is reversed by another; one is
    // approved, which gives it a journal, and one that waits for that is new, without any. One journal comes late and one has no document;
    // one supplier and one order have another text; one invoice is paid, which neither it nor its journal shows, and the payment has a
    // journal of its own, unlike one that is not out yet.
    expect(counted(third, 'loaded')).toEqual({
      gl_accounts: 0,
      gl_account_summaries: 0,
      suppliers: 1,
      purchase_orders: 1,
      supplier_invoices: 6,
      supplier_invoice_adjustments: 0,
      payments: 2,
      journal_entries: 9,
    });
    expect(await app.cell('SELECT count(*) FROM {_mlc_batches}')).toBe(String(Number(versions['batches']) + 5));
  });

  test('keeps the control totals and what is paid of invoices right', async () => {
    await expectTotalsRight(third);
    expect(await expectFactsRight()).toContain('nothing due');
  });

  test('keeps both versions of what changed in the history', async () => {
    expect(await historyRows()).toBe(String(Number(versions['history']) + 6));
    const changed = await app.rows(
      `SELECT invoice_wid, count(*), count(DISTINCT _mlc_row_hash), count(DISTINCT _mlc_batch_id)
       FROM {workday_supplier_invoices_history} GROUP BY ALL HAVING count(*) > 1`,
    );
    expect(changed).toHaveLength(4);
    for (const [, ...counts] of changed) expect(counts).toEqual(['2', '2', '2']);
  });

  test('agrees again when everything is computed anew', async () => {
    const verified = await app.sync({ verify: true });
    expectAddsUp(verified);
    await expectTotalsRight(verified);
  });
});
