import type { CalendarProblem } from '../../../shared/schedule/calendar-problems.ts';
import type { FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';

/** What a part of the form of a calendar is given. */
export interface PartProps {
  readonly calendar: FlowCalendar;
  readonly onChange: (calendar: FlowCalendar) => void;
  /** What is wrong with a part, or with one of its list; of certain problems only where some are named. */
  readonly problemOf: (
    part: CalendarProblem['part'],
    index?: number,
    of?: readonly CalendarProblem['problem'][],
  ) => string | undefined;
}
