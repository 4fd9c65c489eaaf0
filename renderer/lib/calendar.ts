/** Calendar days as `YYYY-MM-DD` text: they are no instants, and no zone ever shifts them. Years 1 to 9999. */

/** True if the text is a day that exists. */
export function isDay(text: string): boolean {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (match === null) return false;
  const [, year, month, day] = match.map(Number);
  return dayOf(year ?? 0, month ?? 0, day ?? 0) === text;
}

/** The day of a year, month (1–12) and day of the month; null if there is no such day. */
export function dayOf(year: number, month: number, day: number): string | null {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= lengthOf(year, month)))
    return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** So many days later, or earlier; the day itself where the calendar ends. */
export function addDays(day: string, count: number): string {
  const at = utcOf(day);
  at.setUTCDate(at.getUTCDate() + count);
  return dayOf(at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()) ?? day;
}

/** The same day so many months later, or earlier; the last of the month where that has no such day. */
export function addMonths(day: string, count: number): string {
  const [year, month, date] = partsOf(day);
  const months = year * 12 + (month - 1) + count;
  const to = { year: Math.floor(months / 12), month: (((months % 12) + 12) % 12) + 1 };
  return dayOf(to.year, to.month, Math.min(date, lengthOf(to.year, to.month))) ?? day;
}

/** Day of the week, Sunday 0 to Saturday 6. */
export function weekdayOf(day: string): number {
  return utcOf(day).getUTCDay();
}

/** The first day of the week that a day is in; weeks begin on `first`, Sunday 0 to Saturday 6. */
export function weekStart(day: string, first: number): string {
  return addDays(day, -((weekdayOf(day) - first + 7) % 7));
}

/** The weeks of the month of a day, seven places each; a place outside the month is null. */
export function weeksOf(day: string, first: number): (string | null)[][] {
  const [year, month] = partsOf(day);
  const days = Array.from({ length: lengthOf(year, month) }, (_, index) => dayOf(year, month, index + 1));
  const lead = (weekdayOf(days[0] ?? day) - first + 7) % 7;
  const places = [...Array.from({ length: lead }, () => null), ...days];
  return Array.from({ length: Math.ceil(places.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, place) => places[week * 7 + place] ?? null),
  );
}

/** The day that it is now on this computer. */
export function localDay(ms: number): string {
  const at = new Date(ms);
  return dayOf(at.getFullYear(), at.getMonth() + 1, at.getDate()) ?? '';
}

interface WithWeek {
  getWeekInfo?(): { readonly firstDay: number };
}

/** The day on which weeks begin where the language is spoken, Sunday 0 to Saturday 6; Monday where nothing is known. */
export function firstWeekday(tag: string): number {
  const locale: WithWeek = new Intl.Locale(tag).maximize() as WithWeek;
  return (locale.getWeekInfo?.().firstDay ?? 1) % 7;
}

function partsOf(day: string): [year: number, month: number, date: number] {
  const [year = 1, month = 1, date = 1] = day.split('-').map(Number);
  return [year, month, date];
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Its midnight in UTC, which is what the days of the week are counted from. `Date.UTC` would read years below 100 as 19xx. */
function utcOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`);
}
