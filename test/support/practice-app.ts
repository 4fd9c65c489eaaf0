import { createHash } from 'node:crypto';
import { copyFileSync, existsSync } from 'node:fs';
import { ask } from '../../main/api/ask.ts';
import { composeEngine, type ComposedEngine } from '../../main/engine/compose.ts';
import { setUpPractice } from '../../main/practice/set-up.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import { startPracticeDatabricks, type PracticeDatabricks } from '../../sandbox/databricks/index.ts';
import { startPracticeWorkday, type PracticeWorkday } from '../../sandbox/workday/index.ts';
import { removeInvoice } from '../../sandbox/world/removal.ts';
import { makeChanges } from '../../sandbox/world/rounds.ts';
import { openWorld, type World } from '../../sandbox/world/world.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import type { ErrorDto } from '../../shared/errors/error-dto.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { Flow, FlowDraft } from '../../shared/model/flow.ts';
import type { RejectedRecord, Run, RunStream } from '../../shared/model/run.ts';
import type { SystemId } from '../../shared/model/system.ts';
import { startMeddlingProxy, type MeddlingProxy } from './meddling-proxy.ts';
import { createPacedClock, type PacedClock } from './paced-clock.ts';
import { createSeededRandom } from './virtual-clock.ts';

export interface PracticeAppOptions {
  /** File of the store; in memory without it. */
  readonly storeFile?: string;
  readonly scale?: number;
  readonly seed?: number;
  /** Streams that the flow has switched on; all without it. */
  readonly streams?: readonly string[];
  /** Over the practice systems' own settings. */
  readonly settings?: Partial<Record<SystemId, Readonly<Record<string, string>>>>;
}

const PRACTICE_KEY = new Uint8Array(createHash('sha256').update('practice').digest());
/** Entries are made a little before the present, as in the practice systems: a window that is pinned to now must see them. */
const ENTRY_LAG_MS = 120_000;

/** The app's engine with its real connectors on a real store, between both practice systems on real sockets. */
export class PracticeApp {
  readonly clock: PacedClock;
  readonly world: World;
  readonly workday: PracticeWorkday;
  readonly databricks: PracticeDatabricks;
  /** Between the app and the practice Databricks. */
  readonly proxy: MeddlingProxy;
  readonly flowId: string;
  #store: Store;
  #composed: ComposedEngine;
  #storeFile: string;

  private constructor(
    parts: Pick<PracticeApp, 'clock' | 'world' | 'workday' | 'databricks' | 'proxy' | 'flowId'>,
    engine: { store: Store; composed: ComposedEngine; storeFile: string },
  ) {
    this.clock = parts.clock;
    this.world = parts.world;
    this.workday = parts.workday;
    this.databricks = parts.databricks;
    this.proxy = parts.proxy;
    this.flowId = parts.flowId;
    this.#store = engine.store;
    this.#composed = engine.composed;
    this.#storeFile = engine.storeFile;
  }

  static async start(options: PracticeAppOptions = {}): Promise<PracticeApp> {
    const clock = createPacedClock();
    const world = openWorld({ seed: options.seed ?? 20_261_121, scale: options.scale ?? 0.2, clock });
    const workday = await startPracticeWorkday({ world, clock });
    const databricks = await startPracticeDatabricks({ clock });
    const proxy = await startMeddlingProxy(databricks.address);
    const storeFile = options.storeFile ?? ':memory:';
    const store = openStore(storeFile);
    const composed = compose(store, clock);
    const systems = [workday, databricks].map((one) => ({
      ...one,
      settings: {
        ...one.settings,
        ...(one === databricks ? { host: proxy.address } : {}),
        ...options.settings?.[one.system],
      },
      activeFaults: [],
    }));
    const [flow] = await setUpPractice(composed.engine, systems);
    if (flow === undefined) throw new Error('the practice systems have no flow');
    const parts = { clock, world, workday, databricks, proxy, flowId: flow.id };
    const app = new PracticeApp(parts, { store, composed, storeFile });
    if (options.streams !== undefined) await app.choose(options.streams);
    return app;
  }

  get engine(): Bridge {
    return this.#composed.engine;
  }

  get store(): Store {
    return this.#store;
  }

  get runner(): ComposedEngine['engine']['services']['runner'] {
    return this.#composed.engine.services.runner;
  }

  get resyncs(): ComposedEngine['engine']['services']['resyncs'] {
    return this.#composed.engine.services.resyncs;
  }

  get retrier(): ComposedEngine['engine']['services']['retrier'] {
    return this.#composed.engine.services.retrier;
  }

  /** Switches on just these streams. */
  async choose(streams: readonly string[]): Promise<void> {
    await this.editFlow((flow) => ({
      streams: flow.streams.map((one) => ({ ...one, enabled: streams.includes(one.id) })),
    }));
  }

  async flow(): Promise<Flow> {
    const found = (await ask(this.engine, 'flows.overview', {})).find(({ flow }) => flow.id === this.flowId);
    if (found === undefined) throw new Error('the flow is gone');
    return found.flow;
  }

