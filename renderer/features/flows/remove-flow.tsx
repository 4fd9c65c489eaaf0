import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Flow } from '../../../shared/model/flow.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { fromHere } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';

/** Removes a flow, once the person has read what that means. */
export function RemoveFlow({ flow }: { readonly flow: Flow }) {
  const text = useText();
  const [asking, setAsking] = useState(false);
  const remove = useAct('flows.remove', ['flows.overview', 'runs.list', 'rejected.list']);
  const close = (): void => {
    remove.reset();
    setAsking(false);
  };
  const send = (): void => {
    const go = fromHere();
    remove.mutate(
      { id: flow.id },
      {
        onSuccess: () => {
          go('/', { replace: true });
        },
      },
    );
  };
  return (
    <>
      <Button
        writes
        icon={Trash2}
        onClick={() => {
          setAsking(true);
        }}
      >
        {text('flow.remove')}
      </Button>
      <Dialog
        open={asking}
        onClose={close}
        title={text('flow.removeTitle', { name: flow.name })}
        description={text('flow.removeText')}
        actions={
          <>
            <Button onClick={close}>{text('common.cancel')}</Button>
            <Button kind="danger" busy={remove.isPending} onClick={send}>
              {text('flow.remove')}
            </Button>
          </>
        }
      >
        {remove.error === null ? null : <ErrorNotice error={dtoOf(remove.error)} />}
      </Dialog>
    </>
  );
}
