import { CircleSlash, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { Selection } from '../../../shared/contract/paging.ts';
import type { RejectedFilter } from '../../../shared/model/record-view.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { isReason, ReasonField } from '../../ui/reason-field.tsx';
import { say } from '../../ui/toasts.tsx';
import { ReplayButton } from '../replay/replay-button.tsx';

const stale = ['rejected.list', 'rejected.reasons', 'rejected.get', 'flows.overview', 'audit.list'] as const;

interface ChosenProps {
  readonly filter: RejectedFilter;
  readonly selection: Selection;
  readonly count: number;
}

/** What can be done with open rejected records: replay them, or put them aside with a reason. */
export function RejectedActions({ filter, selection, count }: ChosenProps) {
  return (
    <>
      <ReplayButton
        scope={{ kind: 'rejected', filter, selection }}
        modes={['todays-mapping', 'read-again', 'stored']}
      />
      <DismissButton filter={filter} selection={selection} count={count} />
    </>
  );
}

function DismissButton({ filter, selection, count }: ChosenProps) {
  const text = useText();
  const [reason, setReason] = useState('');
  const dismiss = useAct('rejected.dismiss', stale);
  const reset = (): void => {
    setReason('');
    dismiss.reset();
  };
  const confirm = (close: () => void) => (): void => {
    dismiss.mutate(
      { filter, selection, reason },
      {
        onSuccess: ({ changed }) => {
          say(text('rejected.dismissDone', { count: changed }));
          close();
        },
      },
    );
  };
  return (
    <DialogButton writes icon={CircleSlash} label={text('rejected.dismiss')} onClose={reset}>
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('rejected.dismissTitle', { count })}
          description={text('rejected.dismissMeans')}
          actions={
            <DialogActions
              onCancel={close}
              writes
              kind="danger"
              busy={dismiss.isPending}
              disabled={!isReason(reason)}
              onClick={confirm(close)}
            >
              {text('rejected.dismiss')}
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

/** Takes a dismissal back. */
export function ReopenButton({ id }: { readonly id: string }) {
  const text = useText();
  const reopen = useAct('rejected.reopen', stale);
  return (
    <>
      {reopen.error === null ? null : <ErrorNotice error={dtoOf(reopen.error)} />}
      <Button
        writes
        icon={Undo2}
        busy={reopen.isPending}
        onClick={() => {
          reopen.mutate(
            { ids: [id] },
            {
              onSuccess: ({ changed }) => {
                say(text(changed > 0 ? 'rejected.reopened' : 'rejected.reopenKept'));
              },
            },
          );
        }}
      >
        {text('rejected.reopen')}
      </Button>
    </>
  );
}
