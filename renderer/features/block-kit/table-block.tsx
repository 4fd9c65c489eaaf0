import { useText } from '../../i18n/text.ts';
import { partsOf, plainOf, textIn, type Plain } from './read.ts';
import { RichText } from './rich-text.tsx';
import styles from './slack-message.module.css';

/** A table: the first row heads the columns, as Slack draws it. */
export function TableBlock({ block }: { readonly block: Plain }) {
  const text = useText();
  const rows: unknown = block['rows'];
  const [head = [], ...body] = (Array.isArray(rows) ? rows : []).map(cellsOf);
  const settings = partsOf(block, 'column_settings');
  const alignOf = (column: number): string => textIn(settings[column] ?? {}, 'align');
  return (
    <div className={styles.scroll} role="region" aria-label={text('slack.table')} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} scope="col" data-align={alignOf(column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} data-align={alignOf(column)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellsOf(row: unknown): readonly Plain[] {
  return Array.isArray(row) ? row.map(plainOf) : [];
}

function Cell({ cell }: { readonly cell: Plain }) {
  return textIn(cell, 'type') === 'rich_text' ? <RichText block={cell} /> : <>{textIn(cell, 'text')}</>;
}
