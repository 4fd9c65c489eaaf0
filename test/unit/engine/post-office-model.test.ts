import { expect, test } from 'vitest';
import { decideMessages } from '../../../main/engine/messages/decide.ts';
import type { StoredMessage } from '../../../main/store/message-row.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { MessageDecision, MessageState } from '../../../shared/messages/message.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { openChannel, type SendFault } from '../../support/fake-messenger.ts';
import { newMessage } from '../../support/fake-messages.ts';
import { createOfficeHarness, ruleOf, type OfficeHarness } from '../../support/office-harness.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const runs = 300;
const stepsOfRun = 24;
const minute = 60_000;

const rules: readonly MessageRule[] = [
  ruleOf({ id: 'plain' }),
  ruleOf({
    id: 'quiet',
    channel: { id: 'C2', name: 'two', sharedConfirmed: false },
    quietHours: { from: '13:00', to: '14:30' },
  }),
  ruleOf({ id: 'capped', channel: { id: 'C2', name: 'two', sharedConfirmed: false }, dailyCap: 4 }),
  ruleOf({ id: 'shared', channel: { id: 'C1', name: 'one', sharedConfirmed: false } }),
];

const faults: readonly SendFault[] = [
  'lost-after',
  'lost-before',
  { refuse: { scope: 'connection', kind: 'transient' } },
  { refuse: { scope: 'connection', kind: 'transient' }, before: true },
  { refuse: { scope: 'connection', kind: 'rate-limited', retryAfterMs: 90_000 } },
  { refuse: { scope: 'message', kind: 'record' } },
  { refuse: { scope: 'channel', kind: 'config' } },
  { refuse: { scope: 'connection', kind: 'auth' }, before: true },
];

/** One run of the model: a flow, what happened to it, and what people did. */
class Model {
  readonly h: OfficeHarness;
  readonly next: () => number;
  /** Deliveries that stood once and were deleted by someone. */
  readonly removed: string[] = [];
  readonly drains: Promise<void>[] = [];
  forgotten = 0;
  #count = 0;

  constructor(seed: string) {
    this.h = createOfficeHarness({ rules, seed, channels: ['C1', 'C2'] });
    const random = createSeededRandom(seed);
    this.next = () => random.next();
    this.h.pause = () => this.#pause();
  }

