import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { TextArea, TextInput } from '../../ui/text-input.tsx';

interface EntryProps<Value> {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly mark?: string | undefined;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** Several values, one a line. What was typed stays as it was typed. */
export function ValuesField({ value, onChange, ...field }: EntryProps<readonly string[]>) {
  const [typed, setTyped] = useState(() => value.join('\n'));
  return (
    <Field {...field}>
      {(ids) => (
        <TextArea
          {...ids}
          rows={3}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(linesOf(event.target.value));
          }}
        />
      )}
    </Field>
  );
}

function linesOf(typed: string): string[] {
  const lines = typed.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

/** A whole number; what is none is NaN, which no rule takes. */
export function WholeField({ value, onChange, ...field }: EntryProps<number>) {
  const [typed, setTyped] = useState(() => (Number.isNaN(value) ? '' : String(value)));
  return (
    <Field {...field}>
      {(ids) => (
        <TextInput
          {...ids}
          inputMode="numeric"
          value={typed}
          onChange={(event) => {
            const next = event.target.value.trim();
            setTyped(event.target.value);
            onChange(/^\d+$/.test(next) ? Number(next) : Number.NaN);
          }}
        />
      )}
    </Field>
  );
}

/** A time of the day; empty while it is not whole. */
export function TimeField({ value, onChange, ...field }: EntryProps<string>) {
  return (
    <Field {...field}>
      {(ids) => (
        <TextInput
          {...ids}
          type="time"
          value={value}
          onChange={(event) => {
            onChange(event.target.value.slice(0, 5));
          }}
        />
      )}
    </Field>
  );
}
