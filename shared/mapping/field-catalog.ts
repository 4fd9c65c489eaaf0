import type { ColumnType } from './mapping.ts';

/** One path of a source's records, as its connector lists it. Lists are walked through without brackets (`lines.memo`). */
export interface FieldEntry {
  readonly path: string;
  readonly type: ColumnType;
  /** True if it is a list, or stands within one. */
  readonly list: boolean;
}

/** A field as a column of a table sees it. */
export interface FoundField {
  readonly path: string;
  readonly type: ColumnType;
  /** True if the path gives many values: the field is a list, or lies in one. */
  readonly many: boolean;
}

/**
 * The catalog's entry for a mapping's path. `listPath` is the list whose items become rows, null for a header. What lies below
 * a field of JSON (`supplier.name`, `raw_extra.anything`) is not listed one by one: below a reference its `wid`, `name` and ids
 * are texts, below anything else it counts as JSON.
 */
export function findField(
  catalog: readonly FieldEntry[],
  path: string,
  listPath: string | null,
): FoundField | undefined {
  const ofRecord = path.startsWith('^') || listPath === null;
  const plain = path.replace(/^\^\.?/, '');
  const full = ofRecord ? plain : `${listPath}.${plain}`;
  const exact = catalog.find((field) => field.path === full);
  const field = exact ?? closest(catalog, full);
  if (field === undefined) return undefined;
  const isPart = field !== exact;
  if (isPart && field.type.kind !== 'json') return undefined;
  return { path: full, type: field.type, many: isMany(catalog, field, full, ofRecord ? null : listPath) };
}

/** The deepest listed field above a path. */
function closest(catalog: readonly FieldEntry[], path: string): FieldEntry | undefined {
  let found: FieldEntry | undefined;
  for (const field of catalog) {
    if (path.startsWith(`${field.path}.`) && field.path.length > (found?.path.length ?? -1)) found = field;
  }
  return found;
}

/**
 * Whether a path gives many values. The catalog marks everything within a list as many; seen from the list's own items it is
 * one, unless a second list of fields stands between. A list of references in a line looks like one reference there: a mapping
 * that copies it is refused record by record instead.
 */
function isMany(catalog: readonly FieldEntry[], field: FieldEntry, path: string, listPath: string | null): boolean {
  if (listPath === null) return field.list;
  const hasFields = (list: FieldEntry): boolean => catalog.some((other) => other.path.startsWith(`${list.path}.`));
  const isBetween = (one: FieldEntry): boolean =>
    one.path.startsWith(`${listPath}.`) && path.startsWith(`${one.path}.`);
  return catalog.some((one) => one.list && one.type.kind === 'json' && isBetween(one) && hasFields(one));
}