  /** Anything can happen at any moment: time passes, or the process ends, with its request on the wire or not. */
  async #pause(): Promise<void> {
    const chance = this.next();
    if (chance < 0.03 && !this.h.process.isDead) {
      this.h.process.kill();
      if (chance < 0.015) await new Promise(() => undefined);
    }
    if (chance > 0.8) await this.h.clock.sleep(chance * 3_000);
  }

  one<T>(of: readonly T[]): T | undefined {
    return of[Math.floor(this.next() * of.length)];
  }

  all(): StoredMessage[] {
    return this.h.store.messageLists.page(
      {},
      { sort: [{ column: 'createdAtUtc', direction: 'asc' }], offset: 0, limit: 500 },
    ).items;
  }

  add(count: number): void {
    const rule = this.one(rules) ?? ruleOf();
    for (let n = 0; n < count; n += 1) {
      this.#count += 1;
      const id = `m${String(this.#count)}`;
      this.h.alert(id, { ruleId: rule.id, channel: { id: rule.channel.id, name: rule.channel.name } });
      // Some tell more of it in the thread.
      if (this.next() < 0.2) this.#follow(id, 'reply');
    }
  }

  #follow(parentId: string, kind: 'reply' | 'update'): void {
    const parent = this.h.store.messages.get(parentId);
    if (parent === null) return;
    this.#count += 1;
    const { ruleId, channel } = parent;
    this.h.add(
      newMessage(`m${String(this.#count)}`, { kind, parentId, ruleId, channel, subjectKey: parent.subjectKey }),
    );
  }

  /** A subject changes: as the rule pass does it. */
  change(): void {
    const { store, clock } = this.h;
    const alert = this.one(this.all().filter((one) => one.kind === 'alert' && one.resendOf === null));
    if (typeof alert?.subjectKey !== 'string') return;
    const latest = store.messages.latestAlert('flow', alert.ruleId, alert.subjectKey);
    if (latest?.state === 'posted') {
      this.#follow(latest.id, 'update');
      this.#follow(latest.id, 'reply');
      return;
    }
    if (latest === null || !store.messages.supersede(latest.id, new Date(clock.now()).toISOString())) return;
    this.#count += 1;
    const { ruleId, channel, subjectKey } = latest;
    this.h.alert(`m${String(this.#count)}`, { ruleId, channel, subjectKey });
  }

  /** A person deletes a message that is known to be posted, and of which nothing is under way. */
  remove(): void {
    const { store, messenger } = this.h;
    const busy = new Set(
      this.all().flatMap((one) =>
        one.state === 'sending' || one.state === 'unknown' || one.state === 'undecided' ? [one.id, one.parentId] : [],
      ),
    );
    const standing = this.one(
      messenger.standing.filter((one) =>
        one.deliveries.every((id) => !busy.has(id) && store.messages.fateOf(id)?.state === 'posted'),
      ),
    );
    if (standing === undefined) return;
    const thread = messenger.standing.filter((one) => one.threadTs === standing.ts);
    if (thread.length > 0) return;
    this.removed.push(...standing.deliveries);
    messenger.remove(standing.ts);
  }

  decide(decision: MessageDecision, states: readonly MessageState[]): void {
    const { store, clock, process } = this.h;
    const chosen = this.all().filter(
      (one) =>
        states.includes(one.state) &&
        (one.state !== 'held' || one.reason === 'channel-stopped') &&
        (decision !== 'post-again' || one.contentsRemovedAtUtc === null),
    );
    if (chosen.length === 0) return;
    const ids = chosen.slice(0, 1 + Math.floor(this.next() * chosen.length)).map((one) => one.id);
    decideMessages({ deps: { store, clock } }, ids, decision);
    process.office.ring();
  }

  /** The retention time of everything that is over and done with has come. */
  forget(): void {
    const { store, clock } = this.h;
    const atUtc = new Date(clock.now()).toISOString();
    const { messages } = store.retention.erase(() =>
      store.messageRetention.remove({ beforeUtc: atUtc, atUtc, limit: 100 }, (view, { key }) => `${view} ${key}`),
    );
    this.forgotten += messages;
  }

  fail(): void {
    const fault = this.one(faults) ?? 'lost-after';
    const isLayout = typeof fault === 'object' && fault.refuse.scope === 'message';
    // Without its blocks it is refused as well, or not.
    this.h.messenger.faults.push(...(isLayout && this.next() < 0.7 ? [fault, fault] : [fault]));
  }

  drain(): void {
    if (this.h.process.isDead) this.h.restart();
    this.drains.push(this.h.drain().catch(() => undefined));
  }

  async step(): Promise<void> {
    const { h } = this;
    const steps: (() => void | Promise<void>)[] = [
      () => {
        this.add(1);
      },
      () => {
        this.add(2);
      },
      () => {
        this.add(this.next() < 0.2 ? 24 : 3);
      },
      () => {
        this.change();
      },
      () => {
        this.change();
      },
      () => {
        this.fail();
      },
      () => {
        this.fail();
      },
      () => {
        h.messenger.findFaults.push(new AppError('HTTP_TIMEOUT', 'transient'));
      },
      () => {
        h.messenger.isHidden = this.next() < 0.5;
      },
      () => {
        h.restart();
      },
      () => {
        h.skewMs = Math.round((this.next() - 0.5) * 40_000);
      },
      () => {
        this.remove();
      },
      () => {
        this.forget();
      },
      () => {
        this.decide('try-again', ['undecided', 'failed', 'held']);
      },
      () => {
        this.decide('dismiss', ['undecided', 'failed', 'held']);
      },
      () => {
        if (this.next() < 0.6) this.decide('post-again', ['undecided', 'posted']);
      },
      () => {
        h.resume();
      },
      () => h.clock.advance(this.next() * 2 * minute),
      () => h.clock.advance(this.next() * 200 * minute),
      () => {
        this.drain();
      },
      () => {
        this.drain();
      },
      async () => {
        this.drain();
        await h.clock.advance(this.next() * 30_000);
      },
    ];
    await this.one(steps)?.();
    // What is ready runs on for a while, or hardly.
    const turns = this.next() * 12;
    for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  }

  /** Everything that stood in the way ends; time passes until nothing goes by itself any more. */
  async settle(): Promise<void> {
    const { h } = this;
    h.pause = () => Promise.resolve();
    h.messenger.faults.length = 0;
    h.messenger.findFaults.length = 0;
    h.messenger.isHidden = false;
    h.messenger.channelsById.set('C1', openChannel('C1'));
    h.restart();
    h.resume();
    for (let round = 0; round < 40; round += 1) {
      const stopped = this.all().filter((one) => one.state === 'held' && one.reason === 'channel-stopped');
      if (stopped.length > 0)
        decideMessages(
          { deps: h },
          stopped.map((one) => one.id),
          'try-again',
        );
      await h.drain();
      const left = h.store.messages.lanes();
      if (left.length === 0) return;
      const at = h.store.messages.nextTime(new Date(h.clock.now() + h.skewMs).toISOString());
      await h.clock.advance(at === null ? minute : Date.parse(at) - h.clock.now() - h.skewMs + 1);
    }
  }
}

