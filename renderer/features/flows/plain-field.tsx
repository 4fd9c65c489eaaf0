import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface PlainProps {
  readonly label: string;
  readonly help?: string;
  readonly error?: string | undefined;
  readonly type?: 'text' | 'time' | 'number';
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A labelled line of text, number or time of the day. */
export function Plain({ label, help, error, type = 'text', value, onChange }: PlainProps) {
  return (
    <Field label={label} help={help} error={error}>
      {(ids) => (
        <TextInput
          {...ids}
          type={type}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
