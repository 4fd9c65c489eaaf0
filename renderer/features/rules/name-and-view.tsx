import type { MessageRule } from '../../../shared/messages/rule.ts';
import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import type { View } from './context.ts';
import { withView } from './new-rule.ts';
import styles from './rules.module.css';

interface NameAndViewProps {
  readonly rule: MessageRule;
  readonly views: readonly View[];
  readonly error: { readonly name: string | undefined; readonly view: string | undefined };
  readonly onChange: (rule: MessageRule) => void;
}

/** How people call the rule, and what it looks at. */
export function NameAndView({ rule, views, error, onChange }: NameAndViewProps) {
  const text = useText();
  return (
    <div className={styles.pair}>
      <Field label={text('rule.name')} error={error.name}>
        {(ids) => (
          <TextInput
            {...ids}
            value={rule.name}
            maxLength={120}
            onChange={(event) => {
              onChange({ ...rule, name: event.target.value });
            }}
          />
        )}
      </Field>
      <Field label={text('rule.view')} error={error.view}>
        {(ids) => (
          <Select
            {...ids}
            value={rule.view}
            options={views.map((one) => ({ value: one.id, label: one.label }))}
            onChange={(id) => {
              const view = views.find((one) => one.id === id);
              if (view !== undefined) onChange(withView(rule, view));
            }}
          />
        )}
      </Field>
    </div>
  );
}
