import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPostOffice, type EnginePostOffice } from '../../../main/engine/messages/post-office.ts';
import { Installations } from '../../../main/engine/installation/installations.ts';
import { ownInstallation } from '../../../main/engine/installation/identity.ts';
import type { EngineDeps } from '../../../main/engine/deps.ts';
import { createLogger } from '../../../main/log/logger.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { newMessage } from '../../support/fake-messages.ts';
import { integrationOf, prepareStore, ruleOf } from '../../support/office-harness.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';
import { AP, never, startSlack, type HarnessOptions, type SlackHarness } from './harness.ts';

/** One installation: its data file, and its post office on the Slack that all share. */
interface Installation {
  readonly store: Store;
  readonly office: EnginePostOffice;
  readonly clock: SlackHarness['clock'];
  post(...ids: string[]): Promise<void>;
  decide(goesOn: 'this' | 'other'): void;
  states(...ids: string[]): (string | undefined)[];
  readonly pausedBy: string | null;
}

let slack: SlackHarness;
const stops: AbortController[] = [];

async function open(options: HarnessOptions = {}): Promise<void> {
  await slack.close();
  slack = await startSlack(options);
}

beforeEach(async () => {
  slack = await startSlack();
});
afterEach(async () => {
  for (const one of stops.splice(0)) one.abort(new Error('closing'));
  await slack.close();
});

const id = (n: number): string => `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`;

function install(name: string, prepared?: Store): Installation {
  const { clock } = slack;
  const store = prepared ?? openStore(':memory:');
  if (prepared === undefined) prepareStore(store, [ruleOf()], new Date(clock.now()).toISOString());
  const stop = new AbortController();
  stops.push(stop);
  const deps = {
    store,
    clock,
    random: createSeededRandom(name),
    log: createLogger({ clock, destination: { write: () => undefined }, level: 'silent' as const }),
    integrations: [integrationOf(new Map())],
    publish: () => undefined,
    openMessenger: () => slack.again(),
  };
  const office = createPostOffice(deps, stop.signal);
  const installations = new Installations({
    deps: deps as unknown as EngineDeps,
    runner: { isBusy: false },
    access: null,
  });
  return {
    store,
    office,
    clock,
    post: async (...ids) => {
      store.transaction(() =>
        store.messages.add(ids.map((one) => newMessage(one, { channel: { id: AP, name: 'finance-ap' } }))),
      );
      await office.drain('flow', never);
    },
    decide: (goesOn) => {
      installations.decide({ flowId: 'flow', goesOn, reason: 'it is ours' });
    },
    states: (...ids) => ids.map((one) => store.messages.get(one)?.state),
    get pausedBy() {
      return store.flows.get('flow')?.paused?.error?.code ?? null;
    },
  };
}

const copies = (): Record<string, number> => slack.slack.posted().countsByDelivery;

