import { useState } from 'react';
import { useText } from '../i18n/text.ts';
import { parseTime } from '../lib/parse-time.ts';
import { Field } from './field.tsx';
import { TextInput } from './text-input.tsx';

interface TimeFieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  /** `HH:MM` in 24 hours, or empty for none. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** What is being typed, and of which value: a value from elsewhere takes its place. */
interface Typed {
  readonly text: string;
  readonly of: string;
}

/**
 * A time of the day in 24 hours, as the app writes times everywhere; a browser's own field would follow the computer. Text that is no
 * time is none, and that is said once the field is left.
 */
export function TimeField({ label, help, error, value, onChange }: TimeFieldProps) {
  const text = useText();
  const [typed, setTyped] = useState<Typed | null>(null);
  const [isTyping, setTyping] = useState(false);
  const current = typed?.of === value ? typed : null;
  const isWrong = value === '' && current !== null && current.text.trim() !== '';
  const problem = isWrong ? text('time.none') : error;
  return (
    <Field label={label} help={help} error={isTyping ? undefined : problem}>
      {(ids) => (
        <TextInput
          {...ids}
          inputMode="numeric"
          placeholder={text('time.pattern')}
          value={current?.text ?? value}
          onChange={(event) => {
            const next = parseTime(event.target.value) ?? '';
            setTyping(true);
            setTyped({ text: event.target.value, of: next });
            if (next !== value) onChange(next);
          }}
          onBlur={() => {
            setTyping(false);
            if (value !== '') setTyped(null);
          }}
        />
      )}
    </Field>
  );
}
