import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Button, type ButtonKind } from './button.tsx';

interface DialogButtonProps {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly kind?: ButtonKind;
  /** What the dialog does changes the data file. */
  readonly writes?: boolean;
  /** There is nothing to do: no button, but a dialog that is open stays. */
  readonly hidden?: boolean;
  /** Forgets what the dialog was told. */
  readonly onClose?: () => void;
  /** Draws the dialog; `isOpen` is false before it is opened and after `close`. */
  readonly children: (isOpen: boolean, close: () => void) => ReactNode;
}

/** A button that opens a dialog: what it does is read there before it is done. */
export function DialogButton({ label, hidden = false, onClose, children, ...look }: DialogButtonProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {hidden ? null : (
        <Button
          {...look}
          onClick={() => {
            setOpen(true);
          }}
        >
          {label}
        </Button>
      )}
      {children(isOpen, () => {
        setOpen(false);
        onClose?.();
      })}
    </>
  );
}
