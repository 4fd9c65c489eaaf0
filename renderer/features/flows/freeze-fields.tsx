import { Plus, Trash2 } from 'lucide-react';
import { useId } from 'react';
import type { Freeze } from '../../../shared/schedule/flow-calendar.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/date-field.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { WholeField } from '../../ui/whole-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { PartProps } from './calendar-part.ts';
import styles from './flows.module.css';

type FreezeOf<Kind> = Omit<Extract<Freeze, { kind: Kind }>, 'name'>;

const ofPeriod: FreezeOf<'period'> = { kind: 'period', fromDay: 3, fromTime: '18:00', toDay: 4, toTime: '08:00' };
const once: FreezeOf<'once'> = { kind: 'once', fromDay: '', fromTime: '18:00', toDay: '', toTime: '08:00' };

/** Stretches in which no run starts by itself. */
export function FreezeFields({ calendar, onChange, problemOf }: PartProps) {
  const text = useText();
  const { freezes } = calendar;
  const newName = text('calendar.freeze', { number: freezes.length + 1 });
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
            nameError={problemOf('freezes', index, ['no-name'])}
            error={problemOf('freezes', index, ['not-a-day', 'ends-before-it-begins', 'too-long'])}
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
      <div className={styles.answers}>
        <Button
          icon={Plus}
          onClick={() => {
            put([...freezes, { ...ofPeriod, name: newName }]);
          }}
        >
          {text('calendar.addPeriodFreeze')}
        </Button>
        <Button
          icon={Plus}
          onClick={() => {
            put([...freezes, { ...once, name: newName }]);
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
  readonly nameError: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (freeze: Freeze) => void;
}

function OneFreeze({ freeze, nameError, error, onChange }: OneFreezeProps) {
  const text = useText();
  const id = useId();
  const isMissing = freeze.kind === 'once' && (freeze.fromDay === '' || freeze.toDay === '');
  return (
    <>
      <TextField
        label={text('calendar.name')}
        error={nameError}
        value={freeze.name}
        onChange={(value) => {
          onChange({ ...freeze, name: value });
        }}
      />
      <fieldset className={styles.group} aria-describedby={id}>
        {(['from', 'to'] as const).map((end) => (
          <div key={end} className={styles.dayTime}>
            <FreezeDay freeze={freeze} end={end} onChange={onChange} />
            <TimeField
              label={text(`calendar.${end}`)}
              value={freeze[`${end}Time`]}
              onChange={(value) => {
                onChange({ ...freeze, [`${end}Time`]: value });
              }}
            />
          </div>
        ))}
        <p id={id}>
          {isMissing ? text('calendar.daysMissing') : freeze.kind === 'period' ? text('calendar.offsetHelp') : null}
        </p>
        {error === undefined || isMissing ? null : (
          <p role="alert" className={styles.problem}>
            {error}
          </p>
        )}
      </fieldset>
    </>
  );
}

interface FreezeDayProps extends Pick<OneFreezeProps, 'freeze' | 'onChange'> {
  readonly end: 'from' | 'to';
}

function FreezeDay({ freeze, end, onChange }: FreezeDayProps) {
  const text = useText();
  const label = text(`calendar.${end}Day`);
  return freeze.kind === 'period' ? (
    <WholeField
      signed
      label={label}
      value={freeze[`${end}Day`]}
      onChange={(day) => {
        onChange({ ...freeze, [`${end}Day`]: day });
      }}
    />
  ) : (
    <DateField
      label={label}
      value={freeze[`${end}Day`]}
      onChange={(day) => {
        onChange({ ...freeze, [`${end}Day`]: day });
      }}
    />
  );
}
