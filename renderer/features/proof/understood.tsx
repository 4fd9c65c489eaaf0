import type { ReportRow, TieOutKind } from '../../../shared/tie-out/model.ts';
import { tieOutFigures } from '../../../shared/tie-out/model.ts';
import type { UnderstoodReport } from '../../../shared/tie-out/understand.ts';
import { useText } from '../../i18n/text.ts';
import { Amount } from '../../ui/money.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Table, type Column } from '../../ui/table.tsx';
import { figureWords, problemWords } from './words.ts';
import styles from './proof.module.css';

/** A pasted report as it was understood: its lines, what is left out of it, and every line that was not understood. */
export function Understood({ report, kind }: { readonly report: UnderstoodReport; readonly kind: TieOutKind }) {
  const text = useText();
  const figures = tieOutFigures.filter((figure) => report.rows.some((row) => row.figures[figure] !== undefined));
  const plain = (id: string, header: string, of: (row: ReportRow) => string | null): Column<ReportRow> => ({
    ...{ id, header },
    cell: (row) => of(row) ?? '',
  });
  const columns: Column<ReportRow>[] = [
    { id: 'line', header: text('proof.line'), kind: 'tight', cell: (row) => row.line },
    plain('company', text('proof.company'), (row) => row.company),
    ...(kind === 'trial-balance'
      ? [plain('account', text('proof.account'), (row) => row.account)]
      : [plain('currency', text('proof.currency'), (row) => row.currency)]),
    ...figures.map((figure): Column<ReportRow> => ({
      ...{ id: figure, header: text(figureWords[figure]), kind: 'number' },
      cell: (row) => (
        <Amount amount={row.figures[figure] ?? ''} currency={figure === 'count' ? '' : (row.currency ?? '')} />
      ),
    })),
  ];
  return (
    <Panel title={text('proof.understood', { count: report.rows.length })}>
      <div className={styles.stack}>
        {report.problems.length === 0 ? null : (
          <ul className={styles.list} aria-label={text('proof.problems')} role="alert">
            {report.problems.slice(0, 20).map(({ line, text: entered, problem }) => (
              <li key={line}>
                {text('proof.lineProblem', {
                  line,
                  entered: entered.slice(0, 80),
                  problem: text(problemWords[problem]),
                })}
              </li>
            ))}
          </ul>
        )}
        {report.totals.map(({ line, text: entered }) => (
          <p key={line} className={styles.muted}>
            {text('proof.totalLine', { line, entered: entered.slice(0, 80) })}
          </p>
        ))}
        {report.rows.length === 0 ? null : (
          <Table
            label={text('proof.understood', { count: report.rows.length })}
            columns={columns}
            rows={report.rows.slice(0, 200)}
            keyOf={(row) => String(row.line)}
          />
        )}
      </div>
    </Panel>
  );
}
