import { useState } from 'react';
import type { Settings } from '../../../shared/model/settings.ts';
import { useText } from '../../i18n/text.ts';
import { Switch } from '../../ui/toggle.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import styles from './settings.module.css';

interface QuietHoursProps {
  readonly settings: Settings;
  readonly onChange: (quietHours: Settings['quietHours']) => void;
}

/** Hours in which the desktop shows no notification. A time that is half typed changes nothing. */
export function QuietHours({ settings: { quietHours, notifications }, onChange }: QuietHoursProps) {
  const text = useText();
  const [typed, setTyped] = useState(quietHours);
  const change = (next: NonNullable<Settings['quietHours']>): void => {
    setTyped(next);
    if (next.from !== '' && next.to !== '') onChange(next);
  };
  return (
    <>
      <Switch
        label={text('settings.quiet')}
        note={text('settings.quietHelp')}
        checked={quietHours !== null}
        disabled={!notifications}
        onChange={(on) => {
          const next = on ? { from: '18:30', to: '07:30' } : null;
          setTyped(next);
          onChange(next);
        }}
      />
      {typed === null ? null : (
        <div className={styles.pair}>
          <TimeField
            label={text('settings.quietFrom')}
            value={typed.from}
            onChange={(from) => {
              change({ ...typed, from });
            }}
          />
          <TimeField
            label={text('settings.quietTo')}
            value={typed.to}
            onChange={(to) => {
              change({ ...typed, to });
            }}
          />
        </div>
      )}
    </>
  );
}
