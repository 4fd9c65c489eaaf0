import type { ColumnType } from './mapping.ts';

/** One path of a source's records, as its connector lists it. Fields of a list's items have the list's path and `[].` before them. */
export interface FieldEntry {
  readonly path: string;
  readonly type: ColumnType;
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
 * a field of JSON (`worktags.name`, `raw_extra.anything`) is not listed one by one and counts as JSON.
 */
export function findField(
  catalog: readonly FieldEntry[],
  path: string,
  listPath: string | null,
): FoundField | undefined {
  const fromRecord = path.startsWith('^') || listPath === null;
  const inRecord = path.replace(/^\^\.?/, '');
  const full = fromRecord ? inRecord : `${listPath}[].${inRecord}`;
  const ownLists = fromRecord ? '' : `${listPath ?? ''}[].`;
  let inherited: FoundField | undefined;
  for (const field of catalog) {
    const plain = withoutLists(field.path, ownLists);
    const wanted = withoutLists(full, ownLists);
    const many = field.list || field.path.slice(ownLists.length).includes('[]');
    if (plain === wanted) return { path: full, type: field.type, many };
    if (field.type.kind === 'json' && wanted.startsWith(`${plain}.`)) {
      inherited = { path: full, type: { kind: 'json' }, many: many || field.list };
    }
  }
  return inherited;
}

/** A mapping's path crosses a list without brackets (`lines.memo` reads the memo of each line). */
function withoutLists(path: string, keep: string): string {
  return path.startsWith(keep) ? keep + path.slice(keep.length).replaceAll('[]', '') : path;
}
