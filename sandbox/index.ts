import { join } from 'node:path';
import { systemPracticeClock } from './clock.ts';
import type { PracticeClock, PracticeSystem } from './practice-system.ts';
import { startPracticeDatabricks } from './databricks/index.ts';
import { startPracticeSlack, type PracticeSlack } from './slack/index.ts';
import { startPracticeWorkday, type PracticeWorkday } from './workday/index.ts';
import type { Latency } from './workday/server.ts';
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
  /** How long the practice Workday takes to answer; nothing without it. */
  readonly latency?: Latency | undefined;
  /** Told in plain sentences what changes by itself. */
  readonly log?: ((sentence: string) => void) | undefined;
}

/** The practice systems together, on one world. */
export interface Practice {
  readonly systems: readonly PracticeSystem[];
  readonly world: World;
  /** The first of the systems, with what tests want to see and set. */
  readonly workday: PracticeWorkday;
  /** The place where messages go. */
  readonly slack: PracticeSlack;
  /** Makes one round of changes in the source and says what changed. */
  change(): Promise<string[]>;
  /** Makes a round every 30 seconds, until switched off. */
  keepChanging(on: boolean): void;
  close(): Promise<void>;
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

/** Starts every practice system on loopback. With a folder, a second start gives exactly the same world. */
export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const clock = options.clock ?? systemPracticeClock();
  const folderOf = (name: string): { folder?: string } =>
    options.folder === undefined ? {} : { folder: join(options.folder, name) };
  const world = openWorld({
    ...folderOf('world'),
    seed: seedNumber(options.seed ?? DEFAULT_SEED),
    scale: options.scale ?? 1,
    clock,
  });
  const workday = await startPracticeWorkday({ world, clock, latency: options.latency });
  const started: PracticeSystem[] = [workday];
  const orEnd = async (error: unknown): Promise<never> => {
    await Promise.all(started.map((system) => system.close()));
    throw error;
  };
  started.push(await startPracticeDatabricks({ ...folderOf('databricks'), clock }).catch(orEnd));
  const slack = await startPracticeSlack({ ...folderOf('slack'), clock, pingMs: SOCKET_PING_MS }).catch(orEnd);
  const systems: readonly PracticeSystem[] = [...started, slack];
  let generation = 0;
  const change = (): string[] => makeChanges(world, clock.now() - ENTRY_LAG_MS);
  const changeRounds = async (mine: number): Promise<void> => {
    while (generation === mine) {
      await clock.sleep(ROUND_EVERY_MS);
      // Switched off, or off and on again, while this one slept.
      if (generation !== mine) return;
      for (const sentence of change()) options.log?.(sentence);
    }
  };
  return {
    systems,
    world,
    workday,
    slack,
    change: () => Promise.resolve(change()),
    keepChanging: (on) => {
      generation += 1;
      if (on) void changeRounds(generation);
    },
    close: async () => {
      generation += 1;
      await Promise.all(systems.map((system) => system.close()));
    },
  };
}
