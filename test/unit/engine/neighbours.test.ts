import { beforeEach, describe, expect, test } from 'vitest';
import type { MessageSender, PostedMessage } from '../../../main/ports/messenger.ts';
import { ownInstallation, saveInstallation } from '../../../main/engine/installation/identity.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { createOfficeHarness, type OfficeHarness } from '../../support/office-harness.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

let harness: OfficeHarness;
let history: PostedMessage[];
let fault: AppError | null;
let asked: string[];

beforeEach(() => {
  harness = createOfficeHarness();
  history = [];
  fault = null;
  asked = [];
  Object.assign(harness.messenger, {
    posted: ({ channel, sinceUtc }: { channel: string; sinceUtc: string }) => {
      asked.push(channel);
      if (fault !== null) return Promise.reject(fault);
      return Promise.resolve(history.filter(({ atUtc }) => atUtc >= sinceUtc));
    },
  });
});

const inMs = (ms: number): string => new Date(harness.clock.now() + ms).toISOString();

function own() {
  return ownInstallation({ store: harness.store, clock: harness.clock, random: createSeededRandom('own') });
}

/** As another installation posted it. */
function postedBy(sender: Partial<MessageSender>, part: Partial<PostedMessage> = {}): PostedMessage {
  const { line, generation } = own();
  const common = { installation: 'other', line, generation, flow: 'flow', source: '', view: '' };
  return {
    deliveryId: 'theirs',
    first: null,
    atUtc: inMs(100),
    receipt: { channel: 'C1', ts: '1.1', permalink: null },
    ...part,
    sender: { ...common, ...sender },
  };
}

const paused = () => harness.store.flows.get('flow')?.paused?.error?.code ?? null;

describe('before a message goes', () => {
  test('another installation that tells of the same flow is met, and nothing is sent', async () => {
    history = [postedBy({})];
    harness.alert('a');
    await harness.drain();
    expect([paused(), harness.states('a'), harness.messenger.tries]).toEqual(['INSTALLATION_OTHER', ['held'], []]);
    expect(harness.store.audit.of('flow', 'installation.met-another')).toHaveLength(1);
  });

  test('what another posted for another flow, or before this flow is no reason to stop', async () => {
    history = [
      postedBy({ flow: 'another flow' }),
      postedBy({ line: 'a stranger', source: 'another source' }),
      postedBy({}, { atUtc: inMs(-86_400_000) }),
    ];
    harness.alert('a');
    await harness.drain();
    expect([paused(), harness.states('a')]).toEqual([null, ['posted']]);
  });

  test('what was posted before this one was restored is taken over, also where it was updated since', async () => {
    const state = own();
    const from = { id: 'other', generation: 1, takenAtUtc: inMs(-3_600_000) };
    saveInstallation(harness.store, { ...state, from, generation: 2, sinceUtc: inMs(1_000), decided: {} }, inMs(0));
    history = [
      postedBy({}, { deliveryId: 'a', atUtc: inMs(1_000) }),
      postedBy({}, { deliveryId: 'update of b', first: 'b', atUtc: inMs(1_000) }),
    ];
    for (const id of ['a', 'b', 'c']) harness.alert(id);
    await harness.drain();
    expect([paused(), harness.states('a', 'b', 'c')]).toEqual([null, ['posted', 'posted', 'posted']]);
    expect(harness.messenger.tries.map(({ deliveryId }) => deliveryId)).toEqual(['c']);
    expect(harness.store.messages.get('b')?.receipt?.ts).toBe('1.1');
  });

  test('what the one before posted just before the backup is no news, though the server says that it was just after', async () => {
    harness.alert('a');
    await harness.drain();
    const from = { id: 'other', generation: 1, takenAtUtc: inMs(0) };
    saveInstallation(harness.store, { ...own(), from, generation: 2, sinceUtc: inMs(0), decided: {} }, inMs(0));
    history = [postedBy({}, { deliveryId: 'a', atUtc: inMs(700) })];
    harness.alert('b');
    await harness.drain();
    expect([paused(), harness.states('b')]).toEqual([null, ['posted']]);
    history.push(postedBy({}, { deliveryId: 'unknown here', atUtc: inMs(700) }));
    harness.alert('c');
    await harness.drain();
    expect([paused(), harness.states('c')]).toEqual(['INSTALLATION_OTHER', ['held']]);
  });

  test('a history that cannot be had for now holds the message back; one that may not be read does not', async () => {
    fault = new AppError('HTTP_TIMEOUT', 'transient');
    harness.alert('a');
    await harness.drain();
    expect([harness.states('a'), harness.messenger.tries]).toEqual([['queued'], []]);
    fault = new AppError('SLACK_SCOPE_MISSING', 'permission');
    await harness.clock.advance(3_600_000);
    await harness.drain();
    expect(harness.states('a')).toEqual(['posted']);
    const before = asked.length;
    harness.alert('b');
    await harness.drain();
    expect([harness.states('b'), asked.length]).toEqual([['posted'], before]);
  });
});
