import type { OldRuns, OldStream } from '../../shared/model/old-runs.ts';
import type { Run, RunStream } from '../../shared/model/run.ts';
import type { StreamCounts } from '../../shared/model/totals.ts';
import { addDecimals, canonicalDecimal, parseDecimal, ZERO } from '../../shared/money/decimal.ts';
import { sha256 } from './hash.ts';

/** Adds a run that ended to what is left of its flow's month. */
export function foldRun(known: OldRuns | null, run: Run, removedAtUtc: string): OldRuns {
  const endedAtUtc = run.endedAtUtc ?? run.startedAtUtc;
  return {
    flowId: run.flowId,
    flowName: run.flowName,
    month: run.startedAtUtc.slice(0, 7),
    runs: (known?.runs ?? 0) + 1,
    states: withState(known?.states ?? [], run.state),
    firstStartedAtUtc: least(known?.firstStartedAtUtc, run.startedAtUtc),
    lastEndedAtUtc: known === null || known.lastEndedAtUtc < endedAtUtc ? endedAtUtc : known.lastEndedAtUtc,
    streams: run.streams.reduce(withStream, known?.streams ?? []),
    sha256: sha256(`${known?.sha256 ?? ''}\n${lineOf(run)}`),
    removedAtUtc,
  };
}

/** What a run is hashed by: what it did to how many records, and the control totals of what it read. */
function lineOf(run: Run): string {
  const streams = run.streams.map((one) => [one.stream, one.counts, one.reconciled, one.windowTotals]);
  return JSON.stringify([run.id, run.flowId, run.trigger, run.state, run.startedAtUtc, run.endedAtUtc, streams]);
}

function withState(states: OldRuns['states'], state: Run['state']): OldRuns['states'] {
  const before = states.find((one) => one.state === state)?.runs ?? 0;
  return [...states.filter((one) => one.state !== state), { state, runs: before + 1 }];
}

function withStream(streams: readonly OldStream[], one: RunStream): OldStream[] {
  const at = streams.findIndex(({ stream }) => stream === one.stream);
  const known = streams[at];
  const folded: OldStream = {
    stream: one.stream,
    label: one.label,
    runs: (known?.runs ?? 0) + 1,
    counts: known === undefined ? one.counts : addCounts(known.counts, one.counts),
    unreconciled: (known?.unreconciled ?? 0) + (one.reconciled === false ? 1 : 0),
    sums: one.windowTotals.reduce(withSum, known?.sums ?? []),
  };
  return known === undefined ? [...streams, folded] : streams.with(at, folded);
}

function addCounts(a: StreamCounts, b: StreamCounts): StreamCounts {
  const names = Object.keys(b) as (keyof StreamCounts)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as StreamCounts;
}

function withSum(sums: OldStream['sums'], total: RunStream['windowTotals'][number]): OldStream['sums'] {
  const { amount, currency, source, loaded } = total;
  const at = sums.findIndex((one) => one.amount === amount && one.currency === currency);
  const known = sums[at];
  if (known === undefined) return [...sums, { amount, currency, source, loaded }];
  return sums.with(at, { ...known, source: add(known.source, source), loaded: add(known.loaded, loaded) });
}

function add(a: string, b: string): string {
  return canonicalDecimal(addDecimals(parseDecimal(a) ?? ZERO, parseDecimal(b) ?? ZERO));
}

function least(known: string | undefined, one: string): string {
  return known === undefined || one < known ? one : known;
}
