import { Plus, X } from 'lucide-react';
import type { RuleCondition } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { WholeField } from '../../ui/whole-field.tsx';
import { AmountField } from '../mapping/amount-field.tsx';
import type { Fact } from './context.ts';
import { ValuesField } from './entry-fields.tsx';
import { problemAt, type Problem } from './problems.ts';
import { useRowKeys } from './row-keys.ts';
import styles from './rules.module.css';

interface ConditionFieldsProps {
  readonly condition: RuleCondition;
  /** Undefined where the view has no such fact. */
  readonly factType: Fact['type'] | undefined;
  /** Where it stands in the rule: `conditions.0`. */
  readonly at: string;
  readonly problems: readonly Problem[];
  readonly onChange: (condition: RuleCondition) => void;
}

/** The values of a condition, by its kind. */
export function ConditionFields(props: ConditionFieldsProps) {
  const text = useText();
  const { condition, at, problems, onChange } = props;
  switch (condition.kind) {
    case 'amount-at-least':
      return <Thresholds {...props} condition={condition} />;
    case 'is-one-of':
    case 'is-none-of':
      return (
        <ValuesField
          label={text('rule.values')}
          help={text('rule.valuesHelp')}
          error={problemAt(problems, `${at}.values`)}
          value={condition.values}
          onChange={(values) => {
            onChange({ ...condition, values: [...values] });
          }}
        />
      );
    case 'is':
      return <YesOrNo condition={condition} onChange={onChange} />;
    case 'days-past':
    case 'days-ahead':
      return (
        <WholeField
          label={text('rule.days')}
          help={text(condition.kind === 'days-past' ? 'rule.daysPastHelp' : 'rule.daysAheadHelp')}
          error={problemAt(problems, `${at}.days`)}
          value={condition.days}
          onChange={(days) => {
            onChange({ ...condition, days });
          }}
        />
      );
    case 'changed':
      // Of an amount or a day there are no values to name, only that it changed.
      return props.factType === 'money' || props.factType === 'date' ? null : (
        <ValuesField
          label={text('rule.changedTo')}
          help={text('rule.changedToHelp')}
          mark={text('connect.optional')}
          error={problemAt(problems, `${at}.to`)}
          value={condition.to}
          onChange={(to) => {
            onChange({ ...condition, to: [...to] });
          }}
        />
      );
  }
}

function YesOrNo({
  condition,
  onChange,
}: {
  readonly condition: Extract<RuleCondition, { kind: 'is' }>;
  readonly onChange: (condition: RuleCondition) => void;
}) {
  const text = useText();
  return (
    <Field label={text('rule.value')}>
      {(ids) => (
        <Select
          {...ids}
          value={String(condition.value)}
          options={[
            { value: 'true', label: text('common.yes') },
            { value: 'false', label: text('common.no') },
          ]}
          onChange={(value) => {
            onChange({ ...condition, value: value === 'true' });
          }}
        />
      )}
    </Field>
  );
}

type AmountCondition = Extract<RuleCondition, { kind: 'amount-at-least' }>;

/** An amount for each currency: one that is not listed never matches. */
function Thresholds({
  condition,
  at,
  problems,
  onChange,
}: ConditionFieldsProps & { readonly condition: AmountCondition }) {
  const text = useText();
  const { thresholds } = condition;
  const keys = useRowKeys();
  const set = (next: AmountCondition['thresholds']): void => {
    onChange({ ...condition, thresholds: next });
  };
  const change = (index: number, part: Partial<AmountCondition['thresholds'][number]>): void => {
    set(thresholds.map((one, place) => (place === index ? { ...one, ...part } : one)));
  };
  return (
    <div className={styles.thresholds}>
      {thresholds.map(({ currency, amount }, index) => {
        const place = `${at}.thresholds.${String(index)}`;
        return (
          <div key={keys.at(index)} className={styles.threshold}>
            <Field label={text('rule.currency')} error={problemAt(problems, `${place}.currency`)}>
              {(ids) => (
                <TextInput
                  {...ids}
                  value={currency}
                  maxLength={3}
                  onChange={(event) => {
                    change(index, { currency: event.target.value.trim().toUpperCase() });
                  }}
                />
              )}
            </Field>
            <div>
              <AmountField
                label={text('rule.atLeast')}
                value={amount}
                onChange={(next) => {
                  change(index, { amount: next });
                }}
              />
              <Wrong text={problemAt(problems, `${place}.amount`)} />
            </div>
            {thresholds.length === 1 ? null : (
              <IconButton
                writes
                icon={X}
                label={text('rule.removeThreshold', { currency })}
                onClick={() => {
                  keys.remove(index);
                  set(thresholds.filter((_, one) => one !== index));
                }}
              />
            )}
          </div>
        );
      })}
      <div className={styles.addCurrency}>
        <Button
          writes
          kind="quiet"
          icon={Plus}
          onClick={() => {
            set([...thresholds, { currency: '', amount: '' }]);
          }}
        >
          {text('rule.addCurrency')}
        </Button>
        <span className={styles.muted}>{text('rule.currencyHelp')}</span>
      </div>
    </div>
  );
}

function Wrong({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : <p className={styles.problem}>{text}</p>;
}
