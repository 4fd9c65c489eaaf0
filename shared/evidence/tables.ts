import { byteOrderMark, csvLine, type CsvValue } from '../csv.ts';
import { dispositions } from '../model/record.ts';
import type { ComparedTotals } from '../model/totals.ts';
import { sumAmounts } from '../money/decimal.ts';
import type { Pieces } from './pieces.ts';
import type { EvidenceManifest, EvidenceRun, EvidenceStream } from './manifest.ts';

/** A reason for which a record was rejected: one line of the list. */
export interface RejectedLine {
  readonly runId: string;
  readonly stream: string;
  readonly key: string | null;
  readonly label: string;
  readonly state: string;
  readonly code: string;
  readonly field: string;
  readonly value: string | null;
  readonly expected: string | null;
  readonly text: string;
  readonly firstSeenAtUtc: string;
  readonly lastSeenAtUtc: string;
}

type Facts = Pick<EvidenceManifest, 'runs' | 'batches'>;

/** What was mapped and stored for delivery, or was there already: the sums that landed, and those that still wait. */
export function stagedSum({ loaded, unchanged, waiting }: ComparedTotals): string {
  return sumAmounts([loaded, unchanged, waiting]);
}

/** How many records of each stream went each way. A table that follows from the manifest alone, as the next two do. */
export function countsCsv({ runs }: Facts): string {
  const header = [
    'run',
    'run_state',
    'stream',
    'window',
    'as_of_utc',
    'announced',
    'read',
    ...dispositions,
    'reconciled',
  ];
  return tableOf(
    header,
    streamsOf(runs).map(([run, one]) => [
      run.id,
      run.state,
      one.stream,
      one.window,
      one.asOfUtc,
      one.announced,
      one.counts.read,
      ...dispositions.map((name) => one.counts[name]),
      yesNo(one.reconciled),
    ]),
  );
}

/** The control totals of each stream at the source, staged and landed, by company and currency. */
export function totalsCsv({ runs }: Facts): string {
  const header = [
    'run',
    'stream',
    'of',
    'company',
    'amount',
    'currency',
    'source',
    'staged',
    ...dispositions,
    'landed',
    'agrees',
    'landed_computed_at_utc',
  ];
  return tableOf(
    header,
    streamsOf(runs).flatMap(([run, one]) =>
      (['window', 'position'] as const).flatMap((of) =>
        (of === 'window' ? one.windowTotals : one.totals).map((sums) => [
          run.id,
          one.stream,
          of,
          sums.company,
          sums.amount,
          sums.currency,
          sums.source,
          stagedSum(sums),
          ...dispositions.map((name) => sums[name]),
          sums.landed,
          yesNo(sums.agrees),
          one.landedAtUtc,
        ]),
      ),
    ),
  );
}

/** Each batch with its hashes, and when it was read as of, staged and acknowledged by the destination. */
export function batchesCsv({ batches }: Facts): string {
  const header = [
    'batch',
    'run',
    'stream',
    'sequence',
    'records',
    'rows',
    'state',
    'attempts',
    'payload_sha256',
    'mapping_version',
    'mapping_sha256',
    'audit_head',
    'as_of_utc',
    'staged_at_utc',
    'landed_at_utc',
  ];
  return tableOf(
    header,
    batches.map((one) => [
      one.id,
      one.runId,
      one.stream,
      one.sequence,
      one.documents,
      one.rows,
      one.state,
      one.attempts,
      one.payloadSha256,
      one.mappingVersion,
      one.mappingSha256,
      one.auditHead,
      one.asOfUtc,
      one.stagedAtUtc,
      one.landedAtUtc,
    ]),
  );
}

/** Lines of a table that are written at a stretch. */
export const linesAtOnce = 2_000;

/** The rejected records, one line for each reason, in pieces. */
export function* rejectedPieces(lines: readonly RejectedLine[]): Pieces<string> {
  const header = [
    'run',
    'stream',
    'key',
    'record',
    'state',
    'code',
    'field',
    'value',
    'expected',
    'reason',
    'first_seen_at_utc',
    'last_seen_at_utc',
  ];
  const parts = [tableOf(header, [])];
  for (let at = 0; at < lines.length; at += linesAtOnce) {
    parts.push(
      lines
        .slice(at, at + linesAtOnce)
        .map(rejectedLine)
        .join(''),
    );
    yield at / lines.length;
  }
  return parts.join('');
}

function rejectedLine(one: RejectedLine): string {
  return csvLine([
    one.runId,
    one.stream,
    one.key,
    one.label,
    one.state,
    one.code,
    one.field,
    one.value,
    one.expected,
    one.text,
    one.firstSeenAtUtc,
    one.lastSeenAtUtc,
  ]);
}

function streamsOf(runs: readonly EvidenceRun[]): [EvidenceRun, EvidenceStream][] {
  return runs.flatMap((run) => run.streams.map((stream): [EvidenceRun, EvidenceStream] => [run, stream]));
}

function tableOf(header: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return byteOrderMark + [header, ...rows].map(csvLine).join('');
}

function yesNo(value: boolean | null): string {
  return value === null ? '' : value ? 'yes' : 'no';
}
