import { useText } from '../../i18n/text.ts';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';

interface FlowNameFieldProps {
  readonly name: string;
  readonly onChange: (name: string) => void;
}

/** The name by which people know a flow. */
export function FlowNameField({ name, onChange }: FlowNameFieldProps) {
  const text = useText();
  return (
    <Field label={text('connect.flowNameLabel')}>
      {(ids) => (
        <TextInput
          {...ids}
          value={name}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
