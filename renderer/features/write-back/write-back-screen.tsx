import { Search } from 'lucide-react';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Proposal, WriteBackState } from '../../../shared/model/write-back.ts';
import { useText } from '../../i18n/text.ts';
import { dtoOf } from '../../lib/client.ts';
import { useAct, useAsk } from '../../lib/queries.ts';
import { pathOf } from '../../lib/router.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Changes } from './changes.tsx';
import { Approve, Dismiss } from './decide.tsx';
import { WriteBackSwitches } from './switches.tsx';
import { proposalLooks } from './words.ts';
import styles from './write-back.module.css';

/** Changes that somebody made at the destination: found, decided by a person, and what became of them. */
export function WriteBackScreen({ flowId }: { readonly flowId: string }) {
  const flow = useAsk('flows.get', { id: flowId });
  const state = useAsk('write-back.state', { flowId });
  return (
    <LoadedScreen of={flow}>
      {(loaded) => (
        <LoadedScreen of={state}>{(found) => <Found key={loaded.id} flow={loaded} state={found} />}</LoadedScreen>
      )}
    </LoadedScreen>
  );
}

function Found({ flow, state }: { readonly flow: Flow; readonly state: WriteBackState | null }) {
  const text = useText();
  const connections = useAsk('connections.list', {}).data ?? [];
  const nameOf = (id: string): string => connections.find((one) => one.id === id)?.name ?? '';
  const source = nameOf(flow.sourceConnectionId);
  const destination = nameOf(flow.destinationConnectionId);
  return (
    <Page
      title={text('writeBack.title', { flow: flow.name })}
      intro={text('writeBack.intro', { source, destination })}
      actions={<ButtonLink to={pathOf('flows', flow.id)}>{text('writeBack.toFlow')}</ButtonLink>}
    >
      {state === null ? (
        <Empty text={text('writeBack.never', { system: source })} />
      ) : (
        <>
          <Panel title={text('writeBack.what')}>
            <WriteBackSwitches key={JSON.stringify(state.streams)} state={state} source={source} />
          </Panel>
          <Proposals state={state} source={source} destination={destination} />
        </>
      )}
    </Page>
  );
}

interface ProposalsProps {
  readonly state: WriteBackState;
  readonly source: string;
  readonly destination: string;
}

function Proposals({ state, source, destination }: ProposalsProps) {
  const text = useText();
  const { flowId, lookedAtUtc, streams } = state;
  const all = useAsk('write-back.list', { flowId }).data ?? [];
  const look = useAct('write-back.look', ['write-back.list', 'write-back.state']);
  const isOn = streams.some(({ enabled }) => enabled);
  const open = all.filter((one) => one.state === 'open' || one.state === 'writing');
  const decided = all.filter((one) => !open.includes(one));
  const names = { source, destination, streams };
  return (
    <>
      <Panel
        title={text('writeBack.open', { count: open.length })}
        note={lookedAtUtc === null ? null : <LookedAt atUtc={lookedAtUtc} />}
        actions={
          <Button
            writes
            icon={Search}
            busy={look.isPending}
            disabled={!isOn}
            onClick={() => {
              look.mutate({ flowId });
            }}
          >
            {text('writeBack.look', { system: destination })}
          </Button>
        }
      >
        <div className={styles.stack} role="status">
          {look.error === null ? null : <ErrorNotice error={dtoOf(look.error)} />}
          {open.length > 0 ? null : (
            <p className={styles.muted}>{text(isOn ? 'writeBack.nothing' : 'writeBack.off')}</p>
          )}
          {open.map((one) => (
            <ProposalItem key={one.id} proposal={one} {...names} />
          ))}
        </div>
      </Panel>
      {decided.length === 0 ? null : (
        <Panel title={text('writeBack.decided')}>
          <div className={styles.stack}>
            {decided.map((one) => (
              <ProposalItem key={one.id} proposal={one} {...names} />
            ))}
          </div>
        </Panel>
      )}
    </>
  );
}

function LookedAt({ atUtc }: { readonly atUtc: string }) {
  const text = useText();
  return (
    <>
      {text('writeBack.looked')} <RelativeTime atUtc={atUtc} />
    </>
  );
}

interface ItemProps {
  readonly proposal: Proposal;
  readonly source: string;
  readonly destination: string;
  readonly streams: WriteBackState['streams'];
}

function ProposalItem({ proposal, source, destination, streams }: ItemProps) {
  const text = useText();
  const { tone, icon, word, moving } = proposalLooks[proposal.state];
  const label = streams.find(({ id }) => id === proposal.stream)?.label ?? proposal.stream;
  return (
    <article className={styles.item} aria-label={proposal.label}>
      <header className={styles.row}>
        <h3>{proposal.label}</h3>
        <span className={styles.muted}>{label}</span>
        <StateBadge tone={tone} icon={icon} label={text(word)} moving={moving ?? false} />
        <span className={styles.end}>
          {proposal.state === 'open' ? (
            <>
              <Approve proposal={proposal} source={source} destination={destination} />
              <Dismiss proposal={proposal} source={source} destination={destination} />
            </>
          ) : null}
          {proposal.runId === null ? null : (
            <ButtonLink to={pathOf('runs', proposal.runId)}>{text('writeBack.openRun')}</ButtonLink>
          )}
        </span>
      </header>
      <Changes
        label={text('writeBack.changesOf', { record: proposal.label })}
        changes={proposal.changes}
        source={source}
        destination={destination}
      />
      {proposal.decidedAtUtc === null ? null : (
        <p className={styles.muted}>
          <RelativeTime atUtc={proposal.decidedAtUtc} />
          {': '}
          {text('writeBack.by', { by: proposal.decidedBy ?? '', reason: proposal.reason ?? '' })}
        </p>
      )}
      {proposal.error === null ? null : <ErrorNotice error={proposal.error} />}
    </article>
  );
}
