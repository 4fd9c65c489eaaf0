import { HealthWatch } from '../../main/engine/messages/health.ts';
import { createPostOffice, type EnginePostOffice } from '../../main/engine/messages/post-office.ts';
import { emptyTally, freshRunStream } from '../../main/engine/stream-run.ts';
import { createLogger } from '../../main/log/logger.ts';
import type { Messenger } from '../../main/ports/messenger.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import { type AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { HealthRule } from '../../shared/messages/rule.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { RunState } from '../../shared/model/run.ts';
import { FakeMessenger, openChannel } from './fake-messenger.ts';
import { billMapping, messagingIntegration } from './messaging-integration.ts';
import { mortalStore } from './office-harness.ts';
import type { Clock } from '../../main/ports/time.ts';
import { createSeededRandom, createVirtualClock } from './virtual-clock.ts';

/** A clock that a test moves. */
export interface MovedClock extends Clock {
  advance(ms: number): unknown;
}

/** The engine's part that watches and posts, as one process that can be killed at any moment. */
export interface HealthProcess {
  readonly watch: HealthWatch;
  readonly office: EnginePostOffice;
  kill(): void;
}

export interface HealthHarness {
  readonly store: Store;
  readonly clock: MovedClock;
  readonly messenger: FakeMessenger;
  readonly process: HealthProcess;
  /** Asked at every moment at which the process could be killed. */
  pause: () => Promise<void>;
  restart(): void;
  /** A run that ends now: it read everything, or failed with this error. */
  run(error?: AppError | null): void;
  change(part: Partial<Flow>): void;
  setHealth(part: Partial<HealthRule> | null): void;
  /** One look, with all that is asked of Slack and posted because of it. */
  step(): Promise<void>;
  /** Time goes by, minute by minute, with a look at each and a run that succeeds every so many minutes. */
  pass(minutes: number, readEvery?: number): Promise<void>;
  /** Time goes by and nobody is there, as while a computer sleeps. */
  sleep(minutes: number): Promise<void>;
  /** One step during which the process is killed at this moment, if it comes to that; `arrives`: the request was on the wire. */
  killedStep(moment: number, arrives: boolean): Promise<boolean>;
  /** First lines of what stands in the channels, replies indented. */
  channel(): string[];
}

export interface HealthOptions {
  readonly health?: Partial<HealthRule> | null;
  readonly schedule?: Flow['schedule'];
  readonly seed?: string;
  /** Default: the fake one, by the harness's own clock. */
  readonly messenger?: Messenger;
  readonly clock?: MovedClock;
}

const rule: HealthRule = {
  channel: { id: 'C1', name: 'finance', sharedConfirmed: false },
  behindMinutes: 30,
  deadMan: false,
};

/** A flow that reads bills every 15 minutes and promises to be at most 30 behind, on a store and a Slack in memory. */
export function createHealthHarness(options: HealthOptions = {}): HealthHarness {
  const clock = options.clock ?? createVirtualClock({ auto: true });
  const store = openStore(':memory:');
  const fake = new FakeMessenger({
    clock,
    channels: ['C1', 'C2'].map((id) => openChannel(id)),
    pause: () => harness.pause(),
  });
  let processes = 0;
  let running: HealthProcess;
  const start = (): HealthProcess => {
    processes += 1;
    const mortal = mortalStore(store);
    const deps = {
      store: mortal.store,
      clock,
      random: createSeededRandom(`${options.seed ?? 'health'} ${String(processes)}`),
      log: createLogger({ clock, destination: { write: () => undefined }, level: 'silent' }),
      integrations: [messagingIntegration],
      publish: () => undefined,
      openMessenger: () => options.messenger ?? fake,
    };
    const office = createPostOffice(deps, new AbortController().signal);
    office.recover();
    return { office, watch: new HealthWatch(deps, office), kill: mortal.kill };
  };
  const harness: HealthHarness = {
    store,
    clock,
    messenger: fake,
    get process() {
      return running;
    },
    pause: () => Promise.resolve(),
    restart: () => {
      running.kill();
      running = start();
    },
    run: (error = null) => {
      insertRun(store, clock, error);
    },
    change: (part) => {
      const flow = store.flows.get('flow');
      if (flow !== null) store.flows.save({ ...flow, ...part, updatedAtUtc: new Date(clock.now()).toISOString() });
    },
    setHealth: (part) => {
      harness.change({ messaging: { rules: [], health: part === null ? null : { ...rule, ...part } } });
    },
    step: async () => {
      const { watch, office } = running;
      watch.look();
      await watch.settled();
      await office.drain('flow', new AbortController().signal);
    },
    pass: async (minutes, readEvery) => {
      for (let minute = 1; minute <= minutes; minute += 1) {
        await clock.advance(60_000);
        if (readEvery !== undefined && minute % readEvery === 0) harness.run();
        await harness.step();
      }
    },
    sleep: async (minutes) => {
      await clock.advance(minutes * 60_000);
    },
    killedStep: async (moment, arrives) => {
      let passed = 0;
      const killed = new Promise<boolean>((resolve) => {
        harness.pause = () => {
          passed += 1;
          if (passed < moment) return Promise.resolve();
          if (passed === moment) running.kill();
          resolve(true);
          return arrives && passed === moment ? Promise.resolve() : new Promise(() => undefined);
        };
      });
      const isKilled = await Promise.race([killed, harness.step().then(() => false)]);
      harness.pause = () => Promise.resolve();
      if (isKilled) harness.restart();
      return isKilled;
    },
    channel: () => {
      fake.postDue();
      return fake.standing.map(
        ({ body, threadTs }) => `${threadTs === null ? '' : '  '}${body.text.split('\n')[0] ?? ''}`,
      );
    },
  };
  addFlow(store, clock, options);
  running = start();
  return harness;
}

