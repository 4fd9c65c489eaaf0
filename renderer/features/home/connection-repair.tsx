import { ArrowLeft, KeyRound, ListChecks } from 'lucide-react';
import { useState } from 'react';
import type { Connection } from '../../../shared/model/connection.ts';
import { useText } from '../../i18n/text.ts';
import { useChecks } from '../../lib/checks.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAsk } from '../../lib/queries.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { NotFound } from '../../app/not-found.tsx';
import { CheckRun } from '../connect/check-run.tsx';
import { ConnectionForm } from '../connect/connection-form.tsx';
import { SignInPanel } from '../sign-in/sign-in-panel.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { flowLooks } from '../runs/words.ts';
import { troubleOf, type Overview } from './cause.ts';
import { PracticeFaults } from './practice-faults.tsx';
import { useSyncOrResume } from './sync-or-resume.tsx';
import styles from './repair.module.css';

export type RepairPart = 'credentials' | 'check';

interface RepairProps {
  readonly id: string;
  readonly part: RepairPart;
}

/** One connection that stands in the way: what is wrong with it, its credentials or its check, and the way on. */
export function ConnectionRepair({ id, part }: RepairProps) {
  const connections = useAsk('connections.list', {});
  return (
    <LoadedScreen of={connections}>
      {(all) => {
        const connection = all.find((one) => one.id === id);
        return connection === undefined ? <NotFound /> : <Repair connection={connection} part={part} />;
      }}
    </LoadedScreen>
  );
}

function Repair({ connection, part }: { readonly connection: Connection; readonly part: RepairPart }) {
  const text = useText();
  const [shown, setShown] = useState<RepairPart>(part);
  const [checkId, setCheckId] = useState<string | null>(null);
  const rows = useAsk('flows.overview', {}).data;
  const using = (rows ?? []).filter(({ flow }) =>
    [flow.sourceConnectionId, flow.destinationConnectionId].includes(connection.id),
  );
  const error =
    using
      .map((row) => troubleOf(row, [connection]))
      .find((trouble) => trouble?.fix.kind === 'credentials' || trouble?.fix.kind === 'check')?.error ?? null;
  const system = useAsk('systems.list', {}).data?.find((one) => one.id === connection.system);
  const passed = useChecks((state) => (checkId === null ? null : state.byId[checkId]?.ok)) === true;
  const check = (): void => {
    setCheckId(null);
    setShown('check');
  };
  const streams =
    rows === undefined ? null : [...new Set(using.flatMap((row) => row.streams.map((stream) => stream.id)))];
  return (
    <Page
      title={text('repair.title', { name: connection.name })}
      intro={text('repair.intro')}
      actions={
        <ButtonLink to="/" icon={ArrowLeft}>
          {text('repair.back')}
        </ButtonLink>
      }
    >
      {error === null || passed ? null : <ErrorNotice error={error} />}
      {connection.practice ? <PracticeFaults system={connection.system} onOff={check} /> : null}
      {shown === 'credentials' && system?.signIn !== undefined ? (
        <SignInPanel connection={connection} system={system} open onSignedIn={check} />
      ) : null}
      {shown === 'credentials' ? <Credentials connection={connection} onSaved={check} /> : null}
      {shown === 'check' ? (
        <CheckRun
          key={String(checkId === null)}
          connectionId={connection.id}
          streams={streams}
          title={text('repair.checkOf', { name: connection.name })}
          checkId={checkId}
          onStart={setCheckId}
          fix={
            <Button
              writes
              icon={KeyRound}
              onClick={() => {
                setShown('credentials');
              }}
            >
              {text('repair.showCredentials')}
            </Button>
          }
        />
      ) : (
        <div>
          <Button writes icon={ListChecks} onClick={check}>
            {text('repair.startCheck')}
          </Button>
        </div>
      )}
      <Panel title={text('repair.flows')}>
        <ul className={styles.flows}>
          {using.map((row) => (
            <UsingFlow key={row.flow.id} row={row} />
          ))}
        </ul>
      </Panel>
    </Page>
  );
}

function Credentials({ connection, onSaved }: { readonly connection: Connection; readonly onSaved: () => void }) {
  const text = useText();
  const system = (useAsk('systems.list', {}).data ?? []).find((one) => one.id === connection.system);
  if (system === undefined) return null;
  return (
    <Panel title={text('repair.credentials')}>
      <div className={styles.form}>
        <ConnectionForm
          system={system}
          connection={connection}
          onSaved={onSaved}
          returnTo={`/connections/${connection.id}/credentials`}
        />
      </div>
    </Panel>
  );
}

/** A flow that waits for the connection, and the way on: resume it if it is paused, then sync. */
function UsingFlow({ row }: { readonly row: Overview }) {
  const { flow } = row;
  const { button, error } = useSyncOrResume(row);
  return (
    <li className={styles.flow}>
      <strong>{flow.name}</strong>
      <LookBadge look={flowLooks[row.state]} />
      {button}
      {error === null ? null : <ErrorNotice error={dtoOf(error)} />}
    </li>
  );
}
