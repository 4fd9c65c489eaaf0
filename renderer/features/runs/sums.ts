import { dispositions } from '../../../shared/model/record.ts';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import type { StreamCounts } from '../../../shared/model/totals.ts';

/** The counts of several streams together. */
export function sumCounts(streams: readonly Pick<RunStream, 'counts'>[]): StreamCounts {
  const names = ['read', ...dispositions] as const;
  const sum = (name: (typeof names)[number]): number => streams.reduce((total, one) => total + one.counts[name], 0);
  return Object.fromEntries(names.map((name) => [name, sum(name)])) as StreamCounts;
}

/** True if what was read is exactly what is accounted for (design §5.3). */
export function addsUp(counts: StreamCounts): boolean {
  return counts.read === dispositions.reduce((total, name) => total + counts[name], 0);
}

export interface Agreement {
  readonly agreeing: number;
  readonly differing: number;
  readonly notCompared: number;
}

/** How many control totals of a run agree, differ, or have not been computed by the destination. */
export function agreementOf(run: Run): Agreement {
  const totals = run.streams.flatMap((stream) => stream.totals);
  return {
    agreeing: totals.filter((one) => one.agrees).length,
    differing: totals.filter((one) => !one.agrees && one.landed !== null).length,
    notCompared: totals.filter((one) => one.landed === null).length,
  };
}

/** Share of what the source announced that was read so far, over all streams; null while nothing is announced. */
export function progressOf(run: Run): { readonly done: number; readonly total: number } | null {
  const announced = run.streams.filter((stream) => stream.announced !== null);
  const total = announced.reduce((sum, stream) => sum + (stream.announced ?? 0), 0);
  if (total === 0) return null;
  return {
    done: Math.min(
      total,
      announced.reduce((sum, stream) => sum + stream.counts.read, 0),
    ),
    total,
  };
}

/** Streams of an ended run that did not end well: failed, not reconciled, or with records that wait. All if the run stopped as a whole. */
export function streamsToRetry(run: Run): RunStream[] {
  if (run.state === 'running') return [];
  const open = run.streams.filter(
    (stream) => stream.error !== null || stream.reconciled !== true || stream.counts.waiting > 0,
  );
  return open.length === 0 && run.error !== null ? [...run.streams] : open;
}
