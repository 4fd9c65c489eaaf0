const HOUR_MS = 3_600_000;
const WALL = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})$/;

/** 01:00 UTC on the last Sunday of a month (0 is January): the moment at which clocks in the European Union are changed. */
function lastSunday(year: number, month: number): number {
  const lastDay = new Date(Date.UTC(year, month + 1, 0));
  return lastDay.getTime() - lastDay.getUTCDay() * 24 * HOUR_MS + HOUR_MS;
}

/** Milliseconds that clocks in the Netherlands are ahead of UTC at a moment; the rule in force since 1996, which is older than Exact Online. */
export function amsterdamOffset(utcMs: number): number {
  const year = new Date(utcMs).getUTCFullYear();
  const isSummer = utcMs >= lastSunday(year, 2) && utcMs < lastSunday(year, 9);
  return isSummer ? 2 * HOUR_MS : HOUR_MS;
}

/**
 * The moment of a Dutch wall time, given as the milliseconds that it would be if it were UTC (reference page §3.3). An hour that
 * clocks jump over in spring is read as if they had not been changed yet; of an hour that comes twice in autumn the first is meant.
 */
export function wallToUtc(wallMs: number): number {
  const summer = wallMs - 2 * HOUR_MS;
  return amsterdamOffset(summer) === 2 * HOUR_MS ? summer : wallMs - HOUR_MS;
}

/**
 * The earliest Dutch wall time that anything at or after a moment can carry, as `YYYY-MM-DDTHH:MM:SS` for a filter: the moment's own,
 * but in the hour before clocks go back the beginning of that hour, because what changes after it carries the same times again.
 */
export function earliestWall(utcMs: number): string {
  const backAt = lastSunday(new Date(utcMs).getUTCFullYear(), 9);
  const isAboutToRepeat = utcMs >= backAt - HOUR_MS && utcMs < backAt;
  const wall = isAboutToRepeat ? backAt + HOUR_MS : utcMs + amsterdamOffset(utcMs);
  return new Date(wall).toISOString().slice(0, 19);
}

/** A wall time without a zone as milliseconds as if it were UTC; null for any other text. */
export function wallText(text: string): number | null {
  return WALL.test(text) ? Date.parse(`${text}Z`) : null;
}
