import { join } from 'node:path';
import { systemPracticeClock } from './clock.ts';
import type { PracticeClock, PracticeSystem } from './practice-system.ts';
import { startPracticeDatabricks } from './databricks/index.ts';
import { startPracticeExact, type PracticeExact } from './exact/index.ts';
import { openExactBooks } from './exact/open-books.ts';
import { startPracticeSlack, type PracticeSlack } from './slack/index.ts';
import { startPracticeWorkday, type PracticeWorkday } from './workday/index.ts';
import type { PracticeChange } from '../shared/model/practice.ts';
import type { PracticeLatency } from './latency.ts';
import { removeInvoice } from './world/removal.ts';
import { makeChanges } from './world/rounds.ts';
import { scatter32 } from './world/random.ts';
import { openWorld, type World } from './world/world.ts';

export interface PracticeOptions {
  /** Where the world, the warehouse and the workspace are kept; without it, they end with the process. */
  readonly folder?: string | undefined;
  /** A number, or any text: the same text gives the same world. */
  readonly seed?: number | string | undefined;
  /** 1 is the demo's size; `scaleForLines` of `world/base.ts` says what a number of lines needs. */
  readonly scale?: number | undefined;
  readonly clock?: PracticeClock | undefined;
  /** How long the systems take to answer; nothing without it. */
  readonly latency?: PracticeLatency | undefined;
  /** Told in plain sentences what changes by itself. */
  readonly log?: ((sentence: string) => void) | undefined;
}

/** The systems that records come from, on one world. */
export interface PracticeSources {
  readonly systems: readonly PracticeSystem[];
  readonly world: World;
  /** The first of the systems, with what tests want to see and set. */
  readonly workday: PracticeWorkday;
  readonly exact: PracticeExact;
  /** Makes one round of changes in the source, or takes an invoice away there, and says what changed. Left out: a round. */
  change(what?: PracticeChange): Promise<string[]>;
  /** Makes a round every 30 seconds, until switched off. */
  keepChanging(on: boolean): void;
  close(): Promise<void>;
}

/** The systems that records go to. */
export interface PracticeDestinations {
  readonly systems: readonly PracticeSystem[];
  /** The place where messages go. */
  readonly slack: PracticeSlack;
  close(): Promise<void>;
}

/** The practice systems together. */
export interface Practice extends PracticeSources, PracticeDestinations {
  readonly systems: readonly PracticeSystem[];
}

export const DEFAULT_SEED = 20_261_121;
const ROUND_EVERY_MS = 30_000;
/** As often as Slack looks whether a Socket Mode link still lives. */
const SOCKET_PING_MS = 30_000;
/**
 * An entry carries the moment at which its transaction began, which is before it can be seen. Clients that keep a minute away from
 * the present, or round the server's clock down, must still find a change that a person has just made.
 */
const ENTRY_LAG_MS = 2 * 60_000;

function seedNumber(seed: number | string): number {
  if (typeof seed === 'number') return seed;
  if (/^\d{1,10}$/.test(seed)) return Number(seed);
  let hash = 0;
  for (const char of seed) hash = scatter32(hash ^ (char.codePointAt(0) ?? 0));
  return hash;
}

type FolderOf = (name: string) => { folder?: string };

function foldersIn(folder: string | undefined): FolderOf {
  return (name) => (folder === undefined ? {} : { folder: join(folder, name) });
}

/** Starts the systems that records come from, on one world. With a folder, a second start gives exactly the same world. */
export async function startSources(options: PracticeOptions = {}): Promise<PracticeSources> {
  const clock = options.clock ?? systemPracticeClock();
  const world = openWorld({
    ...foldersIn(options.folder)('world'),
    seed: seedNumber(options.seed ?? DEFAULT_SEED),
    scale: options.scale ?? 1,
    clock,
  });
  const workday = await startPracticeWorkday({ world, clock, latency: options.latency?.workday });
  const exact = await startExact(world, clock, options).catch(async (error: unknown) => {
    await workday.close();
    throw error;
  });
  let generation = 0;
  const change = (what: PracticeChange = 'round'): string[] => {
    const moment = clock.now() - ENTRY_LAG_MS;
    return what === 'round' ? [...makeChanges(world, moment), ...exact.books.change()] : removeInvoice(world, moment);
  };
  const changeRounds = async (mine: number): Promise<void> => {
    while (generation === mine) {
      await clock.sleep(ROUND_EVERY_MS);
      // Switched off, or off and on again, while this one slept.
      if (generation !== mine) return;
      for (const sentence of change()) options.log?.(sentence);
    }
  };
  return {
    systems: [workday, exact],
    world,
    workday,
    exact,
    change: (what) => Promise.resolve(change(what)),
    keepChanging: (on) => {
      generation += 1;
      if (on) void changeRounds(generation);
    },
    close: async () => {
      generation += 1;
      await Promise.all([workday.close(), exact.close()]);
    },
  };
}

/** Exact lets 60 calls a minute through (reference page §6): whoever practises would wait for it at every first run. */
const PRACTICE_CALLS_PER_MINUTE = 600;

async function startExact(world: World, clock: PracticeClock, options: PracticeOptions): Promise<PracticeExact> {
  const { folder } = foldersIn(options.folder)('exact');
  return startPracticeExact({
    books: openExactBooks({ world, clock, folder, scale: options.scale }),
    clock,
    folder,
    limits: { perMinute: PRACTICE_CALLS_PER_MINUTE },
    latencyMs: options.latency?.exactCallMs,
    // The receiver of the app listens on this machine alone.
    allowLoopbackCallbacks: true,
  });
}

/** Starts the systems that records go to. With a folder, a second start finds what was delivered before. */
export async function startDestinations(options: PracticeOptions = {}): Promise<PracticeDestinations> {
  const clock = options.clock ?? systemPracticeClock();
  const folderOf = foldersIn(options.folder);
  const databricks = await startPracticeDatabricks({
    ...folderOf('databricks'),
    clock,
    statementMs: options.latency?.statementMs,
  });
  const slack = await startPracticeSlack({ ...folderOf('slack'), clock, pingMs: SOCKET_PING_MS }).catch(
    async (error: unknown) => {
      await databricks.close();
      throw error;
    },
  );
  const systems = [databricks, slack];
  return {
    systems,
    slack,
    close: async () => {
      await Promise.all(systems.map((system) => system.close()));
    },
  };
}

/** Starts every practice system on loopback. With a folder, a second start gives exactly the same world. */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const sources = await startSources(options);
  const destinations = await startDestinations(options).catch(async (error: unknown) => {
    await sources.close();
    throw error;
  });
  return {
    ...destinations,
    ...sources,
    systems: [...sources.systems, ...destinations.systems],
    close: async () => {
      await Promise.all([sources.close(), destinations.close()]);
    },
  };
}
