import { Plus, Trash2 } from 'lucide-react';
import type { FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { WeekdayChoice } from '../../ui/weekday-choice.tsx';
import type { PartProps } from './calendar-part.ts';
import styles from './flows.module.css';

type Absence = FlowCalendar['absences'][number];

const nights: Absence = { weekdays: [1, 2, 3, 4, 5], from: '19:00', to: '07:00' };
const weekend: Absence = { weekdays: [6, 7], from: '00:00', to: '00:00' };

/** Hours that come back each week, in which nothing is promised. */
export function AbsenceFields({ calendar, onChange, problemOf }: PartProps) {
  const text = useText();
  const { absences } = calendar;
  const put = (next: Absence[]): void => {
    onChange({ ...calendar, absences: next });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{text('calendar.absences')}</legend>
      <p>{text('calendar.absencesHelp')}</p>
      {absences.map((absence, index) => (
        <fieldset key={index} className={styles.part}>
          <legend>{text('calendar.absence', { number: index + 1 })}</legend>
          <OneAbsence
            absence={absence}
            error={problemOf('absences', index)}
            onChange={(next) => {
              put(absences.map((one, at) => (at === index ? next : one)));
            }}
          />
          <div className={styles.actions}>
            <Button
              icon={Trash2}
              onClick={() => {
                put(absences.filter((_, at) => at !== index));
              }}
            >
              {text('calendar.remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      {problemOf('absences') === undefined ? null : <p role="alert">{problemOf('absences')}</p>}
      <div className={styles.answers}>
        <Button
          icon={Plus}
          onClick={() => {
            put([...absences, nights]);
          }}
        >
          {text('calendar.addNights')}
        </Button>
        <Button
          icon={Plus}
          onClick={() => {
            put([...absences, weekend]);
          }}
        >
          {text('calendar.addWeekend')}
        </Button>
      </div>
    </fieldset>
  );
}

interface OneAbsenceProps {
  readonly absence: Absence;
  readonly error: string | undefined;
  readonly onChange: (absence: Absence) => void;
}

function OneAbsence({ absence, error, onChange }: OneAbsenceProps) {
  const text = useText();
  return (
    <>
      <WeekdayChoice
        label={text('calendar.weekdays')}
        value={absence.weekdays}
        onChange={(weekdays) => {
          onChange({ ...absence, weekdays });
        }}
      />
      <div className={styles.pair}>
        <TimeField
          label={text('calendar.from')}
          value={absence.from}
          onChange={(from) => {
            onChange({ ...absence, from });
          }}
        />
        <TimeField
          label={text('calendar.to')}
          error={error}
          value={absence.to}
          onChange={(to) => {
            onChange({ ...absence, to });
          }}
        />
      </div>
    </>
  );
}
