import { Plus, Trash2 } from 'lucide-react';
import type { Freeze } from '../../../shared/schedule/flow-calendar.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import type { PartProps } from './calendar-fields.tsx';
import { Plain } from './plain-field.tsx';
import styles from './flows.module.css';

const ofPeriod: Freeze = { kind: 'period', name: '', fromDay: 3, fromTime: '18:00', toDay: 4, toTime: '08:00' };
const once: Freeze = { kind: 'once', name: '', fromDay: '', fromTime: '18:00', toDay: '', toTime: '08:00' };

/** Stretches in which no run starts by itself. */
export function FreezeFields({ calendar, onChange, problemOf }: PartProps) {
  const text = useText();
  const { freezes } = calendar;
  const put = (next: Freeze[]): void => {
    onChange({ ...calendar, freezes: next });
  };
  return (
    <fieldset className={styles.group}>
      <legend>{text('calendar.freezes')}</legend>
      <p>{text('calendar.freezesHelp')}</p>
      {freezes.map((freeze, index) => (
        <fieldset key={index} className={styles.part}>
          <legend>{text('calendar.freeze', { number: index + 1 })}</legend>
          <OneFreeze
            freeze={freeze}
            error={problemOf('freezes', index)}
            onChange={(next) => {
              put(freezes.map((one, at) => (at === index ? next : one)));
            }}
          />
          <div className={styles.actions}>
            <Button
              icon={Trash2}
              onClick={() => {
                put(freezes.filter((_, at) => at !== index));
              }}
            >
              {text('calendar.remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      <div className={styles.actions}>
        <Button
          icon={Plus}
          onClick={() => {
            put([...freezes, ofPeriod]);
          }}
        >
          {text('calendar.addPeriodFreeze')}
        </Button>
        <Button
          icon={Plus}
          onClick={() => {
            put([...freezes, once]);
          }}
        >
          {text('calendar.addOnceFreeze')}
        </Button>
      </div>
    </fieldset>
  );
}

interface OneFreezeProps {
  readonly freeze: Freeze;
  readonly error: string | undefined;
  readonly onChange: (freeze: Freeze) => void;
}

function OneFreeze({ freeze, error, onChange }: OneFreezeProps) {
  const text = useText();
  return (
    <>
      <Plain
        label={text('calendar.name')}
        error={error}
        value={freeze.name}
        onChange={(value) => {
          onChange({ ...freeze, name: value });
        }}
      />
      {(['from', 'to'] as const).map((end) => (
        <div key={end} className={styles.pair}>
          {freeze.kind === 'period' ? (
            <Plain
              label={text(`calendar.${end}Day`)}
              help={text('calendar.offsetHelp')}
              type="number"
              value={String(freeze[`${end}Day`])}
              onChange={(value) => {
                onChange({ ...freeze, [`${end}Day`]: Number(value) });
              }}
            />
          ) : (
            <DateField
              label={text(`calendar.${end}Day`)}
              value={freeze[`${end}Day`]}
              onChange={(day) => {
                onChange({ ...freeze, [`${end}Day`]: day });
              }}
            />
          )}
          <Plain
            label={text(`calendar.${end}`)}
            type="time"
            value={freeze[`${end}Time`]}
            onChange={(value) => {
              onChange({ ...freeze, [`${end}Time`]: value });
            }}
          />
        </div>
      ))}
    </>
  );
}
