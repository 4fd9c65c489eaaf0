import type { AlertDetails } from '../../../shared/alerts/alert.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { absentUntil } from '../../../shared/schedule/promised.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import { hindranceOf } from '../hindrance.ts';
import type { NetworkWaits } from '../network-waits.ts';
import { behindAtMs, countedSince, lastReading, readingPromiseOf, type ReadingPromise } from '../promise.ts';
import type { FlowCondition } from './condition.ts';

export type BehindDeps = Pick<EngineDeps, 'store' | 'clock' | 'integrations'>;

/** Whether a flow keeps what it promises. */
export interface BehindLook {
  readonly condition: FlowCondition | null;
  /** When there may be something to say next, by time alone; Infinity: nothing comes. */
  readonly nextAtMs: number;
}

/**
 * Looks whether a flow reads its source as often as it promises. Nothing is raised in planned absence and freezes; the first reading of
 * all, which takes as long as it takes, is waited for. Call it inside a transaction.
 */
export function lookWhetherBehind(deps: BehindDeps, flow: Flow, waits: Pick<NetworkWaits, 'of'>): BehindLook {
  const { store, clock } = deps;
  const promise = readingPromiseOf(deps, flow);
  if (promise.kind !== 'on') {
    store.alerts.promisesNothing(flow.id);
    return { condition: null, nextAtMs: Infinity };
  }
  const nowMs = clock.now();
  const reckonedFrom = JSON.stringify([promise.limitMinutes, promise.streams]);
  const promisedSince = store.alerts.promisedSince(flow.id, reckonedFrom, nowUtc(clock));
  const lastReadAtUtc = lastReading(deps, flow.id, promise.streams);
  const brokenMs = behindAtMs(flow, promise, countedSince(lastReadAtUtc, promisedSince));
  if (nowMs <= brokenMs) return { condition: null, nextAtMs: brokenMs + 1 };
  const absentMs = absentUntil(flow.calendar, nowMs);
  const isFirst = lastReadAtUtc === null && store.runs.latest(flow.id)?.state === 'running';
  const condition = {
    kind: 'falling-behind',
    cause: '',
    sinceUtc: new Date(brokenMs).toISOString(),
    details: detailsOf(deps, flow, { promise, lastReadAtUtc, waits }),
    ...(absentMs === null && !isFirst ? {} : { isSilent: true }),
  } as const;
  return { condition, nextAtMs: absentMs ?? Infinity };
}

interface Behind {
  readonly promise: ReadingPromise;
  readonly lastReadAtUtc: string | null;
  readonly waits: Pick<NetworkWaits, 'of'>;
}

function detailsOf(deps: BehindDeps, flow: Flow, { promise, lastReadAtUtc, waits }: Behind): AlertDetails {
  const known = { lastReadAtUtc, limitMinutes: promise.limitMinutes, streams: [...promise.streams] };
  const wait = waits.of(flow.id);
  if (wait !== null) return { ...known, because: 'waits-for-network', host: wait.host };
  const hindrance = hindranceOf(deps, flow, { streams: promise.streams, lastSuccessUtc: lastReadAtUtc });
  if (hindrance?.kind === 'error') return { ...known, error: hindrance.error };
  if (hindrance?.kind === 'under-way' || hindrance?.kind === 'no-run') return { ...known, because: hindrance.kind };
  return known;
}
