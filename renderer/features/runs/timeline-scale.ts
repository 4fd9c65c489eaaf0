import type { RunTimeline } from '../../../shared/model/record-view.ts';

/** Units across the chart. */
const width = 1000;
/** So narrow a bar can still be seen and hovered. */
const narrowest = 3;

export interface Scale {
  /** Milliseconds since 1970 at the left and the right edge. */
  readonly from: number;
  readonly to: number;
  /** Moments that are written under the chart: both ends and the middle. */
  readonly marks: readonly number[];
}

/** From the run's start to its end, or to now while it runs; never shorter than a second. */
export function scaleOf(timeline: RunTimeline, nowMs: number): Scale {
  const from = Date.parse(timeline.startedAtUtc);
  const ends = timeline.streams.flatMap((stream) => stream.batches.flatMap((batch) => batch.endedAtUtc ?? []));
  const end = timeline.endedAtUtc === null ? nowMs : Date.parse(timeline.endedAtUtc);
  // A batch of this run may be acknowledged by a later one, days after: it leaves the chart at its edge.
  const within = ends.map((at) => Date.parse(at)).filter((at) => at <= end);
  const to = Math.max(from + 1_000, end, ...within);
  return { from, to, marks: [from, (from + to) / 2, to] };
}

/** Where a bar stands on the chart. */
export function barOf(scale: Scale, fromUtc: string, toUtc: string | null): { x: number; width: number } {
  const place = (ms: number): number =>
    ((Math.min(Math.max(ms, scale.from), scale.to) - scale.from) / (scale.to - scale.from)) * width;
  const start = Math.min(place(Date.parse(fromUtc)), width - narrowest);
  const end = place(toUtc === null ? scale.to : Date.parse(toUtc));
  return { x: round(start), width: round(Math.max(narrowest, end - start)) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
