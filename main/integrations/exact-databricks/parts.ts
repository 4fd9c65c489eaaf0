import type { ColumnMapping, LineMapping, TableMapping } from '../../../shared/mapping/mapping.ts';
import type { TotalsSpec } from '../../../shared/model/totals.ts';
import { date, instant, integer, requiredText, text } from '../columns.ts';

/** Columns that every table of Exact begins with: its id alone does not tell a record apart, the company and the id do. */
export function keyColumns(id: string, what: string, path: string): ColumnMapping[] {
  return [
    requiredText('division_code', 'Company (division): number in Exact Online'),
    requiredText(id, `${what}: id`, path),
    text('division_name', 'Company: name'),
    text('division_currency', 'Currency of the company: that of all amounts “in company currency” (ISO 4217)'),
  ];
}

/** Keys of a line: those of its document, and its own. The company's currency is repeated, so that each row can be summed by itself. */
export function lineKeyColumns(id: string, what: string, path: string): ColumnMapping[] {
  return [
    requiredText('division_code', 'Company (division): number in Exact Online', '^division_code'),
    requiredText(id, `${what}: id`, `^${path}`),
    requiredText('line_id', 'Line: id', 'id'),
    integer('line_number', 'Number of the line'),
    text('division_currency', 'Currency of the company (ISO 4217)', '^division_currency'),
  ];
}

export function auditColumns(): ColumnMapping[] {
  return [instant('created_at', 'When it was created', 'created'), changedColumn()];
}

export function changedColumn(): ColumnMapping {
  return instant('last_modified_at', 'When it was last changed', 'modified');
}

export const currency = (path = 'currency'): ColumnMapping =>
  requiredText('currency_code', 'Currency of the transaction (ISO 4217)', path);

/** GL account of a line, where the line has its code as well. */
export function glAccountColumns(): ColumnMapping[] {
  return [
    text('gl_account_id', 'GL account: id', 'gl_account'),
    text('gl_account_code', 'GL account: code'),
    text('gl_account_description', 'GL account: description'),
  ];
}

export function allocationColumns(): ColumnMapping[] {
  return [
    text('cost_center_code', 'Cost center: code', 'cost_center'),
    text('cost_unit_code', 'Cost unit: code', 'cost_unit'),
  ];
}

export function validityColumns(): ColumnMapping[] {
  return [
    date('start_date', 'First day on which it may be used'),
    date('end_date', 'Last day on which it may be used'),
  ];
}

/** A table of documents and one of their lines. */
export function documentTables(
  header: Omit<TableMapping, 'keyColumns'> & { readonly id: string },
  lines: Omit<LineMapping, 'keyColumns' | 'listPath'>,
): { readonly version: 1; readonly header: TableMapping; readonly lines: LineMapping[] } {
  const keys = ['division_code', header.id];
  return {
    version: 1,
    header: { table: header.table, keyColumns: keys, columns: header.columns },
    lines: [{ ...lines, listPath: 'lines', keyColumns: [...keys, 'line_id'] }],
  };
}

/** An amount, the table that has it, and whether it is in the company's currency or in that of the transaction. */
type SummedAmount = readonly [column: string, table: string, of: 'company' | 'transaction'];

/** Sums per company and currency. Amounts of lines are told apart by their name. */
export function totalsOf(header: string, amounts: readonly SummedAmount[]): TotalsSpec {
  return {
    companyColumn: 'division_code',
    amounts: amounts.map(([column, table, of]) => ({
      name: `${table === header ? '' : 'lines.'}${nameOf(column, of)}`,
      table,
      column,
      currencyColumn: of === 'company' ? 'division_currency' : 'currency_code',
    })),
  };
}

/** `vat_amount_dc` is read as “Tax in company currency”. */
function nameOf(column: string, of: SummedAmount[2]): string {
  return `${column.replace(/_(dc|fc)$/, '').replace('vat_amount', 'tax')}_in_${of}_currency`;
}
