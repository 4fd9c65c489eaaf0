import type { Schedule } from '../model/flow.ts';
import type { FlowCalendar } from './flow-calendar.ts';
import { frozenAt } from './promised.ts';
import { closesFrom } from './stretches.ts';

/** No schedule polls faster (design §5.10). */
export const leastMinutes = 5;

export type ScheduleClass = 'transactional' | 'reference';

/** How a stream is read: its class, and when its flow runs by itself. */
export interface Plan {
  readonly schedule: Schedule;
  readonly calendar: FlowCalendar | undefined;
  readonly scheduleClass: ScheduleClass;
}

const minuteMs = 60_000;
/** Changes of the schedule that are looked through for a time; more than any calendar has in two years. */
const mostChanges = 500;

/** Minutes between two readings at this moment, and until when that holds (Infinity: no change is known). Null if a person starts every run. */
export function intervalAt(
  { schedule, calendar, scheduleClass }: Plan,
  atMs: number,
): { minutes: number; untilMs: number } | null {
  if (schedule.kind === 'manual') return null;
  const usual = minutesOf(schedule, scheduleClass);
  const close = calendar?.close ?? null;
  if (calendar === undefined || close === null) return { minutes: usual, untilMs: Infinity };
  const [first] = closesFrom(calendar, atMs);
  if (first === undefined) return { minutes: usual, untilMs: Infinity };
  if (first.fromMs > atMs) return { minutes: usual, untilMs: first.fromMs };
  // A close is there to read more often: an interval longer than the usual one changes nothing.
  return { minutes: Math.min(usual, minutesOf(close, scheduleClass)), untilMs: first.toMs };
}

/**
 * When a stream that was read at `fromMs` is due: the first moment that is as long after it as the schedule of that moment says, and not
 * frozen. All in UTC, so that no change of the clock on the wall loses or doubles a run. Null if it never is by itself.
 * A later `fromMs` never gives an earlier moment.
 */
export function nextDue(plan: Plan, fromMs: number): number | null {
  let at = fromMs;
  for (let change = 0; change < mostChanges; change += 1) {
    const interval = intervalAt(plan, at);
    if (interval === null) return null;
    const due = Math.max(at, fromMs + Math.max(leastMinutes, interval.minutes) * minuteMs);
    if (due < interval.untilMs) {
      const frozen = frozenAt(plan.calendar, due);
      if (frozen === null) return due;
      at = frozen.toMs;
    } else at = interval.untilMs;
  }
  return null;
}

function minutesOf(
  of: { readonly transactionalMinutes: number; readonly referenceMinutes: number },
  scheduleClass: ScheduleClass,
): number {
  return scheduleClass === 'transactional' ? of.transactionalMinutes : of.referenceMinutes;
}
