import { Plus } from 'lucide-react';
import type { MessageRule, RuleCondition } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Button } from '../../ui/button.tsx';
import { ConditionRow } from './condition-row.tsx';
import type { View } from './context.ts';
import { kindsOf, newCondition } from './new-rule.ts';
import type { Problem } from './problems.ts';
import { useRowKeys } from './row-keys.ts';
import styles from './rules.module.css';

interface ConditionListProps {
  readonly rule: MessageRule;
  readonly view: View;
  readonly problems: readonly Problem[];
  readonly onChange: (conditions: RuleCondition[]) => void;
}

const most = 20;

/** What must hold for a message: all of these, or nothing, which lets everything through. */
export function ConditionList({ rule, view, problems, onChange }: ConditionListProps) {
  const text = useText();
  const keys = useRowKeys();
  const { conditions } = rule;
  const add = (): void => {
    const used = new Set(conditions.map((one) => one.fact));
    const fact = view.facts.find((one) => !used.has(one.name)) ?? view.facts[0];
    const kind = fact === undefined ? undefined : kindsOf[fact.type][0];
    if (fact !== undefined && kind !== undefined) onChange([...conditions, newCondition(kind, fact.name)]);
  };
  return (
    <div className={styles.form}>
      {conditions.length === 0 ? (
        <p className={styles.muted}>{text('rule.noConditions', { nouns: view.nounPlural })}</p>
      ) : (
        <ul className={styles.conditions} aria-label={text('rule.conditions')}>
          {conditions.map((condition, index) => (
            <li key={keys.at(index)}>
              <ConditionRow
                condition={condition}
                number={index + 1}
                view={view}
                problems={problems}
                onChange={(next) => {
                  onChange(conditions.map((one, at) => (at === index ? next : one)));
                }}
                onRemove={() => {
                  keys.remove(index);
                  onChange(conditions.filter((_, at) => at !== index));
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <div>
        <Button writes icon={Plus} disabled={conditions.length >= most || view.facts.length === 0} onClick={add}>
          {text('rule.addCondition')}
        </Button>
      </div>
    </div>
  );
}
