const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

interface Bounds {
  readonly start: number;
  readonly end: number;
}
const boundsByYear = new Map<number, Bounds>();

function sunday(year: number, month: number, nth: number): number {
  const first = Date.UTC(year, month, 1);
  const weekday = new Date(first).getUTCDay();
  return first + (((7 - weekday) % 7) + (nth - 1) * 7) * DAY_MS;
}

/** Summer time from 02:00 on the second Sunday of March to 02:00 on the first Sunday of November, local time, as UTC moments. */
function summerOf(year: number): Bounds {
  const known = boundsByYear.get(year);
  if (known !== undefined) return known;
  const bounds = { start: sunday(year, 2, 2) + 10 * HOUR_MS, end: sunday(year, 10, 1) + 9 * HOUR_MS };
  boundsByYear.set(year, bounds);
  return bounds;
}

function isSummer(moment: number): boolean {
  const { start, end } = summerOf(new Date(moment).getUTCFullYear());
  return moment >= start && moment < end;
}

/** A moment as Workday writes it: Pacific local time with milliseconds and offset. */
export function pacificDateTime(moment: number): string {
  const summer = isSummer(moment);
  const local = new Date(moment - (summer ? 7 : 8) * HOUR_MS).toISOString().slice(0, -1);
  return `${local}${summer ? '-07:00' : '-08:00'}`;
}

const dates = new Map<string, string>();

/** A calendar date as Workday writes it: with the Pacific offset of that day, which means nothing. */
export function pacificDate(date: string): string {
  const known = dates.get(date);
  if (known !== undefined) return known;
  const text = `${date}${isSummer(Date.parse(`${date}T20:00:00Z`)) ? '-07:00' : '-08:00'}`;
  dates.set(date, text);
  return text;
}
