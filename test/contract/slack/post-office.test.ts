import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostOffice, type EnginePostOffice } from '../../../main/engine/messages/post-office.ts';
import { createLogger } from '../../../main/log/logger.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { newMessage } from '../../support/fake-messages.ts';
import { integrationOf, mortalStore, prepareStore, ruleOf } from '../../support/office-harness.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';
import { AP, never, PAYMENTS, startSlack, type SlackHarness } from './harness.ts';

interface Process {
  readonly office: EnginePostOffice;
  kill(): void;
}

let slack: SlackHarness;
let store: Store;
const running: AbortController[] = [];

beforeEach(async () => {
  slack = await startSlack();
  store = openStore(':memory:');
  prepareStore(store, [ruleOf()], new Date(slack.clock.now()).toISOString());
});
afterEach(async () => {
  for (const one of running.splice(0)) one.abort(new Error('closing'));
  await slack.close();
});

function start(): Process {
  const mortal = mortalStore(store);
  const { clock } = slack;
  const stop = new AbortController();
  running.push(stop);
  const office = createPostOffice(
    {
      store: mortal.store,
      clock,
      random: createSeededRandom('office'),
      log: createLogger({ clock, destination: { write: () => undefined }, level: 'silent' }),
      integrations: [integrationOf(new Map())],
      publish: () => undefined,
      openMessenger: () => slack.again(),
    },
    stop.signal,
  );
  office.recover();
  return {
    office,
    kill: () => {
      mortal.kill();
      stop.abort(new Error('killed'));
    },
  };
}

function alert(id: string, channel: string, part: Parameters<typeof newMessage>[1] = {}): void {
  store.transaction(() => store.messages.add([newMessage(id, { channel: { id: channel, name: channel }, ...part })]));
}

const deliveries = (channelId: string): (string | null)[] =>
  slack.slack
    .posted()
    .messages.filter((one) => one.channelId === channelId)
    .map(({ deliveryId }) => deliveryId);

const several = (length: number, series: string): string[] =>
  Array.from({ length }, (_, index) => `00000000-0000-5000-8000-0000000${series}${String(index).padStart(3, '0')}`);

describe('the post office over Slack', () => {
  it.each([
    'drop-after',
    'drop-before',
    'hang-after',
    'unavailable-after',
    'unavailable-before',
    'internal-error-after',
    'html-page',
  ])('posts each message once and in order, whatever is lost (%s)', async (fault) => {
    const { office } = start();
    const ids = several(5, '00');
    for (const id of ids) {
      alert(id, AP);
      slack.slack.setFault(`${fault}@chat.postMessage`, true, 1);
      await office.drain('flow', never);
      slack.slack.setFault(`${fault}@chat.postMessage`, false);
    }
    expect(deliveries(AP)).toEqual(ids);
    expect(ids.map((id) => store.messages.get(id)?.state)).toEqual(ids.map(() => 'posted'));
  });

  it('finds what a killed process posted, fifty times, and posts what it did not', async () => {
    const ids = several(58, '01');
    for (const [index, id] of ids.entries()) {
      alert(id, AP);
      const process = start();
      const messenger = process.office.messengers.of('slack');
      const send = messenger.send.bind(messenger);
      const ended = Promise.withResolvers<null>();
      messenger.send = async (message, context) => {
        const before = index >= 50;
        const sending = async (): Promise<void> => {
          await context.sending();
          if (before) {
            process.kill();
            ended.resolve(null);
            throw new Error('killed');
          }
        };
        const outcome = await send(message, { ...context, sending });
        process.kill();
        ended.resolve(null);
        return outcome;
      };
      void process.office.drain('flow', never).catch(() => undefined);
      await ended.promise;
      expect(store.messages.get(id)?.state).toBe('sending');
      await start().office.drain('flow', never);
    }
    expect(deliveries(AP)).toEqual(ids);
    expect(ids.map((id) => store.messages.get(id)?.attempts)).toEqual(ids.map((_, index) => (index >= 50 ? 2 : 1)));
  });

  it('updates a message, replies below it, and lets another channel go on beside', async () => {
    const { office } = start();
    const [first, update, reply, other] = [0, 1, 2, 3].map((n) => `00000000-0000-5000-8000-00000000002${String(n)}`);
    if (first === undefined || update === undefined || reply === undefined || other === undefined) throw new Error();
    alert(first, AP);
    alert(update, AP, { kind: 'update', parentId: first, body: { text: 'As it is now', blocks: [] } });
    alert(reply, AP, { kind: 'reply', parentId: first });
    alert(other, PAYMENTS);
    await office.drain('flow', never);
    const [message, below] = slack.slack.posted().messages.filter((one) => one.channelId === AP);
    expect([message?.text, message?.updates, below?.threadTs]).toEqual(['As it is now', 1, message?.ts]);
    expect(deliveries(PAYMENTS)).toEqual([other]);
    expect(store.messages.get(first)?.receipt).toMatchObject({ channel: AP, ts: message?.ts });
  });
});
