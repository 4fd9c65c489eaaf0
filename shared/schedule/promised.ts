import type { FlowCalendar } from './flow-calendar.ts';
import { absencesFrom, freezesFrom, heldUntil, type FrozenStretch } from './stretches.ts';

/** An absence that comes back each week is seen in this many days, and one day more for a day that a time zone left out. */
const aheadDays = 8;
/** What a run that catches up after an absence is given before anybody is told. */
const catchUpMs = 30 * 60_000;
/** Stretches of work that are looked through for the moment; with two absences a day this is a year. */
const mostStretches = 700;

/** The freeze in which this moment lies, up to the end of all that touch it; null if runs may start by themselves. */
export function frozenAt(calendar: FlowCalendar | undefined, atMs: number): FrozenStretch | null {
  if (calendar === undefined || calendar.freezes.length === 0) return null;
  const freezes = freezesFrom(calendar, atMs);
  const first = freezes.find(({ fromMs }) => fromMs <= atMs);
  const toMs = heldUntil(freezes, atMs);
  return first === undefined || toMs === null ? null : { ...first, toMs };
}

/** When the planned absence or freeze of this moment ends, in which nothing is promised; null if none holds. */
export function absentUntil(calendar: FlowCalendar | undefined, atMs: number): number | null {
  if (calendar === undefined) return null;
  return heldUntil([...absencesFrom(calendar, atMs, aheadDays), ...freezesFrom(calendar, atMs)], atMs);
}

/**
 * When a promise is broken that allows `limitMs` from `sinceMs` on. Hours of planned absence and freezes do not count. After them
 * there is at least half an hour (or the whole limit, if that is less) for the run that catches up, so that no morning begins with an
 * alarm. A promise that was broken before them stays broken. Infinity if that time never comes.
 */
export function brokenAt(calendar: FlowCalendar | undefined, sinceMs: number, limitMs: number): number {
  if (calendar === undefined) return sinceMs + limitMs;
  let from = sinceMs;
  let left = limitMs;
  for (let stretch = 0; stretch < mostStretches; stretch += 1) {
    const back = absentUntil(calendar, from);
    if (back !== null) left = Math.max(left, Math.min(limitMs, catchUpMs));
    from = back ?? from;
    const next = nextAbsence(calendar, from);
    if (from + left < next) return from + left;
    left = Math.max(0, left - (next - from));
    from = next;
  }
  return Infinity;
}

/** The first moment from `atMs` on at which something planned begins; Infinity if nothing does within the weeks that are looked at. */
function nextAbsence(calendar: FlowCalendar, atMs: number): number {
  const all = [...absencesFrom(calendar, atMs, aheadDays), ...freezesFrom(calendar, atMs)];
  return Math.min(Infinity, ...all.map(({ fromMs }) => fromMs).filter((fromMs) => fromMs >= atMs));
}
