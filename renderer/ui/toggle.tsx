import { useId } from 'react';
import { Checkbox as BaseCheckbox } from '@base-ui/react/checkbox';
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { Check } from 'lucide-react';
import { useLocked } from '../lib/read-only.ts';
import styles from './toggle.module.css';

interface ToggleProps {
  readonly label: string;
  readonly note?: string | undefined;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly disabled?: boolean;
  /** The label is read aloud only: in tables, where the row names it. */
  readonly labelHidden?: boolean;
}

/** Something that is chosen or not; takes effect when the form is saved. */
export function Checkbox({ label, note, checked, onChange, disabled = false, labelHidden = false }: ToggleProps) {
  const id = useId();
  const isOff = useLocked() || disabled;
  return (
    <div className={styles.line}>
      <BaseCheckbox.Root
        className={styles.box}
        checked={checked}
        disabled={isOff}
        onCheckedChange={onChange}
        {...(labelHidden ? { 'aria-label': label } : { 'aria-labelledby': id })}
      >
        <BaseCheckbox.Indicator className={styles.tick}>
          <Check aria-hidden size={13} strokeWidth={3} />
        </BaseCheckbox.Indicator>
      </BaseCheckbox.Root>
      {labelHidden ? null : <ToggleText id={id} label={label} note={note} />}
    </div>
  );
}

/** Something that is on or off; takes effect at once. */
export function Switch({ label, note, checked, onChange, disabled = false, labelHidden = false }: ToggleProps) {
  const id = useId();
  const isOff = useLocked() || disabled;
  return (
    <div className={styles.line}>
      <BaseSwitch.Root
        className={styles.switch}
        checked={checked}
        disabled={isOff}
        onCheckedChange={onChange}
        {...(labelHidden ? { 'aria-label': label } : { 'aria-labelledby': id })}
      >
        <BaseSwitch.Thumb className={styles.thumb} />
      </BaseSwitch.Root>
      {labelHidden ? null : <ToggleText id={id} label={label} note={note} />}
    </div>
  );
}

function ToggleText({
  id,
  label,
  note,
}: {
  readonly id: string;
  readonly label: string;
  readonly note: string | undefined;
}) {
  return (
    <span className={styles.text}>
      <span id={id}>{label}</span>
      {note === undefined ? null : <span className={styles.note}>{note}</span>}
    </span>
  );
}
