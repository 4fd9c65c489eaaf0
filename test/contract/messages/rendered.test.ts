import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PracticeSlack } from '../../../sandbox/slack/index.ts';
import type { VirtualClock } from '../../support/virtual-clock.ts';
import { everyMessage, hostileNames } from '../../support/message-subjects.ts';
import { AP, call, startFresh } from '../practice-slack/slack-client.ts';

let slack: PracticeSlack;
let clock: VirtualClock;

beforeAll(async () => {
  ({ slack, clock } = await startFresh());
});
afterAll(() => slack.close());

/** As a careless sender might post it: everything that Slack does by itself is left on. */
const careless = { link_names: true, unfurl_links: true, unfurl_media: true };

/** Those with blocks, and one without: the text is the same. */
function messagesWith(value: string) {
  const all = everyMessage(value);
  const plain = all.findIndex(([kind]) => kind.endsWith('plain'));
  return all.slice(0, plain + 1);
}

async function post(name: string, value: string): Promise<void> {
  for (const [kind, { text, blocks }] of messagesWith(value)) {
    await clock.advance(1100);
    const { body } = await call(slack, 'chat.postMessage', { channel: AP, text, blocks, ...careless });
    expect(body, `${kind} with ${name}`).toMatchObject({ ok: true });
  }
}

describe('the practice Slack', () => {
  it.each(['INV-1042', ...hostileNames].map((name) => [JSON.stringify(name).slice(0, 60), name]))(
    'takes every message with %s everywhere, and sees nothing in it that calls, leads or formats',
    async (shown, name) => {
      const before = slack.posted().messages.length;
      await post(shown, name);
      const messages = slack.posted().messages.slice(before);
      expect(messages).toHaveLength(messagesWith(name).length);
      for (const { pings, links, formats } of messages) {
        expect({ pings, links, formats }).toEqual({ pings: [], links: [], formats: [] });
      }
    },
  );
});
