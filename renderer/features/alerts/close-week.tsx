import type { AlertRules } from '../../../shared/alerts/rules.ts';
import { useText } from '../../i18n/text.ts';
import { DateField } from '../../ui/date-field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import styles from './alerts.module.css';

interface CloseWeekProps {
  readonly rules: AlertRules;
  readonly onChange: (rules: AlertRules) => void;
}

/** When the stricter limits hold: on the days of a flow's own close, and for all flows up to a day that is switched on by hand. */
export function CloseWeek({ rules, onChange }: CloseWeekProps) {
  const text = useText();
  const { closeByCalendar, closeUntilUtc } = rules;
  return (
    <Panel title={text('alertRules.close')}>
      <div className={styles.closeWeek}>
        <p className={styles.when}>{text('alertRules.closeHelp')}</p>
        <Checkbox
          label={text('alertRules.byCalendar')}
          note={text('alertRules.byCalendarHelp')}
          checked={closeByCalendar}
          onChange={(on) => {
            onChange({ ...rules, closeByCalendar: on });
          }}
        />
        <Checkbox
          label={text('alertRules.byHand')}
          note={text('alertRules.byHandHelp')}
          checked={closeUntilUtc !== null}
          onChange={(on) => {
            onChange({ ...rules, closeUntilUtc: on ? endOf(dayIn(7)) : null });
          }}
        />
        {closeUntilUtc === null ? null : (
          <DateField
            label={text('alertRules.closeUntil')}
            value={lastDayOf(closeUntilUtc)}
            onChange={(day) => {
              if (day !== '') onChange({ ...rules, closeUntilUtc: endOf(day) });
            }}
          />
        )}
      </div>
    </Panel>
  );
}

/** The day so many days from now, on the computer's own calendar. */
function dayIn(days: number): string {
  const then = new Date();
  then.setDate(then.getDate() + days);
  return localDay(then);
}

/** The moment at which a local day is over. */
function endOf(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date + 1).toISOString();
}

function lastDayOf(untilUtc: string): string {
  return localDay(new Date(Date.parse(untilUtc) - 1));
}

function localDay(at: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
