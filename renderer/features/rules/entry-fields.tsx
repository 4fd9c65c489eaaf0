import { useState } from 'react';
import { Field } from '../../ui/field.tsx';
import { TextArea } from '../../ui/text-input.tsx';

interface EntryProps<Value> {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly mark?: string | undefined;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

interface LinesProps<Value> extends EntryProps<readonly Value[]> {
  readonly lineOf: (value: Value) => string;
  readonly readLine: (line: string) => Value;
}

/** Several values, one a line; lines without text are passed over. What was typed stays as it was typed. */
export function LinesField<Value>({ value, onChange, lineOf, readLine, ...field }: LinesProps<Value>) {
  const [typed, setTyped] = useState(() => value.map(lineOf).join('\n'));
  return (
    <Field {...field}>
      {(ids) => (
        <TextArea
          {...ids}
          rows={3}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            onChange(linesOf(event.target.value).map(readLine));
          }}
        />
      )}
    </Field>
  );
}

/** Several texts, each once. */
export function ValuesField({ onChange, ...field }: EntryProps<readonly string[]>) {
  return (
    <LinesField
      {...field}
      lineOf={asItIs}
      readLine={asItIs}
      onChange={(values) => {
        onChange([...new Set(values)]);
      }}
    />
  );
}

function asItIs(text: string): string {
  return text;
}

function linesOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
