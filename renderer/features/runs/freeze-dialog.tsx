import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { useFreezeDialog } from './freeze-state.ts';

/** Asks whether a run is to start although its flow is frozen. */
export function FreezeDialog() {
  const text = useText();
  const { refused, why, hide } = useFreezeDialog();
  const start = useAct('runs.start', ['flows.overview', 'runs.list', 'audit.list']);
  const close = (): void => {
    start.reset();
    hide();
  };
  return (
    <Dialog
      open={refused !== null}
      onClose={close}
      title={text('freeze.title')}
      description={`${why} ${text('freeze.text')}`}
      actions={
        <DialogActions
          onCancel={close}
          writes
          kind="danger"
          busy={start.isPending}
          onClick={() => {
            if (refused !== null) start.mutate({ ...refused, duringFreeze: true }, { onSuccess: close });
          }}
        >
          {text('freeze.start')}
        </DialogActions>
      }
    >
      {start.error === null ? null : <ErrorNotice error={dtoOf(start.error)} />}
    </Dialog>
  );
}
