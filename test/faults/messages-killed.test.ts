import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../main/store/store.ts';
import type { MessageRule } from '../../shared/messages/rule.ts';
import type { Run } from '../../shared/model/run.ts';
import {
  copyStore,
  createMessagingHarness,
  messagesIn,
  messagingHarnessOn,
  type MessagingHarness,
} from '../support/messaging-harness.ts';
import { billRule } from '../support/messaging-integration.ts';
import { byCompany, statusChanged } from '../support/messaging-steps.ts';

/** In memory where there is such a folder: hundreds of small worlds would mostly wait for the disk. */
const place = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
const folder = mkdtempSync(join(place, 'mlc-messages-killed-'));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});
let files = 0;
function nextFile(): string {
  files += 1;
  return join(folder, `store-${String(files)}.sqlite`);
}

const rules: readonly MessageRule[] = [billRule(), statusChanged(['Approved']), byCompany];

/**
 * A flow whose process can be killed between any two steps: before and after every transaction, before and after everything that
 * happens to a message on its way. The next process finds the store as it was at that very moment, and the channels as they were left.
 */
class MortalFlow {
  harness: MessagingHarness;
  /** Moments left to live; null for ever. */
  #left: number | null = null;
  #isDead = false;
  #file = nextFile();
  #heir = '';
  #passedOn: () => void = () => undefined;

  constructor() {
    const harness = createMessagingHarness({
      rules,
      streams: ['bills', 'credits'],
      storeFile: this.#file,
      isPosting: true,
      pause: () => this.#pause(),
    });
    this.harness = this.#mortal(harness, harness.store);
  }

  /** Runs until killed at that moment, and goes on as the next process; the run, if it was over before. */
  async syncUntilKilled(moment: number): Promise<Run | null> {
    this.#left = moment;
    this.#heir = nextFile();
    const passedOn = new Promise<null>((resolve) => {
      this.#passedOn = () => {
        resolve(null);
      };
    });
    const run = await Promise.race([this.harness.sync(), passedOn]);
    this.#left = null;
    if (!this.#isDead) return run;
    this.#isDead = false;
    this.#file = this.#heir;
    const { clock, source, messenger } = this.harness;
    const store = openStore(this.#file);
    this.harness = this.#mortal(messagingHarnessOn({ store, clock, source, messenger, isPosting: true }), store);
    return null;
  }

  #mortal(harness: MessagingHarness, store: Store): MessagingHarness {
    const transaction = store.transaction.bind(store);
    Object.assign(store, {
      transaction: <T>(work: () => T): T => {
        this.#step();
        const result = transaction(work);
        this.#step();
        return result;
      },
    });
    return harness;
  }

  #step(): void {
    if (this.#left === null || this.#isDead) return;
    this.#left -= 1;
    if (this.#left > 0) return;
    copyStore(this.#file, this.#heir);
    this.#isDead = true;
  }

  /** The dead say nothing to anybody any more. */
  #pause(): Promise<void> {
    this.#step();
    if (!this.#isDead) return Promise.resolve();
    this.#passedOn();
    return new Promise(() => undefined);
  }
}

/** Everything is told once, nothing waits, and the numbers add up. */
async function expectWhole(flow: MortalFlow, expected: readonly string[]): Promise<void> {
  await flow.harness.sync();
  const last = await flow.harness.sync({ verify: true });
  expect(last.state).toBe('succeeded');
  const { store, messenger } = flow.harness;
  expect(messagesIn(store).toSorted()).toEqual(expected.toSorted());
  const deliveries = messenger.deliveries();
  expect(new Set(deliveries).size).toBe(deliveries.length);
  expect(deliveries.length).toBe(expected.filter((one) => one.endsWith(' posted')).length);
  expect(store.book.count('flow', false)).toBe(0);
  expect(store.batches.openCount('flow')).toBe(0);
  for (const { counts } of last.streams) {
    const { read, ...by } = counts;
    expect(Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(read);
  }
  expect(store.audit.firstBroken()).toBeNull();
}

/** Records that match already when rules look for the first time. */
function begin({ bill }: MessagingHarness): void {
  bill('old', '1500', { status: 'Approved' });
  bill('older', '900');
  bill('credit', '-400', { company: 'CO-200' }, 'credits');
}

/** One record of each kind that a rule can meet afterwards. */
function goOn({ bill }: MessagingHarness): void {
  bill('new', '4000', { status: 'Draft' });
  bill('older', '901');
  bill('big', '6000', { company: 'CO-200', status: 'Draft' });
}

/** What has been posted changes. */
function change({ bill }: MessagingHarness): void {
  bill('new', '4100', { status: 'Approved' });
  bill('big', '10', { company: 'CO-200', status: 'Draft' });
  bill('old', '1500', { status: 'Draft' });
  bill('newest', '1200');
}

const steps = [begin, goOn, change];

let ends: Promise<string[][]> | null = null;

/** How the steps end when nobody is killed. */
function undisturbed(): Promise<string[][]> {
  ends ??= runUndisturbed();
  return ends;
}

async function runUndisturbed(): Promise<string[][]> {
  const flow = new MortalFlow();
  const messages: string[][] = [];
  for (const step of steps) {
    step(flow.harness);
    await flow.harness.sync();
    messages.push(messagesIn(flow.harness.store));
  }
  return messages;
}

describe('a process that is killed while rules look at records and messages go', () => {
  test('tells everything once, undisturbed', async () => {
    const ends = await undisturbed();
    expect(ends.map((one) => one.length)).toEqual([2, 6, 16]);
    expect(ends.at(-1)?.every((one) => /(posted|covered back-fill)$/.test(one))).toBe(true);
  });

  test.each([
    ['in its first run', 0],
    ['when new records come', 1],
    ['when what was posted changes', 2],
  ])(
    '%s loses no message and doubles none, wherever it is killed',
    async (_, at) => {
      const expected = (await undisturbed())[at] ?? [];
      let kills = 0;
      for (let moment = 1; ; moment += 1) {
        const flow = new MortalFlow();
        for (const step of steps.slice(0, at)) {
          step(flow.harness);
          await flow.harness.sync();
        }
        steps[at]?.(flow.harness);
        const run = await flow.syncUntilKilled(moment);
        await expectWhole(flow, expected);
        if (run !== null) break;
        kills += 1;
      }
      expect(kills).toBeGreaterThan(20);
    },
    120_000,
  );

  test.each([1, 2, 3, 4])(
    'and killed again and again, ends as if nothing had happened (%i)',
    async (seed) => {
      const ends = await undisturbed();
      const flow = new MortalFlow();
      let kills = 0;
      for (const [index, step] of steps.entries()) {
        step(flow.harness);
        for (let moment = 2 + seed; ; moment += 3 + seed) {
          if ((await flow.syncUntilKilled(moment)) !== null) break;
          kills += 1;
        }
        await expectWhole(flow, ends[index] ?? []);
      }
      expect(kills).toBeGreaterThan(4);
    },
    120_000,
  );
});
