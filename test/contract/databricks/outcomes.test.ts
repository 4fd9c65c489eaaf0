import { afterEach, describe, expect, it } from 'vitest';
import { createDatabricksDestination } from '../../../main/connectors/databricks/destination.ts';
import type { DeliveryReport } from '../../../main/ports/destination.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { batchOf, invoice } from '../conformance/sample-documents.ts';
import { invoiceStream } from './sample-stream.ts';
import { startScripted, type ScriptedWorkspace } from './scripted-workspace.ts';
import { createTestContext } from './test-context.ts';
import { createTestHttp } from './test-http.ts';

type Rows = readonly Readonly<Record<string, string | null>>[];

let workspace: ScriptedWorkspace;
afterEach(async () => {
  await workspace.close();
});

const documents = ['A', 'B', 'C', 'D'].map((key) => invoice(key));
const batch = batchOf('b1', 50, documents, invoiceStream);

/** Delivers to a workspace where every write succeeds and reads give what is told. */
async function deliver(others: Rows, completion: Rows): Promise<{ report: DeliveryReport; statements: string[] }> {
  const statements: string[] = [];
  workspace = await startScripted((call) => {
    if (call.path === '/oidc/v1/token') return { json: { access_token: 't', expires_in: 3600 } };
    if (call.path !== '/api/2.0/sql/statements') return undefined;
    const { statement } = JSON.parse(call.body) as { statement: string };
    statements.push(statement);
    const rows = statement.startsWith('MERGE') ? [] : statement.includes('`_mlc_batches`') ? completion : others;
    const names = Object.keys(rows[0] ?? {});
    return {
      json: {
        statement_id: `s${String(statements.length)}`,
        status: { state: 'SUCCEEDED' },
        manifest: { schema: { columns: names.map((name) => ({ name })) } },
        result: { data_array: rows.map((row) => names.map((name) => row[name])) },
      },
    };
  });
  const settings = { host: workspace.address, warehouse: 'w', catalog: 'main', schema: 'finance', clientId: 'me' };
  const context = createTestContext({
    settings,
    secrets: { clientSecret: 's' },
    http: createTestHttp(),
    clock: createVirtualClock({ auto: true }),
  });
  const report = await createDatabricksDestination(context).deliver(invoiceStream, batch, {
    progress: null,
    saveProgress: () => Promise.resolve(),
    signal: new AbortController().signal,
  });
  return { report, statements };
}

const other = (wid: string, cells: Readonly<Record<string, string | null>>): Rows[number] => ({
  wid,
  _mlc_batch_id: null,
  _mlc_sequence: null,
  _mlc_document_hash: null,
  ...cells,
});
const completed = [{ batch_id: 'b1', sequence: batch.sequence }];

describe('outcome of each document, as read back', () => {
  it('tells newer content, the same content and nothing at all apart', async () => {
    const { report, statements } = await deliver(
      [
        other('B', {
          _mlc_batch_id: 'b9',
          _mlc_sequence: String(BigInt(batch.sequence) + 1n),
          _mlc_document_hash: 'x',
        }),
        other('C', {
          _mlc_batch_id: 'b0',
          _mlc_sequence: batch.sequence,
          _mlc_document_hash: documents[2]?.hash ?? '',
        }),
        other('D', {}),
      ],
      completed,
    );
    expect(report.outcomes.map((one) => `${one.documentKey} ${one.outcome}`)).toEqual([
      'A delivered',
      'B unchanged',
      'C unchanged',
      'D unknown',
    ]);
    expect(statements.some((sql) => sql.includes('`_mlc_batches`'))).toBe(false);
  });

  it('does not take an older row with other content for success', async () => {
    const old = { _mlc_batch_id: 'b0', _mlc_sequence: String(BigInt(batch.sequence) - 1n), _mlc_document_hash: 'x' };
    const { report } = await deliver([other('A', old)], completed);
    expect(report.outcomes[0]?.outcome).toBe('unknown');
  });

  it('writes lines, then headers, then histories while it reads the outcomes, then the completion row', async () => {
    const { statements } = await deliver([], completed);
    const targets = statements.map((sql) =>
      /^(MERGE INTO|SELECT)(?: `main`.`finance`.`(\w+)`)?/.exec(sql)?.slice(1).join(' ').trim(),
    );
    // Those that are under way together may arrive in any order.
    expect([...targets.slice(0, 2), ...targets.slice(2, 5).sort(), ...targets.slice(5)]).toEqual([
      'MERGE INTO workday_supplier_invoice_lines',
      'MERGE INTO workday_supplier_invoices',
      'MERGE INTO workday_supplier_invoice_lines_history',
      'MERGE INTO workday_supplier_invoices_history',
      'SELECT',
      'MERGE INTO _mlc_batches',
      'SELECT',
    ]);
    expect(statements.some((sql) => /^\s*INSERT/i.test(sql))).toBe(false);
  });

  it('does not acknowledge a batch whose completion row cannot be read', async () => {
    await expect(deliver([], [])).rejects.toMatchObject({ code: 'DATABRICKS_COMPLETION_MISSING', kind: 'transient' });
  });
});
