import { CircleCheck, CircleDashed, CircleX, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '../../../shared/model/connection.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { DialogActions } from '../../ui/dialog-actions.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Resume } from './resume.tsx';
import { CheckRun } from './check-run.tsx';
import { ConnectionForm } from './connection-form.tsx';
import { SignInPart } from '../sign-in/sign-in-panel.tsx';
import { say } from '../../ui/toasts.tsx';
import { WebhooksLink } from '../webhooks/webhooks-link.tsx';
import styles from './connect.module.css';

/** Every connection, with its last check. */
export function Connections() {
  const text = useText();
  const connections = useAsk('connections.list', {});
  const add = (
    <ButtonLink writes to="/connect" icon={Plus}>
      {text('home.add')}
    </ButtonLink>
  );
  return (
    <Page title={text('connections.title')} intro={text('connections.intro')} actions={add}>
      <Resume />
      <Loaded of={connections}>
        {(all) =>
          all.length === 0 ? (
            <Empty text={text('connections.none')} />
          ) : (
            all.map((one) => <ConnectionPanel key={one.id} connection={one} />)
          )
        }
      </Loaded>
    </Page>
  );
}

function ConnectionPanel({ connection }: { readonly connection: Connection }) {
  const text = useText();
  const [open, setOpen] = useState<'none' | 'edit' | 'check'>('none');
  const [checkId, setCheckId] = useState<string | null>(null);
  const systems = useAsk('systems.list', {}).data ?? [];
  const integrations = useAsk('integrations.list', {}).data;
  const system = systems.find((one) => one.id === connection.system);
  const own = integrations?.filter((one) => [one.source, one.destination].includes(connection.system));
  const streams = own === undefined ? null : [...new Set(own.flatMap((one) => one.streams).map((one) => one.id))];
  const saved = (): void => {
    setOpen('none');
    say(text('connections.saved', { name: connection.name }));
  };
  return (
    <Panel
      title={connection.name}
      note={<Facts connection={connection} system={system?.name ?? connection.system} />}
      actions={
        <>
          <Button
            writes
            onClick={() => {
              setCheckId(null);
              setOpen(open === 'check' ? 'none' : 'check');
            }}
          >
            {text('connections.check')}
          </Button>
          {connection.practice ? null : (
            <Button
              writes
              onClick={() => {
                setOpen(open === 'edit' ? 'none' : 'edit');
              }}
            >
              {text('connections.edit')}
            </Button>
          )}
          {connection.practice ? null : (
            <ButtonLink to={pathOf('request', connection.system, connection.id)}>{text('pack.open')}</ButtonLink>
          )}
          <WebhooksLink connectionId={connection.id} />
          <RemoveConnection connection={connection} />
        </>
      }
    >
      {open === 'edit' && system !== undefined ? (
        <div className={styles.narrow}>
          <ConnectionForm system={system} connection={connection} onSaved={saved} />
        </div>
      ) : null}
      {open === 'check' ? (
        <CheckRun
          connectionId={connection.id}
          streams={streams}
          title={text('connections.checkOf', { name: connection.name })}
          checkId={checkId}
          onStart={setCheckId}
        />
      ) : null}
      {open !== 'none' || system?.signIn === undefined ? null : <SignInPart connection={connection} system={system} />}
      {open === 'none' && connection.settings['host'] !== undefined ? (
        <p className={styles.muted}>{text('connections.address', { address: connection.settings['host'] })}</p>
      ) : null}
    </Panel>
  );
}

function Facts({ connection, system }: { readonly connection: Connection; readonly system: string }) {
  const text = useText();
  const { lastCheck } = connection;
  return (
    <span className={styles.factLine}>
      {connection.practice ? text('connections.practice', { system }) : system}
      {lastCheck === null ? (
        <StateBadge tone="neutral" icon={CircleDashed} label={text('connections.notChecked')} />
      ) : (
        <>
          <StateBadge
            tone={lastCheck.ok ? 'ok' : 'bad'}
            icon={lastCheck.ok ? CircleCheck : CircleX}
            label={text(lastCheck.ok ? 'connect.checkOk' : 'connect.checkBad')}
          />
          <RelativeTime atUtc={lastCheck.atUtc} />
        </>
      )}
    </span>
  );
}

function RemoveConnection({ connection }: { readonly connection: Connection }) {
  const text = useText();
  const remove = useAct('connections.remove', ['connections.list']);
  return (
    <DialogButton onClose={remove.reset} writes label={text('connections.remove')}>
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('connections.removeTitle', { name: connection.name })}
          description={text('connections.removeText')}
          actions={
            <DialogActions
              onCancel={close}
              kind="danger"
              busy={remove.isPending}
              onClick={() => {
                remove.mutate({ id: connection.id }, { onSuccess: close });
              }}
            >
              {text('connections.remove')}
            </DialogActions>
          }
        >
          {remove.error === null ? null : <ErrorNotice error={dtoOf(remove.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}
