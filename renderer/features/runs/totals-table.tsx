import { CircleCheck, CircleDashed, CircleX } from 'lucide-react';
import { useState } from 'react';
import type { Run, RunStream } from '../../../shared/model/run.ts';
import type { Language } from '../../../shared/model/settings.ts';
import type { ComparedTotals } from '../../../shared/model/totals.ts';
import { useText, type Translate } from '../../i18n/text.ts';
import { Empty } from '../../ui/empty.tsx';
import { ForLooking } from '../../lib/for-looking.tsx';
import { Amount } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { Select } from '../../ui/select.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useLocale } from '../../lib/locale.ts';
import { amountName } from '../../lib/names.ts';
import { Differences } from './differences.tsx';
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
  const streams = run.streams.filter((one) => totalsOf(one, scope).length > 0);
  const [stream, setStream] = useState('');
  const differing = streams.find((one) => totalsOf(one, scope).some((entry) => !entry.agrees));
  const shown = streams.find((one) => one.stream === stream) ?? differing ?? streams[0];
  return (
    <div className={styles.stack}>
      <div className={styles.scope}>
        <ForLooking>
          <Select
            fit
            label={text('totals.scope')}
            value={scope}
            options={options}
            onChange={(next) => {
              setScope(next === 'window' ? 'window' : 'position');
            }}
          />
        </ForLooking>
        <span className={styles.muted}>{text('totals.rule')}</span>
      </div>
      {streams.length === 0 ? (
        <Empty text={text('totals.none')} />
      ) : (
        <Tabs
          label={text('totals.streams')}
          value={shown?.stream ?? ''}
          onChange={setStream}
          tabs={streams.map((one) => ({
            id: one.stream,
            label: one.label,
            mark: <StreamMark entries={totalsOf(one, scope)} />,
            content: <StreamTotals stream={one} scope={scope} />,
          }))}
        />
      )}
    </div>
  );
}

/** Beside a stream's name only if something there needs a look. */
function StreamMark({ entries }: { readonly entries: readonly ComparedTotals[] }) {
  const text = useText();
  if (entries.every((one) => one.agrees)) return null;
  const differs = entries.some((one) => one.landed !== null && !one.agrees);
  return (
    <StateBadge
      tone={differs ? 'bad' : 'neutral'}
      icon={differs ? CircleX : CircleDashed}
      label={text(differs ? 'totals.differs' : 'totals.open')}
    />
  );
}

function totalsOf(stream: RunStream, scope: Scope): readonly ComparedTotals[] {
  return scope === 'position' ? stream.totals : stream.windowTotals;
}

function StreamTotals({ stream, scope }: { readonly stream: RunStream; readonly scope: Scope }) {
  const text = useText();
  const { language } = useLocale();
  const note =
    stream.landedAtUtc === null ? (
      text('totals.notComputed')
    ) : (
      <>
        {text('totals.landedAt')} <Moment atUtc={stream.landedAtUtc} />
      </>
    );
  const entries = totalsOf(stream, scope);
  const agreeing = entries.filter((one) => one.agrees).length;
  const all = agreeing === entries.length;
  return (
    <>
      {stream.differences === undefined ? null : <Differences named={stream.differences} />}
      <Panel
        title={
          all ? text('totals.agree', { total: agreeing }) : text('totals.agreeOf', { agreeing, total: entries.length })
        }
        note={note}
        whole
      >
        <Table
          label={text('totals.of', { stream: stream.label })}
          columns={columns(text, entries, language)}
          rows={entries}
          keyOf={(row) => JSON.stringify([row.company, row.amount, row.currency])}
          groupOf={(row) => row.company}
          dense
        />
      </Panel>
    </>
  );
}

/** Columns in which every sum is zero are left out, except those that every run has: they would only push the rest out of sight. */
function columns(text: Translate, rows: readonly ComparedTotals[], language: Language): Column<ComparedTotals>[] {
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
    {
      id: 'amount',
      header: text('totals.amount'),
      kind: 'main',
      cell: (row) => <span data-total={row.amount}>{amountName(row.amount, language)}</span>,
    },
    {
      id: 'currency',
      header: text('totals.currency'),
      kind: 'tight',
      cell: (row) => (row.currency === '' ? text('common.none') : row.currency),
    },
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
