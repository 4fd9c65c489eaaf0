import { createSeededRandom } from '../support/virtual-clock.ts';
import { buildApp } from './build-app.ts';
import type { Defect } from './defects.ts';
import { Epoch } from './epoch.ts';
import {
  flowsThatMeet,
  killPoints,
  killSides,
  nameOfOrder,
  placeOf,
  type KilledFlow,
  type KillOrder,
} from './points.ts';

export interface KillReport {
  readonly seed: string;
  readonly loops: number;
  /** Kills by point and side (`before stage`; `before stage, exact`), and `at random`. */
  readonly kills: ReadonlyMap<string, number>;
  /** Orders that were over before they struck. */
  readonly missed: number;
  readonly violations: readonly string[];
}

export interface KillOptions {
  readonly loops: number;
  readonly seed: string;
  readonly defect?: Defect;
  /** Only these points; every one and random moments without it. */
  readonly points?: readonly KillOrder['point'][];
  /** Only this flow; every one without it. */
  readonly flow?: KilledFlow;
  /** After how many kills in a row the work is brought to its end and looked at in full; default each. */
  readonly settleEvery?: number;
  /** Ends with the first violation: one is enough to know that a mistake is found. */
  readonly untilFound?: boolean;
  /** Told of each loop. */
  readonly say?: (line: string) => void;
}

/** An installation lives this long; then a new one begins, with a new world. */
const loopsOfEpoch = 40;
/** The first start and the second each die in one of this many; there are enough for both. */
const migrationsOfEach = 7;
/** A run that finds a few changes executes about so many. */
const usualStatements = { warehouse: 110, exact: 200 };
/** Of the kills at random, this share is of the flow from Exact Online. */
const exactShare = 0.5;

/** Kills the real app `loops` times and looks after each from outside. Same seed, same orders and same changes at the source. */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const { loops, seed, defect, untilFound = false, settleEvery = 1, say = () => undefined } = options;
  const built = await buildApp(defect ?? null);
  const random = createSeededRandom(seed);
  const kills = new Map<string, number>();
  const violations: string[] = [];
  let missed = 0;
  for (let loop = 0; loop < loops;) {
    const orders = ordersOf(random.next.bind(random), options).slice(0, loops - loop);
    const epoch = await Epoch.start(built, random);
    try {
      for (const order of orders) {
        loop += 1;
        const isFirst = order.point === 'migration';
        const { struck, violations: found } = await (isFirst
          ? epoch.killWhileMigrating(order)
          : epoch.killWhileRunning(order, loop % settleEvery === 0));
        const name = placeOf(order);
        if (struck) kills.set(name, (kills.get(name) ?? 0) + 1);
        else missed += 1;
        violations.push(...found.map((one) => `loop ${String(loop)}, ${nameOfOrder(order)}: ${one}`));
        say(
          `${String(loop)} ${nameOfOrder(order)}${struck ? '' : ', over before'}: ${String(found.length)} violations`,
        );
        for (const one of found) say(`  ${one}`);
        if (untilFound && violations.length > 0) return { seed, loops: loop, kills, missed, violations };
      }
      violations.push(...(await epoch.finish()).map((one) => `after loop ${String(loop)}: ${one}`));
    } finally {
      await epoch.close();
    }
  }
  return { seed, loops, kills, missed, violations };
}

/** The orders of an installation's life: its first start, then every point from both sides and random moments, in any order. */
function ordersOf(next: () => number, { points, flow }: Pick<KillOptions, 'points' | 'flow'>): KillOrder[] {
  const below = (limit: number): number => 1 + Math.floor(next() * limit);
  const isWanted = (of: KilledFlow): boolean => flow === undefined || flow === of;
  const named = killPoints
    .filter((point) => point !== 'migration' && (points?.includes(point) ?? true))
    .flatMap((point) =>
      flowsThatMeet(point)
        .filter(isWanted)
        .map((of) => ({ point, flow: of })),
    )
    .flatMap((place) => killSides.map((side) => ({ ...place, side })));
  const first: KillOrder[] =
    points === undefined && flow === undefined
      ? killSides.map((side) => ({ point: 'migration', side, flow: 'warehouse', nth: below(migrationsOfEach) }))
      : [];
  const later: KillOrder[] = [];
  while (first.length + later.length < loopsOfEpoch) {
    for (const place of named) later.push({ ...place, nth: nthOf(place, below) });
    const randoms = points === undefined ? Math.max(0, loopsOfEpoch - first.length - named.length) : 0;
    for (let count = 0; count < randoms; count += 1) {
      const of = flow ?? (next() < exactShare ? 'exact' : 'warehouse');
      if (of !== 'messages')
        later.push({ point: 'statement', side: 'before', flow: of, nth: below(usualStatements[of]) });
    }
  }
  const shuffled = later.map((order) => ({ order, place: next() })).sort((a, b) => a.place - b.place);
  return [...first, ...shuffled.map(({ order }) => order)].slice(0, loopsOfEpoch);
}

function nthOf({ point, flow }: Pick<KillOrder, 'point' | 'flow'>, below: (limit: number) => number): number {
  const isExact = flow === 'exact';
  if (point === 'fetch page') return below(isExact ? 12 : 3);
  if (point === 'deliver') return below(3);
  if (point === 'cursor') return below(isExact ? 4 : 2);
  // Reference data comes first, and seldom several streams have something to stage.
  if (isExact && (point === 'stage' || point === 'acknowledge')) return below(3);
  return (point === 'stage' || point === 'acknowledge') && below(4) === 1 ? 2 : 1;
}
