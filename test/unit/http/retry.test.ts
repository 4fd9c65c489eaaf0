import { describe, expect, it } from 'vitest';
import { AppError, type ErrorKind } from '../../../shared/errors/app-error.ts';
import { createHttpClient } from '../../../main/http/client.ts';
import { createRateBudgets } from '../../../main/http/budgets.ts';
import type { Transport } from '../../../main/http/port.ts';
import { createRequestLog } from '../../../main/http/request-log.ts';
import { defaultRetryPolicy, parseRetryAfter, pauseBefore } from '../../../main/http/retry.ts';
import { ask, errorOf } from '../../support/http-harness.ts';
import { createSeededRandom, createVirtualClock } from '../../support/virtual-clock.ts';

const url = 'https://h.example.test/p';

/** Answers with these statuses in turn, then with 200. */
function scripted(...script: readonly { status: number; headers?: Record<string, string> }[]) {
  const clock = createVirtualClock({ auto: true });
  const sentAt: number[] = [];
  const startedAt = clock.now();
  const transport: Transport = {
    send() {
      const { status, headers = {} } = script[sentAt.length] ?? { status: 200 };
      sentAt.push(clock.now() - startedAt);
      async function* body(): AsyncGenerator<Uint8Array> {
        yield await Promise.resolve(Buffer.from('{}'));
      }
      return Promise.resolve({ status, headers, body: body(), discard: () => undefined });
    },
    close: () => Promise.resolve(),
  };
  const log = createRequestLog();
  const budgets = createRateBudgets({ clock });
  const random = createSeededRandom();
  return { client: createHttpClient({ transport, clock, random, log, budgets }), clock, sentAt, log, budgets };
}

describe('retries', () => {
  it('repeats a repeatable request until it is answered', async () => {
    const { client, sentAt } = scripted({ status: 503 }, { status: 500 });
    expect((await client.request(ask(url, { repeatable: true }))).status).toBe(200);
    expect(sentAt).toHaveLength(3);
  });

  it('gives up after four attempts with the last error', async () => {
    const { client, sentAt, log } = scripted({ status: 500 }, { status: 500 }, { status: 500 }, { status: 502 });
    expect((await errorOf(client.request(ask(url, { repeatable: true })))).details['status']).toBe(502);
    expect(sentAt).toHaveLength(4);
    expect(log.recent().map((entry) => entry.attempt)).toEqual([1, 2, 3, 4]);
  });

  it('sends once what is not repeatable, and what failed for good', async () => {
    const once = scripted({ status: 500 });
    expect((await errorOf(once.client.request(ask(url)))).code).toBe('HTTP_SERVER_ERROR');
    for (const status of [400, 401, 403, 404, 407, 302]) {
      const { client, sentAt } = scripted({ status });
      await errorOf(client.request(ask(url, { repeatable: true })));
      expect(sentAt).toHaveLength(1);
    }
    expect(once.sentAt).toHaveLength(1);
  });

  it('waits as long as the server asks, and holds other requests to that host back too', async () => {
    const { client, sentAt } = scripted({ status: 429, headers: { 'retry-after': '30' } });
    await errorOf(client.request(ask(url)));
    await client.request(ask(`${url}/other`));
    expect(sentAt).toEqual([0, 30_000]);
  });

  it('does not wait longer than a minute itself, but says how long', async () => {
    const { client, sentAt } = scripted({ status: 429, headers: { 'retry-after': '900' } });
    const error = await errorOf(client.request(ask(url, { repeatable: true })));
    expect([error.kind, error.retryAfterMs]).toEqual(['rate-limited', 900_000]);
    const next = await errorOf(client.request(ask(url, { repeatable: true })));
    expect([next.code, next.retryAfterMs]).toEqual(['HTTP_RATE_LIMITED', 900_000]);
    expect(sentAt).toHaveLength(1);
  });

  it('pauses as the vendor advises where a rate limit names no pause, and says how long if that is more than a minute', async () => {
    const backOff = { rateLimited: { baseMs: 30_000, capMs: 900_000 } };
    const limited = Array.from({ length: 5 }, () => ({ status: 429 }));
    const { client, sentAt, clock } = scripted(...limited);
    const error = await errorOf(client.request(ask(url, { repeatable: true, backOff })));
    expect(error.code).toBe('HTTP_RATE_LIMITED');
    expect(error.retryAfterMs).toBeGreaterThan(0);
    expect(error.retryAfterMs).toBeLessThanOrEqual(240_000);
    const pauses = sentAt.slice(1).map((at, index) => at - (sentAt[index] ?? 0));
    expect(pauses.every((pause, index) => pause <= 30_000 * 2 ** index)).toBe(true);
    expect(Math.max(...pauses, error.retryAfterMs ?? 0)).toBeGreaterThan(defaultRetryPolicy.rateLimited.baseMs * 4);
    const before = clock.now();
    await errorOf(client.request(ask(`${url}/other`, { backOff })));
    // The pause holds for whoever asks next; a longer one than a minute is said, not waited for.
    expect(clock.now() - before).toBe((error.retryAfterMs ?? 0) > 60_000 ? 0 : error.retryAfterMs);
  });

  it('draws each pause from zero to a ceiling that doubles up to its cap', () => {
    const ceilings = Array.from({ length: 9 }, (_, index) => {
      const almostOne = { ...createSeededRandom(), next: () => 1 - 2 ** -40 };
      return pauseBefore(new AppError('X', 'transient'), index + 1, { ...defaultRetryPolicy, attempts: 99 }, almostOne);
    });
    expect(ceilings).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 20_000, 20_000, 20_000]);
    const zero = { ...createSeededRandom(), next: () => 0 };
    expect(pauseBefore(new AppError('X', 'transient'), 1, defaultRetryPolicy, zero)).toBe(0);
  });

  it.each<ErrorKind>(['auth', 'config', 'permission', 'record', 'internal', 'cancelled'])(
    'never repeats an error of kind %s',
    (kind) => {
      expect(
        pauseBefore(new AppError('X', kind, { retryAfterMs: 1 }), 1, defaultRetryPolicy, createSeededRandom()),
      ).toBeNull();
    },
  );

  it.each([
    ['120', 120_000],
    ['0', 0],
    ['1.5', 1500],
    ['Sat, 21 Nov 2026 12:00:30 GMT', 30_000],
    ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
  ])('reads Retry-After “%s”', (value, expected) => {
    expect(parseRetryAfter(value, createVirtualClock())).toBe(expected);
  });
});

