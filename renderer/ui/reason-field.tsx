import { useText } from '../i18n/text.ts';
import { Field } from './field.tsx';
import { TextInput } from './text-input.tsx';

/** As the contract wants it. */
const shortestReason = 3;
const longestReason = 500;

/** Whether it says anything. */
export function isReason(reason: string): boolean {
  return reason.trim().length >= shortestReason;
}

interface ReasonFieldProps {
  /** In place of the words that stand for any reason. */
  readonly label?: string;
  readonly help?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Why a person decides so; the audit trail keeps it. */
export function ReasonField({ label, help, value, onChange }: ReasonFieldProps) {
  const text = useText();
  return (
    <Field label={label ?? text('common.reason')} help={help ?? text('common.reasonHelp')}>
      {(ids) => (
        <TextInput
          {...ids}
          value={value}
          maxLength={longestReason}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
