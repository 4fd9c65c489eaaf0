import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { AP, call, metadata, NOT_IN, post, startFresh, TREASURY } from './slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;

beforeEach(async () => {
  ({ slack, clock } = await startFresh());
});
afterEach(() => slack.close());

async function page(): Promise<string> {
  return (await fetch(`${slack.address}/`)).text();
}

/** The article of one message. */
async function article(ts: string): Promise<string> {
  const html = await page();
  const start = html.indexOf(`<article id="${AP}-${ts.replace('.', '')}"`);
  return start < 0 ? '' : html.slice(start, html.indexOf('</article>', start));
}

const mrkdwn = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('the page', () => {
  it('shows every channel with what is special about it', async () => {
    const html = await page();
    for (const channel of slack.workspace.channels) expect(html).toContain(`# ${channel.name} <small>`);
    for (const tag of [
      'private',
      'archived',
      'read-only',
      'threads only',
      'no threads',
      'shared with another company',
    ]) {
      expect(html).toContain(`<span class="tag">${tag}</span>`);
    }
    expect(html).toContain('the app is not in it');
    expect(html).toContain('<mark>@ml-connector</mark> has joined the channel');
  });

  it('runs nothing, whatever is posted', async () => {
    const evil = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';
    const ts = await post(slack, {
      text: evil,
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: evil } },
        mrkdwn(evil),
        { type: 'context', elements: [{ type: 'image', image_url: 'javascript:alert(1)', alt_text: evil }] },
        { type: 'actions', elements: [{ type: 'button', action_id: evil, text: { type: 'plain_text', text: evil } }] },
        { type: 'markdown', text: evil },
        { type: 'table', rows: [[{ type: 'raw_text', text: evil }]] },
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: evil },
                { type: 'link', url: `javascript:${evil}`, text: evil },
                { type: 'user', user_id: evil },
              ],
            },
          ],
        },
      ],
    });
    const shown = await article(ts);
    expect(shown).not.toMatch(/<script|<img|href=/);
    expect(shown).toContain('&lt;script&gt;');
    const { headers } = await fetch(`${slack.address}/`);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('shows blocks as a person sees them, else the text', async () => {
    const ts = await post(slack, {
      text: 'fallback only',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: 'Invoice INV-1' } },
        { ...mrkdwn('*EUR 84,200.00* due _2026-12-05_'), fields: [{ type: 'plain_text', text: 'Supplier *Acme*' }] },
      ],
    });
    const shown = await article(ts);
    expect(shown).toContain('<h3>Invoice INV-1</h3>');
    expect(shown).toContain('<b>EUR 84,200.00</b> due <i>2026-12-05</i>');
    expect(shown).toContain('<div>Supplier *Acme*</div>');
    expect(shown).not.toContain('fallback only');
    expect(await article(await post(slack, { text: 'a &lt;b&gt; &amp; *c*' }))).toContain('a &lt;b&gt; &amp; <b>c</b>');
  });

  it('draws a table as its columns ask for, its first row as their heads', async () => {
    const cells = (...texts: string[]) => texts.map((text) => ({ type: 'raw_text', text }));
    const column_settings = [{ is_wrapped: true }, { align: 'right' }, null];
    const rows = [cells('Invoice', 'Amount', 'Due'), cells('SI-1', 'KWD 66,636.530', '2026-05-26')];
    const shown = await article(await post(slack, { text: 'x', blocks: [{ type: 'table', rows, column_settings }] }));
    expect(shown).toContain('<th class="wrapped">Invoice</th><th class="right">Amount</th><th>Due</th>');
    expect(shown).toContain('<td class="wrapped">SI-1</td><td class="right">KWD 66,636.530</td><td>2026-05-26</td>');
  });

  it('puts threads below their parent, marks edits, what is scheduled and what never came', async () => {
    const parent = await post(slack, { text: 'run PR-88' });
    const other = await post(slack, { text: 'another message' });
    const reply = await post(slack, { text: 'one exception', thread_ts: parent });
    const html = await page();
    const place = (ts: string) => html.indexOf(`<article id="${AP}-${ts.replace('.', '')}"`);
    expect(place(parent)).toBeLessThan(place(reply));
    expect(place(reply)).toBeLessThan(place(other));
    expect(await article(reply)).toContain('class="thread"');
    await call(slack, 'chat.update', { channel: AP, ts: other, text: 'changed' });
    expect(await article(other)).toContain('(edited)');
    const post_at = Math.floor(clock.now() / 1000) + 600;
    await call(slack, 'chat.scheduleMessage', { channel: AP, text: 'later', post_at });
    await call(slack, 'chat.scheduleMessage', {
      channel: AP,
      text: 'lost',
      post_at: post_at - 300,
      metadata: metadata('d'),
    });
    await clock.advance(300_000);
    const after = await page();
    expect(after).toContain('Scheduled for <time datetime="2026-11-21T12:10:00.000Z">');
    expect(after).toContain('Never posted (metadata), was due');
  });

  it('has buttons that click, only from the page itself', async () => {
    const button = { type: 'button', action_id: 'approve', text: { type: 'plain_text', text: 'Approve' } };
    const ts = await post(slack, { blocks: [{ type: 'actions', elements: [button] }] });
    expect(await article(ts)).toMatch(/<button form="click-[^"]+" name="action_id" value="approve">Approve<\/button>/);
    const body = new URLSearchParams({ channel: AP, ts, action_id: 'approve', user: 'U0PRACT02' });
    const send = (origin: string) =>
      fetch(`${slack.address}/practice/click`, { method: 'POST', body, headers: { origin }, redirect: 'manual' });
    expect((await send('http://evil.test')).status).toBe(403);
    expect(slack.clicks).toEqual([]);
    expect((await send(slack.address)).status).toBe(303);
    expect(slack.clicks).toMatchObject([{ actionId: 'approve', userId: 'U0PRACT02', delivery: 'no-link' }]);
    expect(await page()).toContain('no app is listening');
  });
});

