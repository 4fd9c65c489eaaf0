/** The month before the one of a moment, by the computer's own calendar. */
export function monthBefore(now: Date): { readonly period: string; readonly lastDay: string; readonly today: string } {
  const day = (date: Date) =>
    [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
  const lastDay = day(new Date(now.getFullYear(), now.getMonth(), 0));
  return { period: lastDay.slice(0, 7), lastDay, today: day(now) };
}
