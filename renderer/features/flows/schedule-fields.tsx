import type { Schedule } from '../../../shared/model/flow.ts';
import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

const transactional = [15, 30, 60, 240] as const;
const reference = [60, 240, 1440] as const;
type Every = Extract<Schedule, { kind: 'every' }>;
const usual: Every = { kind: 'every', transactionalMinutes: 30, referenceMinutes: 1440 };

interface ScheduleFieldsProps {
  readonly schedule: Schedule;
  readonly onChange: (schedule: Schedule) => void;
}

/** When runs start by themselves; a schedule that was set elsewhere stays among the choices. */
export function ScheduleFields({ schedule, onChange }: ScheduleFieldsProps) {
  const text = useText();
  const kinds = [
    { value: 'every', label: text('schedule.regular') },
    { value: 'manual', label: text('schedule.manual') },
  ];
  return (
    <>
      <Field label={text('schedule.kind')} help={text('schedule.help')}>
        {(ids) => (
          <Select
            {...ids}
            value={schedule.kind}
            options={kinds}
            onChange={(kind) => {
              onChange(kind === 'manual' ? { kind } : usual);
            }}
          />
        )}
      </Field>
      {schedule.kind === 'manual' ? null : <EveryFields schedule={schedule} onChange={onChange} />}
    </>
  );
}

function EveryFields({ schedule, onChange }: { readonly schedule: Every; readonly onChange: (next: Every) => void }) {
  const text = useText();
  const choices = (usualChoices: readonly number[], current: number) =>
    [...new Set([...usualChoices, current])]
      .sort((a, b) => a - b)
      .map((value) => ({ value: String(value), label: text('schedule.every', { minutes: value }) }));
  return (
    <>
      <Field label={text('schedule.transactional')} help={text('schedule.transactionalHelp')}>
        {(ids) => (
          <Select
            {...ids}
            value={String(schedule.transactionalMinutes)}
            options={choices(transactional, schedule.transactionalMinutes)}
            onChange={(value) => {
              onChange({ ...schedule, transactionalMinutes: Number(value) });
            }}
          />
        )}
      </Field>
      <Field label={text('schedule.reference')} help={text('schedule.referenceHelp')}>
        {(ids) => (
          <Select
            {...ids}
            value={String(schedule.referenceMinutes)}
            options={choices(reference, schedule.referenceMinutes)}
            onChange={(value) => {
              onChange({ ...schedule, referenceMinutes: Number(value) });
            }}
          />
        )}
      </Field>
    </>
  );
}
