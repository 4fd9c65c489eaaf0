import type { HealthRule } from '../../../shared/messages/rule.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { findIntegration, type EngineDeps } from '../deps.ts';

const minuteMs = 60_000;
/** A reading takes a while: a promise shorter than the schedule and this would be broken by every run. */
const spareMinutes = 5;

/** What a flow promises of reading its source. */
export interface Promised {
  readonly kind: 'on';
  readonly rule: HealthRule;
  /** What is promised, in milliseconds from one reading to the next. */
  readonly limitMs: number;
  readonly limitMinutes: number;
  /** Streams that have to be read within it. */
  readonly streams: readonly string[];
}

/** Why nothing is promised: no rule, no schedule, or a person paused it. */
export interface NotPromised {
  readonly kind: 'off' | 'manual' | 'paused';
}

/**
 * What the flow promises at this moment. Only a schedule promises anything: a flow that a person starts (`manual`) is never behind.
 * Neither is one that a person paused; one that the engine paused (a refused sign-in) is, and that is told. Of the streams, those count
 * whose schedule is shorter than the rule's limit; where none is, the most frequent ones count and the limit is what their schedule
 * allows, for else the flow would be behind before every run.
 */
export function promiseOf({ integrations }: Pick<EngineDeps, 'integrations'>, flow: Flow): Promised | NotPromised {
  const rule = flow.messaging?.health ?? null;
  if (rule === null) return { kind: 'off' };
  const { schedule } = flow;
  if (schedule.kind === 'manual') return { kind: 'manual' };
  if (flow.paused !== null && flow.paused.error === null) return { kind: 'paused' };
  const definitions = findIntegration(integrations, flow.integration)?.streams ?? [];
  const needs = flow.streams.flatMap(({ id, enabled }) => {
    const definition = definitions.find((one) => one.id === id);
    if (!enabled || definition === undefined) return [];
    const isOften = definition.scheduleClass === 'transactional';
    return [{ id, minutes: (isOften ? schedule.transactionalMinutes : schedule.referenceMinutes) + spareMinutes }];
  });
  if (needs.length === 0) return { kind: 'manual' };
  const limitMinutes = Math.max(rule.behindMinutes, Math.min(...needs.map(({ minutes }) => minutes)));
  const streams = needs.filter(({ minutes }) => minutes <= limitMinutes).map(({ id }) => id);
  return { kind: 'on', rule, limitMinutes, limitMs: limitMinutes * minuteMs, streams };
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

/** Whole minutes from one moment to another, at least 0. */
export function minutesBetween(fromUtc: string, toUtc: string): number {
  return Math.max(0, Math.floor((Date.parse(toUtc) - Date.parse(fromUtc)) / minuteMs));
}

/** The time zone that the flow's messages show moments in: that of its rules. */
export function timeZoneOf(flow: Flow): string {
  const rules = flow.messaging?.rules ?? [];
  return (rules.find(({ enabled }) => enabled) ?? rules[0])?.timeZone ?? 'UTC';
}
