import { afterAll, beforeAll, expect, it } from 'vitest';
import { gather, never, readAll, startPractice, type ExactPractice } from './harness.ts';

const MINUTE = 60_000;
let practice: ExactPractice;
let keys: readonly string[];

beforeAll(async () => {
  practice = await startPractice({ scale: 0.1 });
  keys = (await readAll(practice.source(), 'gl_accounts')).records.slice(0, 3).map(({ key }) => key);
});
afterAll(async () => {
  await practice.close();
});

/** Calls that reading the records takes a run of its own, by what they ask for. */
async function callsOf(streams: readonly string[]): Promise<string[]> {
  practice.exact.requests.length = 0;
  const source = practice.source();
  for (const stream of streams) {
    await source.moment?.(never);
    await gather(source.readByKey(stream, keys, never));
  }
  return practice.exact.requests.map(({ path }) => path.split('/').at(-1) ?? '');
}

it('takes one call for the records of a company, where companies and clock were heard of within five minutes', async () => {
  const companies = new Set(keys.map((key) => (JSON.parse(key) as string[])[0]));
  expect(await callsOf(['gl_accounts'])).toEqual(Array.from(companies, () => 'GLAccounts'));
  await practice.clock.advance(MINUTE);
  expect(await callsOf(['gl_accounts', 'gl_accounts'])).toHaveLength(2 * companies.size);
});

it('asks for both again after that, once for all streams', async () => {
  await practice.clock.advance(6 * MINUTE);
  const calls = await callsOf(['gl_accounts', 'gl_accounts']);
  expect(calls.filter((one) => one === 'Divisions')).toHaveLength(1);
  expect(calls.filter((one) => one === 'Me').length).toBeGreaterThan(0);
  expect(calls.filter((one) => one === 'Me').length).toBeLessThan(3);
});

it('tells the moment by the clock that answers carried, without a call', async () => {
  const source = practice.source();
  await source.openWindow('gl_accounts', { kind: 'full' }, never);
  practice.exact.requests.length = 0;
  const moment = await source.moment?.(never);
  expect(practice.exact.requests).toEqual([]);
  // The header that it comes from has whole seconds.
  expect(Math.abs(Date.parse(moment ?? '') - practice.clock.now())).toBeLessThan(2_000);
});
