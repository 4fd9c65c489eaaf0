import { useState } from 'react';
import type { MessageDecision } from '../../../shared/messages/message.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import { decisionWords } from './decisions.ts';
import { useDecide } from './use-decide.ts';

interface DecideDialogProps {
  /** Null while nothing is asked. */
  readonly decision: MessageDecision | null;
  readonly count: number;
  /** Ids of the messages it is about. */
  readonly ids: () => Promise<readonly string[]>;
  readonly onClose: () => void;
}

/** A person’s word on messages, once they have read what it does. */
export function DecideDialog({ decision, count, ids, onClose }: DecideDialogProps) {
  const text = useText();
  const { busy, error, decide, reset } = useDecide();
  const [reason, setReason] = useState('');
  const needsReason = decision === 'post-again';
  const close = (): void => {
    reset();
    setReason('');
    onClose();
  };
  const words = decision === null ? null : decisionWords[decision];
  return (
    <Dialog
      open={decision !== null}
      onClose={close}
      title={words === null ? '' : text('decision.title', { decision: text(words.name), count })}
      description={words === null ? '' : text(words.meaning)}
      actions={
        <DialogActions
          onCancel={close}
          writes
          kind={decision === 'dismiss' ? 'danger' : 'primary'}
          busy={busy}
          disabled={needsReason && !isReason(reason)}
          onClick={() => {
            if (decision !== null) void decide(decision, ids, close, needsReason ? reason.trim() : undefined);
          }}
        >
          {words === null ? '' : text(words.name)}
        </DialogActions>
      }
    >
      {needsReason ? <ReasonField value={reason} onChange={setReason} /> : null}
      {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
    </Dialog>
  );
}
