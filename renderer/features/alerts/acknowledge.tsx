import { Check } from 'lucide-react';
import { useState } from 'react';
import type { Alert } from '../../../shared/alerts/alert.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { say } from '../../ui/toasts.tsx';

/** A person is at it and says so in a note. */
export function Acknowledge({ alert }: { readonly alert: Alert }) {
  const text = useText();
  const [note, setNote] = useState('');
  const acknowledge = useAct('alerts.acknowledge', ['alerts.list', 'audit.list']);
  const send = (close: () => void) => (): void => {
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
    <DialogButton
      onClose={() => {
        setNote('');
        acknowledge.reset();
      }}
      writes
      icon={Check}
      label={text('alerts.acknowledge')}
    >
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('alerts.acknowledgeTitle')}
          description={text('alerts.acknowledgeText')}
          actions={
            <DialogActions
              onCancel={close}
              writes
              kind="primary"
              busy={acknowledge.isPending}
              disabled={note.trim() === ''}
              onClick={send(close)}
            >
              {text('alerts.acknowledge')}
            </DialogActions>
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
      )}
    </DialogButton>
  );
}
