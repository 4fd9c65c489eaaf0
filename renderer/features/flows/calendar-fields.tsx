import { Plus, Trash2 } from 'lucide-react';
import type { CalendarProblem } from '../../../shared/schedule/calendar-problems.ts';
import { calendarProblems } from '../../../shared/schedule/calendar-problems.ts';
import { flowCalendarSchema, type FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';
import { useText } from '../../i18n/text.ts';
import { useLocale } from '../../lib/locale.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { weekdayName } from '../rules/words.ts';
import { FreezeFields } from './freeze-fields.tsx';
import { Plain } from './plain-field.tsx';
import styles from './flows.module.css';

interface CalendarFieldsProps {
  /** Null: the schedule holds at all times. */
  readonly calendar: FlowCalendar | null;
  readonly onChange: (calendar: FlowCalendar | null) => void;
}

const week = [1, 2, 3, 4, 5, 6, 7];

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
    <>
      <Checkbox
        label={text('calendar.use')}
        note={text('calendar.useNote')}
        checked={calendar !== null}
        onChange={(on) => {
          onChange(on ? newCalendar() : null);
        }}
      />
      {calendar === null ? null : <Parts calendar={calendar} onChange={onChange} />}
    </>
  );
}

export interface PartProps {
  readonly calendar: FlowCalendar;
  readonly onChange: (calendar: FlowCalendar) => void;
  /** What is wrong with a part, or with one of its list. */
  readonly problemOf: (part: CalendarProblem['part'], index?: number) => string | undefined;
}

function Parts({ calendar, onChange }: { readonly calendar: FlowCalendar; readonly onChange: PartProps['onChange'] }) {
  const text = useText();
  const problems = calendarProblems(calendar);
  const problemOf: PartProps['problemOf'] = (part, index) => {
    const found = problems.find((one) => one.part === part && one.index === (index ?? null));
    return found === undefined ? undefined : text(`calendar.problem.${found.problem}`);
  };
  const parts = { calendar, onChange, problemOf };
  return (
    <>
      <Plain
        label={text('calendar.timeZone')}
        help={text('calendar.timeZoneHelp')}
        error={problemOf('timeZone')}
        value={calendar.timeZone}
        onChange={(timeZone) => {
          onChange({ ...calendar, timeZone });
        }}
      />
      <Absences {...parts} />
      <Close {...parts} />
      <FreezeFields {...parts} />
      {problems.length === 0 && !isWhole(calendar) ? <p role="alert">{text('calendar.problem.other')}</p> : null}
    </>
  );
}

function Absences({ calendar, onChange, problemOf }: PartProps) {
  const text = useText();
  const locale = useLocale();
  const { absences } = calendar;
  const set = (index: number, part: Partial<FlowCalendar['absences'][number]>): void => {
    onChange({ ...calendar, absences: absences.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  };
  const add = (weekdays: number[], from: string, to: string): void => {
    onChange({ ...calendar, absences: [...absences, { weekdays, from, to }] });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{text('calendar.absences')}</legend>
      <p>{text('calendar.absencesHelp')}</p>
      {absences.map(({ weekdays, from, to }, index) => (
        <fieldset key={index} className={styles.part}>
          <legend>{text('calendar.absence', { number: index + 1 })}</legend>
          <div className={styles.days}>
            {week.map((day) => (
              <Checkbox
                key={day}
                label={weekdayName(day, locale, 'long')}
                checked={weekdays.includes(day)}
                onChange={(on) => {
                  set(index, { weekdays: week.filter((one) => (one === day ? on : weekdays.includes(one))) });
                }}
              />
            ))}
          </div>
          <div className={styles.pair}>
            <Plain
              type="time"
              label={text('calendar.from')}
              value={from}
              onChange={(value) => {
                set(index, { from: value });
              }}
            />
            <Plain
              type="time"
              label={text('calendar.to')}
              error={problemOf('absences', index)}
              value={to}
              onChange={(value) => {
                set(index, { to: value });
              }}
            />
          </div>
          <div className={styles.actions}>
            <Button
              icon={Trash2}
              onClick={() => {
                onChange({ ...calendar, absences: absences.filter((_, at) => at !== index) });
              }}
            >
              {text('calendar.remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      {problemOf('absences') === undefined ? null : <p role="alert">{problemOf('absences')}</p>}
      <div className={styles.actions}>
        <Button
          icon={Plus}
          onClick={() => {
            add([1, 2, 3, 4, 5], '19:00', '07:00');
          }}
        >
          {text('calendar.addNights')}
        </Button>
        <Button
          icon={Plus}
          onClick={() => {
            add([6, 7], '00:00', '00:00');
          }}
        >
          {text('calendar.addWeekend')}
        </Button>
      </div>
    </fieldset>
  );
}

const usualClose = { firstDay: -2, lastDay: 5, transactionalMinutes: 10, referenceMinutes: 60 };

function Close({ calendar, onChange, problemOf }: PartProps) {
  const text = useText();
  const { close, periodEnds } = calendar;
  const numbers = [
    ['firstDay', 'calendar.closeFirst', 'calendar.offsetHelp'],
    ['lastDay', 'calendar.closeLast', 'calendar.offsetHelp'],
    ['transactionalMinutes', 'calendar.closeTransactional', 'calendar.closeFloor'],
    ['referenceMinutes', 'calendar.closeReference', 'calendar.closeFloor'],
  ] as const;
  return (
    <>
      <Field label={text('calendar.periodEnds')}>
        {(ids) => (
          <Select
            {...ids}
            value={periodEnds.kind}
            options={[
              { value: 'months', label: text('calendar.months') },
              { value: 'days', label: text('calendar.days') },
            ]}
            onChange={(kind) => {
              onChange({ ...calendar, periodEnds: kind === 'days' ? { kind, days: [] } : { kind: 'months' } });
            }}
          />
        )}
      </Field>
      {periodEnds.kind === 'months' ? null : (
        <Field label={text('calendar.dayList')} help={text('calendar.dayListHelp')} error={problemOf('periodEnds')}>
          {(ids) => (
            <TextInput
              {...ids}
              defaultValue={periodEnds.days.join(' ')}
              onChange={(event) => {
                const days = event.target.value.split(/[\s,;]+/).filter((day) => day !== '');
                onChange({ ...calendar, periodEnds: { kind: 'days', days } });
              }}
            />
          )}
        </Field>
      )}
      <Checkbox
        label={text('calendar.close')}
        checked={close !== null}
        onChange={(on) => {
          onChange({ ...calendar, close: on ? usualClose : null });
        }}
      />
      {close === null ? null : (
        <div className={styles.pair}>
          {numbers.map(([name, label, help], index) => (
            <Plain
              key={name}
              type="number"
              label={text(label)}
              help={text(help)}
              error={index === 1 ? problemOf('close') : undefined}
              value={String(close[name])}
              onChange={(value) => {
                onChange({ ...calendar, close: { ...close, [name]: Number(value) } });
              }}
            />
          ))}
        </div>
      )}
    </>
  );
}
