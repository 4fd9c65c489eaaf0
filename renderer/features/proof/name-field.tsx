import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface NameFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The name of who signs off, or takes that back. */
export function NameField({ value, onChange }: NameFieldProps) {
  const text = useText();
  return (
    <Field label={text('proof.name')}>
      {(ids) => (
        <TextInput
          {...ids}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
