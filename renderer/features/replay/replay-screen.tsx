import type { ReplayRecord, Waiting, WaitingBatch } from '../../../shared/replay/replay.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { runPath } from '../../lib/paths.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link } from '../../lib/router.tsx';
import { Empty } from '../../ui/empty.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Loaded } from '../../ui/loading.tsx';
import { Count } from '../../ui/money.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Moment, RelativeTime } from '../../ui/relative-time.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { LookBadge } from '../runs/look-badge.tsx';
import { runLooks } from '../runs/words.ts';
import { ReplayButton } from './replay-button.tsx';
import { fateLooks, modeWords } from './words.ts';
import styles from './replay.module.css';

/** What waits to be delivered, with its attempts and what is going to happen to it, and what was replayed before. */
export function ReplayScreen() {
  const text = useText();
  const waiting = useAsk('replay.waiting', {});
  const replays = useAsk('replay.list', {});
  return (
    <Page title={text('replay.screen')} intro={text('replay.intro')}>
      <Loaded of={waiting}>{(loaded) => <WaitingPanels waiting={loaded} />}</Loaded>
      <Panel title={text('replay.before')} flush>
        <Loaded of={replays}>{(list) => <ReplayTable replays={list} />}</Loaded>
      </Panel>
    </Page>
  );
}

function WaitingPanels({ waiting }: { readonly waiting: Waiting }) {
  const text = useText();
  if (waiting.total === 0) {
    return (
      <Panel title={text('replay.waiting')}>
        <Empty text={text('replay.noneWaits')} />
      </Panel>
    );
  }
  return waiting.flows.map(({ flowId, flowName, batches, error }) => (
    <Panel
      key={flowId}
      title={text('replay.waitingOf', { flow: flowName })}
      note={text('replay.batches', { count: batches })}
      actions={<ReplayButton scope={{ kind: 'waiting', flowId }} modes={['stored']} label={text('replay.sendAll')} />}
    >
      <div className={styles.stack}>
        {error === null ? null : <ErrorNotice error={error} />}
        <div className={styles.wide}>
          <Table
            label={text('replay.waitingOf', { flow: flowName })}
            columns={waitingColumns(text)}
            rows={waiting.items.filter((one) => one.flowId === flowId)}
            keyOf={(batch) => batch.id}
          />
        </div>
      </div>
    </Panel>
  ));
}

function waitingColumns(text: Translate): Column<WaitingBatch>[] {
  return [
    {
      id: 'stream',
      header: text('common.stream'),
      kind: 'main',
      cell: (batch) => <Link to={runPath(batch.runId)}>{batch.streamLabel}</Link>,
    },
    { id: 'staged', header: text('replay.staged'), cell: (batch) => <Moment atUtc={batch.createdAtUtc} /> },
    { id: 'records', header: text('batch.records'), kind: 'number', cell: (one) => <Count value={one.documents} /> },
    { id: 'attempts', header: text('batch.attempts'), kind: 'number', cell: (one) => <Count value={one.attempts} /> },
    {
      id: 'fate',
      header: text('replay.fate'),
      cell: ({ fate, nextAttemptAtUtc, behind }) => (
        <span className={styles.fate}>
          <LookBadge look={fateLooks[fate]} />
          {fate !== 'by-itself' || nextAttemptAtUtc === null ? null : <RelativeTime atUtc={nextAttemptAtUtc} />}
          {behind === 0 ? null : <span>{text('replay.behind', { count: behind })}</span>}
        </span>
      ),
    },
    { id: 'error', header: text('replay.lastError'), kind: 'wrap', cell: (batch) => batch.error?.text ?? '' },
    {
      id: 'actions',
      header: text('replay.action'),
      kind: 'tight',
      cell: (batch) => <ReplayButton scope={{ kind: 'batches', ids: [batch.id] }} modes={['stored']} />,
    },
  ];
}

function ReplayTable({ replays }: { readonly replays: readonly ReplayRecord[] }) {
  const text = useText();
  if (replays.length === 0) return <Empty text={text('replay.noneBefore')} />;
  return (
    <div className={styles.before}>
      <Table
        label={text('replay.before')}
        columns={[
          {
            id: 'started',
            header: text('replay.started'),
            kind: 'main',
            cell: (one) => (
              <Link to={runPath(one.runId)}>
                <Moment atUtc={one.startedAtUtc} />
              </Link>
            ),
          },
          { id: 'flow', header: text('common.flow'), cell: (one) => one.plan.flowName },
          { id: 'mode', header: text('replay.mode'), cell: (one) => text(modeWords[one.plan.mode].name) },
          {
            id: 'state',
            header: text('common.state'),
            cell: (one) => (one.runState === null ? '' : <LookBadge look={runLooks[one.runState]} />),
          },
          {
            id: 'verdict',
            header: text('replay.saidAndDone'),
            kind: 'wrap',
            cell: (one) =>
              one.runState === 'running'
                ? ''
                : text(
                    one.cameTrue === null
                      ? 'replay.brokenOff'
                      : one.cameTrue
                        ? 'replay.cameTrue'
                        : 'replay.cameDifferent',
                  ),
          },
        ]}
        rows={replays}
        keyOf={(one) => one.plan.id}
      />
    </div>
  );
}
