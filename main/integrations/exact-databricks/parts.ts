import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import { date, instant, requiredText, text } from '../columns.ts';

/** Columns that every table of Exact begins with: its id alone does not tell a record apart, the company and the id do. */
export function keyColumns(id: string, what: string, path: string): ColumnMapping[] {
  return [
    requiredText('division_code', 'Company (division): number in Exact Online'),
    requiredText(id, `${what}: id`, path),
    text('division_name', 'Company: name'),
    text('division_currency', 'Currency of the company: that of all amounts “in company currency” (ISO 4217)'),
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
