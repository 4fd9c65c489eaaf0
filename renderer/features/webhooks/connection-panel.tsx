import { useState } from 'react';
import type { WebhookConnection } from '../../../shared/webhooks/state.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct } from '../../lib/queries.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { say } from '../../ui/toasts.tsx';
import { Subscriptions } from './subscriptions.tsx';
import styles from './webhooks.module.css';

/** One connection that can call: its address, its secret, and what it calls for. */
export function ConnectionPanel({ connection }: { readonly connection: WebhookConnection }) {
  const text = useText();
  const [shown, setShown] = useState(false);
  const { connectionId, connectionName, callbackUrl, domainDiffersFrom } = connection;
  return (
    <Panel title={connectionName} actions={<RenewAddress connection={connection} />}>
      <div className={styles.part}>
        <div className={styles.columns}>
          <Address connection={connection} />
          <Secret connection={connection} />
        </div>
        {domainDiffersFrom === null ? null : (
          <p role="status">{text('webhooks.domainDiffers', { name: domainDiffersFrom })}</p>
        )}
        {shown ? (
          <Subscriptions connectionId={connectionId} name={connectionName} />
        ) : (
          <div>
            <Button
              disabled={callbackUrl === null}
              onClick={() => {
                setShown(true);
              }}
            >
              {text('webhooks.showSubscriptions')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

function Address({ connection }: { readonly connection: WebhookConnection }) {
  const text = useText();
  const check = useAct('webhooks.check-address', []);
  const { callbackUrl, connectionId } = connection;
  if (callbackUrl === null) return <p className={styles.muted}>{text('webhooks.addressNone')}</p>;
  return (
    <div className={styles.form}>
      <h3>{text('webhooks.address')}</h3>
      <div className={styles.line}>
        <code>{callbackUrl}</code>
        <CopyButton value={callbackUrl} label={text('webhooks.copyAddress')} />
      </div>
      <div className={styles.line}>
        <Button
          busy={check.isPending}
          onClick={() => {
            check.mutate({ connectionId });
          }}
        >
          {text('webhooks.check')}
        </Button>
        <span role="status">{check.data?.ok === true ? text('webhooks.checkOk') : null}</span>
      </div>
      {check.data?.error === undefined || check.data.error === null ? null : <ErrorNotice error={check.data.error} />}
      {check.error === null ? null : <ErrorNotice error={dtoOf(check.error)} />}
    </div>
  );
}

function Secret({ connection }: { readonly connection: WebhookConnection }) {
  const text = useText();
  const save = useAct('webhooks.set-secret', ['webhooks.get']);
  const [secret, setSecret] = useState('');
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { connectionId: connection.connectionId, secret },
          {
            onSuccess: () => {
              setSecret('');
              say(text('webhooks.secretSaved'));
            },
          },
        );
      }}
    >
      <Field label={text('webhooks.secret')} help={text('webhooks.secretHelp')}>
        {(ids) => (
          <TextInput
            {...ids}
            type="password"
            autoComplete="off"
            value={secret}
            onChange={(event) => {
              setSecret(event.target.value);
            }}
          />
        )}
      </Field>
      <p className={styles.muted}>{text(connection.hasSecret ? 'webhooks.secretStored' : 'webhooks.secretMissing')}</p>
      {save.error === null ? null : <ErrorNotice error={dtoOf(save.error)} />}
      <div>
        <Button writes type="submit" busy={save.isPending} disabled={secret.trim().length < 8}>
          {text('webhooks.saveSecret')}
        </Button>
      </div>
    </form>
  );
}

function RenewAddress({ connection }: { readonly connection: WebhookConnection }) {
  const text = useText();
  const renew = useAct('webhooks.renew-address', ['webhooks.get', 'webhooks.subscriptions']);
  const { connectionId, connectionName, callbackUrl } = connection;
  return (
    <DialogButton writes hidden={callbackUrl === null} onClose={renew.reset} label={text('webhooks.renew')}>
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('webhooks.renewTitle', { name: connectionName })}
          description={text('webhooks.renewText')}
          actions={
            <>
              <Button onClick={close}>{text('common.cancel')}</Button>
              <Button
                kind="danger"
                busy={renew.isPending}
                onClick={() => {
                  renew.mutate({ connectionId }, { onSuccess: close });
                }}
              >
                {text('webhooks.renew')}
              </Button>
            </>
          }
        >
          {renew.error === null ? null : <ErrorNotice error={dtoOf(renew.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}
