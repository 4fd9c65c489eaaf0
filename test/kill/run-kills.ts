import { createSeededRandom } from '../support/virtual-clock.ts';
import { buildApp } from './build-app.ts';
import type { Defect } from './defects.ts';
import { Epoch } from './epoch.ts';
import { killPoints, killSides, nameOfOrder, type KillOrder } from './points.ts';

export interface KillReport {
  readonly seed: string;
  readonly loops: number;
  /** Kills by point and side (`before stage`), and `at random`. */
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
  /** After how many kills in a row the work is brought to its end and looked at in full; default each. */
  readonly settleEvery?: number;
  /** Told of each loop. */
  readonly say?: (line: string) => void;
}

/** An installation lives this long; then a new one begins, with a new world. */
const loopsOfEpoch = 40;
/** The first start and the second each die in one of this many; there are enough for both. */
const migrationsOfEach = 7;
/** A run that finds a few changes executes about so many. */
const usualStatements = 110;

/** Kills the real app `loops` times and looks after each from outside. Same seed, same orders and same changes at the source. */
export async function runKills(options: KillOptions): Promise<KillReport> {
  const { loops, seed, defect, points, settleEvery = 1, say = () => undefined } = options;
  const built = await buildApp(defect ?? null);
  const random = createSeededRandom(seed);
  const kills = new Map<string, number>();
  const violations: string[] = [];
  let missed = 0;
  for (let loop = 0; loop < loops;) {
    const orders = ordersOf(random.next.bind(random), points).slice(0, loops - loop);
    const epoch = await Epoch.start(built, random);
    try {
      for (const order of orders) {
        loop += 1;
        const isFirst = order.point === 'migration';
        const { struck, violations: found } = await (isFirst
          ? epoch.killWhileMigrating(order)
          : epoch.killWhileRunning(order, loop % settleEvery === 0));
        const name = order.point === 'statement' ? 'at random' : `${order.side} ${order.point}`;
        if (struck) kills.set(name, (kills.get(name) ?? 0) + 1);
        else missed += 1;
        violations.push(...found.map((one) => `loop ${String(loop)}, ${nameOfOrder(order)}: ${one}`));
        say(
          `${String(loop)} ${nameOfOrder(order)}${struck ? '' : ', over before'}: ${String(found.length)} violations`,
        );
      }
      violations.push(...(await epoch.finish()).map((one) => `after loop ${String(loop)}: ${one}`));
    } finally {
      await epoch.close();
    }
  }
  return { seed, loops, kills, missed, violations };
}

/** The orders of an installation's life: its first start, then every point from both sides and random moments, in any order. */
function ordersOf(next: () => number, points: readonly KillOrder['point'][] | undefined): KillOrder[] {
  const below = (limit: number): number => 1 + Math.floor(next() * limit);
  const all = killPoints.flatMap((point) => killSides.map((side) => ({ point, side })));
  const named = all.filter(({ point }) => point !== 'migration' && (points?.includes(point) ?? true));
  const first: KillOrder[] =
    points === undefined ? killSides.map((side) => ({ point: 'migration', side, nth: below(migrationsOfEach) })) : [];
  const later: KillOrder[] = [];
  while (first.length + later.length < loopsOfEpoch) {
    for (const { point, side } of named) later.push({ point, side, nth: nthOf(point, below) });
    const randoms = points === undefined ? Math.max(0, loopsOfEpoch - first.length - named.length) : 0;
    for (let count = 0; count < randoms; count += 1)
      later.push({ point: 'statement', side: 'before', nth: below(usualStatements) });
  }
  const shuffled = later.map((order) => ({ order, place: next() })).sort((a, b) => a.place - b.place);
  return [...first, ...shuffled.map(({ order }) => order)].slice(0, loopsOfEpoch);
}

function nthOf(point: KillOrder['point'], below: (limit: number) => number): number {
  if (point === 'fetch page' || point === 'deliver') return below(3);
  if (point === 'cursor') return below(2);
  // Seldom two streams have something to stage.
  return (point === 'stage' || point === 'acknowledge') && below(4) === 1 ? 2 : 1;
}
