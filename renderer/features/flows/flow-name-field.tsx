import { useText } from '../../i18n/text.ts';
import { TextField } from '../../ui/text-field.tsx';

interface FlowNameFieldProps {
  readonly name: string;
  readonly onChange: (name: string) => void;
}

/** The name by which people know a flow. */
export function FlowNameField({ name, onChange }: FlowNameFieldProps) {
  const text = useText();
  return <TextField label={text('connect.flowNameLabel')} value={name} onChange={onChange} />;
}
