import { useId } from 'react';
import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { WholeField } from '../../ui/whole-field.tsx';
import type { PartProps } from './calendar-part.ts';
import styles from './flows.module.css';

const usualClose = { firstDay: -2, lastDay: 5, transactionalMinutes: 10, referenceMinutes: 60 };

/** When periods end, and whether a flow is read more often around that. */
export function PeriodFields(props: PartProps) {
  const text = useText();
  const { calendar, onChange, problemOf } = props;
  const { close, periodEnds } = calendar;
  return (
    <fieldset className={styles.group}>
      <legend>{text('calendar.periods')}</legend>
      <p>{text('calendar.periodsHelp')}</p>
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
      {close === null ? null : <CloseFields {...props} close={close} />}
    </fieldset>
  );
}

const numbers = [
  ['firstDay', 'calendar.closeFirst'],
  ['lastDay', 'calendar.closeLast'],
  ['transactionalMinutes', 'calendar.closeTransactional'],
  ['referenceMinutes', 'calendar.closeReference'],
] as const;

type Close = NonNullable<PartProps['calendar']['close']>;

function CloseFields({ calendar, onChange, problemOf, close }: PartProps & { readonly close: Close }) {
  const text = useText();
  const id = useId();
  return (
    <fieldset className={styles.group} aria-describedby={id}>
      <div className={styles.pair}>
        {numbers.map(([name, label]) => (
          <WholeField
            key={name}
            signed={name === 'firstDay' || name === 'lastDay'}
            label={text(label)}
            error={name === 'lastDay' ? problemOf('close') : undefined}
            value={close[name]}
            onChange={(value) => {
              onChange({ ...calendar, close: { ...close, [name]: value } });
            }}
          />
        ))}
      </div>
      <p id={id}>
        {text('calendar.offsetHelp')} {text('calendar.closeFloor')}
      </p>
    </fieldset>
  );
}
