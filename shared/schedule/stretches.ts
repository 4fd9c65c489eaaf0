import { addDays, instantOf, localDay, weekdayOf } from '../messages/calendar.ts';
import type { FlowCalendar } from './flow-calendar.ts';

/** From the first moment up to, not including, the second; milliseconds since 1970 in UTC. */
export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A stretch in which no run starts by itself. */
export interface FrozenStretch extends Stretch {
  readonly name: string;
}

/** Farthest that a stretch reaches from its period end, in days, and a few more for time zones. */
const reachDays = 23;

/** Planned absences that are not over at `atMs` and begin at most `aheadDays` days later, in no order. */
export function absencesFrom({ timeZone, absences }: FlowCalendar, atMs: number, aheadDays: number): Stretch[] {
  const today = localDay(atMs, timeZone);
  const found: Stretch[] = [];
  for (let ahead = -1; ahead <= aheadDays; ahead += 1) {
    const day = addDays(today, ahead);
    for (const { weekdays, from, to } of absences) {
      if (!weekdays.includes(weekdayOf(day))) continue;
      const fromMs = instantOf(day, from, timeZone);
      const toMs = instantOf(from < to ? day : addDays(day, 1), to, timeZone);
      // A time zone that left out the whole day leaves nothing of it.
      if (toMs > Math.max(fromMs, atMs)) found.push({ fromMs, toMs });
    }
  }
  return found;
}

/** Days of a close that are not over at `atMs`, the earliest first; of the next months only as many as can matter now. */
export function closesFrom(calendar: FlowCalendar, atMs: number): Stretch[] {
  const { close, timeZone } = calendar;
  if (close === null) return [];
  return endsAround(calendar, atMs)
    .map((end) => ({
      fromMs: instantOf(addDays(end, close.firstDay), '00:00', timeZone),
      toMs: instantOf(addDays(end, close.lastDay + 1), '00:00', timeZone),
    }))
    .filter(({ toMs }) => toMs > atMs)
    .sort((a, b) => a.fromMs - b.fromMs);
}

/** Freezes that are not over at `atMs`, the earliest first. */
export function freezesFrom(calendar: FlowCalendar, atMs: number): FrozenStretch[] {
  const { freezes, timeZone } = calendar;
  const ends = freezes.some(({ kind }) => kind === 'period') ? endsAround(calendar, atMs) : [];
  return freezes
    .flatMap((freeze): FrozenStretch[] => {
      const { name, fromTime, toTime } = freeze;
      const between = (fromDay: string, toDay: string) => ({
        name,
        fromMs: instantOf(fromDay, fromTime, timeZone),
        toMs: instantOf(toDay, toTime, timeZone),
      });
      if (freeze.kind === 'once') return [between(freeze.fromDay, freeze.toDay)];
      return ends.map((end) => between(addDays(end, freeze.fromDay), addDays(end, freeze.toDay)));
    })
    .filter(({ fromMs, toMs }) => toMs > Math.max(fromMs, atMs))
    .sort((a, b) => a.fromMs - b.fromMs);
}

/** The moment up to which stretches that touch or overlap hold from `atMs` on; null if none holds then. */
export function heldUntil(stretches: readonly Stretch[], atMs: number): number | null {
  let until = atMs;
  for (;;) {
    const next = stretches.reduce(
      (latest, { fromMs, toMs }) => (fromMs <= until && toMs > latest ? toMs : latest),
      until,
    );
    if (next === until) return until === atMs ? null : until;
    until = next;
  }
}

/** Period ends whose stretches can reach `atMs` or come next. */
function endsAround({ periodEnds, timeZone }: FlowCalendar, atMs: number): string[] {
  const today = localDay(atMs, timeZone);
  if (periodEnds.kind === 'days') {
    const earliest = addDays(today, -reachDays);
    return periodEnds.days.filter((day) => day >= earliest);
  }
  const [year = 1970, month = 1] = today.split('-').map(Number);
  return [-1, 0, 1, 2].map((ahead) => new Date(Date.UTC(year, month + ahead, 0)).toISOString().slice(0, 10));
}
