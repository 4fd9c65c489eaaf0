import { Plus, X } from 'lucide-react';
import type { MessageRule, RuleTiming } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TimeField } from '../../ui/time-field.tsx';
import { WeekdayChoice } from '../../ui/weekday-choice.tsx';
import type { View } from './context.ts';
import { layoutsOf, withLayout, withTiming } from './new-rule.ts';
import { problemAt, type Problem } from './problems.ts';
import { layoutWords } from './words.ts';
import styles from './rules.module.css';

interface RulePartProps {
  readonly rule: MessageRule;
  readonly problems: readonly Problem[];
  readonly onChange: (rule: MessageRule) => void;
}

const mostTimes = 6;

/** What the message looks like, and when it goes: at once, or gathered at set times. */
export function TimingFields({ rule, view, problems, onChange }: RulePartProps & { readonly view: View }) {
  const text = useText();
  const isOverdue = rule.layout === 'overdue-digest';
  const kinds = [
    ...(isOverdue ? [] : [{ value: 'at-once', label: text('rule.atOnce') }]),
    { value: 'digest', label: text('rule.digest') },
  ];
  const layouts = [...new Set([...layoutsOf(view), rule.layout])];
  return (
    <div className={styles.form}>
      <div className={styles.pair}>
        <Field label={text('rule.layout')} error={problemAt(problems, 'layout')}>
          {(ids) => (
            <Select
              {...ids}
              value={rule.layout}
              options={layouts.map((id) => ({ value: id, label: text(layoutWords[id]) }))}
              onChange={(chosen) => {
                const layout = layouts.find((one) => one === chosen);
                if (layout !== undefined) onChange(withLayout(rule, layout));
              }}
            />
          )}
        </Field>
        <Field
          label={text('rule.timing')}
          help={isOverdue ? text('rule.overdueHelp') : undefined}
          error={problems.find((one) => one.field === 'timing')?.text}
        >
          {(ids) => (
            <Select
              {...ids}
              value={rule.timing.kind}
              options={kinds}
              onChange={(kind) => {
                onChange(withTiming(rule, kind === 'digest' ? 'digest' : 'at-once'));
              }}
            />
          )}
        </Field>
      </div>
      {rule.timing.kind === 'at-once' ? null : (
        <DigestFields
          timing={rule.timing}
          problems={problems}
          onChange={(timing) => {
            onChange({ ...rule, timing });
          }}
        />
      )}
    </div>
  );
}

type Digest = Extract<RuleTiming, { kind: 'digest' }>;

interface DigestFieldsProps {
  readonly timing: Digest;
  readonly problems: readonly Problem[];
  readonly onChange: (timing: Digest) => void;
}

function DigestFields({ timing, problems, onChange }: DigestFieldsProps) {
  const text = useText();
  const { times, weekdays } = timing;
  return (
    <>
      <div className={styles.times} role="group" aria-label={text('rule.times')}>
        {times.map((time, index) => (
          <div key={index} className={styles.time}>
            <TimeField
              label={text('rule.timeNumber', { number: index + 1 })}
              error={problemAt(problems, `timing.times.${String(index)}`)}
              value={time}
              onChange={(next) => {
                onChange({ ...timing, times: times.map((one, at) => (at === index ? next : one)) });
              }}
            />
            {times.length === 1 ? null : (
              <IconButton
                writes
                icon={X}
                label={text('rule.removeTime', { number: index + 1 })}
                onClick={() => {
                  onChange({ ...timing, times: times.filter((_, at) => at !== index) });
                }}
              />
            )}
          </div>
        ))}
        <Button
          writes
          kind="quiet"
          icon={Plus}
          disabled={times.length >= mostTimes}
          onClick={() => {
            onChange({ ...timing, times: [...times, '16:30'] });
          }}
        >
          {text('rule.addTime')}
        </Button>
      </div>
      <WeekdayChoice
        label={text('rule.weekdays')}
        value={weekdays}
        onChange={(days) => {
          onChange({ ...timing, weekdays: days });
        }}
      />
      {problemAt(problems, 'timing.weekdays') === undefined ? null : (
        <p className={styles.problem}>{problemAt(problems, 'timing.weekdays')}</p>
      )}
    </>
  );
}
