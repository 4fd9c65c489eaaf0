import type { Flow } from '../../../shared/model/flow.ts';
import type { Reading, ReadingsOf, Readings } from '../../store/readings.ts';
import type { EngineDeps } from '../deps.ts';
import type { FlowCondition } from './condition.ts';
import type { ReadingLimits } from './limits.ts';

type Deps = Pick<EngineDeps, 'store' | 'clock'>;

const dayMs = 86_400_000;

/**
 * What the last readings of a flow's streams show that needs a person, though each run went as it should: too much was
 * rejected, or far fewer or more records were read than usual.
 */
export function conditionsOfReadings({ store, clock }: Deps, flow: Flow, limits: ReadingLimits): FlowCondition[] {
  const sinceUtc = new Date(clock.now() - limits.lookBackDays * dayMs).toISOString();
  const enabled = flow.streams.filter((one) => one.enabled);
  return enabled.flatMap(({ id }) => {
    const of = { flowId: flow.id, stream: id, sinceUtc };
    return [
      ...rejectedShare(store, flow.id, store.readings.lastWithRecords(of), limits),
      ...deviatingVolume(store.readings, of, limits),
    ];
  });
}

/**
 * A later run that rejects less closes it. One that reads nothing says nothing of the share, and is passed over. A window that brings the
 * same records every time is no news to a person who has looked at them; new ones are.
 */
function rejectedShare(
  store: Deps['store'],
  flowId: string,
  last: Reading | null,
  { rejectedPercent, rejectedLeast }: ReadingLimits,
): FlowCondition[] {
  if (last === null) return [];
  const { runId, endedAtUtc, stream } = last;
  const { read, rejected } = stream.counts;
  if (rejected < rejectedLeast || rejected * 100 <= read * rejectedPercent) return [];
  const details = { runId, streams: [stream.stream], count: rejected, read };
  const newsUtc = store.rejected.newestOpen(flowId, { only: stream.stream }) ?? endedAtUtc;
  return [{ kind: 'rejected-share', cause: stream.stream, sinceUtc: endedAtUtc, details, newsUtc }];
}

/**
 * Held against the median of the last runs that read as much of the stream by kind: all that the source has, or what is dated within the
 * last days and still open. Both grow and shrink slowly. What changed since the last run does not compare with anything: it depends on
 * how long ago that was and on what people did meanwhile, and a quiet night after a month end is no fault. Days and records that a
 * person chose are as many as were chosen. The median stands for one odd run among them, and follows when the new volume stays.
 */
function deviatingVolume(readings: Readings, of: ReadingsOf, limits: ReadingLimits): FlowCondition[] {
  const last = readings.last(of);
  const reach = last?.stream.reach;
  if (last === null || reach === undefined || reach === 'changed') return [];
  const read = last.stream.counts.read - (last.stream.heldAgain ?? 0);
  const earlier = readings.countsBefore(last, { ...of, reach, limit: limits.volumeRuns });
  const usual = earlier.length < limits.volumeRuns ? undefined : medianOf(earlier);
  if (usual === undefined || Math.max(read, usual) < limits.volumeLeast) return [];
  if (Math.abs(read - usual) * 100 <= usual * limits.volumePercent) return [];
  const details = { runId: last.runId, streams: [of.stream], read, usual };
  return [{ kind: 'volume-deviates', cause: of.stream, sinceUtc: last.endedAtUtc, details }];
}

/** The one in the middle; of an even number the lower of the two. */
function medianOf(counts: readonly number[]): number | undefined {
  return counts.toSorted((a, b) => a - b)[Math.floor((counts.length - 1) / 2)];
}

/** A share of which no record waits for a person any more, each replayed or dismissed, is over without another run. */
export function stillStands({ store }: Pick<Deps, 'store'>, flow: Flow, { kind, cause }: FlowCondition): boolean {
  return kind !== 'rejected-share' || store.rejected.openCount(flow.id, cause) > 0;
}
