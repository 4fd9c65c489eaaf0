import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalsPage } from './journals-page.ts';
import { Way, type Round, type WayTask } from './turns.ts';

const journals = 200;
const linesPerJournal = 100;
const names = ['saxes', 'ours', 'whole', 'node-soap', 'fast-xml-parser'] as const;
export type PageWay = (typeof names)[number];

export interface WayResult {
  readonly name: PageWay;
  /** Best round. */
  readonly milliseconds: number;
  readonly megabytesPerSecond: number;
  readonly linesPerSecond: number;
  /** Highest resident memory of the process above what it had before its first round. */
  readonly memoryBytes: number;
}

export interface WorkdayPageBench {
  readonly megabytes: number;
  readonly lines: number;
  readonly results: readonly WayResult[];
  /** Speed of the whole way divided by the other's. */
  readonly ratios: { readonly saxes: number; readonly nodeSoap: number; readonly fastXmlParser: number };
  /** Peak memory of the whole way divided by node-soap's. */
  readonly memoryOfNodeSoap: number;
}

/**
 * One large page of journals, read by each way in a process of its own. The ways take turns, and of each the best round counts:
 * the machine is shared, and only ratios within one run mean anything (design §9).
 */
export async function benchWorkdayPage(rounds = 8): Promise<WorkdayPageBench> {
  const page = Buffer.from(journalsPage({ journals, linesPerJournal }));
  const folder = mkdtempSync(join(tmpdir(), 'mlc-bench-'));
  const file = join(folder, 'page.xml');
  try {
    writeFileSync(file, page);
    const best = await inTurns(
      names.map((name) => ({ name, file })),
      rounds,
    );
    const results = names.map((name) => resultOf(name, best, page.byteLength));
    return { megabytes: page.byteLength / 1e6, lines: journals * linesPerJournal, results, ...compare(results) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The best time of each way, with its memory after its last round. */
async function inTurns(tasks: readonly WayTask[], rounds: number): Promise<Map<string, Round>> {
  const best = new Map<string, Round>();
  const ways: Way[] = [];
  try {
    for (const task of tasks) ways.push(await Way.start(task));
    for (let round = 0; round < rounds; round += 1) {
      for (const way of ways) {
        const done = await way.round();
        const milliseconds = Math.min(done.milliseconds, best.get(way.name)?.milliseconds ?? Number.POSITIVE_INFINITY);
        best.set(way.name, { ...done, milliseconds });
      }
    }
  } finally {
    for (const way of ways) way.end();
  }
  return best;
}

function resultOf(name: PageWay, best: ReadonlyMap<string, Round>, bytes: number): WayResult {
  const round = best.get(name);
  if (round === undefined) throw new Error(`the bench has no result for ${name}`);
  const seconds = round.milliseconds / 1000;
  return {
    name,
    milliseconds: round.milliseconds,
    megabytesPerSecond: bytes / 1e6 / seconds,
    linesPerSecond: (journals * linesPerJournal) / seconds,
    memoryBytes: Math.max(1, round.peakBytes - round.beforeBytes),
  };
}

function compare(results: readonly WayResult[]): Pick<WorkdayPageBench, 'ratios' | 'memoryOfNodeSoap'> {
  const of = (name: PageWay): WayResult => {
    const found = results.find((result) => result.name === name);
    if (found === undefined) throw new Error(`the bench has no result for ${name}`);
    return found;
  };
  const whole = of('whole');
  const faster = (name: PageWay): number => of(name).milliseconds / whole.milliseconds;
  return {
    ratios: { saxes: faster('saxes'), nodeSoap: faster('node-soap'), fastXmlParser: faster('fast-xml-parser') },
    memoryOfNodeSoap: whole.memoryBytes / of('node-soap').memoryBytes,
  };
}

export interface EndlessBench {
  readonly lines: number;
  readonly linesPerSecond: number;
  /** Highest resident memory of the whole process after the first page, and after the last. */
  readonly firstPeakBytes: number;
  readonly lastPeakBytes: number;
}

/** Page after page through one window of the engine, made while they are read: memory must not grow with their number. */
export async function benchEndless(pages = 50, linesPerPage = 20_000): Promise<EndlessBench> {
  const way = await Way.start({ name: 'endless', linesPerPage });
  try {
    const first = await way.round();
    let { milliseconds } = first;
    let last = first;
    for (let page = 1; page < pages; page += 1) {
      last = await way.round();
      milliseconds += last.milliseconds;
    }
    const lines = pages * linesPerPage;
    return {
      lines,
      linesPerSecond: lines / (milliseconds / 1000),
      firstPeakBytes: first.peakBytes,
      lastPeakBytes: last.peakBytes,
    };
  } finally {
    way.end();
  }
}
