import type { FieldEntry } from './field-catalog.ts';
import type { ColumnMapping, ColumnType, TableMapping, Transform } from './mapping.ts';

/** A field as the catalog of an integration lists it to a person. */
export interface ListedField extends FieldEntry {
  /** A reference carries `.wid`, `.name` and `.ids.<ID type>` below its path. */
  readonly reference?: boolean | undefined;
}

/** A field that a column of a table may take: its path as the column writes it. */
export interface FieldChoice {
  readonly path: string;
  readonly type: ColumnType;
  /** The path gives many values: only JSON or a joined text can hold them. */
  readonly many: boolean;
}

/** Why a field was taken for a column. `chosen`: nothing in the names says so. */
export type MatchReason = 'same-name' | 'reference-part' | 'similar-name' | 'chosen' | 'constant';

const TEXT: ColumnType = { kind: 'text' };

/** Fields for a table whose rows are the items of `listPath` (null for the header): its own first, then `^` those of the record. */
export function fieldChoices(catalog: readonly ListedField[], listPath: string | null): FieldChoice[] {
  if (listPath === null)
    return catalog.filter((field) => !isBelowList(catalog, field)).flatMap((field) => expand(field, ''));
  const prefix = `${listPath}.`;
  const own = catalog
    .filter((field) => field.path.startsWith(prefix))
    .flatMap((field) => expand({ ...field, path: field.path.slice(prefix.length), list: false }, ''));
  const ofRecord = catalog.filter((field) => !field.list).flatMap((field) => expand(field, '^'));
  return [...own, ...ofRecord];
}

/** Fields within a list are many values for a header; the list itself stands for them. */
function isBelowList(catalog: readonly ListedField[], field: ListedField): boolean {
  return field.list && catalog.some((other) => other.list && field.path.startsWith(`${other.path}.`));
}

function expand(field: ListedField, prefix: string): FieldChoice[] {
  const path = `${prefix}${field.path}`;
  const whole = { path, type: field.type, many: field.list };
  if (field.reference !== true || field.list) return [whole];
  return [{ path: `${path}.name`, type: TEXT, many: false }, { path: `${path}.wid`, type: TEXT, many: false }, whole];
}

/** The column's name that a path suggests: `supplier.name` is `supplier_name`, `supplier.ids.Supplier_ID` is `supplier_id`. */
export function columnNameFor(path: string): string {
  const parts = path.replace(/^\^\.?/, '').split('.');
  const ids = parts.indexOf('ids');
  const words = ids > 0 ? [...parts.slice(0, ids), 'id'] : parts;
  const name = words
    .join('_')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, '_')
    .replace(/^[^a-z]+/, '');
  return name === '' ? 'column' : name.slice(0, 200);
}

/** A new column for a field: name, type and transform as its catalog entry suggests, made different from names that are taken. */
export function columnFor(choice: FieldChoice, taken: readonly string[]): ColumnMapping {
  const wanted = columnNameFor(choice.path);
  let column = wanted;
  for (let number = 2; taken.includes(column); number += 1) column = `${wanted}_${String(number)}`;
  const asJson = choice.many || choice.type.kind === 'json';
  const transform: Transform = asJson ? { kind: 'to-json' } : { kind: 'copy' };
  return { column, type: asJson ? { kind: 'json' } : choice.type, path: choice.path, transform, required: false };
}

/** Why a column's field fits its name. */
export function matchReason(column: Pick<ColumnMapping, 'column' | 'path' | 'transform'>): MatchReason {
  if (column.transform.kind === 'constant') return 'constant';
  const path = column.path.replace(/^\^\.?/, '');
  if (path === column.column) return 'same-name';
  if (columnNameFor(path) === column.column) return 'reference-part';
  return similarity(column.column, path) >= 0.5 ? 'similar-name' : 'chosen';
}

/** The field that fits a column's name best, with the reason; null where none is alike. */
export function autoMatch(
  column: string,
  choices: readonly FieldChoice[],
): { readonly choice: FieldChoice; readonly reason: MatchReason } | null {
  const scored = choices.map((choice) => ({ choice, score: score(column, choice.path) }));
  const best = scored.reduce<(typeof scored)[number] | null>(
    (found, one) => (one.score > (found?.score ?? 0) ? one : found),
    null,
  );
  if (best === null || best.score < 0.5) return null;
  return { choice: best.choice, reason: matchReason({ column, path: best.choice.path, transform: { kind: 'copy' } }) };
}

function score(column: string, path: string): number {
  const plain = path.replace(/^\^\.?/, '');
  const own = path.startsWith('^') ? 0 : 0.01;
  if (plain === column) return 2 + own;
  if (columnNameFor(plain) === column) return 1.5 + own;
  return similarity(column, plain) + own;
}

/** Share of words that both names have: 1 for the same words. */
function similarity(column: string, path: string): number {
  const a = new Set(column.split('_'));
  const b = new Set(columnNameFor(path).split('_'));
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / Math.max(a.size, b.size);
}

/** Choices that no column of the table takes yet. */
export function unmappedFields(table: TableMapping, choices: readonly FieldChoice[]): FieldChoice[] {
  const used = new Set(
    table.columns.flatMap((one) => [one.path, ...(one.transform.kind === 'first-of' ? one.transform.otherPaths : [])]),
  );
  return choices.filter((choice) => {
    if (used.has(choice.path)) return false;
    // A reference whose name or id is mapped is mapped.
    return ![...used].some((path) => path.startsWith(`${choice.path}.`));
  });
}
