import { Download } from 'lucide-react';
import { byteOrderMark, csvLine } from '../../../shared/csv.ts';
import type { ComparedFigure, Explanation, TieOut, TieOutLine } from '../../../shared/tie-out/model.ts';
import { tieOutHead, tieOutTable } from '../../../shared/tie-out/table.ts';
import { useText } from '../../i18n/text.ts';
import { useAsk } from '../../lib/queries.ts';
import { Link, pathOf } from '../../lib/router.tsx';
import { saveTextFile } from '../../lib/save-file.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { LoadedScreen } from '../../ui/loading.tsx';
import { Amount, Money } from '../../ui/money.tsx';
import { Page, Panel } from '../../ui/panel.tsx';
import { Moment } from '../../ui/relative-time.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { causeWords, figureWords, kindWords, noteWords, stateLooks } from './words.ts';
import styles from './proof.module.css';

interface Compared {
  readonly line: TieOutLine;
  readonly figure: ComparedFigure;
}

/** What came out of holding a report against what landed. */
export function TieOutView({ flowId, id }: { readonly flowId: string; readonly id: string }) {
  const tieOut = useAsk('tie-outs.get', { id });
  return <LoadedScreen of={tieOut}>{(loaded) => <Result flowId={flowId} tieOut={loaded} />}</LoadedScreen>;
}

function Result({ flowId, tieOut }: { readonly flowId: string; readonly tieOut: TieOut }) {
  const text = useText();
  const { parameters, notes } = tieOut;
  const look = stateLooks[tieOut.state];
  const save = (): void => {
    const lines = [tieOutHead, ...tieOutTable(tieOut)].map((row) => csvLine([...row]));
    saveTextFile(`tie-out-${parameters.kind}-${parameters.asOf ?? parameters.period}.csv`, 'text/csv;charset=utf-8', [
      byteOrderMark,
      ...lines,
    ]);
  };
  return (
    <Page
      title={`${text(kindWords[parameters.kind])} · ${parameters.asOf ?? parameters.period}`}
      actions={
        <>
          <ButtonLink to={pathOf('flows', flowId, 'proof')}>{text('proof.back')}</ButtonLink>
          <Button icon={Download} onClick={save}>
            {text('proof.saveCsv')}
          </Button>
        </>
      }
    >
      <Panel title={text('proof.result')}>
        <div className={styles.stack}>
          <div role="status">
            <StateBadge tone={look.tone} icon={look.icon} label={text(look.word)} />
          </div>
          <KeyValues
            items={[
              { name: text('common.flow'), value: tieOut.flowName },
              { name: text('proof.company'), value: parameters.company ?? text('proof.allCompanies') },
              { name: text('proof.reported'), value: <Moment atUtc={parameters.reportedAtUtc} /> },
              { name: text('proof.leftOut'), value: parameters.leftOut.join(', ') },
              { name: text('proof.at'), value: <Moment atUtc={tieOut.atUtc} /> },
              { name: text('proof.by'), value: tieOut.by ?? '' },
            ]}
          />
          {notes.map(({ note, values }) => (
            <p key={note} className={styles.muted}>
              {text(noteWords[note], values)}
            </p>
          ))}
        </div>
      </Panel>
      <Panel title={text('proof.lines')} whole>
        <LineTable tieOut={tieOut} />
      </Panel>
    </Page>
  );
}

function LineTable({ tieOut }: { readonly tieOut: TieOut }) {
  const text = useText();
  const rows = tieOut.lines.flatMap((line) => line.figures.map((figure): Compared => ({ line, figure })));
  const amount = (id: string, header: string, of: (figure: ComparedFigure) => string | null): Column<Compared> => ({
    ...{ id, header, kind: 'number' },
    cell: ({ line, figure }) => {
      const value = of(figure);
      if (value === null) return text('proof.notComparable');
      return <Amount amount={value} currency={figure.figure === 'count' ? '' : (line.currency ?? '')} />;
    },
  });
  const columns: Column<Compared>[] = [
    { id: 'key', header: text('proof.key'), kind: 'main', cell: ({ line }) => <Key line={line} /> },
    { id: 'figure', header: text('proof.figure'), cell: ({ figure }) => text(figureWords[figure.figure]) },
    amount('report', text('proof.inReport'), (one) => one.report),
    amount('landed', text('proof.landed'), (one) => one.landed),
    amount('stored', text('proof.stored'), (one) => one.stored),
    amount('difference', text('proof.difference'), (one) => one.difference),
    {
      id: 'why',
      header: text('proof.why'),
      kind: 'wrap',
      cell: ({ line, figure }) => <Why flowId={tieOut.flowId} line={line} figure={figure} />,
    },
    amount('unexplained', text('proof.unexplained'), (one) => one.unexplained),
  ];
  return (
    <Table
      label={text('proof.lines')}
      columns={columns}
      rows={rows}
      keyOf={({ line, figure }) =>
        JSON.stringify([line.line, line.company, line.currency, line.account, figure.figure])
      }
    />
  );
}

function Key({ line }: { readonly line: TieOutLine }) {
  const text = useText();
  const parts = [line.company, line.account, line.currency].filter((part) => part !== null);
  return (
    <>
      {parts.join(' · ')}
      {line.name === null || parts.includes(line.name) ? null : <div className={styles.muted}>{line.name}</div>}
      {line.line === null ? <div className={styles.muted}>{text('proof.notInReport')}</div> : null}
    </>
  );
}

interface WhyProps {
  readonly flowId: string;
  readonly line: TieOutLine;
  readonly figure: ComparedFigure;
}

function Why({ flowId, line, figure }: WhyProps) {
  if (figure.explanations.length === 0) return null;
  const currency = figure.figure === 'count' ? '' : (line.currency ?? '');
  return (
    <ul className={styles.list}>
      {figure.explanations.map((one) => (
        <li key={`${one.kind}${String(one.counted)}`} className={one.counted ? undefined : styles.muted}>
          <Cause flowId={flowId} cause={one} currency={currency} />
        </li>
      ))}
    </ul>
  );
}

function Cause({ flowId, cause, currency }: { flowId: string; cause: Explanation; currency: string }) {
  const text = useText();
  return (
    <>
      {text(causeWords[cause.kind], { count: cause.records })} {cause.counted ? null : `${text('proof.notCounted')} `}
      <Money amount={cause.amount} currency={currency} signed />
      {cause.examples.slice(0, 5).map(({ stream, key, label, amount }) => (
        <div key={`${stream}/${key ?? label}`} data-private="">
          {key === null ? label : <Link to={pathOf('records', flowId, stream, key)}>{label}</Link>}{' '}
          <Money amount={amount} currency={currency} signed />
        </div>
      ))}
      {cause.examples.length > 5 ? <div>{text('proof.more', { count: cause.records - 5 })}</div> : null}
    </>
  );
}
