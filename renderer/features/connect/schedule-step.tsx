import { ArrowRight } from 'lucide-react';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import { useDraft } from './draft.ts';
import styles from './connect.module.css';

const transactional = [15, 30, 60, 240] as const;
const reference = [60, 240, 1440] as const;

/** When runs start by themselves. */
export function ScheduleStep({ next }: { readonly next: () => void }) {
  const text = useText();
  const { schedule, setSchedule } = useDraft();
  const minutes = schedule.kind === 'every' ? schedule : { transactionalMinutes: 30, referenceMinutes: 1440 };
  const every = (values: readonly number[]) =>
    values.map((value) => ({ value: String(value), label: text('schedule.every', { minutes: value }) }));
  const change = (part: Partial<typeof minutes>): void => {
    setSchedule({
      kind: 'every',
      transactionalMinutes: minutes.transactionalMinutes,
      referenceMinutes: minutes.referenceMinutes,
      ...part,
    });
  };
  const kinds = [
    { value: 'every', label: text('schedule.regular') },
    { value: 'manual', label: text('schedule.manual') },
  ];
  return (
    <Panel title={text('connect.scheduleTitle')}>
      <div className={styles.form}>
        <Field label={text('schedule.kind')} help={text('schedule.help')}>
          {(ids) => (
            <Select
              {...ids}
              value={schedule.kind}
              options={kinds}
              onChange={(kind) => {
                if (kind === 'manual') setSchedule({ kind: 'manual' });
                else change({});
              }}
            />
          )}
        </Field>
        {schedule.kind === 'manual' ? null : (
          <>
            <Field label={text('schedule.transactional')} help={text('schedule.transactionalHelp')}>
              {(ids) => (
                <Select
                  {...ids}
                  value={String(minutes.transactionalMinutes)}
                  options={every(transactional)}
                  onChange={(value) => {
                    change({ transactionalMinutes: Number(value) });
                  }}
                />
              )}
            </Field>
            <Field label={text('schedule.reference')} help={text('schedule.referenceHelp')}>
              {(ids) => (
                <Select
                  {...ids}
                  value={String(minutes.referenceMinutes)}
                  options={every(reference)}
                  onChange={(value) => {
                    change({ referenceMinutes: Number(value) });
                  }}
                />
              )}
            </Field>
          </>
        )}
        <div className={styles.actions}>
          <Button kind="primary" icon={ArrowRight} onClick={next}>
            {text('connect.next')}
          </Button>
        </div>
      </div>
    </Panel>
  );
}
