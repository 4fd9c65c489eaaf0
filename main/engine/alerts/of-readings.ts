import type { Flow } from '../../../shared/model/flow.ts';
import type { Reading } from '../../store/readings.ts';
import type { EngineDeps } from '../deps.ts';
import type { FlowCondition } from './condition.ts';
import type { AlertLimits } from './limits.ts';

type Deps = Pick<EngineDeps, 'store' | 'clock'>;

const dayMs = 86_400_000;

/** What the last readings of a flow's streams show that needs a person, though each run went as it should: too much was rejected. */
export function conditionsOfReadings({ store, clock }: Deps, flow: Flow, limits: AlertLimits): FlowCondition[] {
  const sinceUtc = new Date(clock.now() - limits.lookBackDays * dayMs).toISOString();
  const enabled = flow.streams.filter((one) => one.enabled);
  return enabled.flatMap(({ id }) => rejectedShare(store.readings.lastWithRecords(flow.id, id, sinceUtc), limits));
}

/**
 * A later run that rejects less closes it. One that reads nothing says nothing of the share, and is passed over. A window that brings the
 * same records every time is no news to a person who has looked at them; new ones are told as rejected records.
 */
function rejectedShare(last: Reading | null, { rejectedPercent, rejectedLeast }: AlertLimits): FlowCondition[] {
  if (last === null) return [];
  const { runId, endedAtUtc, stream } = last;
  const { read, rejected } = stream.counts;
  if (rejected < rejectedLeast || rejected * 100 <= read * rejectedPercent) return [];
  const details = { runId, streams: [stream.stream], count: rejected, read };
  return [{ kind: 'rejected-share', cause: stream.stream, sinceUtc: endedAtUtc, details }];
}

/** A share of which no record waits for a person any more, each replayed or dismissed, is over without another run. */
export function stillStands({ store }: Pick<Deps, 'store'>, flow: Flow, { kind, cause }: FlowCondition): boolean {
  return kind !== 'rejected-share' || store.rejected.openCount(flow.id, cause) > 0;
}
