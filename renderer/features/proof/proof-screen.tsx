import { FileCheck, GitCompare, Scale, ShieldCheck } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { TotalsLine } from '../runs/totals-line.tsx';
import { SavePack } from './save-pack.tsx';
import { SignOffBadge } from './sign-off-badge.tsx';
import { kindWords, stateLooks } from './words.ts';
import styles from './proof.module.css';

type TieOutItem = OutputOf<'tie-outs.list'>[number];
type SignOffItem = OutputOf<'sign-offs.list'>[number];
type Row =
  | { readonly period: string; readonly atUtc: string; readonly tieOut: TieOutItem }
  | { readonly period: string; readonly atUtc: string; readonly signOff: SignOffItem };

/** All that proves a flow's months: control totals, reports held against what landed, sign-offs and their evidence. */
export function ProofScreen({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const flow = useAsk('flows.get', { id: flowId });
  return (
    <LoadedScreen of={flow}>
      {({ name }) => (
        <Page
          title={text('proof.title', { flow: name })}
          intro={text('proof.intro')}
          actions={
            <>
              <ButtonLink to={pathOf('flows', flowId, 'proof', 'compare')} icon={GitCompare}>
                {text('proof.compare')}
              </ButtonLink>
              <ButtonLink to={pathOf('flows', flowId, 'proof', 'sign-off')} icon={FileCheck} writes>
                {text('proof.signOff')}
              </ButtonLink>
              <ButtonLink to={pathOf('flows', flowId, 'proof', 'tie-out')} icon={Scale} kind="primary" writes>
                {text('proof.tieOut')}
              </ButtonLink>
            </>
          }
        >
          <LatestTotals flowId={flowId} />
          <Panel title={text('proof.byPeriod')} whole>
            <ProofTable flowId={flowId} />
          </Panel>
        </Page>
      )}
    </LoadedScreen>
  );
}

function LatestTotals({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const runId = (useAsk('flows.overview', {}).data ?? []).find((one) => one.flow.id === flowId)?.lastRun?.id;
  const run = useAsk('runs.get', { id: runId ?? '' }, { enabled: runId !== undefined }).data;
  if (run === undefined) return null;
  return (
    <Panel title={text('proof.totals')} actions={<Link to={pathOf('runs', run.id)}>{text('rejected.openRun')}</Link>}>
      <TotalsLine run={run} />
    </Panel>
  );
}

function ProofTable({ flowId }: { readonly flowId: string }) {
  const text = useText();
  const tieOuts = useAsk('tie-outs.list', { flowId }).data ?? [];
  const signOffs = useAsk('sign-offs.list', { flowId }).data ?? [];
  const rows: Row[] = [
    ...tieOuts.map((tieOut) => ({ period: tieOut.parameters.period, atUtc: tieOut.atUtc, tieOut })),
    ...signOffs.map((signOff) => ({ period: signOff.period, atUtc: signOff.atUtc, signOff })),
  ].sort((a, b) => (a.period === b.period ? compare(b.atUtc, a.atUtc) : compare(b.period, a.period)));
  if (rows.length === 0) return <Empty text={text('proof.none')} />;
  const columns: Column<Row>[] = [
    { id: 'what', header: text('proof.what'), kind: 'main', cell: (row) => <What row={row} flowId={flowId} /> },
    { id: 'state', header: text('proof.state'), cell: (row) => <State row={row} /> },
    { id: 'who', header: text('proof.by'), cell: (row) => ('tieOut' in row ? row.tieOut.by : row.signOff.name) },
    { id: 'when', header: text('proof.at'), cell: (row) => <RelativeTime atUtc={row.atUtc} /> },
    {
      id: 'pack',
      header: text('proof.pack'),
      kind: 'tight',
      cell: (row) => ('signOff' in row ? <SavePack signOff={row.signOff} /> : null),
    },
  ];
  return (
    <Table
      label={text('proof.byPeriod')}
      columns={columns}
      rows={rows}
      keyOf={(row) => ('tieOut' in row ? row.tieOut.id : row.signOff.id)}
      groupOf={(row) => row.period}
    />
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function What({ row, flowId }: { readonly row: Row; readonly flowId: string }) {
  const text = useText();
  if ('signOff' in row) {
    return (
      <span className={styles.signOff}>
        <ShieldCheck aria-hidden size={14} />
        <Link to={pathOf('flows', flowId, 'proof', 'sign-off', row.signOff.id)}>
          {text('proof.signOffOf', { period: row.period })}
        </Link>
      </span>
    );
  }
  const { kind, asOf, company } = row.tieOut.parameters;
  const parts = [text(kindWords[kind]), asOf, company].filter((part) => part !== null);
  return <Link to={pathOf('flows', flowId, 'proof', 'tie-out', row.tieOut.id)}>{parts.join(' · ')}</Link>;
}

function State({ row }: { readonly row: Row }) {
  const text = useText();
  if ('signOff' in row) return <SignOffBadge signOff={row.signOff} />;
  const { word, tone, icon } = stateLooks[row.tieOut.state];
  return <StateBadge tone={tone} icon={icon} label={text(word)} />;
}