describe('inviting the app', () => {
  it('lets it into a private channel, from the page or a test', async () => {
    expect(await page()).toContain('<button>Invite the app</button>');
    const body = new URLSearchParams({ channel: TREASURY });
    const send = () => fetch(`${slack.address}/practice/invite`, { method: 'POST', body, redirect: 'manual' });
    expect((await send()).status).toBe(303);
    await post(slack, { channel: TREASURY });
    body.set('channel', 'C0NOWHERE');
    expect((await send()).status).toBe(400);
    expect((await call(slack, 'conversations.history', { channel: NOT_IN })).error).toBe('not_in_channel');
    slack.invite(NOT_IN);
    expect((await call(slack, 'conversations.history', { channel: NOT_IN })).body['ok']).toBe(true);
    expect(await page()).not.toContain('Invite the app');
    expect(() => {
      slack.invite('C0NOWHERE');
    }).toThrow('no channel C0NOWHERE');
  });

  it('has no other places, and says so where a click makes no sense', async () => {
    const send = (path: string) =>
      fetch(`${slack.address}${path}`, { method: 'POST', body: new URLSearchParams({ channel: AP }) });
    expect((await send('/practice/other')).status).toBe(404);
    expect((await send('/practice/click')).status).toBe(400);
    expect((await fetch(`${slack.address}/other`)).status).toBe(404);
    expect((await fetch(`${slack.address}/archives/C0NOWHERE/p1`)).status).toBe(404);
  });
});

describe('what a message does', () => {
  const effects = async (args: Record<string, unknown>) => {
    await post(slack, args);
    const { pings, links, formats } = slack.posted().messages.at(-1)!;
    return { pings, links, formats };
  };

  it('calls people and leads away where nobody escaped a name', async () => {
    const hostile = '<!channel> <@U0PRACT02> <!subteam^S1> <https://evil.test|Workday> http://bare.test/ *bold* `code`';
    expect(await effects({ text: 'x', blocks: [mrkdwn(hostile)] })).toEqual({
      pings: ['!channel', '@U0PRACT02', '!subteam^S1'],
      links: ['https://evil.test', 'http://bare.test/'],
      formats: ['code', 'bold'],
    });
    expect((await effects({ text: '<!here>' })).pings).toEqual(['!here']);
    expect((await effects({ text: '@channel' })).pings).toEqual([]);
    expect((await effects({ text: '@channel', link_names: true })).pings).toEqual(['@channel']);
    expect((await effects({ text: '@here', parse: 'full' })).pings).toEqual(['@here']);
  });

  it('is nothing where names are escaped or plain', async () => {
    const nothing = { pings: [], links: [], formats: [] };
    expect(await effects({ text: '&lt;!channel&gt; &lt;https&gt; 3 * 4 * 5 snake_case_name' })).toEqual(nothing);
    const plain = { type: 'section', text: { type: 'plain_text', text: '<!channel> *x* http://bare.test' } };
    expect(await effects({ text: 'x', blocks: [plain] })).toEqual(nothing);
  });

  it('is seen in rich text too', async () => {
    const elements = [
      { type: 'broadcast', range: 'everyone' },
      { type: 'user', user_id: 'U0PRACT01' },
      { type: 'link', url: 'https://example.test/' },
      { type: 'text', text: '<!channel> *x*' },
    ];
    const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }];
    expect(await effects({ text: 'x', blocks })).toEqual({
      pings: ['!everyone', '@U0PRACT01'],
      links: ['https://example.test/'],
      formats: [],
    });
  });
});
