import type { Flow } from '../../shared/model/flow.ts';
import { leastMinutes, nextDue, type Plan } from '../../shared/schedule/next-due.ts';
import { frozenAt } from '../../shared/schedule/promised.ts';
import { findIntegration, type EngineDeps } from './deps.ts';

export type ScheduleDeps = Pick<EngineDeps, 'store' | 'clock' | 'integrations'>;

const minuteMs = 60_000;

/** Writes down when these streams are due next, counted from now. Call it inside a transaction. */
export function scheduleNext(deps: ScheduleDeps, flow: Flow, streamIds: readonly string[]): void {
  const nowMs = deps.clock.now();
  for (const id of streamIds) setNext(deps, flow, id, dueFrom(deps, flow, { id, fromMs: nowMs }));
}

/**
 * Writes down when the streams of a flow are due whose schedule may have been changed: never later than they were due before, so that
 * saving a flow again and again puts off no run. Call it inside a transaction.
 */
export function scheduleAnew(deps: ScheduleDeps, flow: Flow): void {
  const nowMs = deps.clock.now();
  for (const { id, enabled } of flow.streams) {
    if (!enabled) continue;
    const before = nextOf(deps, flow, id);
    const next = dueFrom(deps, flow, { id, fromMs: nowMs });
    setNext(deps, flow, id, before === null || next === null ? next : Math.min(before, next));
  }
}

/**
 * Puts streams that a run begins with off by the shortest time there is between two runs: a process that is killed again and again in the
 * same run does not start it more often than that. The end of the run says when they are due. Call it inside a transaction.
 */
export function holdOff(deps: ScheduleDeps, flow: Flow, streamIds: readonly string[]): void {
  const earliestMs = deps.clock.now() + leastMinutes * minuteMs;
  for (const id of streamIds) {
    const before = nextOf(deps, flow, id);
    if (before !== null && before < earliestMs) setNext(deps, flow, id, earliestMs);
  }
}

export interface DueStreams {
  readonly streams: readonly string[];
  /** How late the latest of them is, in milliseconds. */
  readonly lateByMs: number;
}

/**
 * The streams of a flow that are due now; none of a paused or frozen one. However many times were missed, a stream is due once: its
 * run reads from its cursor on, which covers the whole gap. A time that is further away than the schedule allows was written
 * before the clock was set back, and is written anew. Call it inside a transaction.
 */
export function dueStreams(deps: ScheduleDeps, flow: Flow): DueStreams {
  const nowMs = deps.clock.now();
  if (flow.schedule.kind === 'manual' || flow.paused !== null) return { streams: [], lateByMs: 0 };
  const due: { id: string; lateByMs: number }[] = [];
  for (const { id, enabled } of flow.streams) {
    if (!enabled || deps.store.streams.get(flow.id, id).paused !== null) continue;
    const latest = dueFrom(deps, flow, { id, fromMs: nowMs });
    if (latest === null) continue;
    const written = nextOf(deps, flow, id);
    if (written === null || written > latest) setNext(deps, flow, id, latest);
    else if (written <= nowMs) due.push({ id, lateByMs: nowMs - written });
  }
  if (frozenAt(flow.calendar, nowMs) !== null) return { streams: [], lateByMs: 0 };
  return { streams: due.map(({ id }) => id), lateByMs: Math.max(0, ...due.map(({ lateByMs }) => lateByMs)) };
}

/** How a stream of a flow is read; null for one that its integration does not have. */
export function planOf({ integrations }: Pick<ScheduleDeps, 'integrations'>, flow: Flow, id: string): Plan | null {
  const definition = findIntegration(integrations, flow.integration)?.streams.find((stream) => stream.id === id);
  if (definition === undefined) return null;
  return { schedule: flow.schedule, calendar: flow.calendar, scheduleClass: definition.scheduleClass };
}

function dueFrom(deps: ScheduleDeps, flow: Flow, of: { readonly id: string; readonly fromMs: number }): number | null {
  const plan = planOf(deps, flow, of.id);
  return plan === null ? null : nextDue(plan, of.fromMs);
}

function nextOf({ store }: ScheduleDeps, flow: Flow, id: string): number | null {
  const { nextRunAtUtc } = store.streams.get(flow.id, id);
  return nextRunAtUtc === null ? null : Date.parse(nextRunAtUtc);
}

function setNext({ store }: ScheduleDeps, flow: Flow, id: string, atMs: number | null): void {
  store.streams.update(flow.id, id, { nextRunAtUtc: atMs === null ? null : new Date(atMs).toISOString() });
}
