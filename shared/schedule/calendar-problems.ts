import { isDay, isTimeZone } from '../messages/calendar.ts';
import type { FlowCalendar } from './flow-calendar.ts';

/** A part of a calendar that cannot be meant so. */
export interface CalendarProblem {
  readonly part: 'timeZone' | 'absences' | 'periodEnds' | 'close' | 'freezes';
  /** Which one of a list; null for a part that is no list. */
  readonly index: number | null;
  readonly problem:
    | 'unknown-time-zone'
    | 'no-weekday'
    | 'always-absent'
    | 'no-days'
    | 'not-a-day'
    | 'ends-before-it-begins'
    | 'no-name'
    | 'too-long';
}

/** A freeze around period ends that is as long as this would leave no time for a run between two of them. */
const longestPeriodFreezeDays = 20;
const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;

/** What of a calendar cannot be meant so, in the order of its parts; empty for one that can be saved. */
export function calendarProblems(calendar: FlowCalendar): CalendarProblem[] {
  return [
    ...(isTimeZone(calendar.timeZone) ? [] : [problem('timeZone', null, 'unknown-time-zone')]),
    ...absenceProblems(calendar),
    ...periodProblems(calendar),
    ...(calendar.close !== null && calendar.close.firstDay > calendar.close.lastDay
      ? [problem('close', null, 'ends-before-it-begins')]
      : []),
    ...calendar.freezes.flatMap(freezeProblems),
  ];
}

function problem(
  part: CalendarProblem['part'],
  index: number | null,
  what: CalendarProblem['problem'],
): CalendarProblem {
  return { part, index, problem: what };
}

function absenceProblems({ absences }: FlowCalendar): CalendarProblem[] {
  const empty = absences.flatMap(({ weekdays }, index) =>
    weekdays.length === 0 ? [problem('absences', index, 'no-weekday')] : [],
  );
  if (empty.length > 0 || absences.length === 0) return empty;
  const absent = new Uint8Array(weekMinutes);
  for (const { weekdays, from, to } of absences) {
    const begin = minutesOf(from);
    const length = minutesOf(to) > begin ? minutesOf(to) - begin : minutesOf(to) + dayMinutes - begin;
    for (const weekday of weekdays) {
      const first = (weekday - 1) * dayMinutes + begin;
      for (let minute = first; minute < first + length; minute += 1) absent[minute % weekMinutes] = 1;
    }
  }
  return absent.includes(0) ? [] : [problem('absences', null, 'always-absent')];
}

function periodProblems({ periodEnds }: FlowCalendar): CalendarProblem[] {
  if (periodEnds.kind === 'months') return [];
  if (periodEnds.days.length === 0) return [problem('periodEnds', null, 'no-days')];
  return periodEnds.days.every(isDay) ? [] : [problem('periodEnds', null, 'not-a-day')];
}

function freezeProblems(freeze: FlowCalendar['freezes'][number], index: number): CalendarProblem[] {
  const nameless = freeze.name.trim() === '' ? [problem('freezes', index, 'no-name')] : [];
  if (freeze.kind === 'once') {
    if (!isDay(freeze.fromDay) || !isDay(freeze.toDay)) return [...nameless, problem('freezes', index, 'not-a-day')];
    const isOrdered = `${freeze.fromDay} ${freeze.fromTime}` < `${freeze.toDay} ${freeze.toTime}`;
    return isOrdered ? nameless : [...nameless, problem('freezes', index, 'ends-before-it-begins')];
  }
  const minutes = (freeze.toDay - freeze.fromDay) * dayMinutes + minutesOf(freeze.toTime) - minutesOf(freeze.fromTime);
  if (minutes <= 0) return [...nameless, problem('freezes', index, 'ends-before-it-begins')];
  return minutes > longestPeriodFreezeDays * dayMinutes
    ? [...nameless, problem('freezes', index, 'too-long')]
    : nameless;
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
