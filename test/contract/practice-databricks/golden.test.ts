import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseStatement } from '../../../sandbox/databricks/sql/parse-statement.ts';
import { Bench, type Status } from './client.ts';

const folder = fileURLToPath(new URL('../databricks/statements/', import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .map((file) => file.slice(0, -'.sql'.length));

function statement(name: string): string {
  return readFileSync(`${folder}${name}.sql`, 'utf8');
}

/** Every column that a statement's JSON source may have, as texts. */
const fields = {
  wid: 'W1',
  invoice_wid: 'W1',
  line_number: '1',
  company: 'C1',
  supplier: 'S1',
  invoice_number: 'I1',
  currency: 'EUR',
  memo: 'm',
  order: 'o',
  invoice_date: '2026-01-05',
  invoice_total: '99999999999999999999999999999999.999999',
  extended_amount: '-0.000001',
  exchange_rate: '1.1',
  approved_at: '2026-01-05T10:00:00.123456Z',
  on_hold: 'true',
  line_count: '1',
  raw_extra: '{"a":"b"}',
  _mlc_row_hash: 'r1',
  _mlc_document_hash: 'd1',
  _mlc_source_updated_at: null,
  _mlc_source_time_kind: 'updated',
};

const batch = {
  sequence: '5',
  synced_at: '2026-01-05T10:00:00Z',
  batch_id: 'b1',
  run_id: 'r1',
  flow_id: 'f1',
  stream: 's',
  documents: '1',
  delivered: '1',
  unchanged: '0',
  rejected: '0',
  rows_by_table: '{}',
  control_totals: '{}',
  audit_head: 'x',
  created_at: '2026-01-05T10:00:00Z',
  completed_at: '2026-01-05T10:00:00Z',
  schema: 'finance',
  installation_id: 'i1',
  installation_line: 'l1',
  installation_generation: '1',
  since: '2026-01-01T00:00:00Z',
};

const figures = {
  date_from: '2026-01-01',
  date_to: '2026-12-31',
  less_to: '2026-12-31',
  only: 'C1',
  without_0: 'x',
  without_1: 'y',
};

/** The statements that the app sends, taken from its own golden files. */
describe('the statements of the connector', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start();
    for (const name of [
      'create-schema',
      'create-volume',
      ...names.filter((each) => each.startsWith('create-table') && !each.includes('hostile')),
    ]) {
      await bench.rows(statement(name));
    }
  });
  afterAll(() => bench.close());

  /** Puts a file wherever the statement reads from. */
  async function stage(sql: string): Promise<void> {
    for (const [, path] of sql.matchAll(/read_files\('([^']+)'/g)) {
      await bench.call('PUT', `/api/2.0/fs/directories${path ?? ''}`);
      await bench.call('PUT', `/api/2.0/fs/files${path ?? ''}a.json.gz`, gzipSync(`${JSON.stringify(fields)}\n`));
    }
  }

  function send(name: string): Promise<Status> {
    const sql = statement(name);
    const rows = JSON.stringify([name === 'merge-completion' ? batch : fields]);
    const wanted = new Set(Array.from(sql.matchAll(/:([a-z]\w*)/g), (match) => match[1] ?? ''));
    const all: Readonly<Record<string, string>> = {
      ...batch,
      ...figures,
      rows,
      ...(sql.includes('from_json(:documents') ? { documents: rows } : {}),
    };
    return bench.submit(sql, Object.fromEntries(Object.entries(all).filter(([key]) => wanted.has(key))));
  }

  it('are there', () => {
    expect(names.length).toBeGreaterThan(20);
  });

  it.each(names)('parses %s', (name) => {
    expect(() => parseStatement(statement(name))).not.toThrow();
  });

  it.each(names.filter((name) => !name.startsWith('create-')))(
    'runs %s twice, the second time without effect',
    async (name) => {
      await stage(statement(name));
      const missing = /`(workday_gl_accounts|workday_supplier_invoices_history)`/.test(statement(name));
      const first = await send(name);
      if (missing) {
        // The golden files hold no CREATE TABLE for these two.
        expect(first.status.error?.message).toContain('TABLE_OR_VIEW_NOT_FOUND');
        return;
      }
      expect(first.status).toEqual({ state: 'SUCCEEDED' });
      const second = await send(name);
      // Restoring and repairing write the same content again, so only their counters differ.
      if (name.startsWith('merge') && !/restore|repair/.test(name))
        expect(second.result?.data_array).toEqual([['0', '0', '0', '0']]);
      if (name.startsWith('select')) expect(second.result?.data_array).toEqual(first.result?.data_array);
    },
  );
});
