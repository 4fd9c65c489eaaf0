import { useLocale } from '../lib/locale.ts';
import { week, weekdayName } from '../lib/weekdays.ts';
import { Checkbox } from './toggle.tsx';
import styles from './weekday-choice.module.css';

interface WeekdayChoiceProps {
  /** What the days are of. */
  readonly label: string;
  /** 1 is Monday. */
  readonly value: readonly number[];
  readonly onChange: (value: number[]) => void;
}

/** Some days of the week. */
export function WeekdayChoice({ label, value, onChange }: WeekdayChoiceProps) {
  const locale = useLocale();
  return (
    <div className={styles.days} role="group" aria-label={label}>
      {week.map((day) => (
        <Checkbox
          key={day}
          label={weekdayName(day, locale, 'long')}
          checked={value.includes(day)}
          onChange={(on) => {
            onChange(week.filter((one) => (one === day ? on : value.includes(one))));
          }}
        />
      ))}
    </div>
  );
}
