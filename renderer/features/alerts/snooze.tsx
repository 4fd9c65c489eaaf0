import { AlarmClock } from 'lucide-react';
import { snoozes, type Alert, type Snooze as Length } from '../../../shared/alerts/alert.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { say } from '../../ui/toasts.tsx';
import styles from './alerts.module.css';

/** A person wants to be called later: for how long is chosen in the dialog. */
export function Snooze({ alert }: { readonly alert: Alert }) {
  const text = useText();
  const snooze = useAct('alerts.snooze', ['alerts.list', 'audit.list']);
  const putOff = (length: Length, close: () => void) => (): void => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    snooze.mutate(
      { ids: [alert.id], snooze: length, timeZone },
      {
        onSuccess: () => {
          say(text('alerts.snoozed'));
          close();
        },
      },
    );
  };
  return (
    <DialogButton onClose={snooze.reset} writes icon={AlarmClock} label={text('alerts.snooze')}>
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('alerts.snoozeTitle')}
          description={text('alerts.snoozeText')}
          actions={<Button onClick={close}>{text('common.cancel')}</Button>}
        >
          <div className={styles.actions}>
            {snoozes.map((length) => (
              <Button key={length} writes disabled={snooze.isPending} onClick={putOff(length, close)}>
                {text(`alerts.snooze.${length}`)}
              </Button>
            ))}
          </div>
          {snooze.error === null ? null : <ErrorNotice error={dtoOf(snooze.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}
