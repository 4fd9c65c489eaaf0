import type { PreviewItem } from '../../../shared/model/preview.ts';
import { useText } from '../../i18n/text.ts';
import { Fold } from '../../ui/fold.tsx';
import { cellText } from './cell-text.ts';
import styles from './preview.module.css';

interface LineTablesProps {
  readonly lines: NonNullable<PreviewItem['lines']>;
  readonly changes: PreviewItem['changes'];
}

/** The lines of a document by table, and those of its changes that are in lines. */
export function LineTables({ lines, changes }: LineTablesProps) {
  const text = useText();
  const inLines = changes.filter((change) => change.field.includes('['));
  return (
    <>
      {inLines.length === 0 ? null : (
        <table className={styles.mapped} aria-label={text('preview.lineChanges')}>
          <thead>
            <tr>
              <th scope="col">{text('preview.lineChanges')}</th>
              <th scope="col">{text('preview.before')}</th>
              <th scope="col">{text('preview.after')}</th>
            </tr>
          </thead>
          <tbody>
            {inLines.map((change) => (
              <tr key={change.field} data-changed>
                <th scope="row">{change.field}</th>
                <td data-private="">{cellText(change.before, text)}</td>
                <td data-private="">{cellText(change.after, text)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {Object.entries(lines).map(([table, rows]) => (
        <Fold key={table} label={text('preview.lines', { table, count: rows.length })}>
          <LineTable table={table} rows={rows} />
        </Fold>
      ))}
    </>
  );
}

function LineTable({ table, rows }: { readonly table: string; readonly rows: LineTablesProps['lines'][string] }) {
  const text = useText();
  const columns = Object.keys(rows[0] ?? {});
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={table}>
      <table className={styles.mapped}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {columns.map((column) => (
                <td key={column} data-private="">
                  {cellText(row[column], text)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