function assertWholeAndOnce({ h, removed }: Model, all: readonly StoredMessage[]): void {
  const times = new Map<string, number>();
  for (const id of [...h.messenger.deliveries(), ...removed]) times.set(id, (times.get(id) ?? 0) + 1);
  const twice = Array.from(times).filter(([, count]) => count > 1);
  expect(twice).toEqual([]);
  for (const one of all) {
    const stands = times.get(one.id) ?? 0;
    const says = `${one.id} ${one.kind} ${one.state} ${String(one.reason)}`;
    expect(['posted', 'covered', 'suppressed', 'undecided', 'failed', 'dismissed', 'held'], says).toContain(one.state);
    if (one.state === 'held') {
      // It waits for a message that a person has to decide about.
      const parent = all.find((other) => other.id === one.parentId);
      expect([one.reason, ['undecided', 'failed'].includes(parent?.state ?? '')], says).toEqual(['after-parent', true]);
    }
    if (one.state === 'posted') expect([stands, one.receipt !== null], says).toEqual([1, true]);
    if (['covered', 'suppressed', 'failed', 'held'].includes(one.state)) expect(stands, says).toBe(0);
    if (one.state === 'covered')
      expect(
        all.some((other) => other.id === one.coveredBy),
        says,
      ).toBe(true);
    if (one.state === 'suppressed') expect(one.reason, says).toBe('superseded');
  }
}

/** Messages that were never held nor decided about stand in the order in which they were called for, each reply below its message. */
function assertOrder({ h }: Model, all: readonly StoredMessage[]): void {
  const straight = all.filter((one) => {
    const events = h.store.messageLists.history(one.id).map(({ event }) => event);
    return !events.some(
      (event) =>
        event === 'held' ||
        event === 'decided' ||
        event === 'replaced' ||
        (event === 'called-for' && one.resendOf !== null),
    );
  });
  const numbers = new Map(straight.filter((one) => one.kind !== 'update').map((one) => [one.id, one.number]));
  for (const channel of ['C1', 'C2']) {
    const order = h.messenger.deliveries(channel).flatMap((id) => numbers.get(id) ?? []);
    const posts = h.messenger.standing
      .filter((one) => one.channel === channel)
      .flatMap((one) => numbers.get(one.deliveries[0] ?? '') ?? []);
    expect(posts).toEqual(posts.toSorted((a, b) => a - b));
    expect(order.length).toBeGreaterThanOrEqual(posts.length);
  }
  for (const reply of all.filter((one) => one.kind === 'reply' && one.state === 'posted')) {
    const below = h.messenger.standing.find((one) => one.deliveries.includes(reply.id));
    const parent = h.messenger.standing.find((one) => one.ts === below?.threadTs);
    if (below !== undefined && parent !== undefined) expect(parent.deliveries[0]).toBe(reply.parentId);
  }
}

test('whatever happens on the way, each delivery stands once, in order, and nothing is forgotten', async () => {
  const seen = new Map<string, number>();
  let forgotten = 0;
  for (let run = 0; run < runs; run += 1) {
    const model = new Model(`run ${String(run)}`);
    for (let step = 0; step < stepsOfRun; step += 1) await model.step();
    await model.settle();
    const all = model.all();
    try {
      assertWholeAndOnce(model, all);
      assertOrder(model, all);
    } catch (error) {
      throw new Error(`run ${String(run)}`, { cause: error });
    }
    for (const one of all) seen.set(one.state, (seen.get(one.state) ?? 0) + 1);
    forgotten += model.forgotten;
    model.h.store.close();
  }
  // The model reaches what it is about.
  expect(forgotten).toBeGreaterThan(100);
  for (const state of ['posted', 'covered', 'suppressed', 'undecided', 'failed', 'dismissed']) {
    expect(seen.get(state) ?? 0, state).toBeGreaterThan(5);
  }
}, 120_000);
