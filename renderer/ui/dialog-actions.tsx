import { useText } from '../i18n/text.ts';
import { Button, type ButtonProps } from './button.tsx';

interface DialogActionsProps extends ButtonProps {
  readonly onCancel: () => void;
  /** What leaving it is called; “Cancel” if left out. */
  readonly cancel?: string;
}

/** The two ways out of a dialog: leave everything as it is, or do it. What is said of the button is said of doing it. */
export function DialogActions({ onCancel, cancel, ...action }: DialogActionsProps) {
  const text = useText();
  return (
    <>
      <Button onClick={onCancel}>{cancel ?? text('common.cancel')}</Button>
      <Button {...action} />
    </>
  );
}
