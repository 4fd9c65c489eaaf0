import { describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { SignIn } from '../../../main/ports/sign-in.ts';
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { SignInState } from '../../../shared/model/sign-in.ts';
import type { SourceBudget } from '../../../shared/model/source-budget.ts';
import { createHarness, type Harness } from '../../support/engine-harness.ts';

const LANDED = 'https://www.ledger.example/exact?code=the-secret-code&state=s';
const state: SignInState = {
  kind: 'signed-in',
  signedInAtUtc: '2026-11-21T12:00:00.000Z',
  endsUnusedAtUtc: '2026-12-21T12:00:00.000Z',
  warns: false,
};
const budget: SourceBudget = {
  part: '1',
  label: 'Ledger (1)',
  left: 3800,
  perDay: 5000,
  keptBack: 250,
  resetsAtUtc: '2026-11-22T00:00:00.000Z',
  minute: null,
  learnedAtUtc: '2026-11-21T12:00:00.000Z',
};

/** A source whose system wants a person in a browser; `refused` is thrown instead of finishing. */
function signsIn(harness: Harness, refused?: AppError): void {
  const signIn: SignIn = {
    begin: () => Promise.resolve({ address: 'https://x.example/auth', redirectUri: LANDED, validForSeconds: 600 }),
    finish: () => (refused === undefined ? Promise.resolve(state) : Promise.reject(refused)),
    state: () => Promise.resolve(state),
  };
  Object.assign(harness.engine.services.deps, {
    openSignIn: () => signIn,
    budgetsOf: () => Promise.resolve([budget]),
  });
}

/** What the trail says of signing in, the oldest first. */
async function trail(harness: Harness): Promise<unknown[]> {
  const { items } = await ask(harness.engine, 'audit.list', { filter: {}, sort: [], offset: 0, limit: 100 });
  return items
    .filter(({ event }) => event.includes('sign'))
    .map(({ event, subject, details, actor }) => ({ event, subject, details, kind: actor?.kind }))
    .reverse();
}

async function sourceId(harness: Harness): Promise<string> {
  const [first] = await ask(harness.engine, 'connections.list', {});
  return first?.id ?? '';
}

describe('signing in for a connection', () => {
  test('is written down with who did it and which connection, and never with what was pasted', async () => {
    const harness = createHarness();
    signsIn(harness);
    const id = await sourceId(harness);
    const begun = await harness.engine.call('connections.sign-in.begin', { id }, 'window');
    expect(begun).toMatchObject({ ok: true, value: { address: 'https://x.example/auth' } });
    const finished = await harness.engine.call('connections.sign-in.finish', { id, landed: LANDED }, 'window');
    expect(finished).toEqual({ ok: true, value: { state } });
    expect(await ask(harness.engine, 'connections.sign-in.state', { id })).toEqual(state);
    expect(await trail(harness)).toEqual([
      { event: 'connection.sign-in-begun', subject: id, details: {}, kind: 'person' },
      { event: 'connection.signed-in', subject: id, details: { until: '2026-12-21T12:00:00.000Z' }, kind: 'person' },
    ]);
    expect(
      JSON.stringify(await ask(harness.engine, 'audit.list', { filter: {}, sort: [], offset: 0, limit: 100 })),
    ).not.toContain('secret-code');
  });

  test('that fails is written down with its code, and says so to whoever asked', async () => {
    const harness = createHarness();
    signsIn(harness, new AppError('EXACT_CODE_REFUSED', 'auth', { details: { reason: 'invalid_grant' } }));
    const id = await sourceId(harness);
    const error: unknown = await ask(harness.engine, 'connections.sign-in.finish', { id, landed: LANDED }).catch(
      (thrown: unknown) => thrown,
    );
    expect(isAppError(error) ? error.code : error).toBe('EXACT_CODE_REFUSED');
    expect(await trail(harness)).toMatchObject([
      { event: 'connection.sign-in-failed', details: { code: 'EXACT_CODE_REFUSED' } },
    ]);
  });

  test('is not for a system that nobody signs in to, and such a system has no budgets', async () => {
    const harness = createHarness();
    const id = await sourceId(harness);
    const answer = await harness.engine.call('connections.sign-in.state', { id });
    expect(answer).toMatchObject({ ok: false, error: { code: 'APP_NOT_FOUND' } });
    expect(await ask(harness.engine, 'connections.budgets', { id })).toEqual([]);
    signsIn(harness);
    expect(await ask(harness.engine, 'connections.budgets', { id })).toEqual([budget]);
  });
});
