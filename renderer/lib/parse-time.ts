const written = /^(\d{1,2})(?:[:.h]?([0-5]\d))?\s*([ap])?\.?(?:m\.?)?$/i;

/** Reads a typed time of the day (`16:30`, `1630`, `16.30`, `7`, `4:30 pm`) as `HH:MM` in 24 hours; null if it is none. */
export function parseTime(typed: string): string | null {
  const match = written.exec(typed.trim());
  if (match === null) return null;
  const [, hours = '', minutes = '00', half] = match;
  const hour = half === undefined ? Number(hours) : hourOfHalf(Number(hours), half.toLowerCase());
  return hour === null || hour > 23 ? null : `${String(hour).padStart(2, '0')}:${minutes}`;
}

/** The hour in 24 hours; null for one that a half of the day does not have. */
function hourOfHalf(hour: number, half: string): number | null {
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}
