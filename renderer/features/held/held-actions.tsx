import { CircleSlash, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Selection } from '../../../shared/contract/paging.ts';
import type { HeldFilter } from '../../../shared/model/held.ts';
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

const stale = ['held.list', 'held.reasons', 'held.get', 'flows.overview', 'runs.list', 'audit.list'] as const;

interface ChosenProps {
  readonly filter: HeldFilter;
  readonly selection: Selection;
  readonly count: number;
}

/** What a person can say of records that wait: load them all the same, or never. */
export function HeldActions({ filter, selection, count }: ChosenProps) {
  const text = useText();
  const release = useAct('held.release', stale);
  const dismiss = useAct('held.dismiss', stale);
  return (
    <>
      <Saying
        of={release}
        icon={Send}
        label={text('held.release')}
        confirm={{ label: text('held.releaseNow'), kind: 'primary' }}
        title={text('held.releaseTitle', { count })}
        means={text('held.releaseMeans')}
        onSay={(reason, close) => {
          const onSuccess = (done: OutputOf<'held.release'>): void => {
            say(text(done.runs.length > 0 ? 'held.releaseRuns' : 'held.releaseNext', { count: done.changed }));
            close();
          };
          release.mutate({ filter, selection, reason }, { onSuccess });
        }}
      />
      <Saying
        of={dismiss}
        icon={CircleSlash}
        label={text('rejected.dismiss')}
        confirm={{ label: text('rejected.dismiss'), kind: 'danger' }}
        title={text('held.dismissTitle', { count })}
        means={text('held.dismissMeans')}
        onSay={(reason, close) => {
          const onSuccess = ({ changed }: OutputOf<'held.dismiss'>): void => {
            say(text('rejected.dismissDone', { count: changed }));
            close();
          };
          dismiss.mutate({ filter, selection, reason }, { onSuccess });
        }}
      />
    </>
  );
}

interface SayingProps {
  readonly of: { readonly isPending: boolean; readonly error: Error | null; reset(): void };
  readonly icon: typeof Send;
  readonly label: string;
  readonly confirm: { readonly label: string; readonly kind: 'primary' | 'danger' };
  readonly title: string;
  readonly means: string;
  onSay(reason: string, close: () => void): void;
}

/** A button whose dialog asks for the reason. */
function Saying({ of: act, icon, label, confirm, title, means, onSay }: SayingProps) {
  const [reason, setReason] = useState('');
  const reset = (): void => {
    setReason('');
    act.reset();
  };
  return (
    <DialogButton writes icon={icon} label={label} onClose={reset}>
      {(isOpen, close) => (
        <Dialog
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
              disabled={!isReason(reason)}
              onClick={() => {
                onSay(reason.trim(), close);
              }}
            >
              {confirm.label}
            </DialogActions>
          }
        >
          <ReasonField value={reason} onChange={setReason} />
          {act.error === null ? null : <ErrorNotice error={dtoOf(act.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}

/** Takes a dismissal back. */
export function ReopenHeldButton({ id }: { readonly id: string }) {
  const text = useText();
  const reopen = useAct('held.reopen', stale);
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
                say(text(changed > 0 ? 'rejected.reopened' : 'held.reopenKept'));
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
