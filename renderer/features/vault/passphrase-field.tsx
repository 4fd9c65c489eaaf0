import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface PassphraseFieldProps {
  readonly label: string;
  readonly isNew: boolean;
  readonly value: string;
  readonly error?: string | undefined;
  readonly help?: string | undefined;
  onChange(value: string): void;
}

/** A passphrase: typed or pasted, never shown; a new one is offered to a password manager. */
export function PassphraseField({ label, isNew, value, error, help, onChange }: PassphraseFieldProps) {
  return (
    <Field label={label} help={help} error={error}>
      {(ids) => (
        <TextInput
          {...ids}
          type="password"
          autoComplete={isNew ? 'new-password' : 'current-password'}
          value={value}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
