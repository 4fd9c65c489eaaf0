import { describe, expect, test } from 'vitest';
import { inRun, keepRunRequests } from '../../../main/engine/run-scope.ts';
import type { RequestLogEntry } from '../../../main/http/request-log.ts';
import { openStore } from '../../../main/store/store.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const page = { sort: [], offset: 0, limit: 500 };

function request(purpose: string, part: Partial<RequestLogEntry> = {}): RequestLogEntry {
  return {
    atUtc: '2026-11-21T10:00:00.000Z',
    connectionId: 'con-1',
    purpose,
    method: 'POST',
    host: 'adb.example',
    attempt: 1,
    status: 200,
    ms: 12,
    bytesSent: 10,
    bytesReceived: 20,
    error: null,
    ...part,
  };
}

describe('the request log of a run', () => {
  test('knows whose requests they are, also when two runs wait at the same time', async () => {
    const store = openStore(':memory:');
    const { onRequest } = keepRunRequests(store, createVirtualClock());
    const work = (name: string) => async () => {
      for (let n = 0; n < 3; n += 1) {
        await Promise.resolve();
        onRequest(request(name));
      }
    };
    await Promise.all([inRun('run-1', work('one')), inRun('run-2', work('two')), work('outside a run')()]);
    for (const [runId, purpose] of [
      ['run-1', 'one'],
      ['run-2', 'two'],
    ] as const) {
      const { total, items } = store.requests.page({ runId }, page);
      expect(total).toBe(3);
      expect(new Set(items.map((one) => one.purpose))).toEqual(new Set([purpose]));
    }
    store.close();
  });

  test('is found by what it was for, by its host and by what went wrong, newest first', () => {
    const store = openStore(':memory:');
    store.requests.add('run-1', request('statement submit'));
    store.requests.add('run-1', request('Get_Journals page', { status: 429, error: 'HTTP_RATE_LIMITED' }));
    const find = (filter: { failed?: boolean; text?: string }) =>
      store.requests.page({ runId: 'run-1', ...filter }, page).items.map((one) => one.purpose);
    expect(find({})).toEqual(['Get_Journals page', 'statement submit']);
    expect(find({ failed: true })).toEqual(['Get_Journals page']);
    expect(find({ text: 'submit' })).toEqual(['statement submit']);
    expect(find({ text: 'rate_limited' })).toEqual(['Get_Journals page']);
    store.close();
  });

  test('remembers after which request a run waited, and until when', () => {
    const clock = createVirtualClock();
    const store = openStore(':memory:');
    const { onRequest, onPause } = keepRunRequests(store, clock);
    inRun('run-1', () => {
      onRequest(request('first', { host: 'other.example' }));
      onRequest(request('second', { status: 429, error: 'HTTP_RATE_LIMITED' }));
      onPause({ host: 'adb.example', ms: 30_000 });
    });
    expect(store.requests.pauses('run-1')).toMatchObject([
      { purpose: 'second', waitUntilUtc: new Date(clock.now() + 30_000).toISOString() },
    ]);
    store.close();
  });

  test('keeps the last 5,000 requests of a run', () => {
    const store = openStore(':memory:');
    for (let n = 0; n < 5_200; n += 1) store.requests.add('run-1', request(`request ${String(n)}`));
    const { total, items } = store.requests.page({ runId: 'run-1' }, page);
    expect(total).toBeLessThanOrEqual(5_000);
    expect(total).toBeGreaterThan(4_900);
    expect(items[0]?.purpose).toBe('request 5199');
    store.close();
  });
});
