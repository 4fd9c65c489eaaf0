import { readCsv } from '../csv.ts';
import { canonicalJson } from '../mapping/canonical-json.ts';
import type { JsonValue } from '../model/json.ts';
import { dispositions } from '../model/record.ts';
import type { ComparedTotals } from '../model/totals.ts';
import { sameAmount, sumAmounts } from '../money/decimal.ts';
import { entryHash, linkHash, type HashedEntry } from './audit-hash.ts';
import { packFiles, type EvidenceManifest, type EvidenceRun, type EvidenceStream } from './manifest.ts';
import { PackProblem } from './pack-problem.ts';
import { sha256Hex } from './sha256.ts';
import { batchesCsv, countsCsv, totalsCsv } from './tables.ts';
import type { ZipFile } from './zip.ts';

/** The tables say exactly what the manifest says. Throws PackProblem, as the other checks do. */
export function checkTables(manifest: EvidenceManifest, files: readonly ZipFile[]): void {
  const tables = [
    [packFiles.counts, countsCsv],
    [packFiles.totals, totalsCsv],
    [packFiles.batches, batchesCsv],
  ] as const;
  for (const [file, write] of tables) {
    if (textOf(files, file) !== write(manifest)) throw new PackProblem('table', { file });
  }
}

/** Counts add up, sums add up, what is said to agree agrees, and the rejected records are as many as is said. */
export function checkSums(manifest: EvidenceManifest, files: readonly ZipFile[]): void {
  for (const run of manifest.runs) {
    for (const stream of run.streams) {
      const place = { run: run.id, stream: stream.stream };
      const accounted = dispositions.reduce((sum, name) => sum + stream.counts[name], 0);
      if (accounted !== stream.counts.read && claimsAll(run, stream)) throw new PackProblem('count', place);
      for (const sums of [...stream.windowTotals, ...stream.totals]) checkTotals(sums, place);
    }
  }
  const said = manifest.rejected.byReason.map(({ stream, code, records }) => `${stream} ${code} ${String(records)}`);
  if (said.join('\n') !== rejectedByReason(textOf(files, packFiles.rejected)).join('\n')) {
    throw new PackProblem('rejected', {});
  }
}

/** A run that failed may say openly that its numbers do not add up. */
function claimsAll(run: EvidenceRun, stream: EvidenceStream): boolean {
  return stream.reconciled === true || run.state.startsWith('succeeded');
}

function checkTotals(sums: ComparedTotals, place: { readonly run: string; readonly stream: string }): void {
  const details = { ...place, amount: sums.amount, company: sums.company, currency: sums.currency };
  if (!sums.agrees) return;
  if (!sameAmount(sumAmounts(dispositions.map((name) => sums[name])), sums.source)) {
    throw new PackProblem('sum', details);
  }
  if (sums.landed !== null && !sameAmount(sumAmounts([sums.loaded, sums.unchanged]), sums.landed)) {
    throw new PackProblem('landed', details);
  }
}

function rejectedByReason(csv: string): string[] {
  const [header = [], ...rows] = readCsv(csv);
  const stream = header.indexOf('stream');
  const code = header.indexOf('code');
  const counts = new Map<string, number>();
  for (const row of rows) {
    const place = `${row[stream] ?? ''} ${row[code] ?? ''}`;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([place, count]) => `${place} ${String(count)}`);
}

/** Each mapping has the hash that batches and the setup name it by, and each that they name is there. */
export function checkMappings(manifest: EvidenceManifest, files: readonly ZipFile[]): void {
  const listed = JSON.parse(textOf(files, packFiles.mappings)) as {
    readonly sha256: string;
    readonly mapping: JsonValue;
  }[];
  const known = new Set<string>();
  for (const { sha256, mapping } of listed) {
    if (sha256Hex(canonicalJson(mapping) ?? '') !== sha256) throw new PackProblem('mapping', { hash: sha256 });
    known.add(sha256);
  }
  const named = [...manifest.batches, ...(manifest.flow.setup?.streams ?? [])].map((one) => one.mappingSha256);
  const missing = named.find((hash) => !known.has(hash));
  if (missing !== undefined) throw new PackProblem('mapping', { hash: missing });
}

interface Line extends Partial<HashedEntry> {
  readonly number: number;
  readonly content?: string;
  readonly previousHash: string;
  readonly hash: string;
}

/** Every entry has the hash that its content gives after the one before; batches are as they were written down when staged. */
export function checkAudit(manifest: EvidenceManifest, files: readonly ZipFile[]): void {
  const lines = textOf(files, packFiles.audit)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Line);
  const staged = new Map<string, { readonly payload: string; readonly hash: string }>();
  let before: Line | null = null;
  let gapless = true;
  for (const line of lines) {
    if (hashOf(line) !== line.hash) throw new PackProblem('entry', { number: String(line.number) });
    if (before !== null && line.number <= before.number)
      throw new PackProblem('chain', { number: String(line.number) });
    if (before !== null && line.number !== before.number + 1) gapless = false;
    else if (before !== null && line.previousHash !== before.hash) {
      throw new PackProblem('chain', { number: String(line.number) });
    }
    before = line;
    if (line.event === 'batch.staged') staged.set(line.subject ?? '', { payload: payloadOf(line), hash: line.hash });
  }
  checkSlice(manifest.audit, lines, gapless);
  for (const batch of manifest.batches) {
    const entry = staged.get(batch.id);
    // An entry that went after the retention time of the trail cannot bear witness.
    if (entry === undefined) continue;
    if (entry.payload !== batch.payloadSha256 || entry.hash !== batch.auditHead) {
      throw new PackProblem('batch', { batch: batch.id });
    }
  }
}

function hashOf(line: Line): string {
  if (line.content !== undefined) return linkHash(line.previousHash, line.content, sha256Hex);
  const { number, atUtc, event, subject, details, actor } = line;
  if (atUtc === undefined || event === undefined || subject === undefined || details === undefined) return '';
  return entryHash(line.previousHash, { number, atUtc, event, subject, details, actor: actor ?? null }, sha256Hex);
}

function payloadOf({ details = '{}' }: Line): string {
  return String((JSON.parse(details) as { readonly payload?: unknown }).payload);
}

function checkSlice(said: EvidenceManifest['audit'], lines: readonly Line[], gapless: boolean): void {
  const last = lines.at(-1);
  const digests = lines.filter((line) => line.content !== undefined).length;
  const found = [lines.length - digests, digests, gapless, lines[0]?.number ?? null, last?.number ?? null];
  if (JSON.stringify(found) !== JSON.stringify([said.shown, said.digests, said.gapless, said.first, said.last])) {
    throw new PackProblem('slice', {});
  }
  const isPastHead = last !== undefined && last.number > said.head.number;
  const isOtherHead = last !== undefined && last.number === said.head.number && last.hash !== said.head.hash;
  if (isPastHead || isOtherHead) throw new PackProblem('slice', {});
}

function textOf(files: readonly ZipFile[], name: string): string {
  const file = files.find((one) => one.name === name);
  if (file === undefined) throw new PackProblem('missing', { file: name });
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes);
}
