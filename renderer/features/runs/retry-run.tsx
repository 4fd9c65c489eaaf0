import { RotateCcw } from 'lucide-react';
import type { Run } from '../../../shared/model/run.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { runPath } from '../../lib/paths.ts';
import { fromHere } from '../../lib/router.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { streamsToRetry } from './sums.ts';
import { useStartRun } from './use-start-run.ts';

/** Starts the flow again for the streams that did not end well, after saying what that does. */
export function RetryRun({ run }: { readonly run: Run }) {
  const text = useText();
  const start = useStartRun();
  const streams = streamsToRetry(run);
  if (streams.length === 0) return null;
  const confirm = (close: () => void) => (): void => {
    const go = fromHere();
    start.mutate(
      { flowId: run.flowId, streams: streams.map((one) => one.stream) },
      {
        onSuccess: (next) => {
          close();
          go(runPath(next.id));
        },
      },
    );
  };
  const labels = streams.map((one) => one.label).join(', ');
  const all = streams.length === run.streams.length;
  return (
    <DialogButton writes kind="primary" icon={RotateCcw} label={text(all ? 'run.retryAll' : 'run.retry')}>
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('run.retryTitle')}
          description={text('run.retryText', { flow: run.flowName, streams: labels })}
          actions={
            <DialogActions onCancel={close} kind="primary" busy={start.isPending} onClick={confirm(close)}>
              {text('run.retryStart')}
            </DialogActions>
          }
        >
          <ul>
            <li>{text('run.retryEffect1')}</li>
            <li>{text('run.retryEffect2')}</li>
            <li>{text('run.retryEffect3')}</li>
          </ul>
          {start.error === null ? null : <ErrorNotice error={dtoOf(start.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}
