import { FileX, FlaskConical, Shuffle, Trash2 } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { Link } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DialogButton } from '../../ui/dialog-button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Switch } from '../../ui/toggle.tsx';
import { OpenOutside } from '../lists/open-outside.tsx';
import { SystemFaults } from './system-faults.tsx';
import { useStartPractice } from './use-start-practice.ts';
import styles from './practice.module.css';

type Status = OutputOf<'practice.status'>;

/** The practice systems: where they listen, what opens them, and ways to make something happen in them. */
export function PracticeScreen() {
  const text = useText();
  const status = useAsk('practice.status', {});
  return (
    <Page title={text('practice.title')} intro={text('practice.intro')}>
      <Loaded of={status}>{(known) => (known.running ? <RunningPractice status={known} /> : <StartPractice />)}</Loaded>
    </Page>
  );
}

function StartPractice() {
  const text = useText();
  const start = useStartPractice();
  return (
    <Panel title={text('practice.stopped')}>
      {start.error === null ? null : <ErrorNotice error={dtoOf(start.error)} />}
      <Empty
        text={text('practice.stoppedText')}
        action={
          <Button
            writes
            kind="primary"
            icon={FlaskConical}
            busy={start.isPending}
            onClick={() => {
              start.begin();
            }}
          >
            {text('practice.start')}
          </Button>
        }
      />
    </Panel>
  );
}

function RunningPractice({ status }: { readonly status: Status }) {
  return (
    <>
      <WorldPanel status={status} />
      {status.systems.map((system) => (
        <SystemPanel key={system.system} system={system} />
      ))}
    </>
  );
}

function WorldPanel({ status }: { readonly status: Status }) {
  const text = useText();
  const change = useAct('practice.change');
  const keep = useAct('practice.keep-changing', ['practice.status']);
  const failed = change.error ?? keep.error;
  return (
    <Panel title={text('practice.world')} actions={<StopPractice />}>
      <div className={styles.stack}>
        <div className={styles.line}>
          <Button
            writes
            icon={Shuffle}
            busy={change.isPending}
            onClick={() => {
              change.mutate({});
            }}
          >
            {text('practice.change')}
          </Button>
          <Button
            writes
            icon={FileX}
            busy={change.isPending}
            onClick={() => {
              change.mutate({ what: 'removal' });
            }}
          >
            {text('practice.remove')}
          </Button>
          <Switch
            label={text('practice.keep')}
            checked={status.changing}
            disabled={keep.isPending}
            onChange={(on) => {
              keep.mutate({ on });
            }}
          />
        </div>
        <div role="status">
          {change.data === undefined ? null : (
            <ul className={styles.changes} aria-label={text('practice.changes')}>
              {change.data.changed.length === 0 ? <li>{text('practice.removedNone')}</li> : null}
              {change.data.changed.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          )}
        </div>
        {failed === null ? null : <ErrorNotice error={dtoOf(failed)} />}
      </div>
    </Panel>
  );
}

function SystemPanel({ system }: { readonly system: Status['systems'][number] }) {
  const text = useText();
  const systems = useAsk('systems.list', {}).data ?? [];
  const known = systems.find((one) => one.id === system.system);
  const values = [{ label: text('practice.address'), value: system.address }, ...system.credentials];
  const items = values.map(({ label, value }) => ({
    name: label,
    value: (
      <span className={styles.value}>
        <code>{value}</code>
        <CopyButton value={value} label={text('practice.copy', { what: label })} />
      </span>
    ),
  }));
  return (
    <Panel
      title={known?.name ?? system.system}
      actions={
        system.system === 'slack' ? (
          <OpenOutside url={system.address} label={text('practice.channels')} />
        ) : system.system === 'exact' ? (
          <OpenOutside url={system.address} label={text('practice.books')} />
        ) : null
      }
    >
      <div className={styles.stack}>
        <KeyValues items={items} />
        {known?.signIn === undefined ? null : (
          <div>
            <h3>{text('practice.signIn')}</h3>
            <p>
              {text('practice.signInNote')} <Link to="/connections">{text('practice.signInGo')}</Link>
            </p>
          </div>
        )}
        <SystemFaults system={system} />
      </div>
    </Panel>
  );
}

function StopPractice() {
  const text = useText();
  const stop = useAct('practice.stop', ['practice.status', 'flows.overview', 'connections.list', 'app.info']);
  const send = (remove: boolean, close: () => void) => () => {
    stop.mutate({ remove }, { onSuccess: close });
  };
  return (
    <DialogButton writes icon={Trash2} label={text('practice.stop')}>
      {(isOpen, close) => (
        <Dialog
          open={isOpen}
          onClose={close}
          title={text('practice.stopTitle')}
          description={text('practice.stopText')}
          actions={
            <>
              <Button onClick={close}>{text('common.cancel')}</Button>
              <Button busy={stop.isPending} onClick={send(false, close)}>
                {text('practice.stopOnly')}
              </Button>
              <Button writes kind="danger" busy={stop.isPending} onClick={send(true, close)}>
                {text('practice.stopRemove')}
              </Button>
            </>
          }
        >
          {stop.error === null ? null : <ErrorNotice error={dtoOf(stop.error)} />}
        </Dialog>
      )}
    </DialogButton>
  );
}