describe('rate budgets', () => {
  it('keeps the spacing of each key, and keys apart', async () => {
    const { client, sentAt, budgets } = scripted();
    budgets.limit('slack.post', { spacingMs: 1000 });
    const send = (channel: string) => client.request(ask(url, { budgetKey: `slack.post/${channel}` }));
    await Promise.all([send('A'), send('A'), send('A'), send('B')]);
    expect([...sentAt].sort((a, b) => a - b)).toEqual([0, 0, 1000, 2000]);
  });

  it('never sends more than a window permits', async () => {
    const { client, sentAt, budgets } = scripted();
    budgets.limit('zendesk', { window: { requests: 2, perMs: 10_000 } });
    await Promise.all(Array.from({ length: 5 }, () => client.request(ask(url, { budgetKey: 'zendesk' }))));
    expect(sentAt).toEqual([0, 0, 10_000, 10_000, 20_000]);
  });

  it('refuses at once where the wait would be too long', async () => {
    const { client, sentAt, budgets } = scripted();
    budgets.limit('pipedrive', { window: { requests: 1, perMs: 86_400_000 } });
    await client.request(ask(url, { budgetKey: 'pipedrive' }));
    const error = await errorOf(client.request(ask(url, { budgetKey: 'pipedrive', repeatable: true })));
    expect([error.code, error.retryAfterMs]).toEqual(['HTTP_BUDGET_SPENT', 86_400_000]);
    expect(sentAt).toHaveLength(1);
  });
});

describe('the request log', () => {
  it('holds no path, query, payload or secret, and only the newest entries', async () => {
    const seen: unknown[] = [];
    const log = createRequestLog({ capacity: 2, sink: (entry) => seen.push(entry) });
    const { clock } = scripted();
    const transport: Transport = {
      send: () => Promise.reject(new Error('planted in a message')),
      close: () => Promise.resolve(),
    };
    const client = createHttpClient({ transport, clock, random: createSeededRandom(), log, connectionId: 'c1' });
    for (let time = 0; time < 3; time += 1) {
      const request = ask('https://h.example.test/planted?x=planted', {
        method: 'POST',
        body: 'planted',
        headers: { a: 'planted' },
      });
      expect((await errorOf(client.request(request))).code).toBe('HTTP_FAILED');
    }
    expect(log.recent()).toHaveLength(2);
    expect(seen).toHaveLength(3);
    expect(JSON.stringify(seen)).not.toContain('planted');
    expect(seen[0]).toMatchObject({
      connectionId: 'c1',
      host: 'h.example.test',
      purpose: 'test',
      method: 'POST',
      status: null,
      bytesSent: 7,
    });
  });
});
