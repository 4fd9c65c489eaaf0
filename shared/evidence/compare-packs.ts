import { sumAmounts } from '../money/decimal.ts';
import { packFiles, type EvidenceManifest } from './manifest.ts';
import { readZip } from './zip.ts';

/** A count or sum that two packs state differently. `before` or `after` is null where a pack does not have it. */
export interface PackDifference {
  readonly of: 'count' | 'total' | 'rejected' | 'mapping' | 'scope' | 'extra';
  readonly stream: string;
  /** What it is a count or sum of: a disposition, or an amount with its company and currency. */
  readonly name: string;
  readonly company: string;
  readonly currency: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface PackComparison {
  readonly differences: readonly PackDifference[];
  /** Rejected records, as `stream` and `record`, that only one of the packs lists. */
  readonly rejectedAdded: readonly PackRecord[];
  readonly rejectedGone: readonly PackRecord[];
  /** Batches that only one of the packs has, and those whose content or state is stated differently. */
  readonly batchesAdded: readonly PackBatch[];
  readonly batchesGone: readonly PackBatch[];
  readonly batchesChanged: readonly PackBatch[];
}

export interface PackRecord {
  readonly stream: string;
  readonly key: string;
  readonly label: string;
}

export interface PackBatch {
  readonly id: string;
  readonly stream: string;
  readonly documents: number;
}

/** What is compared of a pack: its manifest and the list of rejected records. */
export interface PackFacts {
  readonly manifest: EvidenceManifest;
  readonly rejected: readonly PackRecord[];
}

/** Reads a pack. It says nothing of whether the pack is genuine: `verifyPack` does. Throws NotAPack. */
export function readPack(bytes: Uint8Array): PackFacts {
  const files = new Map(readZip(bytes).map((file) => [file.name, new TextDecoder().decode(file.bytes)]));
  // Only ever shown and compared as text; a pack that does not hold together is told by verifyPack.
  const manifest = JSON.parse(files.get(packFiles.manifest) ?? 'null') as EvidenceManifest;
  return { manifest, rejected: rejectedIn(files.get(packFiles.rejected) ?? '') };
}

/** What two packs of one flow state differently. Nothing where they state the same. */
export function comparePacks(before: PackFacts, after: PackFacts): PackComparison {
  const facts = differencesOf(factsOf(before.manifest), factsOf(after.manifest));
  const rejectedThen = new Map(before.rejected.map((one) => [JSON.stringify(one), one]));
  const rejectedNow = new Map(after.rejected.map((one) => [JSON.stringify(one), one]));
  const batchesThen = new Map(before.manifest.batches.map((one) => [one.id, one]));
  const batchesNow = new Map(after.manifest.batches.map((one) => [one.id, one]));
  const brief = ({ id, stream, documents }: EvidenceManifest['batches'][number]): PackBatch => ({
    id,
    stream,
    documents,
  });
  return {
    differences: facts,
    rejectedAdded: only(rejectedNow, rejectedThen),
    rejectedGone: only(rejectedThen, rejectedNow),
    batchesAdded: only(batchesNow, batchesThen).map(brief),
    batchesGone: only(batchesThen, batchesNow).map(brief),
    batchesChanged: [...batchesNow.values()]
      .filter((one) => {
        const known = batchesThen.get(one.id);
        return (
          known !== undefined && [known.payloadSha256, known.state].join() !== [one.payloadSha256, one.state].join()
        );
      })
      .map(brief),
  };
}

function only<T>(of: ReadonlyMap<string, T>, without: ReadonlyMap<string, T>): T[] {
  return [...of].filter(([id]) => !without.has(id)).map(([, one]) => one);
}

type Fact = Omit<PackDifference, 'before' | 'after'> & { readonly value: string };

function factsOf({ runs, flow, scope, rejected, files, extras }: EvidenceManifest): Fact[] {
  const plain = { company: '', currency: '' };
  const when = scope.kind === 'run' ? scope.runId : `${scope.fromDay} – ${scope.toDay}`;
  const hashes = new Map(files.map((file) => [file.name, file.sha256]));
  return [
    { of: 'scope', stream: '', name: 'scope', ...plain, value: when },
    ...countFacts(runs),
    ...totalFacts(runs),
    ...rejected.byReason.map(({ stream, code, records }): Fact => ({
      of: 'rejected',
      stream,
      name: code,
      ...plain,
      value: String(records),
    })),
    ...(flow.setup?.streams ?? []).map(({ id, mappingVersion, mappingSha256 }): Fact => ({
      ...{ of: 'mapping', stream: id, name: 'mapping', ...plain },
      value: `${String(mappingVersion)} (${mappingSha256.slice(0, 12)})`,
    })),
    ...extras.map(({ name }): Fact => ({ of: 'extra', stream: '', name, ...plain, value: hashes.get(name) ?? '' })),
  ];
}

function countFacts(runs: EvidenceManifest['runs']): Fact[] {
  const counts = new Map<string, number>();
  for (const run of runs) {
    for (const { stream, counts: own } of run.streams) {
      for (const [name, count] of Object.entries(own)) {
        const id = JSON.stringify([stream, name]);
        counts.set(id, (counts.get(id) ?? 0) + count);
      }
    }
  }
  return [...counts].map(([id, value]) => {
    const [stream, name] = JSON.parse(id) as [string, string];
    return { of: 'count', stream, name, company: '', currency: '', value: String(value) };
  });
}

/** What landed by the last run of each stream that says so: the position, not the sum of windows that overlap. */
function totalFacts(runs: EvidenceManifest['runs']): Fact[] {
  const last = new Map(
    runs.flatMap((run) => run.streams.filter((one) => one.totals.length > 0)).map((one) => [one.stream, one]),
  );
  return [...last.values()].flatMap(({ stream, totals }) =>
    totals.map(({ company, amount, currency, landed, loaded, unchanged }): Fact => ({
      ...{ of: 'total', stream, name: amount, company, currency },
      value: landed ?? sumAmounts([loaded, unchanged]),
    })),
  );
}

function differencesOf(before: readonly Fact[], after: readonly Fact[]): PackDifference[] {
  const idOf = ({ of, stream, name, company, currency }: Fact) => JSON.stringify([of, stream, name, company, currency]);
  const then = new Map(before.map((one) => [idOf(one), one]));
  const now = new Map(after.map((one) => [idOf(one), one]));
  const all = new Map([...then, ...now]);
  return [...all].flatMap(([id, { of, stream, name, company, currency }]) => {
    const values = [then.get(id)?.value ?? null, now.get(id)?.value ?? null] as const;
    const isSame = values[0] === values[1];
    return isSame ? [] : [{ of, stream, name, company, currency, before: values[0], after: values[1] }];
  });
}

/** The records of the pack's list of rejected ones: columns `stream`, `key` and `record`. */
function rejectedIn(csv: string): PackRecord[] {
  const [head = [], ...rows] = cellsOf(csv.replace(/^\uFEFF/, ''));
  const at = ['stream', 'key', 'record'].map((name) => head.indexOf(name));
  const seen = new Map<string, PackRecord>();
  for (const row of rows) {
    const [stream = '', key = '', label = ''] = at.map((place) => row[place] ?? '');
    seen.set(JSON.stringify([stream, key, label]), { stream, key, label });
  }
  return [...seen.values()];
}

/** RFC 4180. */
function cellsOf(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const match of csv.matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n|\n|$)/g)) {
    const [whole, cell = '', end] = match;
    if (whole === '' && row.length === 0) break;
    row.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
