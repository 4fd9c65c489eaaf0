const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

interface Bounds {
  readonly start: number;
  readonly end: number;
}
const boundsByYear = new Map<number, Bounds>();

/** 01:00 UTC on the last Sunday of a month of 31 days. */
function lastSunday(year: number, month: number): number {
  const last = Date.UTC(year, month, 31);
  return last - new Date(last).getUTCDay() * DAY_MS + HOUR_MS;
}

function summerOf(year: number): Bounds {
  const known = boundsByYear.get(year);
  if (known !== undefined) return known;
  const bounds = { start: lastSunday(year, 2), end: lastSunday(year, 9) };
  boundsByYear.set(year, bounds);
  return bounds;
}

/** How far Amsterdam's clock is ahead of UTC at a moment, in milliseconds. */
export function amsterdamOffset(moment: number): number {
  const { start, end } = summerOf(new Date(moment).getUTCFullYear());
  return moment >= start && moment < end ? 2 * HOUR_MS : HOUR_MS;
}

/** What Amsterdam's clock shows at a moment, written as if it were UTC: that is how Exact keeps and sends moments. */
export function wallTime(moment: number): number {
  return moment + amsterdamOffset(moment);
}

/** `2018-08-10T13:14:50.07`: Amsterdam's clock without a zone, and without zeros at the end of the fraction. */
export function wallText(moment: number): string {
  return new Date(wallTime(moment))
    .toISOString()
    .slice(0, -1)
    .replace(/\.?0+$/, '');
}
