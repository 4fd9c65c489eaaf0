import { RotateCcw } from 'lucide-react';
import type { MessageFilter, TryAgainEffect } from '../../../shared/messages/message.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { say } from '../../ui/toasts.tsx';
import styles from './messages.module.css';

/** Tries everything again that the list is narrowed to, once its effect was read. Nothing where there is nothing to try. */
export function TryAllButton({ filter }: { readonly filter: MessageFilter }) {
  const text = useText();
  const effect = useAsk('messages.try-all-effect', { filter });
  const count = effect.data === undefined ? 0 : countOf(effect.data);
  return (
    <DialogButton hidden={count === 0} writes kind="primary" icon={RotateCcw} label={text('tryAll.open', { count })}>
      {(isOpen, close) => (isOpen ? <TryAllDialog filter={filter} onClose={close} /> : null)}
    </DialogButton>
  );
}

function countOf({ sent, lookedFor }: TryAgainEffect): number {
  return sent + lookedFor;
}

function TryAllDialog({ filter, onClose }: { readonly filter: MessageFilter; readonly onClose: () => void }) {
  const text = useText();
  const effect = useAsk('messages.try-all-effect', { filter });
  const start = useAct('messages.try-all', [
    'messages.list',
    'messages.get',
    'messages.counts',
    'messages.reasons',
    'messages.try-all-effect',
    'flows.overview',
  ]);
  const stated = effect.data;
  const begin = (): void => {
    if (stated === undefined) return;
    start.mutate(
      { filter, mark: stated.mark },
      {
        onSuccess: ({ changed }) => {
          say(text('decision.done', { count: changed }));
          onClose();
        },
      },
    );
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={text('tryAll.title', { count: stated === undefined ? 0 : countOf(stated) })}
      description={text('tryAll.noDoubles')}
      actions={
        <DialogActions
          onCancel={onClose}
          writes
          kind="primary"
          busy={start.isPending || effect.isFetching}
          disabled={stated === undefined || countOf(stated) === 0}
          onClick={begin}
        >
          {text('decision.tryAgain')}
        </DialogActions>
      }
    >
      <Loaded of={effect}>{(loaded) => <Effect effect={loaded} />}</Loaded>
      {start.error === null ? null : <ErrorNotice error={dtoOf(start.error)} />}
    </Dialog>
  );
}

/** What becomes of them, each kind in a sentence. */
function Effect({ effect }: { readonly effect: TryAgainEffect }) {
  const text = useText();
  const { sent, lookedFor, left, channels, pausedFlows } = effect;
  return (
    <section className={styles.effect} aria-label={text('tryAll.effect')}>
      {sent === 0 ? null : <p>{text('tryAll.sent', { count: sent })}</p>}
      {lookedFor === 0 ? null : <p>{text('tryAll.lookedFor', { count: lookedFor })}</p>}
      <ul>
        {channels.map(({ name, messages, others }) => (
          <li key={name}>
            {text('tryAll.channel', { channel: name, count: messages })}
            {others === 0 ? null : ` ${text('tryAll.others', { count: others })}`}
          </li>
        ))}
      </ul>
      {pausedFlows.map((flow) => (
        <p key={flow}>{text('tryAll.paused', { flow })}</p>
      ))}
      {left === 0 ? null : <p className={styles.muted}>{text('tryAll.left', { count: left })}</p>}
    </section>
  );
}
