import { Ban, ShieldCheck } from 'lucide-react';
import type { Run } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { fromHere, pathOf } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { say } from '../../ui/toasts.tsx';
import { RunEvidence } from '../evidence/run-evidence.tsx';
import { ReplayButton } from '../replay/replay-button.tsx';
import { RetryRun } from './retry-run.tsx';
import { sumCounts } from './sums.ts';
import { useStartRun } from './use-start-run.ts';

/** Cancel while it runs (saying what is kept); afterwards, have the landed totals computed anew. */
export function RunActions({ run }: { readonly run: Run }) {
  const text = useText();
  const start = useStartRun();
  if (run.state === 'running') return <CancelRun run={run} />;
  const verify = (): void => {
    const go = fromHere();
    start.mutate(
      { flowId: run.flowId, verify: true },
      {
        onSuccess: (next) => {
          go(pathOf('runs', next.id));
        },
      },
    );
  };
  return (
    <>
      <RetryRun run={run} />
      <RunEvidence runId={run.id} />
      {start.error === null ? null : <ErrorNotice error={dtoOf(start.error)} />}
      <ReplayButton scope={{ kind: 'run', runId: run.id }} modes={['stored', 'todays-mapping', 'read-again']} />
      <Button writes icon={ShieldCheck} busy={start.isPending} onClick={verify}>
        {text('run.verify')}
      </Button>
    </>
  );
}

function CancelRun({ run }: { readonly run: Run }) {
  const text = useText();
  const { loaded, waiting } = sumCounts(run.streams);
  const cancel = useAct('runs.cancel', ['runs.get', 'runs.list', 'flows.overview']);
  const confirm = (close: () => void) => (): void => {
    cancel.mutate(
      { id: run.id },
      {
        onSuccess: ({ kept }) => {
          say(text('run.cancelled'), kept);
          close();
        },
      },
    );
  };
  return (
    <DialogButton kind="danger" icon={Ban} label={text('run.cancel')}>
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('run.cancelTitle')}
          description={text('run.cancelCounts', { delivered: loaded, waiting })}
          actions={
            <DialogActions
              onCancel={close}
              cancel={text('run.keepRunning')}
              kind="danger"
              busy={cancel.isPending}
              onClick={confirm(close)}
            >
              {text('run.cancel')}
            </DialogActions>
          }
        >
          {cancel.error === null ? null : <ErrorNotice error={dtoOf(cancel.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}
