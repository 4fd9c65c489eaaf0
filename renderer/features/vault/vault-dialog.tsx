import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { PassphraseField } from './passphrase-field.tsx';
import { useVaultDialog } from './vault-state.ts';

/** Asks for the vault's passphrase, or for a new one at first use. The passphrase is forgotten once it was sent. */
export function VaultDialog({ vault }: { readonly vault: OutputOf<'app.info'>['vault'] }) {
  const text = useText();
  const { open, hide } = useVaultDialog();
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const unlock = useAct('vault.unlock', ['app.info', 'connections.list', 'flows.overview']);
  const isNew = vault.state === 'unset';
  // A new passphrase that was mistyped could never be typed again: it is asked for twice.
  const differs = isNew && again !== '' && again !== passphrase;
  const isReady = passphrase !== '' && (!isNew || again === passphrase);
  const forget = (): void => {
    setPassphrase('');
    setAgain('');
  };
  const close = (): void => {
    forget();
    unlock.reset();
    hide();
  };
  const send = (): void => {
    if (!isReady) return;
    unlock.mutate(
      { passphrase },
      {
        onSuccess: close,
        onError: forget,
      },
    );
  };
  return (
    <Dialog
      open={open && vault.state !== 'open'}
      onClose={close}
      title={text(isNew ? 'vault.newTitle' : 'vault.title')}
      description={text(isNew ? 'vault.newText' : 'vault.text')}
      actions={
        <DialogActions onCancel={close} kind="primary" busy={unlock.isPending} disabled={!isReady} onClick={send}>
          {text(isNew ? 'vault.choose' : 'vault.unlock')}
        </DialogActions>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <PassphraseField label={text('vault.passphrase')} isNew={isNew} value={passphrase} onChange={setPassphrase} />
        {isNew ? (
          <PassphraseField
            label={text('vault.again')}
            isNew
            value={again}
            onChange={setAgain}
            error={differs ? text('vault.differs') : undefined}
          />
        ) : null}
        {/* Enter sends a form with two fields only if it has a button of its own. */}
        <button type="submit" hidden />
      </form>
      {unlock.error === null ? null : <ErrorNotice error={dtoOf(unlock.error)} />}
    </Dialog>
  );
}
