import { afterEach, describe, expect, it } from 'vitest';
import { listSchemas } from '../../../main/connectors/databricks/catalog.ts';
import { openSession, type Session } from '../../../main/connectors/databricks/session.ts';
import type { RunOptions } from '../../../main/connectors/databricks/statements.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';
import { startScripted, type ScriptedAnswer, type ScriptedCall, type ScriptedWorkspace } from './scripted-workspace.ts';
import { createTestContext } from './test-context.ts';
import { createTestHttp } from './test-http.ts';

const signal = new AbortController().signal;
const statement = { purpose: 'test', sql: 'SELECT 1', parameters: { p: "it's" } };
const options: RunOptions = { signal, phase: 'deliver', cancelOnAbort: true };
const succeeded = (id: string, extra: object = {}): object => ({
  statement_id: id,
  status: { state: 'SUCCEEDED' },
  manifest: { schema: { columns: [{ name: 'a' }] } },
  result: { data_array: [['1']], ...extra },
});

let workspace: ScriptedWorkspace | undefined;
afterEach(async () => {
  await workspace?.close();
});

interface Opened {
  readonly session: Session;
  readonly clock: VirtualClock;
  readonly paths: () => string[];
}

async function open(
  script: (call: ScriptedCall, count: number) => ScriptedAnswer | undefined,
  settings: object = {},
): Promise<Opened> {
  const counts = new Map<string, number>();
  const started = await startScripted((call) => {
    const key = `${call.method} ${call.path}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
    const answer = script(call, counts.get(key) ?? 1);
    if (answer === undefined && call.path === '/oidc/v1/token')
      return { json: { access_token: `t${String(counts.get(key))}`, expires_in: '3600' } };
    return answer;
  });
  workspace = started;
  const clock = createVirtualClock({ auto: true });
  const base = {
    host: started.address,
    warehouse: 'w1',
    catalog: 'main',
    schema: 'finance',
    clientId: 'me',
    azureLoginAddress: started.address,
  };
  const context = createTestContext({
    settings: { ...base, ...settings },
    secrets: { clientSecret: 's:cret', token: 'dapi' },
    http: createTestHttp(),
    clock,
  });
  return {
    session: openSession(context),
    clock,
    paths: () => started.calls.map((call) => `${call.method} ${call.path}`),
  };
}

const isSubmit = (call: ScriptedCall): boolean => call.method === 'POST' && call.path === '/api/2.0/sql/statements';

describe('tokens', () => {
  it('asks once however many callers wait, with the secret in the header only', async () => {
    const { session } = await open((call) => (isSubmit(call) ? { json: succeeded('s1') } : undefined));
    await Promise.all([1, 2, 3].map(() => session.runner.run(statement, options)));
    const asked = (workspace?.calls ?? []).filter((call) => call.path === '/oidc/v1/token');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.authorization).toBe(`Basic ${Buffer.from('me:s:cret').toString('base64')}`);
    expect(asked[0]?.body).toBe('grant_type=client_credentials&scope=all-apis');
  });

  it('renews in the background when ten minutes are left, and waits only for an expired token', async () => {
    const { session, clock, paths } = await open((call) => (isSubmit(call) ? { json: succeeded('s1') } : undefined));
    const bearer = (): string => (workspace?.calls ?? []).filter(isSubmit).at(-1)?.authorization ?? '';
    await session.runner.run(statement, options);
    await clock.advance(51 * 60_000);
    await session.runner.run(statement, options);
    expect(bearer()).toBe('Bearer t1');
    await session.runner.run(statement, options);
    expect(bearer()).toBe('Bearer t2');
    await clock.advance(3 * 3_600_000);
    await session.runner.run(statement, options);
    expect(bearer()).toBe('Bearer t3');
    expect(paths().filter((path) => path.includes('token'))).toHaveLength(3);
  });

  it.each([
    [401, { error_code: 401, message: 'Credential was not sent or was of an unsupported type for this API.' }],
    [403, { error_code: 403, message: 'Invalid access token.' }],
  ])('replaces a token refused with %i once, and repeats the request once', async (status, json) => {
    const { session } = await open((call) =>
      isSubmit(call) ? (call.authorization === 'Bearer t1' ? { status, json } : { json: succeeded('s1') }) : undefined,
    );
    expect(await session.runner.run(statement, options)).toEqual([{ a: '1' }]);
  });

  it('gives up after one replacement, and never replaces a token for a missing right', async () => {
    const refused = await open((call) =>
      isSubmit(call) ? { status: 403, json: { error_code: 403, message: 'Invalid access token.' } } : undefined,
    );
    await expect(refused.session.runner.run(statement, options)).rejects.toMatchObject({
      code: 'DATABRICKS_TOKEN_REFUSED',
      kind: 'auth',
    });
    expect(refused.paths()).toHaveLength(4);
    await workspace?.close();
    const denied = await open((call) =>
      isSubmit(call) ? { status: 403, json: { error_code: 'PERMISSION_DENIED', message: 'no CAN USE' } } : undefined,
    );
    await expect(denied.session.runner.run(statement, options)).rejects.toMatchObject({ kind: 'permission' });
    expect(denied.paths()).toHaveLength(2);
  });

  it('signs in through Entra, and names a refusal without quoting what the server said about it', async () => {
    const { session } = await open(
      (call) =>
        call.path === '/tenant-1/oauth2/v2.0/token'
          ? {
              status: 401,
              json: { error: 'invalid_client', error_description: 'AADSTS7000215: Invalid secret s:cret' },
            }
          : undefined,
      { auth: 'azure-entra', azureTenantId: 'tenant-1' },
    );
    const error: unknown = await session.api.authenticate(signal).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      code: 'DATABRICKS_LOGIN_REFUSED',
      kind: 'auth',
      details: { reason: 'invalid_client, AADSTS7000215' },
    });
    expect(workspace?.calls.at(-1)?.body).toContain('scope=2ff814a6-3304-4ab8-85cb-cd0e6f879c1d%2F.default');
  });
});

describe('statements', () => {
  it('sends parameters as texts, never in the statement, and asks to wait', async () => {
    const { session } = await open((call) => (isSubmit(call) ? { json: succeeded('s1') } : undefined));
    await session.runner.run(statement, { ...options, batchId: 'b1' });
    expect(JSON.parse(workspace?.calls.at(-1)?.body ?? '')).toEqual({
      warehouse_id: 'w1',
      statement: 'SELECT 1',
      parameters: [{ name: 'p', value: "it's", type: 'STRING' }],
      wait_timeout: '30s',
      on_wait_timeout: 'CONTINUE',
      disposition: 'INLINE',
      format: 'JSON_ARRAY',
      query_tags: [
        { key: 'ml_connector', value: 'test' },
        { key: 'ml_connector_batch', value: 'b1' },
      ],
    });
  });

  it('stores the id before it polls, backs off, and reads all chunks', async () => {
    const log: string[] = [];
    const { session, clock } = await open((call, count) => {
      if (isSubmit(call)) return { json: { statement_id: 's1', status: { state: 'PENDING' } } };
      if (call.path.endsWith('/s1')) {
        log.push('poll');
        return {
          json:
            count < 4 ? { statement_id: 's1', status: { state: 'RUNNING' } } : succeeded('s1', { next_chunk_index: 1 }),
        };
      }
      if (call.path.endsWith('/chunks/1')) return { json: { data_array: [['2']], next_chunk_index: 2 } };
      return call.path.endsWith('/chunks/2') ? { json: { data_array: [[null]] } } : undefined;
    });
    const rows = await session.runner.run(statement, {
      ...options,
      onSubmitted: (id) => Promise.resolve(void log.push(`saved ${id}`)),
    });
    expect(rows).toEqual([{ a: '1' }, { a: '2' }, { a: null }]);
    expect(log).toEqual(['saved s1', 'poll', 'poll', 'poll', 'poll']);
    expect(clock.sleeps).toEqual([500, 1000, 2000, 4000]);
  });

  it('resumes a stored statement, and runs it again only if nobody knows it', async () => {
    const known = await open((call) => (call.path.endsWith('/old') ? { json: succeeded('old') } : undefined));
    expect(await known.session.runner.run(statement, { ...options, resumeId: 'old' })).toEqual([{ a: '1' }]);
    expect(known.paths()).not.toContain('POST /api/2.0/sql/statements');
    await workspace?.close();
    const gone = await open((call) => (isSubmit(call) ? { json: succeeded('new') } : undefined));
    await gone.session.runner.run(statement, { ...options, resumeId: 'old' });
    expect(gone.paths().slice(1)).toEqual(['GET /api/2.0/sql/statements/old', 'POST /api/2.0/sql/statements']);
  });

  it('does not take the failure of an earlier try for the answer to this one', async () => {
    const failed = {
      statement_id: 'old',
      status: { state: 'FAILED', error: { error_code: 'IO_ERROR', message: 'disk' } },
    };
    const { session } = await open((call) =>
      call.path.endsWith('/old') ? { json: failed } : isSubmit(call) ? { json: succeeded('new') } : undefined,
    );
    expect(await session.runner.run(statement, { ...options, resumeId: 'old' })).toEqual([{ a: '1' }]);
  });

  it('tries a conflict again, and a refusal of data never', async () => {
    const failed = (message: string): ScriptedAnswer => ({
      json: { statement_id: 'x', status: { state: 'FAILED', error: { error_code: 'BAD_REQUEST', message } } },
    });
    const conflict = await open((call, count) =>
      isSubmit(call)
        ? count < 3
          ? failed('[DELTA_CONCURRENT_APPEND] … SQLSTATE: 2D521')
          : { json: succeeded('s') }
        : undefined,
    );
    await conflict.session.runner.run(statement, options);
    expect(conflict.clock.sleeps).toHaveLength(2);
    await workspace?.close();
    const data = await open((call) => (isSubmit(call) ? failed('[CAST_INVALID_INPUT] … SQLSTATE: 22018') : undefined));
    await expect(data.session.runner.run(statement, options)).rejects.toMatchObject({ kind: 'record' });
    expect(data.paths().filter((path) => path.startsWith('POST /api'))).toHaveLength(1);
  });

  it('cancels a statement that runs for more than 20 minutes', async () => {
    const { session, paths } = await open((call) => {
      if (call.path.endsWith('/cancel')) return { json: {} };
      if (isSubmit(call) || call.path.endsWith('/s1'))
        return { json: { statement_id: 's1', status: { state: 'RUNNING' } } };
      return undefined;
    });
    await expect(session.runner.run(statement, options)).rejects.toMatchObject({
      code: 'DATABRICKS_STATEMENT_TOO_SLOW',
      kind: 'transient',
    });
    expect(paths().at(-1)).toBe('POST /api/2.0/sql/statements/s1/cancel');
  });

  it.each([
    [
      'a truncated result',
      { ...succeeded('s'), manifest: { truncated: true, schema: { columns: [] } } },
      'DATABRICKS_RESULT_INCOMPLETE',
    ],
    ['a result that is gone', { statement_id: 's', status: { state: 'CLOSED' } }, 'DATABRICKS_ANSWER_UNREADABLE'],
    [
      'a statement cancelled by somebody',
      { statement_id: 's', status: { state: 'CANCELED' } },
      'DATABRICKS_STATEMENT_CANCELLED',
    ],
    ['an answer of another form', { ok: true }, 'DATABRICKS_ANSWER_UNREADABLE'],
  ])('does not take %s for success', async (_, json, code) => {
    const { session } = await open((call) => (isSubmit(call) ? { json } : undefined));
    await expect(session.runner.run(statement, options)).rejects.toMatchObject({ code });
  });
});

describe('lists of Unity Catalog', () => {
  it('go on over an empty page that has a next one', async () => {
    const { session } = await open((call) => {
      if (!call.path.startsWith('/api/2.1/unity-catalog/schemas')) return undefined;
      if (call.path.includes('page_token=c')) return { json: { schemas: [{ name: 'a' }] } };
      if (call.path.includes('page_token=b')) return { json: { next_page_token: 'c' } };
      return { json: { schemas: [{ name: 'z' }], next_page_token: 'b' } };
    });
    expect(await listSchemas(session.api, 'main', { phase: 'connect', signal })).toEqual(['a', 'z']);
  });
});
