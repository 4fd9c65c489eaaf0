import type { Flow } from '../../shared/model/flow.ts';
import { intervalAt } from '../../shared/schedule/next-due.ts';
import { brokenAt } from '../../shared/schedule/promised.ts';
import type { EngineDeps } from './deps.ts';
import { planOf } from './schedule.ts';

const minuteMs = 60_000;
/** A reading takes a while: a promise shorter than the schedule and this would be broken by every run. */
const spareMinutes = 5;
/** What a flow promises where no health rule says another number. */
const usualBehindMinutes = 30;

/** What a flow promises of reading its source. The one definition for alerts and for messages. */
export interface ReadingPromise {
  readonly kind: 'on';
  /** What is promised, in milliseconds from one reading to the next. */
  readonly limitMs: number;
  readonly limitMinutes: number;
  /** Streams that have to be read within it. */
  readonly streams: readonly string[];
}

/** Why nothing is promised: no schedule, or a person paused the flow. */
export interface NoPromise {
  readonly kind: 'manual' | 'paused';
}

/**
 * What the flow promises at this moment. Only a schedule promises anything: a flow that a person starts (`manual`) is never behind.
 * Neither is one that a person paused; one that the engine paused (a refused sign-in) is, and that is told. Of the streams, those count
 * whose schedule is shorter than the limit (the health rule's where there is one); where none is, the most frequent ones count and the
 * limit is what their schedule allows, for else the flow would be behind before every run. On the days of a close the schedule is
 * that of the close.
 */
export function readingPromiseOf(
  deps: Pick<EngineDeps, 'integrations' | 'clock'>,
  flow: Flow,
): ReadingPromise | NoPromise {
  if (flow.schedule.kind === 'manual') return { kind: 'manual' };
  if (flow.paused !== null && flow.paused.error === null) return { kind: 'paused' };
  const nowMs = deps.clock.now();
  const needs = flow.streams.flatMap(({ id, enabled }) => {
    const plan = enabled ? planOf(deps, flow, id) : null;
    const interval = plan === null ? null : intervalAt(plan, nowMs);
    return interval === null ? [] : [{ id, minutes: interval.minutes + spareMinutes }];
  });
  if (needs.length === 0) return { kind: 'manual' };
  const wanted = flow.messaging?.health?.behindMinutes ?? usualBehindMinutes;
  const limitMinutes = Math.max(wanted, Math.min(...needs.map(({ minutes }) => minutes)));
  const streams = needs.filter(({ minutes }) => minutes <= limitMinutes).map(({ id }) => id);
  return { kind: 'on', limitMinutes, limitMs: limitMinutes * minuteMs, streams };
}

/**
 * The last successful reading: the moment by which each of these streams had been read whole, without an error, in whichever run that
 * was. What became of the records does not matter here (rejected ones and totals that do not agree are told elsewhere), nor whether
 * Slack took the messages. Null if one of them was never read.
 */
export function lastReading(
  { store }: Pick<EngineDeps, 'store'>,
  flowId: string,
  streams: readonly string[],
): string | null {
  const times = streams.flatMap((stream) => store.streams.get(flowId, stream).readAtUtc ?? []);
  return times.length < streams.length ? null : (times.sort()[0] ?? null);
}

/** The moment from which a promise counts: the last reading, but not what came before it was promised. */
export function countedSince(lastReadUtc: string | null, promisedSinceUtc: string): string {
  // A flow that a person paused, or that is to be read more often now, is not late for what was not promised then.
  return lastReadUtc !== null && lastReadUtc > promisedSinceUtc ? lastReadUtc : promisedSinceUtc;
}

/** When the promise is broken, in milliseconds since 1970; planned absence and freezes do not count. Infinity: never. */
export function behindAtMs(flow: Flow, promise: ReadingPromise, sinceUtc: string): number {
  return brokenAt(flow.calendar, Date.parse(sinceUtc), promise.limitMs);
}
