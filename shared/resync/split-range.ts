const DAY_MS = 86_400_000;

/** Calendar days, both inclusive. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** True for a day that is in the calendar, as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text);
}

/** The range in parts, oldest first, each of a calendar month or less. Empty if `from` is after `to`. */
export function splitRange({ from, to }: DayRange): DayRange[] {
  const parts: DayRange[] = [];
  for (let first = from; first <= to;) {
    const end = endOfMonth(first);
    parts.push({ from: first, to: end < to ? end : to });
    first = dayAfter(end);
  }
  return parts;
}

/** The day after a calendar day. */
export function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}

function endOfMonth(day: string): string {
  const [year = 0, month = 0] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
