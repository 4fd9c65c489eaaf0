import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalsPage } from './journals-page.ts';
import { inFreshProcess, type WorkerResult, type WorkName } from './page-process.ts';

/** What comes after the connector: the engine's part of a page, plugged in by whoever measures it too. */
export interface PageHook {
  /** Module with `export function createPageWork(): (records: readonly SourceRecord[]) => void`, as an absolute path. */
  readonly module: string;
}

export interface BenchOptions {
  readonly journals?: number;
  readonly linesPerJournal?: number;
  readonly rounds?: number;
  readonly hook?: PageHook;
}

export interface WorkdayPageBench {
  readonly megabytes: number;
  readonly lines: number;
  readonly results: readonly (WorkerResult & {
    readonly megabytesPerSecond: number;
    readonly linesPerSecond: number;
  })[];
  /** Speed of ours divided by the other's, of the whole way where a hook is given. */
  readonly ratios: { readonly saxes: number; readonly nodeSoap: number; readonly fastXmlParser: number };
  /** Peak memory of ours divided by node-soap's. */
  readonly memoryOfNodeSoap: number;
}

/**
 * One large page of journals, read by each way in a process of its own, several rounds, the best of each counted: the machine
 * is shared, and only ratios within one run mean anything (design §9).
 */
export async function benchWorkdayPage(options: BenchOptions = {}): Promise<WorkdayPageBench> {
  const { journals = 200, linesPerJournal = 100, rounds = 5 } = options;
  const page = Buffer.from(journalsPage({ journals, linesPerJournal }));
  const bytes = page.byteLength;
  const lines = journals * linesPerJournal;
  const names: WorkName[] = [
    'saxes',
    'ours',
    'node-soap',
    'fast-xml-parser',
    ...(options.hook === undefined ? [] : (['whole'] as const)),
  ];
  const results: WorkdayPageBench['results'][number][] = [];
  const folder = mkdtempSync(join(tmpdir(), 'mlc-bench-'));
  const file = join(folder, 'page.xml');
  try {
    writeFileSync(file, page);
    for (const name of names) {
      const result = await inFreshProcess({ name, file, rounds, hook: options.hook?.module ?? null });
      const seconds = result.milliseconds / 1000;
      results.push({ ...result, megabytesPerSecond: bytes / 1e6 / seconds, linesPerSecond: lines / seconds });
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const of = (name: WorkName): (typeof results)[number] => {
    const found = results.find((result) => result.name === name);
    if (found === undefined) throw new Error(`the bench has no result for ${name}`);
    return found;
  };
  const mine = of(options.hook === undefined ? 'ours' : 'whole');
  const faster = (name: WorkName): number => of(name).milliseconds / mine.milliseconds;
  return {
    megabytes: bytes / 1e6,
    lines,
    results,
    ratios: { saxes: faster('saxes'), nodeSoap: faster('node-soap'), fastXmlParser: faster('fast-xml-parser') },
    memoryOfNodeSoap: mine.memoryBytes / of('node-soap').memoryBytes,
  };
}

/** Version of a library that is compared with, for the report. */
export function versionOf(library: string): string {
  const found = createRequire(import.meta.url)(`${library}/package.json`) as { version: string };
  return found.version;
}
