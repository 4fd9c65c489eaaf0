import type { LeftOut, ReplayPlan, StreamEffect, TableEffect } from '../../../shared/replay/replay.ts';
import { useText, type TextId, type Translate } from '../../i18n/text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { Fold } from '../../ui/fold.tsx';
import { Count } from '../../ui/money.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { effectWords, leftOutWords } from './words.ts';
import styles from './replay.module.css';

/** What a replay is going to do, per stream and table, and what is left out of it and why. */
export function Statement({ plan }: { readonly plan: ReplayPlan }) {
  const text = useText();
  return (
    <section className={styles.statement} aria-label={text('replay.statement')}>
      {plan.streams.length === 0 ? <p>{text('replay.nothing')}</p> : null}
      {plan.streams.map((one) => (
        <StreamStatement key={one.stream} effect={one} />
      ))}
      {plan.leftOut.length === 0 ? null : <LeftOutList leftOut={plan.leftOut} />}
      {plan.canStart ? <p className={styles.muted}>{text('replay.noDoubles')}</p> : null}
    </section>
  );
}

function StreamStatement({ effect }: { readonly effect: StreamEffect }) {
  const text = useText();
  return (
    <div className={styles.stream}>
      <p>
        <strong>{effect.label}</strong>: {effectSentence(effect, text)}
      </p>
      {effect.tables.length === 0 ? null : (
        <Fold label={text('replay.rows')}>
          <div className={styles.wide}>
            <Table
              label={text('replay.rowsOf', { stream: effect.label })}
              columns={tableColumns(text)}
              rows={effect.tables}
              keyOf={(row) => row.table}
            />
          </div>
        </Fold>
      )}
    </div>
  );
}

/** “updates 2, inserts none, …” as one sentence: every number that is not zero, and inserts and updates always. */
export function effectSentence({ documents }: StreamEffect, text: Translate): string {
  return effectWords
    .filter(({ name }) => documents[name] > 0 || name === 'insert' || name === 'update')
    .map((one) => text(one.text, { count: documents[one.name] }))
    .join(' · ');
}

const rowParts: readonly { readonly name: Exclude<keyof TableEffect, 'table'>; readonly text: TextId }[] = [
  { name: 'insert', text: 'replay.row.insert' },
  { name: 'update', text: 'replay.row.update' },
  { name: 'remove', text: 'replay.row.remove' },
  { name: 'unchanged', text: 'replay.row.unchanged' },
  { name: 'newer', text: 'replay.row.newer' },
];

function tableColumns(text: Translate): Column<TableEffect>[] {
  return [
    { id: 'table', header: text('replay.table'), kind: 'main', cell: (row) => <code>{row.table}</code> },
    ...rowParts.map((part): Column<TableEffect> => ({
      id: part.name,
      header: text(part.text),
      kind: 'number',
      cell: (row) => <Count value={row[part.name]} />,
    })),
  ];
}

function LeftOutList({ leftOut }: { readonly leftOut: readonly LeftOut[] }) {
  const text = useText();
  const locale = useLocale();
  return (
    <ul className={styles.left} aria-label={text('replay.leftOut')}>
      {leftOut.map((one) => (
        <li key={`${one.reason} ${one.stream}`}>
          {text(leftOutWords[one.reason], { count: one.count, stream: one.label })}
          {one.sinceUtc === null ? null : ` ${text('replay.leftSince', { at: formatMoment(one.sinceUtc, locale) })}`}
          <span className={styles.muted} data-private="">
            {' '}
            {one.names.join(', ')}
            {one.count > one.names.length && one.reason !== 'source-not-kept' ? ', …' : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}