describe('two installations of one flow', () => {
  it('the second to post notices before anything is posted twice, and goes on where a person chose it', async () => {
    const first = install('first');
    const second = install('second');
    slack.clock.advance(60_000);
    await first.post(id(1), id(2));
    slack.clock.advance(60_000);
    await second.post(id(1), id(3));
    expect(copies()).toEqual({ [id(1)]: 1, [id(2)]: 1 });
    expect(second.pausedBy).toBe('INSTALLATION_OTHER');
    expect(second.states(id(1), id(3))).toEqual(['posted', 'held']);
    const [met] = second.store.audit.of('flow', 'installation.met-another');
    expect(met?.details).toMatchObject({
      installation: ownInstallation({ store: first.store, clock: slack.clock, random: createSeededRandom() }).id,
    });
    await second.office.drain('flow', never);
    expect(copies()).toEqual({ [id(1)]: 1, [id(2)]: 1 });

    slack.clock.advance(60_000);
    second.decide('this');
    await second.office.drain('flow', never);
    await second.post(id(2), id(4));
    expect(second.pausedBy).toBeNull();
    expect(second.states(id(2), id(3), id(4))).toEqual(['posted', 'posted', 'posted']);
    expect(copies()).toEqual({ [id(1)]: 1, [id(2)]: 1, [id(3)]: 1, [id(4)]: 1 });
    slack.clock.advance(10 * 60_000);
    await first.post(id(5));
    expect(first.pausedBy).toBe('INSTALLATION_OTHER');
    first.decide('other');
    expect(first.pausedBy).toBe('INSTALLATION_OTHER_GOES_ON');
    expect(copies()[id(5)]).toBeUndefined();
  });

  it('what another installation posted meanwhile is not posted again, and the next message stops the flow', async () => {
    const first = install('first');
    const second = install('second');
    slack.clock.advance(60_000);
    // The second has looked at the channel while it was still alone.
    await second.post(id(9));
    await first.post(id(8)).catch(() => undefined);
    expect(first.pausedBy).toBe('INSTALLATION_OTHER');
    slack.clock.advance(1_000);
    first.decide('this');
    await first.post(id(1));
    slack.slack.setFault('drop-before@chat.postMessage', true, 1);
    await second.post(id(1));
    expect(copies()[id(1)]).toBe(1);
    expect(second.states(id(1))).toEqual(['posted']);
    slack.clock.advance(5 * 60_000);
    await second.post(id(2));
    expect(copies()[id(2)]).toBeUndefined();
    expect(second.pausedBy).toBe('INSTALLATION_OTHER');
  });

  it('a copy of a data folder is known by messages that this one did not post', async () => {
    const first = install('first');
    const identity = ownInstallation({ store: first.store, clock: slack.clock, random: createSeededRandom('x') });
    const copy = openStore(':memory:');
    prepareStore(copy, [ruleOf()], new Date(slack.clock.now()).toISOString());
    copy.values.put('installation', identity, new Date(slack.clock.now()).toISOString());
    const second = install('first', copy);
    slack.clock.advance(60_000);
    await first.post(id(1));
    await second.post(id(2));
    expect(second.pausedBy).toBe('INSTALLATION_OTHER');
    expect(copies()).toEqual({ [id(1)]: 1 });
  });

  it('messages of other flows, and those from before installations were named, stop nothing', async () => {
    const channel = slack.slack.workspace.channel(AP);
    if (channel === undefined) throw new Error('no channel');
    const first = install('first');
    slack.clock.advance(60_000);
    await first.post(id(1));
    const { userId, botId } = channel.messages.at(-1) ?? { userId: '', botId: null };
    const add = (payload: Record<string, string>): void => {
      const metadata = { event_type: 'ml_connector_delivery', event_payload: payload };
      const content = { text: 'x', blocks: [], attachments: [], metadata };
      slack.slack.workspace.add(channel, { userId, botId, content }, slack.clock.now());
    };
    add({ delivery_id: id(70), flow: 'another', installation: 'another' });
    add({ delivery_id: id(71) });
    slack.clock.advance(10 * 60_000);
    await first.post(id(2));
    expect(first.pausedBy).toBeNull();
    expect(first.states(id(1), id(2))).toEqual(['posted', 'posted']);
  });

  it('a channel whose history cannot be read is posted to all the same', async () => {
    await open();
    slack.slack.setFault('missing-scope:channels:history', true);
    const first = install('first');
    slack.clock.advance(60_000);
    await first.post(id(1), id(2), id(3));
    expect(first.states(id(1), id(2), id(3))).toEqual(['posted', 'posted', 'posted']);
    expect(slack.slack.calls.filter(({ method }) => method === 'conversations.history')).toHaveLength(1);
  });

  it('asks for the history of a channel once in a while, however much is posted', async () => {
    const first = install('first');
    slack.clock.advance(60_000);
    await first.post(...Array.from({ length: 12 }, (_, n) => id(n + 1)));
    expect(slack.slack.calls.filter(({ method }) => method === 'conversations.history')).toHaveLength(1);
  });

  it('a lost rotation pauses the flow with the same choice', async () => {
    await open({
      secrets: { botToken: 'xoxe.xoxb-1-practice-rotating-token', refreshToken: 'xoxe-1-practice-refresh-token' },
    });
    const first = install('first');
    slack.clock.advance(60_000);
    await first.post(id(1));
    slack.secrets['refreshToken'] = 'xoxe-1-used-by-another';
    slack.clock.advance(13 * 3_600_000);
    await first.post(id(2));
    expect(first.pausedBy).toBe('SLACK_ROTATION_LOST');
    expect(first.states(id(2))).toEqual(['held']);
    first.decide('other');
    expect(first.pausedBy).toBe('INSTALLATION_OTHER_GOES_ON');
  });
});
