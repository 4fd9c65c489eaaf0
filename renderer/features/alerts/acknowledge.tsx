import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { say } from '../../ui/toasts.tsx';

/** A person is at it and says so in a note. */
export function Acknowledge({ alert }: { readonly alert: Alert }) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const [note, setNote] = useState('');
  const acknowledge = useAct('alerts.acknowledge', ['alerts.list', 'audit.list']);
  const close = (): void => {
    setOpen(false);
    setNote('');
  };
  const send = (): void => {
    acknowledge.mutate(
      { ids: [alert.id], note: note.trim() },
      {
        onSuccess: () => {
          say(text('alerts.acknowledged'));
          close();
        },
      },
    );
  };
  return (
    <>
      <Button
        writes
        icon={Check}
        onClick={() => {
          setOpen(true);
        }}
      >
        {text('alerts.acknowledge')}
      </Button>
      <Dialog
        open={isOpen}
        onClose={close}
        title={text('alerts.acknowledgeTitle')}
        description={text('alerts.acknowledgeText')}
        actions={
          <>
            <Button onClick={close}>{text('common.cancel')}</Button>
            <Button writes kind="primary" busy={acknowledge.isPending} disabled={note.trim() === ''} onClick={send}>
              {text('alerts.acknowledge')}
            </Button>
          </>
        }
      >
        <Field label={text('alerts.noteLabel')}>
          {(ids) => (
            <TextInput
              {...ids}
              value={note}
              maxLength={500}
              onChange={(event) => {
                setNote(event.target.value);
              }}
            />
          )}
        </Field>
        {acknowledge.error === null ? null : <ErrorNotice error={dtoOf(acknowledge.error)} />}
      </Dialog>
    </>
  );
}
