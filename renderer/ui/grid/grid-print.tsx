import { useEffect, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { useText } from '../../i18n/text.ts';
import { formatCount } from '../../lib/format.ts';
import { useLocale } from '../../lib/locale.ts';
import { isPrivate } from './grid-row.tsx';
import type { GridColumn } from './grid-types.ts';
import styles from './grid-print.module.css';

interface GridPrintProps<Row> {
  readonly label: string;
  readonly columns: readonly GridColumn<Row>[];
  /** Read when it is printed. */
  readonly rows: () => readonly { readonly index: number; readonly row: Row }[];
  readonly keyOf: (row: Row) => string;
  readonly total: () => number;
}

/** On paper: a plain table of all columns, hidden ones too, with the rows around what is in sight. Absent on a screen. */
export function GridPrint<Row>({ label, columns, rows, keyOf, total }: GridPrintProps<Row>) {
  const text = useText();
  const locale = useLocale();
  if (!usePrinting()) return null;
  const printed = rows();
  const count = (value: number): string => formatCount(value, locale);
  return (
    <table className={styles.table}>
      <caption>
        {label}
        {' · '}
        {text('grid.printNote', {
          first: count((printed[0]?.index ?? -1) + 1),
          last: count((printed.at(-1)?.index ?? -1) + 1),
          total: count(total()),
        })}
      </caption>
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
        {printed.map(({ row }) => (
          <tr key={keyOf(row)}>
            {columns.map((column) => (
              <td
                key={column.id}
                className={styles[column.kind ?? 'text']}
                data-private={isPrivate(column) ? '' : undefined}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function usePrinting(): boolean {
  const matches = useSyncExternalStore(
    (listener) => {
      const query = matchMedia('print');
      query.addEventListener('change', listener);
      return () => {
        query.removeEventListener('change', listener);
      };
    },
    () => matchMedia('print').matches,
  );
  const [asked, setAsked] = useState(false);
  useEffect(() => {
    // The page is laid out for paper as soon as this event returns, so the table must be there by then.
    const before = (): void => {
      flushSync(() => {
        setAsked(true);
      });
    };
    const after = (): void => {
      setAsked(false);
    };
    addEventListener('beforeprint', before);
    addEventListener('afterprint', after);
    return () => {
      removeEventListener('beforeprint', before);
      removeEventListener('afterprint', after);
    };
  }, []);
  return matches || asked;
}
