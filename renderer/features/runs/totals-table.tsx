import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import type { ComparedTotals } from '../../../shared/model/totals.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { Amount } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { Select } from '../../ui/select.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import styles from './runs.module.css';

type Scope = 'position' | 'window';

/** Control totals of every stream, per company, amount and currency: at the source, by what became of them, and as landed. */
export function TotalsTables({ run }: { readonly run: Run }) {
  const text = useText();
  const [scope, setScope] = useState<Scope>('position');
  const options = [
    { value: 'position', label: text('totals.position') },
    { value: 'window', label: text('totals.window') },
  ];
  const streams = run.streams.filter((stream) => totalsOf(stream, scope).length > 0);
  return (
    <div className={styles.stack}>
      <div className={styles.scope}>
        <Select
          fit
          label={text('totals.scope')}
          value={scope}
          options={options}
          onChange={(next) => {
            setScope(next === 'window' ? 'window' : 'position');
          }}
        />
        <span className={styles.muted}>{text('totals.rule')}</span>
      </div>
      {streams.length === 0 ? <Empty text={text('totals.none')} /> : null}
      {streams.map((stream) => (
        <StreamTotals key={stream.stream} stream={stream} scope={scope} />
      ))}
    </div>
  );
}

function totalsOf(stream: RunStream, scope: Scope): readonly ComparedTotals[] {
  return scope === 'position' ? stream.totals : stream.windowTotals;
}

function StreamTotals({ stream, scope }: { readonly stream: RunStream; readonly scope: Scope }) {
  const text = useText();
  const note =
    stream.landedAtUtc === null ? (
      text('totals.notComputed')
    ) : (
      <>
        {text('totals.landedAt')} <Moment atUtc={stream.landedAtUtc} />
      </>
    );
  return (
    <Panel title={stream.label} note={note} flush>
      <Table
        label={text('totals.of', { stream: stream.label })}
        columns={columns(text, totalsOf(stream, scope))}
        rows={totalsOf(stream, scope)}
        keyOf={(row) => JSON.stringify([row.company, row.amount, row.currency])}
      />
    </Panel>
  );
}

/** Columns in which every sum is zero are left out, except those that every run has: they would only push the rest out of sight. */
function columns(text: Translate, rows: readonly ComparedTotals[]): Column<ComparedTotals>[] {
  const used = (id: 'excluded' | 'rejected' | 'held' | 'waiting'): boolean => rows.some((row) => /[1-9]/.test(row[id]));
  const optional = [
    { id: 'excluded', header: text('count.excludedHead') },
    { id: 'rejected', header: text('count.rejectedHead') },
    { id: 'held', header: text('count.heldHead') },
    { id: 'waiting', header: text('count.waitingHead') },
  ] as const;
  const sum = (
    id: 'source' | 'loaded' | 'unchanged' | 'excluded' | 'rejected' | 'held' | 'waiting',
    header: string,
  ): Column<ComparedTotals> => ({
    id,
    header,
    kind: 'number',
    cell: (row) => <Amount amount={row[id]} currency={row.currency} />,
  });
  return [
    { id: 'company', header: text('totals.company'), kind: 'main', cell: (row) => row.company },
    { id: 'amount', header: text('totals.amount'), cell: (row) => row.amount },
    { id: 'currency', header: text('totals.currency'), kind: 'tight', cell: (row) => row.currency },
    sum('source', text('totals.source')),
    sum('loaded', text('count.loadedHead')),
    sum('unchanged', text('count.unchangedHead')),
    ...optional.filter((column) => used(column.id)).map((column) => sum(column.id, column.header)),
    {
      id: 'landed',
      header: text('totals.landed'),
      kind: 'number',
      cell: (row) =>
        row.landed === null ? text('common.none') : <Amount amount={row.landed} currency={row.currency} />,
    },
    { id: 'agrees', header: text('totals.agreement'), kind: 'tight', cell: (row) => <Agreement row={row} /> },
  ];
}

function Agreement({ row }: { readonly row: ComparedTotals }) {
  const text = useText();
  if (row.landed === null) return <StateBadge tone="neutral" icon={CircleDashed} label={text('totals.open')} />;
  return row.agrees ? (
    <StateBadge tone="ok" icon={CircleCheck} label={text('totals.agrees')} />
  ) : (
    <StateBadge tone="bad" icon={CircleX} label={text('totals.differs')} />
  );
}
