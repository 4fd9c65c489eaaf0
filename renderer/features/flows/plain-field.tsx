import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface PlainProps {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A labelled line of text. */
export function Plain({ label, help, error, value, onChange }: PlainProps) {
  return (
    <Field label={label} help={help} error={error}>
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
