import { useText } from '../../i18n/text.ts';
import { formatCount, formatMoment } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { OnPaper, usePrinting } from '../../lib/printing.ts';
import { isPrivate } from './grid-row.tsx';
import type { GridColumn } from './grid-types.ts';
import type { Paper } from './use-print.ts';
import styles from './grid-print.module.css';

interface GridPrintProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** What narrows the list, in words; undefined where nothing can. */
  readonly filters: readonly string[] | undefined;
  /** The list as it was read for the paper; null where the page is printed without that. */
  readonly paper: Paper<Row> | null;
  /** The rows around what is in sight, read when it is printed. */
  readonly held: () => readonly { readonly index: number; readonly row: Row }[];
  readonly keyOf: (row: Row) => string;
  readonly total: () => number;
}

/** On paper, and nowhere else: a plain table of all columns, states as words, under a heading that says what it is. */
export function GridPrint<Row>(props: GridPrintProps<Row>) {
  const { columns, paper, held, keyOf } = props;
  if (!usePrinting()) return null;
  const part = paper === null ? held() : [];
  const rows = paper?.rows ?? part.map(({ row }) => row);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <OnPaper value>
      <table className={styles.table}>
        <Heading {...props} first={(part[0]?.index ?? -1) + 1} last={(part.at(-1)?.index ?? -1) + 1} />
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={{ width: `${String((column.width / width) * 100)}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.id} scope="col" className={styles[column.kind ?? 'text']}>
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={styles[column.kind ?? 'text']}
                  data-private={isPrivate(column) ? '' : undefined}
                >
                  {column.kind === 'state' ? column.value(row) : column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </OnPaper>
  );
}

/** What list it is, what narrows it, how many rows there are of how many, and as of when. */
function Heading<Row>(props: GridPrintProps<Row> & { readonly first: number; readonly last: number }) {
  const { label, filters, paper, total, first, last } = props;
  const text = useText();
  const locale = useLocale();
  const count = (value: number): string => formatCount(value, locale);
  const rows =
    paper === null
      ? text('grid.printNote', { first: count(first), last: count(last), total: count(total()) })
      : paper.rows.length < paper.total
        ? text('grid.printCut', { shown: count(paper.rows.length), total: count(paper.total) })
        : text('grid.rows', { count: paper.total });
  return (
    <caption>
      <strong>{label}</strong>
      {filters === undefined ? null : (
        <span>{filters.length === 0 ? text('grid.printUnfiltered') : filters.join(' · ')}</span>
      )}
      <span>
        {rows}
        {paper === null ? null : ` · ${text('grid.printedAt', { at: formatMoment(paper.atUtc, locale) })}`}
      </span>
    </caption>
  );
}