function addFlow(store: Store, clock: MovedClock, { health, schedule }: HealthOptions): void {
  const at = new Date(clock.now()).toISOString();
  for (const system of ['workday', 'slack'] as const) {
    const name = system === 'workday' ? 'Workday' : 'Slack';
    const connection = { id: system, name, system, practice: true, settings: {}, lastCheck: null };
    store.connections.save({ ...connection, createdAtUtc: at, updatedAtUtc: at });
  }
  store.flows.save({
    id: 'flow',
    name: 'Bills',
    integration: 'workday-slack',
    sourceConnectionId: 'workday',
    destinationConnectionId: 'slack',
    streams: [{ id: 'bills', enabled: true, mapping: billMapping, exclusions: [] }],
    schedule: schedule ?? { kind: 'every', transactionalMinutes: 15, referenceMinutes: 1440 },
    messaging: { rules: [], health: health === null ? null : { ...rule, ...health } },
    paused: null,
    createdAtUtc: at,
    updatedAtUtc: at,
  });
}

let runs = 0;

/** What the engine leaves of a run: its rows and, of what was read whole, the moment. */
function insertRun(store: Store, clock: MovedClock, error: AppError | null): void {
  runs += 1;
  const atUtc = new Date(clock.now()).toISOString();
  const dto = error === null ? null : toErrorDto(error);
  const state: RunState = error === null ? 'succeeded' : 'incomplete';
  const stream = { ...freshRunStream('bills', 'Bills'), endedAtUtc: atUtc, error: dto };
  const id = `run ${String(runs)}`;
  store.transaction(() => {
    const run = { id, flowId: 'flow', flowName: 'Bills', trigger: 'schedule', streams: [stream], error: null } as const;
    store.runs.insert(
      { ...run, streams: [stream], state: 'running', startedAtUtc: atUtc, endedAtUtc: null },
      emptyTally,
    );
    store.runs.setState(id, state, atUtc, null);
    const next = new Date(clock.now() + 15 * 60_000).toISOString();
    const readAtUtc = error === null ? { readAtUtc: atUtc } : {};
    store.streams.update('flow', 'bills', { nextRunAtUtc: next, ...readAtUtc });
  });
}

/** Words by which the messages of an incident are known. */
export const begun = /polling is \d+ min behind/;
export const goesOn = /^ {2}.*polling is still \d+ min behind/;
export const recovered = /polling has recovered/;

export function count(h: HealthHarness, pattern: RegExp): number {
  return h.channel().filter((line) => pattern.test(line)).length;
}

/** How often an incident began, went on and ended in the channel. */
export function counts(h: HealthHarness): number[] {
  return [begun, goesOn, recovered].map((pattern) => count(h, pattern));
}

type Told =
  `message.${'incident-began' | 'incident-ended' | 'dead-man-adopted' | 'dead-man-failed' | 'dead-man-spoke'}`;

export function auditOf(h: HealthHarness, event: Told) {
  return h.store.audit.of('flow', event);
}

/** A flow that was read once, and long enough ago that the grace after the start is over. */
export async function started(options: Parameters<typeof createHealthHarness>[0] = {}): Promise<HealthHarness> {
  const h = createHealthHarness(options);
  h.run();
  await h.pass(15, 15);
  return h;
}
