import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { useVaultDialog } from './vault-state.ts';

/** Asks for the vault's passphrase, or for a new one at first use. The passphrase is forgotten once it was sent. */
export function VaultDialog({ vault }: { readonly vault: OutputOf<'app.info'>['vault'] }) {
  const text = useText();
  const { open, hide } = useVaultDialog();
  const [passphrase, setPassphrase] = useState('');
  const unlock = useAct('vault.unlock', ['app.info', 'connections.list', 'flows.overview']);
  const isNew = vault.state === 'unset';
  const close = (): void => {
    setPassphrase('');
    unlock.reset();
    hide();
  };
  const send = (): void => {
    if (passphrase === '') return;
    unlock.mutate(
      { passphrase },
      {
        onSuccess: close,
        onError: () => {
          setPassphrase('');
        },
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
        <>
          <Button onClick={close}>{text('common.cancel')}</Button>
          <Button kind="primary" busy={unlock.isPending} disabled={passphrase === ''} onClick={send}>
            {text(isNew ? 'vault.choose' : 'vault.unlock')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field label={text('vault.passphrase')}>
          {(ids) => (
            <TextInput
              {...ids}
              type="password"
              autoComplete={isNew ? 'new-password' : 'current-password'}
              value={passphrase}
              onChange={(event) => {
                setPassphrase(event.target.value);
              }}
            />
          )}
        </Field>
      </form>
      {unlock.error === null ? null : <ErrorNotice error={dtoOf(unlock.error)} />}
    </Dialog>
  );
}
