import { Check, CircleSlash } from 'lucide-react';
import { useState } from 'react';
import type { Proposal } from '../../../shared/model/write-back.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import { say } from '../../ui/toasts.tsx';
import { Changes } from './changes.tsx';
import { proposalLooks } from './words.ts';

interface DecideProps {
  readonly proposal: Proposal;
  readonly source: string;
  readonly destination: string;
}

const stale = ['write-back.list', 'write-back.state', 'audit.list'] as const;

/** Writes a change to the source, once it was read what would change there and why it is wanted. */
export function Approve({ proposal, source, destination }: DecideProps) {
  const text = useText();
  const [reason, setReason] = useState('');
  const approve = useAct('write-back.approve', stale);
  const isRefused = proposal.changes.some(({ problem }) => problem !== null);
  const confirm = (close: () => void) => (): void => {
    const { id, fingerprint } = proposal;
    approve.mutate(
      { id, fingerprint, reason },
      {
        onSuccess: ({ state, label }) => {
          say(text('writeBack.outcome', { record: label, state: text(proposalLooks[state].word) }));
          close();
        },
      },
    );
  };
  return (
    <DialogButton
      writes
      icon={Check}
      kind="primary"
      label={text('writeBack.approve')}
      hidden={isRefused}
      onClose={() => {
        setReason('');
        approve.reset();
      }}
    >
      {(isOpen, close) => (
        <Dialog
          wide
          open={isOpen}
          onClose={close}
          title={text('writeBack.approveTitle', { record: proposal.label, system: source })}
          description={text('writeBack.approveMeans', { system: source })}
          actions={
            <DialogActions
              onCancel={close}
              writes
              kind="primary"
              busy={approve.isPending}
              disabled={!isReason(reason)}
              onClick={confirm(close)}
            >
              {text('writeBack.writeNow', { system: source })}
            </DialogActions>
          }
        >
          <Changes
            label={text('writeBack.changesOf', { record: proposal.label })}
            changes={proposal.changes}
            source={source}
            destination={destination}
          />
          <ReasonField value={reason} onChange={setReason} />
          {approve.error === null ? null : <ErrorNotice error={dtoOf(approve.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}

/** Says no to a change; it is not proposed again as it is. */
export function Dismiss({ proposal, source, destination }: DecideProps) {
  const text = useText();
  const [reason, setReason] = useState('');
  const dismiss = useAct('write-back.dismiss', stale);
  const confirm = (close: () => void) => (): void => {
    const { id, fingerprint } = proposal;
    dismiss.mutate({ id, fingerprint, reason }, { onSuccess: close });
  };
  return (
    <DialogButton
      writes
      icon={CircleSlash}
      label={text('writeBack.dismiss')}
      onClose={() => {
        setReason('');
        dismiss.reset();
      }}
    >
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('writeBack.dismissTitle', { record: proposal.label })}
          description={text('writeBack.dismissMeans', { source, destination })}
          actions={
            <DialogActions
              onCancel={close}
              writes
              kind="danger"
              busy={dismiss.isPending}
              disabled={!isReason(reason)}
              onClick={confirm(close)}
            >
              {text('writeBack.dismiss')}
            </DialogActions>
          }
        >
          <ReasonField value={reason} onChange={setReason} />
          {dismiss.error === null ? null : <ErrorNotice error={dtoOf(dismiss.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}
