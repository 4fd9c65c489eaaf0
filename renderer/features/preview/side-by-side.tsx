import type { ColumnMapping, TableMapping } from '../../../shared/mapping/mapping.ts';
import type { PreviewItem } from '../../../shared/model/preview.ts';
import { useText } from '../../i18n/text.ts';
import { readableName } from '../../lib/names.ts';
import { Money } from '../../ui/money.tsx';
import { sourceText } from './source-text.ts';
import { cellText } from './cell-text.ts';
import styles from './preview.module.css';

type Cell = string | boolean | null | undefined;

interface SideBySideProps {
  readonly item: PreviewItem;
  readonly mapping: TableMapping | undefined;
}

/** A document column by column: the field and value of the source, and the column and value that would be delivered. */
export function SideBySide({ item, mapping }: SideBySideProps) {
  const text = useText();
  const columns = new Map(mapping?.columns.map((one) => [one.column, one]));
  const names = item.header === null ? [...columns.keys()] : Object.keys(item.header);
  const changes = new Map(item.changes.map((change) => [change.field, change]));
  const isRejected = (name: string): boolean =>
    item.reasons.some((reason) => reason.field === name || reason.field === columns.get(name)?.path);
  // What needs a look stands first; everything else keeps the order of the mapping.
  const needsLook = (name: string): boolean => changes.has(name) || isRejected(name);
  const ordered = [...names.filter(needsLook), ...names.filter((name) => !needsLook(name))];
  const isUpdate = item.outcome === 'update';
  const currency = currencyOf(item);
  return (
    <table className={`${styles.mapped ?? ''} ${styles.sides ?? ''}`} aria-label={text('preview.mapped')}>
      <thead>
        <tr>
          <th scope="col">{text('preview.field')}</th>
          <th scope="col">{text('preview.sourceValue')}</th>
          <th scope="col">{text('preview.column')}</th>
          {isUpdate ? <th scope="col">{text('preview.before')}</th> : null}
          <th scope="col">{text('preview.after')}</th>
        </tr>
      </thead>
      <tbody>
        {ordered.map((name) => {
          const column = columns.get(name);
          const change = changes.get(name);
          return (
            <tr
              key={name}
              data-number={isNumber(column)}
              data-changed={change !== undefined}
              data-rejected={isRejected(name)}
            >
              <td>{column === undefined ? '' : fieldName(column)}</td>
              <td data-private="">{column === undefined ? '' : sourceText(item.source, column)}</td>
              <th scope="row">
                {name}
                {change === undefined ? null : <span className={styles.mark}>{text('preview.changed')}</span>}
              </th>
              {isUpdate ? (
                <td data-private="">
                  {change === undefined ? (
                    <span className={styles.muted}>{text('mapping.same')}</span>
                  ) : (
                    <Value cell={change.before} column={column} currency={currency} />
                  )}
                </td>
              ) : null}
              <td data-private="">
                <Value cell={item.header?.[name]} column={column} currency={currency} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

interface ValueProps {
  readonly cell: Cell;
  readonly column: ColumnMapping | undefined;
  readonly currency: string;
}

/** Money with its currency; rates and everything else exactly as they would be delivered. */
function Value({ cell, column, currency }: ValueProps) {
  const text = useText();
  const isMoney = column?.type.kind === 'decimal' && column.type.scale === moneyScale;
  return isMoney && typeof cell === 'string' ? <Money amount={cell} currency={currency} /> : cellText(cell, text);
}

function isNumber(column: ColumnMapping | undefined): boolean {
  return column?.type.kind === 'decimal' || column?.type.kind === 'integer';
}

/** Money is DECIMAL(38,6); rates have more decimals. */
const moneyScale = 6;

function currencyOf(item: PreviewItem): string {
  const code = item.header?.['currency_code'] ?? item.header?.['currency'];
  return typeof code === 'string' ? code : '';
}

function fieldName(column: ColumnMapping): string {
  return column.transform.kind === 'constant' ? '' : readableName(column.path.replace(/\.ids\./, '.'));
}
