import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly labelOf: (value: Value) => string;
  readonly onChange: (value: Value) => void;
}

/** A setting that is one of a few values. */
export function Choice<Value extends string>({ label, value, values, labelOf, onChange }: ChoiceProps<Value>) {
  const options = values.map((one) => ({ value: one, label: labelOf(one) }));
  return (
    <Field label={label}>
      {(ids) => (
        <Select
          {...ids}
          value={value}
          options={options}
          onChange={(next) => {
            const chosen = values.find((one) => one === next);
            if (chosen !== undefined) onChange(chosen);
          }}
        />
      )}
    </Field>
  );
}
