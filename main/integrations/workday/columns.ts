import type { ColumnMapping, ColumnType, Transform } from '../../../shared/mapping/mapping.ts';
import { json, requiredText, text } from '../columns.ts';

const COPY: Transform = { kind: 'copy' };
const TEXT: ColumnType = { kind: 'text' };

/** A Workday reference as people use it. */
export interface ReferenceSpec {
  /** Path of the reference. */
  readonly path: string;
  /** ID types that may carry its id, the usual one first. */
  readonly idTypes: readonly [string, ...string[]];
  /** In words: “Company”. */
  readonly what: string;
  readonly required?: boolean;
  /** Also the reference's immutable Workday id. */
  readonly withWid?: boolean;
}

/** Columns `<name>_id` and `<name>_name` (and `<name>_wid`) of a reference. Reference ids can be edited in Workday, the WID cannot. */
export function reference(name: string, spec: ReferenceSpec): ColumnMapping[] {
  const [idType, ...others] = spec.idTypes;
  const idPath = (type: string): string => `${spec.path}.ids.${type}`;
  const id: ColumnMapping = {
    column: `${name}_id`,
    type: TEXT,
    path: idPath(idType),
    transform: others.length === 0 ? COPY : { kind: 'first-of', otherPaths: others.map(idPath) },
    required: spec.required ?? false,
    comment: `${spec.what}: reference id (${spec.idTypes.join(' or ')})`,
  };
  return [
    ...(spec.withWid === true ? [text(`${name}_wid`, `${spec.what}: Workday id`, `${spec.path}.wid`)] : []),
    id,
    text(`${name}_name`, `${spec.what}: name`, `${spec.path}.name`),
  ];
}

/** The company that a document belongs to; amounts are reconciled per company. */
export function companyColumns(): ColumnMapping[] {
  const idTypes = ['Company_Reference_ID', 'Organization_Reference_ID'] as const;
  return reference('company', { path: 'company', idTypes: [...idTypes], what: 'Company', required: true });
}

/** The currency of a document's amounts. In a line table it is repeated, so that each row can be summed by itself. */
export function currencyColumn(path = 'currency', comment = 'Currency of the amounts (ISO 4217)'): ColumnMapping {
  return requiredText('currency_code', comment, `${path}.ids.Currency_ID`);
}

/** A payment's own currency, else that of its group; in a line table repeated from above (`^`). */
export function paymentCurrencyColumn(above = ''): ColumnMapping {
  return {
    ...currencyColumn(`${above}currency`, 'Currency of the payment (ISO 4217)'),
    transform: { kind: 'first-of', otherPaths: [`${above}payment_group_currency.ids.Currency_ID`] },
  };
}

/** The currency of a journal line: its own, else the journal's. */
export function journalLineCurrencyColumn(): ColumnMapping {
  return {
    ...currencyColumn('currency', 'Currency of debit and credit: the line’s own, else the journal’s (ISO 4217)'),
    transform: { kind: 'first-of', otherPaths: ['^currency.ids.Currency_ID'] },
  };
}

/** The supplier of a document, with its immutable id. */
export function supplierColumns(path = 'supplier', what = 'Supplier'): ColumnMapping[] {
  return reference('supplier', { path, idTypes: ['Supplier_ID', 'Supplier_Reference_ID'], what, withWid: true });
}

/**
 * Worktags of a line: the four usual dimensions as columns, all of them as JSON (design §7). Lines of documents name their spend
 * category in a field of its own (`ownSpendCategory`), which goes before a worktag.
 */
export function worktagColumns(ownSpendCategory = false): ColumnMapping[] {
  const organization = 'Organization_Reference_ID';
  const dimension = (name: string, what: string, idTypes: readonly [string, ...string[]]): ColumnMapping[] =>
    reference(name, { path: `worktag.${name}`, idTypes, what });
  const spendCategory = dimension('spend_category', 'Spend category', ['Spend_Category_ID']);
  return [
    ...dimension('cost_center', 'Cost center', ['Cost_Center_Reference_ID', organization]),
    ...dimension('project', 'Project', ['Project_ID']),
    ...(ownSpendCategory ? spendCategory.map(ownFieldFirst) : spendCategory),
    ...dimension('region', 'Region', ['Region_Reference_ID', organization]),
    json('worktags', 'All worktags of the line'),
  ];
}

function ownFieldFirst(column: ColumnMapping): ColumnMapping {
  const path = column.path.replace('worktag.', '');
  return { ...column, path, transform: { kind: 'first-of', otherPaths: [column.path] } };
}
