import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isAppError, type AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { checked, never, readAll, startHarness, type Harness } from './harness.ts';

let harness: Harness;

beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());
afterEach(() => {
  for (const fault of harness.workday.activeFaults()) harness.workday.setFault(fault, false);
  Object.assign(harness.secrets, harness.workday.secrets);
  harness.workday.requests.length = 0;
});

async function failure(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (isAppError(error)) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

function soapCalls(): number {
  return harness.workday.requests.filter(({ path }) => path.includes('/ccx/service/')).length;
}

describe('what goes wrong at Workday', () => {
  it('sends a wrong password once and never again', async () => {
    harness.secrets['password'] = 'wrong <&> password';
    const error = await failure(readAll(harness.source(), 'suppliers'));
    expect(error).toMatchObject({
      code: 'WORKDAY_AUTH_INVALID',
      kind: 'auth',
      details: { user: 'ISU_MLC@elbtal_dpt1' },
    });
    expect(JSON.stringify(toErrorDto(error))).not.toContain('wrong <&>');
    expect(soapCalls()).toBe(1);
  });

  it('says which domain a stream lacks, does not repeat the call and leaves the others alone', async () => {
    harness.workday.setFault('not-authorized:Get_Journals', true);
    const source = harness.source();
    const error = await failure(readAll(source, 'journal_entries'));
    expect(error).toMatchObject({
      code: 'WORKDAY_NOT_AUTHORIZED',
      kind: 'permission',
      details: { operation: 'Get_Journals' },
    });
    expect(toErrorDto(error).next).toContain('Process: Journals - View');
    expect(soapCalls()).toBe(1);
    expect((await readAll(source, 'suppliers')).records.length).toBeGreaterThan(0);
  });

  it('tells a wrong service or version from everything else', async () => {
    const operations = '{"Get_Suppliers": {"service": "Financial_Management"}}';
    expect(await failure(readAll(harness.source({ operations }), 'suppliers'))).toMatchObject({
      code: 'WORKDAY_WRONG_SERVICE',
      kind: 'config',
      details: { service: 'Financial_Management', version: 'v46.1' },
    });
    expect(await failure(readAll(harness.source({ version: 'v99.9' }), 'suppliers'))).toMatchObject({ kind: 'config' });
  });

  it('does not repeat a request that Workday finds invalid', async () => {
    const source = harness.source({ nonFinalStatuses: 'NO_SUCH_STATUS' });
    const { nextCursor } = await source.openWindow('supplier_invoices', { kind: 'full' }, never);
    harness.workday.requests.length = 0;
    const error = await failure(readAll(source, 'supplier_invoices', { kind: 'incremental', cursor: nextCursor }));
    expect(error).toMatchObject({ code: 'WORKDAY_REQUEST_REFUSED', kind: 'config' });
    expect(harness.workday.requests.filter(({ status }) => status === 500)).toHaveLength(1);
  });

  it.each(['server-error', 'throttled', 'throttled-retry-after', 'maintenance', 'reset', 'truncated'])(
    'reads all the same after %s has passed',
    async (fault) => {
      const source = harness.source({ pageSize: '50' });
      const sound = await readAll(source, 'journal_entries');
      const window = await source.openWindow('journal_entries', { kind: 'full' }, never);
      harness.workday.setFault(fault, true, 2);
      const records = [];
      for await (const page of source.read('journal_entries', window, never)) records.push(...page.records);
      expect(new Set(records.map(({ key }) => key))).toEqual(new Set(sound.records.map(({ key }) => key)));
    },
  );

  it.each([
    ['server-error', 'HTTP_ANSWER_EMPTY', 'transient'],
    ['truncated', 'WORKDAY_ANSWER_UNREADABLE', 'transient'],
    ['throttled', 'HTTP_RATE_LIMITED', 'rate-limited'],
    ['maintenance', 'HTTP_UNAVAILABLE', 'transient'],
  ])('gives up on %s that does not pass, as %s', async (fault, code, kind) => {
    harness.workday.setFault(fault, true);
    expect(await failure(readAll(harness.source(), 'journal_entries'))).toMatchObject({ code, kind });
    expect(soapCalls()).toBeLessThanOrEqual(4);
  });

  it('honours Retry-After', async () => {
    harness.workday.setFault('throttled-retry-after', true, 1);
    const before = harness.clock.sleeps.length;
    await readAll(harness.source(), 'gl_account_summaries');
    expect(harness.clock.sleeps.slice(before)).toContain(2000);
  });

  it.each(['doctype', 'too-deep', 'oversize'])('refuses an answer with %s, once', async (fault) => {
    harness.workday.setFault(fault, true, 1);
    const error = await failure(readAll(harness.source(), 'gl_account_summaries'));
    expect(error).toMatchObject({ code: 'WORKDAY_ANSWER_REFUSED', kind: 'config' });
    expect(soapCalls()).toBe(1);
  });

  it('says that the window moved when totals change between pages', async () => {
    const source = harness.source({ pageSize: '50' });
    const window = await source.openWindow('journal_entries', { kind: 'full' }, never);
    harness.workday.setFault('drift', true, 1);
    const reading = (async () => {
      for await (const page of source.read('journal_entries', window, never)) expect(page.announced).not.toBeNull();
    })();
    expect(await failure(reading)).toMatchObject({ code: 'ENGINE_WINDOW_MOVED', kind: 'transient' });
  });

  it('shows a record that is missing as a count that differs', async () => {
    const source = harness.source();
    const window = await source.openWindow('suppliers', { kind: 'full' }, never);
    harness.workday.setFault('missing-record', true, 1);
    let read = 0;
    let announced: number | null = null;
    for await (const page of source.read('suppliers', window, never)) {
      read += page.records.length;
      announced = page.announced;
    }
    expect(announced).toBe(read + 1);
  });

  it('ties account sets to their announced number by itself, since their accounts are not announced', async () => {
    const source = harness.source();
    const window = await source.openWindow('gl_accounts', { kind: 'full' }, never);
    harness.workday.setFault('missing-record', true, 1);
    const reading = (async () => {
      for await (const page of source.read('gl_accounts', window, never)) expect(page.records).toEqual([]);
    })();
    expect(await failure(reading)).toMatchObject({ code: 'WORKDAY_COUNT_DIFFERS', kind: 'transient' });
  });
});

describe('the check of a Workday connection', () => {
  it('counts what each stream holds', async () => {
    const steps = await checked(harness.source());
    expect(steps.get('authenticate')?.state).toBe('passed');
    expect(steps.get('read.suppliers')?.detail).toMatch(/^\d+ suppliers$/);
    expect(steps.get('read.gl_accounts')?.detail).toMatch(/^\d+ account sets$/);
    expect(steps.get('read.gl_account_summaries')?.detail).toMatch(/ GL account summaries$/);
  });

  it('fails only the stream that is not authorized', async () => {
    harness.workday.setFault('not-authorized:Get_Account_Sets', true);
    const steps = await checked(harness.source());
    expect(steps.get('authenticate')?.state).toBe('passed');
    expect(steps.get('read.gl_accounts')?.error?.code).toBe('WORKDAY_NOT_AUTHORIZED');
    expect([...steps.values()].filter(({ state }) => state === 'failed')).toHaveLength(1);
  });

  it('sends a wrong password once and skips what depends on it', async () => {
    harness.secrets['password'] = 'wrong';
    const steps = await checked(harness.source());
    expect(steps.get('authenticate')?.error?.code).toBe('WORKDAY_AUTH_INVALID');
    expect(steps.get('read.suppliers')?.state).toBe('skipped');
    expect(soapCalls()).toBe(1);
  });

  it.each([{}, { auth: 'oauth' }])('asks for the login even where no stream is chosen (%o)', async (settings) => {
    expect((await checked(harness.source(settings), [])).get('authenticate')?.state).toBe('passed');
    expect(soapCalls()).toBe(1);
    harness.secrets['password'] = 'wrong';
    harness.secrets['refreshToken'] = 'wrong';
    const steps = await checked(harness.source(settings), []);
    expect(steps.get('authenticate')?.state).toBe('failed');
    expect([...steps.keys()].filter((id) => id.startsWith('read.'))).toEqual([]);
  });

  it('names the field of a setting that cannot be used', async () => {
    const steps = await checked(harness.source({ host: 'http://workday.example.com' }));
    expect(steps.get('settings')?.error).toMatchObject({ code: 'WORKDAY_SETTING_INVALID', details: { field: 'host' } });
  });
});

describe('signing in with OAuth', () => {
  const oauth = { auth: 'oauth' };

  it('reads with a bearer, asked for once', async () => {
    const source = harness.source(oauth);
    await readAll(source, 'suppliers');
    await readAll(source, 'purchase_orders');
    const calls = harness.workday.requests;
    expect(calls.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
    expect(
      calls.filter(({ path }) => path.includes('/service/')).every(({ authorization }) => authorization === 'bearer'),
    ).toBe(true);
  });

  it('asks for another token once when one ends early, and before one ends in time', async () => {
    const source = harness.source(oauth);
    await readAll(source, 'suppliers');
    harness.workday.setFault('access-token-expires', true, 1);
    await readAll(source, 'suppliers');
    const tokens = (): number => harness.workday.requests.filter(({ path }) => path.endsWith('/token')).length;
    expect(tokens()).toBe(2);
    await harness.clock.advance(3_400_000);
    await readAll(source, 'suppliers');
    expect(tokens()).toBe(3);
    expect(harness.workday.requests.filter(({ status }) => status === 401)).toHaveLength(1);
  });

  it('stores a new refresh token before it uses the access token', async () => {
    harness.workday.setFault('refresh-token-rotates', true);
    const before = harness.secrets['refreshToken'];
    await readAll(harness.source(oauth), 'suppliers');
    const rotated = harness.secrets['refreshToken'];
    expect(rotated).not.toBe(before);
    await readAll(harness.source(oauth), 'suppliers');
    expect(harness.secrets['refreshToken']).not.toBe(rotated);
  });

  it('does not repeat a refused refresh token', async () => {
    harness.workday.setFault('refresh-token-invalid', true);
    const error = await failure(readAll(harness.source(oauth), 'suppliers'));
    expect(error).toMatchObject({ code: 'WORKDAY_TOKEN_REFUSED', kind: 'auth' });
    expect(harness.workday.requests).toHaveLength(1);
  });
});
