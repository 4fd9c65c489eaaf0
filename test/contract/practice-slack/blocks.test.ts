import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import { AP, call, startFresh } from './slack-client.ts';

let slack: PracticeSlack;

beforeAll(async () => {
  ({ slack } = await startFresh());
});
afterAll(() => slack.close());

const send = (blocks: unknown) => call(slack, 'chat.postMessage', { channel: AP, text: 'fallback', blocks });
const plain = (length: number) => ({ type: 'plain_text', text: 'p'.repeat(length), emoji: false });
const mrkdwn = (length: number) => ({ type: 'mrkdwn', text: 'm'.repeat(length) });
const button = (extra: Record<string, unknown> = {}) => ({ type: 'button', text: plain(7), ...extra });
const actions = (...elements: unknown[]) => ({ type: 'actions', elements });
const rich = (...elements: unknown[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const many = <T>(count: number, make: (index: number) => T) => Array.from({ length: count }, (_, index) => make(index));
const cells = (count: number) => many(count, () => ({ type: 'raw_text', text: '1' }));

/** Each limit: the largest that goes, and the smallest that does not. */
const LIMITS: readonly [what: string, most: unknown, tooMuch: unknown][] = [
  ['50 blocks', many(50, () => ({ type: 'divider' })), many(51, () => ({ type: 'divider' }))],
  ['150 in a header', [{ type: 'header', text: plain(150) }], [{ type: 'header', text: plain(151) }]],
  ['3,000 in a section', [{ type: 'section', text: mrkdwn(3000) }], [{ type: 'section', text: mrkdwn(3001) }]],
  [
    'ten fields',
    [{ type: 'section', fields: many(10, () => plain(5)) }],
    [{ type: 'section', fields: many(11, () => plain(5)) }],
  ],
  ['2,000 in a field', [{ type: 'section', fields: [plain(2000)] }], [{ type: 'section', fields: [plain(2001)] }]],
  [
    'ten elements in a context',
    [{ type: 'context', elements: many(10, () => mrkdwn(3)) }],
    [{ type: 'context', elements: many(11, () => mrkdwn(3)) }],
  ],
  ['25 buttons', [actions(...many(25, () => button()))], [actions(...many(26, () => button()))]],
  ['75 on a button', [actions(button({ text: plain(75) }))], [actions(button({ text: plain(76) }))]],
  ['2,000 in a value', [actions(button({ value: 'v'.repeat(2000) }))], [actions(button({ value: 'v'.repeat(2001) }))]],
  ['3,000 in an address', [actions(button({ url: 'u'.repeat(3000) }))], [actions(button({ url: 'u'.repeat(3001) }))]],
  [
    '255 in an action_id',
    [actions(button({ action_id: 'a'.repeat(255) }))],
    [actions(button({ action_id: 'a'.repeat(256) }))],
  ],
  [
    '255 in a block_id',
    [{ type: 'divider', block_id: 'b'.repeat(255) }],
    [{ type: 'divider', block_id: 'b'.repeat(256) }],
  ],
  [
    '100 rows',
    [{ type: 'table', rows: many(100, () => cells(1)) }],
    [{ type: 'table', rows: many(101, () => cells(1)) }],
  ],
  ['20 columns', [{ type: 'table', rows: [cells(20)] }], [{ type: 'table', rows: [cells(21)] }]],
];

describe('limits of blocks', () => {
  it.each(LIMITS)('takes %s and no more', async (_what, most, tooMuch) => {
    expect((await send(most)).body).toMatchObject({ ok: true });
    expect((await send(tooMuch)).error).toBe('invalid_blocks');
  });

  it('takes 13,200 characters of all blocks together and no more', async () => {
    const blocksOf = (last: number) => [
      ...many(4, () => ({ type: 'section', text: mrkdwn(3000) })),
      { type: 'section', text: mrkdwn(last) },
    ];
    const rest = 13_200 - JSON.stringify(blocksOf(1)).length + 1;
    expect((await send(blocksOf(rest))).body['ok']).toBe(true);
    expect((await send(blocksOf(rest + 1))).error).toBe('msg_blocks_too_long');
  });

  it('takes 12,000 characters of markdown in all blocks together and no more', async () => {
    const markdown = (length: number) => ({ type: 'markdown', text: 'm'.repeat(length) });
    expect((await send([markdown(6000), markdown(6000)])).body['ok']).toBe(true);
    expect((await send([markdown(6000), markdown(6001)])).error).toBe('msg_blocks_too_long');
    expect((await send([markdown(12_001)])).error).toBe('invalid_blocks');
  });

  it('counts UTF-16 units, the stricter reading', async () => {
    expect((await send([{ type: 'header', text: { type: 'plain_text', text: '😀'.repeat(75) } }])).body['ok']).toBe(
      true,
    );
    expect((await send([{ type: 'header', text: { type: 'plain_text', text: '😀'.repeat(76) } }])).error).toBe(
      'invalid_blocks',
    );
  });
});

describe('shape of blocks', () => {
  it.each([
    ['text that is not JSON', '[{', 'invalid_blocks_format'],
    ['an object', { type: 'divider' }, 'invalid_blocks_format'],
    ['a block without a type', [{}], 'invalid_blocks'],
    ['an unknown type', [{ type: 'carousel' }], 'invalid_blocks'],
    ['formatted text in a header', [{ type: 'header', text: mrkdwn(3) }], 'invalid_blocks'],
    ['an empty text', [{ type: 'section', text: plain(0) }], 'invalid_blocks'],
    ['a section with nothing', [{ type: 'section' }], 'invalid_blocks'],
    ['an empty context', [{ type: 'context', elements: [] }], 'invalid_blocks'],
    ['actions with nothing', [actions()], 'invalid_blocks'],
    ['an unknown field', [{ type: 'divider', colour: 'red' }], 'invalid_blocks'],
    ['`emoji` on formatted text', [{ type: 'section', text: { ...mrkdwn(3), emoji: false } }], 'invalid_blocks'],
    ['another style', [actions(button({ style: 'default' }))], 'invalid_blocks'],
    ['formatted text on a button', [actions(button({ text: mrkdwn(3) }))], 'invalid_blocks'],
    ['one action_id twice', [actions(button({ action_id: 'a' }), button({ action_id: 'a' }))], 'invalid_blocks'],
    ['one block_id twice', many(2, () => ({ type: 'divider', block_id: 'b' })), 'invalid_blocks'],
    ['two tables', many(2, () => ({ type: 'table', rows: [cells(1)] })), 'invalid_blocks'],
    ['an unknown rich element', [rich({ type: 'blink', text: 'x' })], 'invalid_blocks'],
    ['a picture without words', [{ type: 'image', image_url: 'https://example.test/x.png' }], 'invalid_blocks'],
  ])('refuses %s', async (_what, blocks, error) => {
    expect((await send(blocks)).error).toBe(error);
  });

  it('says where it is wrong', async () => {
    const { body } = await send([{ type: 'divider' }, { type: 'header', text: plain(151) }]);
    expect(body['response_metadata'].messages).toEqual([
      expect.stringMatching(/^\[ERROR\] .+ \[json-pointer:\/blocks\/1\/text\/text\]$/),
    ]);
    expect(body['errors']).toHaveLength(1);
  });

  it('takes every block that it knows, and names what came without a name', async () => {
    const { body } = await send([
      { type: 'header', text: plain(5) },
      { type: 'section', text: plain(5), fields: [plain(3), mrkdwn(3)], accessory: button({ value: 'v' }) },
      { type: 'divider' },
      {
        type: 'context',
        elements: [{ type: 'image', image_url: 'https://example.test/x.png', alt_text: 'x' }, plain(2)],
      },
      actions(button({ style: 'primary', value: 'delivery' }), button({ url: 'https://example.test/' })),
      { type: 'image', image_url: 'https://example.test/x.png', alt_text: 'x', title: plain(3) },
      { type: 'markdown', text: '**x**' },
      rich(
        { type: 'text', text: 'x', style: { bold: true } },
        { type: 'link', url: 'https://example.test/' },
        { type: 'date', timestamp: 1_795_262_400, format: '{date}', fallback: 'today' },
      ),
      { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: [] }] },
      { type: 'table', rows: [cells(2)], column_settings: [{ align: 'right' }, null] },
    ]);
    expect(body['ok']).toBe(true);
    const stored = body['message'].blocks as { block_id: string; elements?: { action_id?: string }[] }[];
    expect(new Set(stored.map((block) => block.block_id)).size).toBe(10);
    expect(stored[4]?.elements?.every((element) => element.action_id !== undefined)).toBe(true);
  });
});
