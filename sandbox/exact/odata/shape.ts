import type { BookCell, BookEntity, BookRow } from '../books.ts';

/** Edm types as far as the practice needs to tell them apart. `date` is a DateTime that carries a calendar date only. */
export type FieldType =
  | 'guid'
  | 'string'
  | 'int'
  | 'int64'
  | 'double'
  | 'boolean'
  | 'datetime'
  | 'date'
  /** Codes of accounts: 18 characters, filled with spaces on the left. */
  | 'padded'
  /** Codes that come with spaces where the fault `codes-padded` is on. */
  | 'code'
  | 'lines';

/** Collection inside a record. */
export interface LinesOf {
  readonly entity: BookEntity;
  /** Field of the line that carries the key of its document. */
  readonly parent: string;
}

/** What one kind of record has: nothing else can be selected, filtered or written. */
export interface Shape {
  /** As `__metadata.type` says it. */
  readonly type: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, FieldType>;
  readonly lines: ReadonlyMap<string, LinesOf>;
}

const AUDIT = {
  guid: 'Creator Modifier',
  string: 'CreatorFullName ModifierFullName',
  datetime: 'Created Modified',
  int: 'Division',
};

type FieldLists = Partial<Record<Exclude<FieldType, 'lines'>, string>>;

interface ShapeFacts extends FieldLists {
  readonly type: string;
  readonly key: string;
  /** With the fields that nearly every record has (reference page §4); default true. */
  readonly audited?: boolean;
  readonly lines?: Readonly<Record<string, LinesOf>>;
}

const KINDS = ['guid', 'string', 'int', 'int64', 'double', 'boolean', 'datetime', 'date', 'padded', 'code'] as const;

/** Makes a shape of lists of names, parted by spaces. */
export function shapeOf(facts: ShapeFacts): Shape {
  const fields = new Map<string, FieldType>();
  const take = (lists: FieldLists): void => {
    for (const kind of KINDS)
      for (const name of (lists[kind] ?? '').split(' ')) if (name !== '') fields.set(name, kind);
  };
  take(facts);
  if (facts.audited !== false) take(AUDIT);
  const lines = new Map(Object.entries(facts.lines ?? {}));
  for (const name of lines.keys()) fields.set(name, 'lines');
  return { type: facts.type, key: facts.key, fields, lines };
}

/** A shape with other fields added and some taken out. */
export function reshaped(
  shape: Shape,
  change: FieldLists & { readonly type?: string; readonly without?: string },
): Shape {
  const added = shapeOf({ ...change, type: change.type ?? shape.type, key: shape.key, audited: false });
  const without = new Set((change.without ?? '').split(' '));
  const fields = [...shape.fields, ...added.fields].filter(([name]) => !without.has(name));
  const lines = [...shape.lines].filter(([name]) => !without.has(name));
  return { type: added.type, key: shape.key, fields: new Map(fields), lines: new Map(lines) };
}

/** A record with what Exact would not keep in its cells. */
export interface Entry {
  readonly row: BookRow;
  readonly division: number;
}

/** The cell of a field. What the row itself keeps (row version, last change, division) is given as a cell, without making the others. */
export function cellOf({ row, division }: Entry, name: string): BookCell | bigint {
  if (name === 'Timestamp') return row.version;
  if (name === 'Modified') return { moment: row.modified };
  if (name === 'Division') return division;
  return row.cells[name] ?? null;
}

/** The key of a record as text. */
export function keyOf({ row }: Entry): string {
  return row.key.toLowerCase();
}
