import { useId } from 'react';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { Checkbox } from '../../ui/toggle.tsx';
import { WholeField } from '../../ui/whole-field.tsx';
import { problemAt, type Problem } from './problems.ts';
import styles from './rules.module.css';

interface LimitFieldsProps {
  readonly rule: MessageRule;
  readonly problems: readonly Problem[];
  readonly onChange: (rule: MessageRule) => void;
}

/** What keeps a channel quiet: hours, most messages a day, and whether changes are followed. */
export function LimitFields({ rule, problems, onChange }: LimitFieldsProps) {
  const text = useText();
  const { quietHours, dailyCap } = rule;
  return (
    <div className={styles.form}>
      <Checkbox
        label={text('rule.follow')}
        note={text('rule.followHelp')}
        checked={rule.followChanges}
        disabled={rule.layout === 'overdue-digest'}
        onChange={(followChanges) => {
          onChange({ ...rule, followChanges });
        }}
      />
      <Checkbox
        label={text('rule.quiet')}
        note={text('rule.quietHelp')}
        checked={quietHours !== null}
        onChange={(on) => {
          onChange({ ...rule, quietHours: on ? { from: '19:00', to: '07:30' } : null });
        }}
      />
      {quietHours === null ? null : (
        <div className={styles.pair}>
          <TimeField
            label={text('rule.quietFrom')}
            error={problemAt(problems, 'quietHours')}
            value={quietHours.from}
            onChange={(from) => {
              onChange({ ...rule, quietHours: { ...quietHours, from } });
            }}
          />
          <TimeField
            label={text('rule.quietTo')}
            value={quietHours.to}
            onChange={(to) => {
              onChange({ ...rule, quietHours: { ...quietHours, to } });
            }}
          />
        </div>
      )}
      <Checkbox
        label={text('rule.cap')}
        note={text('rule.capHelp')}
        checked={dailyCap !== null}
        onChange={(on) => {
          onChange({ ...rule, dailyCap: on ? 20 : null });
        }}
      />
      {dailyCap === null ? null : (
        <WholeField
          label={text('rule.capMost')}
          error={problemAt(problems, 'dailyCap')}
          value={dailyCap}
          onChange={(next) => {
            onChange({ ...rule, dailyCap: next });
          }}
        />
      )}
      <TimeZoneField
        value={rule.timeZone}
        error={problemAt(problems, 'timeZone')}
        onChange={(timeZone) => {
          onChange({ ...rule, timeZone });
        }}
      />
    </div>
  );
}

interface TimeZoneFieldProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (timeZone: string) => void;
}

/** The zone that days, digests, quiet hours and the cap follow. */
function TimeZoneField({ value, error, onChange }: TimeZoneFieldProps) {
  const text = useText();
  const list = useId();
  return (
    <Field label={text('rule.zone')} help={text('rule.zoneHelp')} error={error}>
      {(ids) => (
        <>
          <TextInput
            {...ids}
            list={list}
            value={value}
            onChange={(event) => {
              onChange(event.target.value.trim());
            }}
          />
          <datalist id={list}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  );
}
