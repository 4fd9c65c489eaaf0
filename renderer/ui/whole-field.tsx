import { useState } from 'react';
import { Field } from './field.tsx';
import { TextInput } from './text-input.tsx';

interface WholeFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly mark?: string | undefined;
  readonly value: number;
  readonly onChange: (value: number) => void;
  /** May be below zero. */
  readonly signed?: boolean;
}

/** A whole number; what is none is NaN, which nothing takes. What was typed stays as it was typed. */
export function WholeField({ value, onChange, signed = false, ...field }: WholeFieldProps) {
  const [typed, setTyped] = useState(() => (Number.isNaN(value) ? '' : String(value)));
  return (
    <Field {...field}>
      {(ids) => (
        <TextInput
          {...ids}
          inputMode={signed ? 'text' : 'numeric'}
          value={typed}
          onChange={(event) => {
            // A minus sign is typed as a hyphen or as itself.
            const next = event.target.value.trim().replace(/^\u2212/, '-');
            setTyped(event.target.value);
            onChange((signed ? /^-?\d+$/ : /^\d+$/).test(next) ? Number(next) : Number.NaN);
          }}
        />
      )}
    </Field>
  );
}