  async editFlow(change: (flow: Flow) => Partial<FlowDraft>): Promise<Flow> {
    const flow = await this.flow();
    const { id, name, integration, sourceConnectionId, destinationConnectionId, streams, schedule } = flow;
    const draft = { id, name, integration, sourceConnectionId, destinationConnectionId, streams, schedule };
    return ask(this.engine, 'flows.save', { ...draft, ...change(flow) });
  }

  async connection(system: SystemId): Promise<Connection> {
    const found = (await ask(this.engine, 'connections.list', {})).find((one) => one.system === system);
    if (found === undefined) throw new Error(`no connection to ${system}`);
    return found;
  }

  /** Replaces settings and secrets of a connection as a person does who corrects it. */
  async editConnection(
    system: SystemId,
    change: { settings?: Readonly<Record<string, string>>; secrets?: Readonly<Record<string, string>> },
  ): Promise<void> {
    const { id, name, practice, settings } = await this.connection(system);
    await ask(this.engine, 'connections.save', {
      id,
      name,
      system,
      practice,
      settings: { ...settings, ...change.settings },
      secrets: { ...change.secrets },
    });
  }

  /** Runs the flow to its end, a minute after what was before. */
  async sync(options: Partial<InputOf<'runs.start'>> = {}): Promise<Run> {
    this.clock.advance(60_000);
    const run = await ask(this.engine, 'runs.start', { flowId: this.flowId, ...options });
    await this.runner.whenIdle();
    return ask(this.engine, 'runs.get', { id: run.id });
  }

  /** A moment at which something may be entered so that the next sync sees it. */
  entryMoment(): number {
    return Math.max(this.clock.now() - ENTRY_LAG_MS, this.world.lastMoment + 1);
  }

  /** Takes an invoice away in the source, as the button in the app does; says which. */
  removeInvoice(): string[] {
    return removeInvoice(this.world, this.clock.now() - ENTRY_LAG_MS);
  }

  /** One round of changes in the source, as the button in the app makes it; says what changed. */
  change(): string[] {
    return makeChanges(this.world, this.entryMoment());
  }

  fault(system: SystemId, id: string, active = true, times?: number): void {
    (system === 'workday' ? this.workday : this.databricks).setFault(id, active, times);
  }

  calmDown(): void {
    this.proxy.meddle = null;
    for (const one of [this.workday, this.databricks]) for (const id of one.activeFaults()) one.setFault(id, false);
  }

  /** Rows of a query in DuckDB itself, past the API; `{name}` stands for the table of that name. */
  async rows(sql: string): Promise<readonly (readonly (string | null)[])[]> {
    return this.databricks.query(sql.replaceAll(/\{(\w+)\}/g, '"uc_main"."finance"."$1"'));
  }

  /** The first cell of a query, as text. */
  async cell(sql: string): Promise<string | null> {
    return (await this.rows(sql))[0]?.[0] ?? null;
  }

  async rejected(state: RejectedRecord['state'] = 'open'): Promise<readonly RejectedRecord[]> {
    const options = { filter: { flowId: this.flowId, state }, sort: [], limit: 500, offset: 0 };
    return (await ask(this.engine, 'rejected.list', options)).items;
  }

  /** What a process that was killed at this moment leaves of its store: a copy in `file`, which must not exist. */
  copyStore(file: string): void {
    if (this.#storeFile === ':memory:') throw new Error('a store in memory does not outlive its process');
    copyFileSync(this.#storeFile, file);
    if (existsSync(`${this.#storeFile}-wal`)) copyFileSync(`${this.#storeFile}-wal`, `${file}-wal`);
  }

  /** Ends this process's engine, whatever it is doing, and starts that of the next one on another store file. */
  async continueFrom(file: string): Promise<void> {
    await this.#composed.close();
    this.#store.close();
    this.#storeFile = file;
    this.#store = openStore(file);
    this.#composed = compose(this.#store, this.clock);
  }

  async close(): Promise<void> {
    await this.#composed.close();
    this.#store.close();
    await Promise.all([this.workday.close(), this.proxy.close()]);
    await this.databricks.close();
  }
}

let engines = 0;

/** The app's engine with its real connectors on a store; practice connections open with the practice key. */
export function compose(store: Store, clock: PacedClock): ComposedEngine {
  engines += 1;
  return composeEngine({
    store,
    clock,
    random: createSeededRandom(`practice app ${String(engines)}`),
    dataKey: null,
    practiceKey: PRACTICE_KEY,
  });
}

/** The stream of a run. Throws an Error if the run has none of this name. */
export function streamOf(run: Run, id: string): RunStream {
  const found = run.streams.find((one) => one.stream === id);
  if (found === undefined) throw new Error(`the run has no stream ${id}`);
  return found;
}

/** Sentences an operator reads of an error; throws an Error where one is missing or still has a placeholder in it. */
export function sentencesOf(error: ErrorDto | null): string {
  if (error === null) throw new Error('there is no error');
  const text = [error.text, error.effect ?? '', error.next].join(' ');
  if (error.text === '' || error.next === '' || /\{\w+\}/.test(text)) throw new Error(`not a sentence: ${text}`);
  return text;
}
