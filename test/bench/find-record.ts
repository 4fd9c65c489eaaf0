import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openStore, type Store } from '../../main/store/store.ts';

export interface FindBench {
  readonly records: number;
  /** Milliseconds of processor time until the first page of a search is there, by what is looked for: other work on the machine is not its own. */
  readonly searches: readonly { readonly what: string; readonly milliseconds: number; readonly found: number }[];
}

const flowId = 'flow';
const limit = 100;
const turns = 3;

/** Looks for one record among `records` of a data file on disk, as a person types it into the search of the records. */
export function benchFindRecord(records: number): FindBench {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-find-'));
  try {
    const file = join(folder, 'store.sqlite');
    openStore(file).close();
    fill(file, records);
    const store = openStore(file);
    const searches = wanted(records).map(([what, text]) => measure(store, what, text));
    store.close();
    return { records, searches };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function wanted(records: number): [what: string, text: string][] {
  const n = Math.floor(records * 0.712345);
  return [
    ['invoice number', `SINV-${String(n)}`],
    ['end of an invoice number', String(n).slice(1)],
    ['supplier', `Supplier ${String(n % 5_000)} GmbH`],
    ['key', keyOf(n)],
    ['amount', `${String(n)}.07`],
    ['nothing there', 'no such record'],
  ];
}

/** Like a Workday id: thirty-two hexadecimal digits. */
function keyOf(n: number): string {
  return `${((n * 7_919) % 65_536).toString(16).padStart(4, '0')}${n.toString(16).padStart(28, '0')}`;
}

function measure(store: Store, what: string, text: string): FindBench['searches'][number] {
  let milliseconds = Infinity;
  let found = 0;
  for (let turn = 0; turn < turns; turn += 1) {
    const begin = process.cpuUsage();
    found = store.records.page({ flowId, text }, { sort: [], offset: 0, limit }).total;
    const { user, system } = process.cpuUsage(begin);
    milliseconds = Math.min(milliseconds, (user + system) / 1_000);
  }
  return { what, milliseconds, found };
}

/** Straight into the table: what the engine needs for so many records is measured elsewhere. */
function fill(file: string, records: number): void {
  const db = new DatabaseSync(file);
  db.exec('PRAGMA synchronous = OFF; BEGIN');
  const insert = db.prepare(
    `INSERT INTO documents (flow_id, stream, key, label, state, landed_hash, landed_batch_id, sums, last_run, last_disposition, company, currency, amount, party, document_date)
     VALUES (?, 'supplier_invoices', ?, ?, 'landed', ?, 'batch', ?, 'run#1', 'loaded', 'CO-100', 'EUR', ?, ?, '2026-11-01')`,
  );
  const hash = 'a'.repeat(64);
  for (let n = 0; n < records; n += 1) {
    const amount = `${String(n)}.07`;
    const sums = JSON.stringify([
      { company: 'CO-100', amount: 'invoice_total', currency: 'EUR', sum: amount, rows: 1 },
    ]);
    insert.run(flowId, keyOf(n), `SINV-${String(n)}`, hash, sums, Number(amount), `Supplier ${String(n % 5_000)} GmbH`);
  }
  db.exec('COMMIT');
  db.close();
}
