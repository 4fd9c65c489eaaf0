import type { RecordTable } from '../../../shared/model/record-view.ts';
import type { Cell } from '../../../shared/model/record.ts';
import { useText } from '../../i18n/text.ts';
import { cellText } from '../preview/cell-text.ts';
import { Amount, Money } from '../../ui/money.tsx';
import { AccountingDate, Moment } from '../../ui/relative-time.tsx';

export type Column = RecordTable['columns'][number];
export type Values = Readonly<Record<string, Cell>>;

interface CellValueProps {
  readonly cell: Cell | undefined;
  readonly column: Column | undefined;
  /** Empty where the value has none. */
  readonly currency: string;
  /** False where a column beside it says the currency. */
  readonly withCode?: boolean;
}

/** A value of a delivered row as people read it. Amounts show every digit that was delivered. */
export function CellValue({ cell, column, currency, withCode = true }: CellValueProps) {
  const text = useText();
  if (typeof cell !== 'string' || cell === '') return cellText(cell, text);
  switch (column?.type.kind) {
    case 'decimal':
      if (column.currencyColumn === null) return <Amount amount={cell} currency="" />;
      return withCode ? <Money amount={cell} currency={currency} /> : <Amount amount={cell} currency={currency} />;
    case 'date':
      return <AccountingDate date={cell} />;
    case 'timestamp':
      return <Moment atUtc={cell} />;
    default:
      return isName(column) ? <span data-private="">{cell}</span> : cell;
  }
}

/** Figures stand to the right. */
export function isNumeric(column: Column): boolean {
  return column.type.kind === 'decimal' || column.type.kind === 'integer';
}

/** The column that a changed field is about: of the header, or of the lines for `lines[2].extended_amount`. */
export function columnOf(field: string, tables: readonly RecordTable[]): Column | undefined {
  const match = /^([^[\]]+)\[[^\]]*\]\.(.+)$/.exec(field);
  const [, part, inner] = match ?? [];
  const table = tables.find((one) => one.part === (part ?? 'header'));
  return table?.columns.find((one) => one.column === (inner ?? field));
}

/** Names of people and firms are blurred in privacy mode, and what holds them among other things. */
function isName(column: Column | undefined): boolean {
  return column !== undefined && (column.type.kind === 'json' || /_name$|^memo$/.test(column.column));
}
