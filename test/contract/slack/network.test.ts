import { afterEach, describe, expect, it } from 'vitest';
import { SlackClient } from '../../../main/connectors/slack/client.ts';
import type { SlackMethod } from '../../../main/connectors/slack/methods.ts';
import { readSettings } from '../../../main/connectors/slack/settings.ts';
import type { HttpClient } from '../../../main/http/port.ts';
import type { Messenger } from '../../../main/ports/messenger.ts';
import { closeAll, serve } from '../../support/http-harness.ts';
import { AP, messageTo, never, send, startSlack, type SlackHarness } from './harness.ts';

const open: SlackHarness[] = [];

afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  await closeAll();
});

const identity = { ok: true, url: 'https://acme.slack.com/', team: 'Acme', user: 'bot', bot_id: 'B1' };

interface Scripted {
  readonly messenger: Messenger;
  readonly clock: SlackHarness['clock'];
  readonly posts: () => number;
}

/** A Slack that knows who is there and answers posts as a test wants. */
async function scripted(
  answer: (n: number) => { status: number; headers?: Record<string, string>; body?: string },
): Promise<Scripted> {
  let posts = 0;
  const { port } = await serve((request, response) => {
    request.resume();
    if (request.url === '/api/auth.test') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(identity));
      return;
    }
    posts += 1;
    const { status, headers, body } = answer(posts);
    response.writeHead(status, headers).end(body);
  });
  const harness = await startSlack();
  open.push(harness);
  const messenger = harness.again({}, { host: `http://127.0.0.1:${String(port)}` });
  return { messenger, clock: harness.clock, posts: () => posts };
}

const done = { status: 200, body: JSON.stringify({ ok: true, channel: AP, ts: '1700000000.000100' }) };

describe('answers that are not Slack’s', () => {
  it.each([
    [{ status: 302, headers: { location: 'https://portal.example/' } }, 'HTTP_REDIRECTED'],
    [{ status: 200, body: '' }, 'SLACK_ANSWER_UNREADABLE'],
    [{ status: 200, body: '{"ok":true,' }, 'SLACK_ANSWER_UNREADABLE'],
    [{ status: 200, body: '[]' }, 'SLACK_ANSWER_UNREADABLE'],
    [{ status: 200, body: '{"ok":true}' }, 'SLACK_ANSWER_UNREADABLE'],
    [{ status: 204 }, 'SLACK_ANSWER_UNREADABLE'],
    [{ status: 500, body: 'oops' }, 'HTTP_SERVER_ERROR'],
    [{ status: 502, body: '<html><title>Bad gateway</title></html>' }, 'HTTP_UNAVAILABLE'],
    [{ status: 503, headers: { 'retry-after': '120' } }, 'HTTP_UNAVAILABLE'],
    [{ status: 403, body: 'no' }, 'HTTP_STATUS'],
  ])('%j leaves it unknown and is not repeated', async (answer, code) => {
    const { messenger, posts } = await scripted(() => answer);
    expect(await send(messenger, messageTo(AP))).toMatchObject({ kind: 'unknown', error: { code } });
    expect(posts()).toBe(1);
  });

  it('a page of any length becomes its title, and no more', async () => {
    const page = `<!doctype html><html><title>Guest network ${'x'.repeat(500)}</title>${'<p>hello</p>'.repeat(20_000)}</html>`;
    const { messenger } = await scripted(() => ({ status: 200, headers: { 'content-type': 'text/html' }, body: page }));
    const outcome = await send(messenger, messageTo(AP));
    expect(outcome).toMatchObject({ kind: 'unknown', error: { code: 'HTTP_BLOCK_PAGE' } });
    if (outcome.kind !== 'unknown') throw new Error('unreachable');
    expect(JSON.stringify(outcome.error.details).length).toBeLessThan(200);
  });

  it('an error that is a page or a sentence is not kept', async () => {
    const body = JSON.stringify({ ok: false, error: `<b>${'Acme Ltd. '.repeat(50)}</b>` });
    const { messenger } = await scripted(() => ({ status: 200, body }));
    const outcome = await send(messenger, messageTo(AP));
    expect(outcome).toMatchObject({ kind: 'unknown', error: { code: 'SLACK_ANSWER_UNCLEAR' } });
    expect(JSON.stringify(outcome)).not.toContain('Acme');
  });
});

