import type { TotalsSpec } from '../model/totals.ts';
import { converterFor, isCell } from './convert.ts';
import { totalsProblems } from './totals-columns.ts';
import type { ColumnMapping, ColumnType, LineMapping, StreamMapping, TableMapping } from './mapping.ts';
import { findField, type FieldEntry } from './field-catalog.ts';
import type { MappingProblem } from './mapping-problem.ts';
import { shapeProblem, typeWords } from './type-rules.ts';

const IDENTIFIER = /^[a-z][a-z0-9_]*$/;

/**
 * Everything that makes a mapping unusable for a stream whose fields are listed in the catalog; empty if it can be used.
 * With `totals`, also what control totals cannot do without. Pure. What may go well for most records and wrong for some is not a problem but a risk: see `mappingRisks`.
 */
export function validateMapping(
  mapping: StreamMapping,
  catalog: readonly FieldEntry[],
  totals?: TotalsSpec,
): MappingProblem[] {
  const problems = tableProblems(mapping.header, null, catalog);
  const names = new Set([mapping.header.table]);
  for (const line of mapping.lines) {
    problems.push(...tableProblems(line, line.listPath, catalog), ...lineProblems(line, mapping.header, catalog));
    if (names.has(line.table)) problems.push(of(line, null, `The table name “${line.table}” is used twice.`));
    names.add(line.table);
  }
  return totals === undefined ? problems : [...problems, ...totalsProblems(mapping, totals)];
}

function of(table: TableMapping, column: string | null, problem: string): MappingProblem {
  return { table: table.table, column, problem };
}

function tableProblems(table: TableMapping, listPath: string | null, catalog: readonly FieldEntry[]): MappingProblem[] {
  const problems: MappingProblem[] = [];
  if (!IDENTIFIER.test(table.table)) problems.push(of(table, null, badName(table.table)));
  if (table.table.startsWith('_mlc_'))
    problems.push(of(table, null, 'Names beginning with _mlc_ belong to ml-connector.'));
  const seen = new Set<string>();
  for (const column of table.columns) {
    for (const problem of columnProblems(column, listPath, catalog)) problems.push(of(table, column.column, problem));
    if (seen.has(column.column)) problems.push(of(table, column.column, 'The column is mapped twice.'));
    seen.add(column.column);
  }
  return [...problems, ...keyProblems(table)];
}

function keyProblems(table: TableMapping): MappingProblem[] {
  const problems: MappingProblem[] = [];
  for (const [index, name] of table.keyColumns.entries()) {
    const column = table.columns.find((one) => one.column === name);
    if (column === undefined) problems.push(of(table, name, 'The key column has no mapping.'));
    else if (!column.required)
      problems.push(of(table, name, 'A key column must be required: rows without it cannot be told apart.'));
    else if (!isKeyType(column.type))
      problems.push(of(table, name, 'A key column must be text, a whole number or a date.'));
    if (table.keyColumns.indexOf(name) !== index)
      problems.push(of(table, name, 'The column is named twice in the key.'));
  }
  return problems;
}

function isKeyType(type: ColumnType): boolean {
  return type.kind === 'text' || type.kind === 'integer' || type.kind === 'date';
}

function lineProblems(line: LineMapping, header: TableMapping, catalog: readonly FieldEntry[]): MappingProblem[] {
  const problems: MappingProblem[] = [];
  const list = catalog.find((field) => field.path === line.listPath);
  if (list?.list !== true) problems.push(of(line, null, `The source has no list “${line.listPath}”.`));
  if (line.keyColumns.length <= header.keyColumns.length) {
    problems.push(of(line, null, 'A table of lines needs the document’s key and a number of the line as its key.'));
  }
  for (const [at, key] of header.keyColumns.entries()) {
    const documentKey = header.columns.find((one) => one.column === key);
    const lineKey = line.columns.find((one) => one.column === line.keyColumns[at]);
    if (documentKey === undefined || lineKey === undefined || readsSame(documentKey, lineKey)) continue;
    problems.push(of(line, lineKey.column, documentKeyProblem(documentKey, at)));
  }
  return problems;
}

function documentKeyProblem(documentKey: ColumnMapping, at: number): string {
  return at === 0
    ? `The first key column must be the document’s key: the same type, from “^${documentKey.path}”.`
    : `A key column must continue the document’s key: the same type, from “^${documentKey.path}”.`;
}

function readsSame(documentKey: ColumnMapping, lineKey: ColumnMapping): boolean {
  return (
    lineKey.path.replace(/^\^\.?/, '') === documentKey.path.replace(/^\^\.?/, '') &&
    lineKey.path.startsWith('^') &&
    lineKey.transform.kind === documentKey.transform.kind &&
    lineKey.type.kind === documentKey.type.kind
  );
}

function columnProblems(column: ColumnMapping, listPath: string | null, catalog: readonly FieldEntry[]): string[] {
  const problems: string[] = [];
  const { column: name, type, transform } = column;
  if (!IDENTIFIER.test(name) && !name.startsWith('_mlc_')) problems.push(badName(name));
  if (name.startsWith('_mlc_')) problems.push('Names beginning with _mlc_ belong to ml-connector.');
  if (type.kind === 'decimal' && type.scale > type.precision) {
    problems.push(
      `DECIMAL(${String(type.precision)},${String(type.scale)}) has more digits after the point than in all.`,
    );
  }
  if (transform.kind === 'constant') return [...problems, ...constantProblems(type, transform.value)];
  const paths = transform.kind === 'first-of' ? [column.path, ...transform.otherPaths] : [column.path];
  for (const path of paths) {
    const field = findField(catalog, path, listPath);
    const problem = field === undefined ? `The source has no field “${path}”.` : shapeProblem(field, column);
    if (problem !== null) problems.push(problem);
  }
  return problems;
}

function constantProblems(type: ColumnType, value: string): string[] {
  if (value.trim() === '') return ['A fixed value must not be empty.'];
  return isCell(converterFor(type)(value)) ? [] : [`The fixed value “${value}” is not ${typeWords(type)}.`];
}

function badName(name: string): string {
  return `“${name}” is not a name for a table or column: small letters, digits and _ only, beginning with a letter.`;
}
