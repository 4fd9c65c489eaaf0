import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';

/** As the contract wants it. */
const shortestReason = 3;

/** Whether it says anything. */
export function isReason(reason: string): boolean {
  return reason.trim().length >= shortestReason;
}

interface Props {
  readonly help: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Why something is handed over or taken back; kept in the audit trail. */
export function ReasonField({ help, value, onChange }: Props) {
  const text = useText();
  return (
    <Field label={text('installation.reason')} help={help}>
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
