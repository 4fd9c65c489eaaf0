import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMrkdwn } from '../../../sandbox/slack/page/mrkdwn.ts';
import type { MessageBody } from '../../../shared/messages/message.ts';
import { everyMessage, hostileNames, meaningful } from '../../support/message-subjects.ts';

/** Characters that are ours: the word joiner and the two that keep a name from turning its neighbours around. */
const OURS = /[\u2060\u2068\u2069]/g;
const UNSEEN =
  /[\p{Cf}\p{Default_Ignorable_Code_Point}\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\uD800-\uDFFF]/u;

function strings(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) strings(one, found);
  return found;
}

function nodes(value: unknown, found: Record<string, unknown>[] = []): Record<string, unknown>[] {
  if (Array.isArray(value)) for (const one of value) nodes(one, found);
  else if (typeof value === 'object' && value !== null) {
    found.push(value as Record<string, unknown>);
    for (const one of Object.values(value)) nodes(one, found);
  }
  return found;
}

const longest: Readonly<Record<string, number>> = { header: 150, button: 75, plain_text: 2000, raw_text: 60 };

function expectLimits(body: MessageBody, isPlain: boolean): void {
  expect(body.text.length).toBeLessThanOrEqual(4000);
  expect(body.text.length).toBeGreaterThan(0);
  expect(body.blocks.length).toBeLessThanOrEqual(45);
  expect(body.blocks.length === 0).toBe(isPlain);
  expect(JSON.stringify(body.blocks).length).toBeLessThanOrEqual(10_000);
  for (const node of nodes(body.blocks)) {
    const limit = longest[String(node['type'])];
    if (limit !== undefined) expect(strings(node['text']).join('').length).toBeLessThanOrEqual(limit + 10);
    if (node['type'] === 'plain_text') expect(node['emoji']).toBe(false);
    if (node['type'] === 'table') expect((node['rows'] as unknown[]).length).toBeLessThanOrEqual(21);
    if (Array.isArray(node['fields'])) expect(node['fields'].length).toBeLessThanOrEqual(10);
  }
}

function expectInert(body: MessageBody): void {
  const { pings, links, formats } = readMrkdwn(body.text);
  expect({ pings, links, formats }).toEqual({ pings: [], links: [], formats: [] });
  for (const text of strings(body)) {
    expect(text.isWellFormed()).toBe(true);
    expect(text.replace(OURS, '')).not.toMatch(UNSEEN);
  }
  const types = new Set(nodes(body.blocks).map(({ type }) => type));
  const known = ['header', 'section', 'context', 'actions', 'table', 'plain_text', 'raw_text', 'button', undefined];
  expect([...types].filter((type) => !known.includes(type as string | undefined))).toEqual([]);
}

function expectSound(value: string): void {
  for (const [name, body] of everyMessage(value)) {
    try {
      expectLimits(body, name.endsWith('plain'));
      expectInert(body);
    } catch (error) {
      throw new Error(`${name}: ${String(error)}`, { cause: error });
    }
  }
}

describe('every message in every layout', () => {
  it.each(hostileNames.map((name) => [JSON.stringify(name).slice(0, 60), name]))(
    'keeps the limits and is inert with %s everywhere',
    (_shown, name) => {
      expectSound(name);
    },
  );

  it('keeps the limits and is inert with anything everywhere', () => {
    const piece = fc.oneof(
      fc.constantFrom(...hostileNames),
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.string({ unit: fc.constantFrom(...meaningful), maxLength: 300 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 3 }), (pieces) => {
        expectSound(pieces.join(''));
      }),
      { numRuns: 25 },
    );
  });
});
