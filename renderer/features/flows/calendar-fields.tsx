import { calendarProblems } from '../../../shared/schedule/calendar-problems.ts';
import { flowCalendarSchema, type FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';
import { useText } from '../../i18n/text.ts';
import { Checkbox } from '../../ui/toggle.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { AbsenceFields } from './absence-fields.tsx';
import type { PartProps } from './calendar-part.ts';
import { FreezeFields } from './freeze-fields.tsx';
import { PeriodFields } from './period-fields.tsx';
import styles from './flows.module.css';

interface CalendarFieldsProps {
  /** Null: the schedule holds at all times. */
  readonly calendar: FlowCalendar | null;
  readonly onChange: (calendar: FlowCalendar | null) => void;
}

function newCalendar(): FlowCalendar {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  return { timeZone, absences: [], periodEnds: { kind: 'months' }, close: null, freezes: [] };
}

/** Whether a calendar can be saved as it is. */
export function isWhole(calendar: FlowCalendar | null): boolean {
  return calendar === null || flowCalendarSchema.safeParse(calendar).success;
}

/** When a flow promises nothing, is read more often, or stands still. */
export function CalendarFields({ calendar, onChange }: CalendarFieldsProps) {
  const text = useText();
  return (
    <div className={styles.form}>
      <Checkbox
        label={text('calendar.use')}
        note={text('calendar.useNote')}
        checked={calendar !== null}
        onChange={(on) => {
          onChange(on ? newCalendar() : null);
        }}
      />
      {calendar === null ? null : <Parts calendar={calendar} onChange={onChange} />}
    </div>
  );
}

function Parts({ calendar, onChange }: Omit<PartProps, 'problemOf'>) {
  const text = useText();
  const problems = calendarProblems(calendar);
  const problemOf: PartProps['problemOf'] = (part, index, of) => {
    const found = problems.find(
      (one) => one.part === part && one.index === (index ?? null) && of?.includes(one.problem) !== false,
    );
    return found === undefined ? undefined : text(`calendar.problem.${found.problem}`);
  };
  const parts = { calendar, onChange, problemOf };
  return (
    <>
      <div className={styles.narrow}>
        <TextField
          label={text('calendar.timeZone')}
          help={text('calendar.timeZoneHelp')}
          error={problemOf('timeZone')}
          value={calendar.timeZone}
          onChange={(timeZone) => {
            onChange({ ...calendar, timeZone });
          }}
        />
      </div>
      <div className={styles.calendar}>
        <AbsenceFields {...parts} />
        <PeriodFields {...parts} />
        <FreezeFields {...parts} />
      </div>
      {problems.length === 0 && !isWhole(calendar) ? <p role="alert">{text('calendar.problem.other')}</p> : null}
    </>
  );
}
