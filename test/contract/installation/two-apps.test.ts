import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { settleFolder } from '../../../main/engine/backup/folder.ts';
import { composeEngine, type ComposedEngine } from '../../../main/engine/compose.ts';
import { createSystemClock } from '../../../main/ports/system-time.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Run } from '../../../shared/model/run.ts';
import { connectFlows, type FlowIds, type FlowName } from '../../kill/connect-flows.ts';
import { addsUp, landedOnce, saidOnce } from '../../kill/outside.ts';
import { Surroundings } from '../../kill/surroundings.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const passphrase = 'correct horse battery staple';
const folder = mkdtempSync(join(tmpdir(), 'mlc-two-apps-'));
const changes = createSeededRandom('two apps');

/** An app on a data folder of its own, between the systems that both apps share. */
class Installation {
  readonly dataFile: string;
  readonly #name: string;
  #opened = 0;
  #store: Store;
  #composed: ComposedEngine;

  constructor(name: string) {
    this.#name = name;
    this.dataFile = join(folder, name, 'ml-connector.sqlite');
    mkdirSync(join(folder, name));
    [this.#store, this.#composed] = this.#open();
  }

  #open(): [Store, ComposedEngine] {
    settleFolder(this.dataFile);
    const store = openStore(this.dataFile);
    this.#opened += 1;
    const random = createSeededRandom(`${this.#name} ${String(this.#opened)}`);
    const dataKey = createSeededRandom(this.#name).bytes(32);
    const clock = createSystemClock();
    const { dataFile } = this;
    return [store, composeEngine({ store, clock, random, dataKey, dataFile, practiceKey: new Uint8Array(32) })];
  }

  get app(): ComposedEngine['engine'] {
    return this.#composed.engine;
  }

  async run(flowId: string): Promise<Run> {
    const { id } = await ask(this.app, 'runs.start', { flowId });
    await this.app.services.runner.whenIdle();
    return ask(this.app, 'runs.get', { id });
  }

  flow(id: string): Promise<Flow> {
    return ask(this.app, 'flows.get', { id });
  }

  async restoreFrom(path: string): Promise<void> {
    await ask(this.app, 'engine.prepare-restore', { path, passphrase, replaces: true });
    await this.close();
    [this.#store, this.#composed] = this.#open();
  }

  async close(): Promise<void> {
    await this.#composed.close();
    this.#store.close();
  }
}

let around: Surroundings;
let first: Installation;
let copy: Installation;
let stranger: Installation;
let flows: FlowIds;
let flowsOfStranger: FlowIds;

beforeAll(async () => {
  around = await Surroundings.start(7);
  first = new Installation('first');
  copy = new Installation('copy');
  stranger = new Installation('stranger');
  flows = await connectFlows(first.app, around);
  flowsOfStranger = await connectFlows(stranger.app, around);
  for (const id of Object.values(flows)) expect((await first.run(id)).state).toMatch(/^succeeded/);
  const path = join(folder, 'first.mlcbackup');
  await ask(first.app, 'backup.make', { path, passphrase });
  await copy.restoreFrom(path);
}, 180_000);

afterAll(async () => {
  for (const one of [first, copy, stranger]) await one.close();
  await around.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the systems hold that both deliver to. */
async function delivered(): Promise<unknown> {
  const batches = await around.databricks.query('SELECT count(*) FROM "uc_main"."finance"."_mlc_batches"');
  const history = await around.databricks.query(
    'SELECT count(*) FROM "uc_main"."finance"."workday_purchase_orders_history"',
  );
  return { batches, history, messages: around.slack.posted().messages.length };
}

/** Messages are posted beside the run that called for them, and may be after its end. */
async function untilAllIsSaid(): Promise<void> {
  await expect.poll(() => saidOnce(around, true), { timeout: 30_000, interval: 50 }).toEqual([]);
}

async function expectStopped(installation: Installation, id: string): Promise<void> {
  const before = await delivered();
  await installation.run(id);
  const code = async () => (await installation.flow(id)).paused?.error?.code;
  await expect.poll(code, { timeout: 30_000, interval: 50 }).toBe('INSTALLATION_OTHER');
  expect(await delivered()).toEqual(before);
  const page = { filter: { kind: 'installation' as const }, sort: [], limit: 100, offset: 0 };
  const { items } = await ask(installation.app, 'audit.list', page);
  expect(items.filter((one) => one.event === 'installation.met-another' && one.subject === id)).toHaveLength(1);
}

async function choose(installation: Installation, id: string, goesOn: 'this' | 'other'): Promise<void> {
  await ask(installation.app, 'installation.decide', { flowId: id, goesOn, reason: 'decided by the controller' });
}

const both: readonly FlowName[] = ['warehouse', 'messages'];

describe('two installations between the same systems', () => {
  test('while the first works on, a copy of it and one that was set up by itself stop before anything is doubled', async () => {
    around.enterLarge(changes);
    around.change(changes);
    for (const name of both) {
      const run = await first.run(flows[name]);
      expect([name, run.state, addsUp(run)]).toEqual([name, expect.stringMatching(/^succeeded/), []]);
    }
    await untilAllIsSaid();
    // Something that nobody has told yet: what the first told is taken over, and this stops.
    around.enterLarge(changes);
    for (const name of both) await expectStopped(copy, flows[name]);
    for (const name of both) await expectStopped(stranger, flowsOfStranger[name]);
  });

  test('the one that a person chose delivers, and tells nothing again that the other told', async () => {
    const { messages } = around.slack.posted();
    for (const name of both) await choose(copy, flows[name], 'this');
    around.enterLarge(changes);
    around.change(changes);
    for (const name of both) {
      const run = await copy.run(flows[name]);
      expect([name, run.error, addsUp(run)]).toEqual([name, null, []]);
    }
    await untilAllIsSaid();
    expect(around.slack.posted().messages.length).toBeGreaterThan(messages.length);
    expect(await landedOnce(around)).toEqual([]);
  });

  test('the other one then stops in turn, and rests where it is told to', async () => {
    around.enterLarge(changes);
    around.change(changes);
    for (const name of both) {
      await expectStopped(first, flows[name]);
      await choose(first, flows[name], 'other');
      await expect(first.run(flows[name])).rejects.toMatchObject({ code: 'ENGINE_FLOW_PAUSED' });
    }
    for (const name of both) expect((await copy.run(flows[name])).error).toBeNull();
    await untilAllIsSaid();
    expect(await landedOnce(around)).toEqual([]);
    for (const one of [first, copy]) {
      const { verified } = await ask(one.app, 'audit.list', { filter: {}, sort: [], offset: 0, limit: 1 });
      expect(verified).toBe(true);
    }
  });
});
