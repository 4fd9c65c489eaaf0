import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDatabricksDestination } from '../../../main/connectors/databricks/destination.ts';
import type { Destination, TargetStream } from '../../../main/ports/destination.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';
import { batchOf, invoice } from '../conformance/sample-documents.ts';
import { accountStream, invoiceStream } from './sample-stream.ts';
import { startScripted, type ScriptedWorkspace } from './scripted-workspace.ts';
import { createTestContext } from './test-context.ts';
import { createTestHttp } from './test-http.ts';

let workspace: ScriptedWorkspace;
let destination: Destination;
/** What each statement writes to or reads, in the order in which they came and ended: `+` and `-`. */
let seen: string[];
/** Statements whose end waits until all of them have come. */
let held: readonly string[];
/** Conditions that statements fail with, by what they write to. */
let failing: Map<string, string>;
let open: () => void;

const nameOf = (sql: string): string =>
  /^MERGE INTO `main`.`finance`.`(\w+)`/.exec(sql)?.[1] ?? (sql.includes('`_mlc_batches`') ? 'completion' : 'outcomes');

beforeEach(async () => {
  [seen, held, failing] = [[], [], new Map()];
  const gate = Promise.withResolvers<undefined>();
  open = () => {
    gate.resolve(undefined);
  };
  workspace = await startScripted(async (call) => {
    if (call.path === '/oidc/v1/token') return { json: { access_token: 't', expires_in: 3600 } };
    const { statement, parameters } = JSON.parse(call.body) as { statement: string; parameters: Parameter[] };
    const name = nameOf(statement);
    seen.push(`+${name}`);
    if (held.includes(name)) {
      if (held.every((one) => seen.includes(`+${one}`))) open();
      await gate.promise;
    } else if (name === '_mlc_batches') await new Promise((resolve) => setTimeout(resolve, 50));
    seen.push(`-${name}`);
    const message = failing.get(name);
    return { json: message === undefined ? answer(name, parameters) : failure(message) };
  });
  const settings = { host: workspace.address, warehouse: 'w', catalog: 'main', schema: 'finance', clientId: 'me' };
  const clock = createVirtualClock({ auto: true });
  destination = createDatabricksDestination(
    createTestContext({ settings, secrets: { clientSecret: 's' }, http: createTestHttp(), clock }),
  );
});
afterEach(async () => {
  await workspace.close();
});

interface Parameter {
  readonly name: string;
  readonly value: string;
}

function answer(name: string, parameters: readonly Parameter[]): unknown {
  const batchId = parameters.find((one) => one.name === 'batch_id')?.value ?? '';
  const rows = name === 'completion' ? [[batchId, batchOf(batchId, 50, [], invoiceStream).sequence]] : [];
  return {
    statement_id: `s${String(seen.length)}`,
    status: { state: 'SUCCEEDED' },
    manifest: { schema: { columns: [{ name: 'batch_id' }, { name: 'sequence' }] } },
    result: { data_array: rows },
  };
}

function failure(message: string): unknown {
  return { statement_id: 's', status: { state: 'FAILED', error: { error_code: 'BAD_REQUEST', message } } };
}

const deliver = (stream: TargetStream, id: string) =>
  destination.deliver(stream, batchOf(id, 50, [invoice('A')], stream), {
    progress: null,
    saveProgress: () => Promise.resolve(),
    signal: new AbortController().signal,
  });
const histories = ['workday_supplier_invoice_lines_history', 'workday_supplier_invoices_history'];

it('writes both histories and reads the outcomes together, after the headers and before the completion row', async () => {
  held = [...histories, 'outcomes'];
  await deliver(invoiceStream, 'b1');
  const place = (what: string): number => seen.indexOf(what);
  for (const one of held) {
    expect(place(`+${one}`), one).toBeGreaterThan(place('-workday_supplier_invoices'));
    expect(place(`-${one}`), one).toBeLessThan(place('+_mlc_batches'));
  }
});

it('begins nothing more, and leaves nothing under way, when one of those that are together fails', async () => {
  held = [...histories, 'outcomes'];
  failing.set(histories[0] ?? '', '[TABLE_OR_VIEW_NOT_FOUND] The table cannot be found. SQLSTATE: 42P01');
  await expect(deliver(invoiceStream, 'b1')).rejects.toMatchObject({ code: 'DATABRICKS_OBJECT_MISSING' });
  expect(seen.filter((one) => one.startsWith('+'))).toHaveLength(seen.filter((one) => one.startsWith('-')).length);
  expect(seen).not.toContain('+_mlc_batches');
});

it('delivers batches of several streams together, and writes their completion rows one at a time', async () => {
  const { mapping } = accountStream;
  const header = { ...mapping.header, table: 'workday_cost_centers' };
  const costCenters: TargetStream = { ...accountStream, id: 'cost_centers', mapping: { ...mapping, header } };
  held = ['workday_gl_accounts', 'workday_cost_centers'];
  const reports = await Promise.all([deliver(accountStream, 'b1'), deliver(costCenters, 'b2')]);
  expect(reports.map(({ outcomes }) => outcomes.map(({ outcome }) => outcome))).toEqual([['delivered'], ['delivered']]);
  const writes = seen.filter((one) => one.endsWith('_mlc_batches'));
  expect(writes.length).toBeGreaterThan(0);
  expect(writes.filter((one, place) => one.startsWith(place % 2 === 0 ? '-' : '+'))).toEqual([]);
});
