import type { MessageRule, RuleTiming } from './rule.ts';

/**
 * Calendar days and times of the day in a time zone, by the time zone data of the platform (Intl) alone. Days are `YYYY-MM-DD`,
 * times `HH:MM`, instants milliseconds since 1970 in UTC. A time that the clock passes twice in a day means the first of them; one
 * that it leaps over means the moment of the leap. Functions that take a time zone throw a RangeError for one that is not known.
 */
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** No time zone is further from UTC than this. */
const FURTHEST_MS = 15 * HOUR_MS;
/** A digest of one weekday comes once in seven days; one more, for a day that a time zone left out. */
const DAYS_AHEAD = 15;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, made);
  return made;
}

/** Offsets of hours that have one alone, by time zone; null for an hour in which it changes. */
const offsets = new Map<string, Map<number, number | null>>();
const MOST_HOURS = 20_000;

/** What the clock on the wall shows, as if it were UTC. Asking the platform takes long: it is asked at both ends of an hour, once. */
function wallOf(ms: number, timeZone: string): number {
  const hour = Math.floor(ms / HOUR_MS);
  const known = offsets.get(timeZone) ?? new Map<number, number | null>();
  let offset = known.get(hour);
  if (offset === undefined) {
    const [begins, ends] = [hour * HOUR_MS, (hour + 1) * HOUR_MS].map((at) => askedWall(at, timeZone) - at);
    offset = begins === ends && begins !== undefined ? begins : null;
    if (known.size >= MOST_HOURS) known.clear();
    offsets.set(timeZone, known.set(hour, offset));
  }
  return offset === null ? askedWall(ms, timeZone) : ms + offset;
}

function askedWall(ms: number, timeZone: string): number {
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(ms)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((ms % 1000) + 1000) % 1000);
}

function offsetAt(ms: number, timeZone: string): number {
  return wallOf(ms, timeZone) - ms;
}

/** The first moment at which the offset is no longer that of `before`; there is one such change between the two. */
function changeBetween(before: number, after: number, timeZone: string): number {
  const offset = offsetAt(before, timeZone);
  let low = before;
  let high = after;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === offset) low = middle;
    else high = middle;
  }
  return high;
}

/** The first moment at which the clock on the wall shows this or later. */
function firstAtWall(wall: number, timeZone: string): number {
  const before = wall - FURTHEST_MS;
  const after = wall + FURTHEST_MS;
  const offsetBefore = offsetAt(before, timeZone);
  const offsetAfter = offsetAt(after, timeZone);
  if (offsetBefore === offsetAfter) return wall - offsetBefore;
  const change = changeBetween(before, after, timeZone);
  const early = wall - offsetBefore;
  return early < change ? early : Math.max(wall - offsetAfter, change);
}

function dayText(wall: number): string {
  return new Date(wall).toISOString().slice(0, 10);
}

function dayWall(day: string): number {
  return Date.parse(`${day}T00:00:00.000Z`);
}

/** True for a name of a time zone that this platform knows (`Europe/Amsterdam`); offsets (`+02:00`) are not names. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** True for a day that is in the calendar: `2026-02-30` is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const wall = dayWall(text);
  return !Number.isNaN(wall) && dayText(wall) === text;
}

/** The day so many days after (before, if negative). */
export function addDays(day: string, days: number): string {
  return dayText(dayWall(day) + days * DAY_MS);
}

/** How many days `to` is after `from`; negative if it is before. */
export function daysBetween(from: string, to: string): number {
  return Math.round((dayWall(to) - dayWall(from)) / DAY_MS);
}

/** The day after this one. */
export function nextLocalDay(day: string): string {
  return addDays(day, 1);
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: string): number {
  return ((new Date(dayWall(day)).getUTCDay() + 6) % 7) + 1;
}

/** The calendar day at this moment. */
export function localDay(ms: number, timeZone: string): string {
  return dayText(wallOf(ms, timeZone));
}

/** The time of the day at this moment. */
export function localTime(ms: number, timeZone: string): string {
  return new Date(wallOf(ms, timeZone)).toISOString().slice(11, 16);
}

/** The moment at which it is this time on this day; where the clock leaps over it, the moment of the leap. */
export function instantOf(day: string, time: string, timeZone: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return firstAtWall(dayWall(day) + hour * HOUR_MS + minute * 60_000, timeZone);
}

/** The first moment of the calendar day of this moment; not midnight where the clock leaps over midnight. */
export function startOfLocalDay(ms: number, timeZone: string): number {
  return firstAtWall(dayWall(localDay(ms, timeZone)), timeZone);
}

/** The first moment of the calendar day after the one of this moment; always later than it. */
export function startOfNextLocalDay(ms: number, timeZone: string): number {
  return firstAtWall(dayWall(nextLocalDay(localDay(ms, timeZone))), timeZone);
}

/** The first digest time after this moment (never this moment itself). Null only if the timing has no time or no weekday. */
export function nextDigestTimeOrNull(
  timing: Extract<RuleTiming, { kind: 'digest' }>,
  timeZone: string,
  nowMs: number,
): number | null {
  const today = localDay(nowMs, timeZone);
  for (let ahead = 0; ahead <= DAYS_AHEAD; ahead += 1) {
    const day = addDays(today, ahead);
    if (!timing.weekdays.includes(weekdayOf(day))) continue;
    // A time zone that changed sides of the date line left out a whole day: it has no digest.
    if (localDay(instantOf(day, '00:00', timeZone), timeZone) !== day) continue;
    const later = timing.times.map((time) => instantOf(day, time, timeZone)).filter((at) => at > nowMs);
    if (later.length > 0) return Math.min(...later);
  }
  return null;
}

/**
 * The first digest time after this moment (never this moment itself), in the rule's calendar. Throws a RangeError for a timing
 * without a time or a weekday, which the schema and `checkRule` refuse.
 */
export function nextDigestTime(
  timing: Extract<RuleTiming, { kind: 'digest' }>,
  timeZone: string,
  nowMs: number,
): number {
  const next = nextDigestTimeOrNull(timing, timeZone, nowMs);
  if (next === null) throw new RangeError('A digest needs a time and a weekday.');
  return next;
}

/**
 * When the quiet hours that hold at this moment end; null if none do. They begin at `from`, end before `to` and may pass midnight;
 * equal times mean none. An hour that the clock repeats is quiet the first time only if the quiet hours end in it.
 */
export function quietUntil(quietHours: MessageRule['quietHours'], timeZone: string, nowMs: number): number | null {
  if (quietHours === null || quietHours.from === quietHours.to) return null;
  const { from, to } = quietHours;
  const today = localDay(nowMs, timeZone);
  for (const ahead of [-1, 0, 1]) {
    const first = addDays(today, ahead);
    const begin = instantOf(first, from, timeZone);
    const end = instantOf(from < to ? first : nextLocalDay(first), to, timeZone);
    if (begin <= nowMs && nowMs < end) return end;
  }
  return null;
}
