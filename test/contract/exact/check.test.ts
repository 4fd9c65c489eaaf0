import { afterEach, describe, expect, it } from 'vitest';
import type { CheckStep } from '../../../shared/model/check.ts';
import { startPractice, type ExactPractice } from './harness.ts';

const DAY = 24 * 3_600_000;
const never = new AbortController().signal;
const open: ExactPractice[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function start(): Promise<ExactPractice> {
  const practice = await startPractice({ scale: 0.1 });
  open.push(practice);
  return practice;
}

/** The last word of each step. */
async function check(
  practice: ExactPractice,
  streams: readonly string[] = ['gl_accounts'],
  settings: Record<string, string> = {},
): Promise<Map<string, CheckStep>> {
  const steps = new Map<string, CheckStep>();
  for await (const step of practice.source(settings).check(streams, never)) steps.set(step.id, step);
  return steps;
}

describe('the check of a connection', () => {
  it('names who signed in, the companies, what may be read there, and what is left of the day', async () => {
    const practice = await start();
    const steps = await check(practice, ['gl_accounts', 'purchase_invoices']);
    expect([...steps.values()].filter(({ state }) => state === 'failed')).toEqual([]);
    expect(steps.get('authenticate')).toMatchObject({ state: 'passed', detail: 'As Practice User' });
    expect(steps.get('read.gl_accounts')?.state).toBe('passed');
    expect(steps.get('budget')?.detail).toMatch(/: [\d,]+ of 1,000,000/);
    expect(practice.exact.requests.filter(({ status }) => status >= 400 && status !== 403)).toEqual([]);
    expect(practice.exact.overlaps()).toBe(0);
  });

  it('warns from the 23rd day on which nothing was read, and says so where nobody has signed in or the sign-in has ended', async () => {
    const practice = await start();
    const { accessToken, refreshToken } = practice.exact.tokens();
    const tokens = (daysAgo: number, more: object = {}): string =>
      JSON.stringify({
        accessToken,
        refreshToken,
        obtainedAtUtc: new Date(practice.clock.now() - daysAgo * DAY).toISOString(),
        ...more,
      });
    // The list of companies renews it: that is a use.
    practice.secrets['tokens'] = tokens(24);
    practice.exact.setFault('too-early', true);
    expect((await check(practice)).get('authenticate')).toMatchObject({
      state: 'warning',
      detail: expect.stringMatching(
        /^As Practice User\. If nothing is read, the sign-in ends on 2026-11-\d\d$/,
      ) as string,
    });
    practice.secrets['tokens'] = tokens(1, { ended: { atUtc: '2026-11-20T00:00:00.000Z', why: 'used' } });
    const ended = await check(practice);
    expect(ended.get('authenticate')).toMatchObject({ state: 'failed', error: { code: 'EXACT_SIGN_IN_AGAIN' } });
    expect(ended.get('companies')?.state).toBe('skipped');
    practice.secrets['tokens'] = '';
    expect((await check(practice)).get('authenticate')?.error?.code).toBe('EXACT_NOT_SIGNED_IN');
  });

  it('tells a company that is not allowed from a scope that is missing and from rights that the user lacks', async () => {
    const practice = await start();
    const outside = await check(practice, ['gl_accounts'], { divisions: '99' });
    expect(outside.get('companies')).toMatchObject({ state: 'failed' });
    expect((await check(practice, [], { divisions: '' })).get('companies')?.error?.code).toBe('EXACT_SETTING_INVALID');
    practice.exact.setFault('user-rights-missing@GLAccounts', true);
    expect((await check(practice)).get('read.gl_accounts')?.error?.code).toBe('EXACT_RIGHTS_MISSING');
    practice.exact.setFault('user-rights-missing@GLAccounts', false);
    practice.exact.setFault('scope-missing', true);
    const without = await check(practice);
    const codes = [...without.values()].map(({ error }) => error?.code);
    expect(codes).toContain('EXACT_SCOPE_MISSING');
  });
});
