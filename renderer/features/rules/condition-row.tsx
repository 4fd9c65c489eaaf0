import { Trash2 } from 'lucide-react';
import type { RuleCondition } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { IconButton } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { ConditionFields } from './condition-fields.tsx';
import type { View } from './context.ts';
import { kindsOf, newCondition } from './new-rule.ts';
import { problemAt, type Problem } from './problems.ts';
import { conditionWords } from './words.ts';
import styles from './rules.module.css';

interface ConditionRowProps {
  readonly condition: RuleCondition;
  /** Its place among the conditions, from 1. */
  readonly number: number;
  readonly view: View;
  readonly problems: readonly Problem[];
  readonly onChange: (condition: RuleCondition) => void;
  readonly onRemove: () => void;
}

/** One condition: a fact, what is asked of it, and with which values. */
export function ConditionRow({ condition, number, view, problems, onChange, onRemove }: ConditionRowProps) {
  const text = useText();
  const fact = view.facts.find((one) => one.name === condition.fact);
  const kinds = fact === undefined ? [condition.kind] : kindsOf[fact.type];
  const at = `conditions.${String(number - 1)}`;
  const own = { value: condition.fact, label: condition.fact };
  const facts = view.facts.map((one) => ({ value: one.name, label: one.label }));
  const chooseFact = (name: string): void => {
    const chosen = view.facts.find((one) => one.name === name);
    if (chosen === undefined) return;
    const fitting = kindsOf[chosen.type];
    if (fitting.includes(condition.kind)) onChange({ ...condition, fact: name });
    else if (fitting[0] !== undefined) onChange(newCondition(fitting[0], name));
  };
  return (
    <div className={styles.condition} role="group" aria-label={text('rule.condition', { number })}>
      <Field
        label={text('rule.fact')}
        error={problemAt(problems, `${at}.fact`) ?? problems.find((one) => one.field === at)?.text}
      >
        {(ids) => (
          <Select
            {...ids}
            value={condition.fact}
            options={fact === undefined ? [own, ...facts] : facts}
            onChange={chooseFact}
          />
        )}
      </Field>
      <Field label={text('rule.test')} error={problemAt(problems, `${at}.kind`)}>
        {(ids) => (
          <Select
            {...ids}
            value={condition.kind}
            options={kinds.map((kind) => ({ value: kind, label: text(conditionWords[kind]) }))}
            onChange={(chosen) => {
              const kind = kinds.find((one) => one === chosen);
              if (kind !== undefined) onChange(newCondition(kind, condition.fact, condition));
            }}
          />
        )}
      </Field>
      <div className={styles.values}>
        <ConditionFields
          key={condition.kind}
          condition={condition}
          factType={fact?.type}
          at={at}
          problems={problems}
          onChange={onChange}
        />
      </div>
      <div className={styles.removal}>
        <IconButton writes icon={Trash2} label={text('rule.removeCondition', { number })} onClick={onRemove} />
      </div>
    </div>
  );
}
