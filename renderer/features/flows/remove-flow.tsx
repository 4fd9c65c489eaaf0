import { Trash2 } from 'lucide-react';
import type { Flow } from '../../../shared/model/flow.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { fromHere } from '../../lib/router.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** Removes a flow, once the person has read what that means. */
export function RemoveFlow({ flow }: { readonly flow: Flow }) {
  const text = useText();
  const remove = useAct('flows.remove', ['flows.overview', 'runs.list', 'rejected.list']);
  const send = (): void => {
    const go = fromHere();
    remove.mutate(
      { id: flow.id },
      {
        onSuccess: () => {
          go('/', { replace: true, kept: true });
        },
      },
    );
  };
  return (
    <DialogButton onClose={remove.reset} writes icon={Trash2} label={text('flow.remove')}>
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('flow.removeTitle', { name: flow.name })}
          description={text('flow.removeText')}
          actions={
            <DialogActions onCancel={close} kind="danger" busy={remove.isPending} onClick={send}>
              {text('flow.remove')}
            </DialogActions>
          }
        >
          {remove.error === null ? null : <ErrorNotice error={dtoOf(remove.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}