describe('a pause that Slack asks for', () => {
  it.each([
    ['7', 7_000],
    ['2.5', 2_500],
    [undefined, 30_000],
    ['soon', 30_000],
  ])('Retry-After: %s holds every channel for that long', async (header, ms) => {
    const headers: Record<string, string> = header === undefined ? {} : { 'retry-after': header };
    const { messenger, clock } = await scripted((n) => (n === 1 ? { status: 429, headers } : done));
    const first = await send(messenger, messageTo(AP));
    const refusedAt = clock.now();
    expect(first).toMatchObject({ kind: 'refused', error: { code: 'SLACK_RATE_LIMITED', retryAfterMs: ms } });
    const outcomes = await Promise.all(['C1', 'C2', 'C3'].map((channel) => send(messenger, messageTo(channel))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['sent', 'sent', 'sent']);
    expect(clock.now() - refusedAt).toBeGreaterThanOrEqual(ms);
  });

  it('of more than a minute is told at once, and nothing is sent meanwhile', async () => {
    const { messenger, posts } = await scripted(() => ({ status: 429, headers: { 'retry-after': '600' } }));
    await send(messenger, messageTo(AP));
    const outcome = await send(messenger, messageTo('C2'));
    expect(outcome).toMatchObject({ kind: 'refused', scope: 'connection', error: { code: 'SLACK_RATE_LIMITED' } });
    expect(outcome.kind === 'refused' && (outcome.error.retryAfterMs ?? 0)).toBeGreaterThan(500_000);
    expect(posts()).toBe(1);
  });
});

describe('a connection that is never made', () => {
  it('is refused as something that passes, since nothing left', async () => {
    const harness = await startSlack();
    open.push(harness);
    // The workspace answered before, so that only the message itself fails.
    await send(harness.messenger, messageTo(AP));
    await harness.slack.close();
    expect(await send(harness.messenger, messageTo(AP))).toMatchObject({
      kind: 'refused',
      scope: 'connection',
      error: { code: 'HTTP_CONNECTION_REFUSED', kind: 'transient' },
    });
  });

  it('says what is wrong with a setting or a token that is none', async () => {
    const harness = await startSlack({ secrets: { botToken: 'xapp-1-wrong' } });
    open.push(harness);
    expect(await send(harness.messenger, messageTo(AP))).toMatchObject({
      kind: 'refused',
      scope: 'connection',
      error: { code: 'SLACK_SETTING_INVALID', details: { field: 'botToken' } },
    });
    const elsewhere = harness.again({}, { host: 'http://slack.example' });
    expect(await send(elsewhere, messageTo(AP))).toMatchObject({
      kind: 'refused',
      scope: 'connection',
      error: { code: 'SLACK_SETTING_INVALID', details: { field: 'host' } },
    });
    expect(harness.slack.calls).toEqual([]);
  });

  it('never goes to another address with the token, whatever is asked for, and is asked once', async () => {
    const harness = await startSlack();
    open.push(harness);
    const asked: string[] = [];
    const http: HttpClient = {
      request: (request) => {
        asked.push(request.url);
        return harness.context.http.request(request);
      },
    };
    const context = { ...harness.context, http };
    const client = new SlackClient(context, readSettings(context.connection), { answerTimeoutMs: 700 });
    const absolute = 'https://elsewhere.example/api/auth.test' as SlackMethod;
    await expect(client.ask(absolute, {}, never)).rejects.toThrow();
    expect(asked).toHaveLength(1);
    expect(asked.every((url) => url.startsWith(`${harness.slack.address}/api/`))).toBe(true);
  });

  it('is unknown when it is given up after it left', async () => {
    const harness = await startSlack();
    open.push(harness);
    harness.slack.setFault('hang-after@chat.postMessage', true, 1);
    const given = new AbortController();
    const one = messageTo(AP);
    const outcome = harness.messenger.send(one, {
      sending: () => {
        setTimeout(() => {
          given.abort();
        }, 50);
        return Promise.resolve();
      },
      signal: given.signal,
    });
    expect((await outcome).kind).toBe('unknown');
  });
});
