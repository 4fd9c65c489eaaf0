import type { LucideIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { dtoOf } from '../lib/client.ts';
import type { ButtonKind } from './button.tsx';
import { DialogActions } from './dialog-actions.tsx';
import { DialogButton } from './dialog-button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorNotice } from './error-notice.tsx';
import { isReason, ReasonField } from './reason-field.tsx';

interface ReasonButtonProps {
  /** What is asked of the app, as `useAct` gives it. */
  readonly of: { readonly isPending: boolean; readonly error: Error | null; readonly reset: () => void };
  readonly icon: LucideIcon;
  readonly label: string;
  readonly kind?: ButtonKind;
  /** There is nothing to do: no button, but a dialog that is open stays. */
  readonly hidden?: boolean;
  readonly title: string;
  /** What it does, to be read first. */
  readonly means: string;
  /** For what has a table in it. */
  readonly wide?: boolean;
  /** What is read or filled in above the reason. */
  readonly children?: ReactNode;
  /** The button that does it: called as the one that opens the dialog unless it has a label; off until it is ready. */
  readonly confirm: { readonly label?: string; readonly kind: 'primary' | 'danger'; readonly ready?: boolean };
  /** Forgets what the dialog was told besides the reason. */
  readonly onClose?: () => void;
  /** Does it, for a reason without space around it. */
  readonly onDo: (reason: string, close: () => void) => void;
}

/** A button for what a person decides and the audit trail keeps: its dialog says what that does and asks why. */
export function ReasonButton({ of: act, confirm, onClose, onDo, ...rest }: ReasonButtonProps) {
  const { icon, label, kind, hidden = false, title, means, wide = false, children } = rest;
  const [reason, setReason] = useState('');
  const forget = (): void => {
    setReason('');
    act.reset();
    onClose?.();
  };
  return (
    <DialogButton
      writes
      icon={icon}
      label={label}
      hidden={hidden}
      onClose={forget}
      {...(kind === undefined ? {} : { kind })}
    >
      {(isOpen, close) => (
        <Dialog
          wide={wide}
          open={isOpen}
          onClose={close}
          title={title}
          description={means}
          actions={
            <DialogActions
              onCancel={close}
              writes
              kind={confirm.kind}
              busy={act.isPending}
              disabled={confirm.ready === false || !isReason(reason)}
              onClick={() => {
                onDo(reason.trim(), close);
              }}
            >
              {confirm.label ?? label}
            </DialogActions>
          }
        >
          {children}
          <ReasonField value={reason} onChange={setReason} />
          {act.error === null ? null : <ErrorNotice error={dtoOf(act.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}
