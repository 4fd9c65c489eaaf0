import { compareDecimals, parseDecimal } from '../../../shared/money/decimal.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { ColumnMapping, TableMapping } from '../../../shared/mapping/mapping.ts';
import type { Cell, MappedDocument, Row } from '../../../shared/model/record.ts';
import type { Comparison } from '../../../shared/model/preview.ts';
import type { LandedComparison, TargetStream } from '../../ports/destination.ts';
import { asParameter, encodeKeys, splitRows } from './encode.ts';
import { readInventory, type PresentTable } from './inventory.ts';
import { documentKeyOf } from './screen.ts';
import { query, type Session } from './session.ts';
import { documentColumns } from './sql/merge.ts';
import { selectRows } from './sql/reads.ts';
import { keyFields } from './sql/rows.ts';
import { exactText, instantText } from './values.ts';

type Present = Readonly<Record<string, string | null>>;
type Change = Comparison['changes'][number];

/** Documents asked for at once: their lines must fit one result. */
const KEY_BYTES = 50_000;

/**
 * What delivering the documents would change, by the content that is there, and how new that is. Numbers are compared by value, instants as moments.
 * Writes nothing. Throws as statements do.
 */
export async function compareDocuments(
  session: Session,
  stream: TargetStream,
  documents: readonly MappedDocument[],
  signal: AbortSignal,
): Promise<readonly LandedComparison[]> {
  if (documents.length === 0) return [];
  const inventory = await inventoryOrNothing(session, signal);
  const { mapping } = stream;
  const header = inventory.get(mapping.header.table);
  const asInsert = (document: MappedDocument, landedSequence: string | null): LandedComparison => ({
    documentKey: document.key,
    action: 'insert',
    changes: [],
    landedSequence,
  });
  if (header === undefined) return documents.map((document) => asInsert(document, null));
  const rows = async (table: TableMapping): Promise<Map<string, Present[]>> =>
    await readRows(session, stream, { table, present: inventory.get(table.table), documents, signal });
  const headers = await rows(mapping.header);
  const lines = new Map<string, Map<string, Present[]>>();
  for (const line of mapping.lines) lines.set(line.table, await rows(line));
  return documents.map((document) => {
    const before = headers.get(document.key)?.[0];
    const landedSequence = before?.['_mlc_sequence'] ?? null;
    const isThere = before !== undefined && before['_mlc_deleted'] !== 'true';
    if (document.deleted === true) return compareGone(document, isThere, landedSequence);
    if (!isThere) return asInsert(document, landedSequence);
    const changes = [
      ...rowChanges(mapping.header, before, document.header, ''),
      ...mapping.lines.flatMap((line) => {
        const there = lines.get(line.table)?.get(document.key) ?? [];
        return lineChanges(line, there, document.lines[line.table] ?? []);
      }),
    ];
    const action = changes.length === 0 ? 'unchanged' : 'update';
    return { documentKey: document.key, action, changes, landedSequence };
  });
}

/** A row that is marked as deleted, or none, is what is wanted. */
function compareGone({ key }: MappedDocument, isThere: boolean, landedSequence: string | null): LandedComparison {
  if (!isThere) return { documentKey: key, action: 'unchanged', changes: [], landedSequence };
  const changes = [{ field: '_mlc_deleted', before: false, after: true }];
  return { documentKey: key, action: 'update', changes, landedSequence };
}

async function inventoryOrNothing(session: Session, signal: AbortSignal): Promise<ReadonlyMap<string, PresentTable>> {
  return (await readInventory(session, { phase: 'compare', signal })).tables;
}

async function readRows(
  session: Session,
  stream: TargetStream,
  request: {
    readonly table: TableMapping;
    readonly present: PresentTable | undefined;
    readonly documents: readonly MappedDocument[];
    readonly signal: AbortSignal;
  },
): Promise<Map<string, Present[]>> {
  const { table, present } = request;
  const found = new Map<string, Present[]>();
  if (present === undefined) return found;
  const { mapping } = stream;
  const own = documentColumns(table, mapping.header);
  if (![...own, '_mlc_deleted'].every((column) => present.columns.has(column))) return found;
  const source = { kind: 'parameter', name: 'documents' } as const;
  const fields = keyFields(mapping.header);
  const sql = selectRows(session.place, mapping, table, {
    documents: { source, fields },
    present: new Set(present.columns.keys()),
    withVersion: table === mapping.header,
  });
  const keys = encodeKeys(
    mapping.header,
    request.documents.map((document) => document.key),
  );
  for (const part of splitRows(keys, KEY_BYTES)) {
    const statement = { purpose: 'compare', sql, parameters: { documents: asParameter(part) } };
    for (const row of await query(session, statement, { phase: 'compare', signal: request.signal })) {
      const key = documentKeyOf(own.map((column) => row[column] ?? ''));
      found.set(key, [...(found.get(key) ?? []), row]);
    }
  }
  return found;
}

function rowChanges(table: TableMapping, before: Present, after: Row, prefix: string): Change[] {
  return table.columns.flatMap((column) => {
    const from = presentCell(column, before[column.column] ?? null);
    const to = after.values[column.column] ?? null;
    return sameCell(column, from, to) ? [] : [{ field: `${prefix}${column.column}`, before: from, after: to }];
  });
}

/** Lines are matched by key, whatever their order; a whole line that comes or goes is one change. */
function lineChanges(
  line: TableMapping & { readonly listPath: string },
  there: readonly Present[],
  rows: readonly Row[],
): Change[] {
  const own = line.keyColumns;
  const keyOf = (cells: readonly Cell[]): string => JSON.stringify(cells.map((cell) => exactText(String(cell ?? ''))));
  const before = new Map(there.map((row) => [keyOf(own.map((column) => row[column] ?? null)), row]));
  const label = (cells: readonly Cell[]): string => `${line.listPath}[${cells.slice(1).map(String).join(', ')}]`;
  const changes = rows.flatMap((row): Change[] => {
    const cells = own.map((column) => row.values[column] ?? null);
    const key = keyOf(cells);
    const present = before.get(key);
    before.delete(key);
    if (present === undefined) return [{ field: label(cells), before: null, after: summary(line, row.values) }];
    return rowChanges(line, present, row, `${label(cells)}.`);
  });
  const gone = [...before.values()].map((row): Change => {
    const cells = own.map((column) => row[column] ?? null);
    return { field: label(cells), before: summary(line, row), after: null };
  });
  return [...changes, ...gone];
}

/** A whole line in one cell, for people: its values that are not keys and not empty. */
function summary(line: TableMapping, values: Readonly<Record<string, Cell>>): string {
  return line.columns
    .filter((column) => !line.keyColumns.includes(column.column) && column.type.kind !== 'json')
    .flatMap((column) => {
      const cell = presentCell(column, values[column.column] ?? null);
      return cell === null || cell === '' ? [] : [`${column.column} ${String(cell)}`];
    })
    .slice(0, 8)
    .join(', ');
}

/** A cell as the warehouse gave it, in the form in which mapped rows have it. Also takes a mapped cell, unchanged. */
export function presentCell(column: ColumnMapping, cell: Cell): Cell {
  if (cell === null || typeof cell === 'boolean') return cell;
  if (column.type.kind === 'boolean') return cell === 'true';
  if (column.type.kind === 'timestamp') return /^-?\d+$/.test(cell) ? instantText(cell) : cell;
  if (column.type.kind === 'decimal') return exactText(cell);
  return cell;
}

/** True if two cells of a column are the same value. */
export function sameCell(column: ColumnMapping, before: Cell, after: Cell): boolean {
  if (before === after) return true;
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  if (column.type.kind === 'decimal' || column.type.kind === 'integer') {
    const [left, right] = [parseDecimal(exactText(before)), parseDecimal(exactText(after))];
    return left !== undefined && right !== undefined && compareDecimals(left, right) === 0;
  }
  return column.type.kind === 'timestamp' && instantKey(before) === instantKey(after);
}

/** A moment with its microseconds, in one spelling. Throws DATABRICKS_BATCH_INVALID for what is no moment. */
function instantKey(text: string): string {
  const match = /^(.*?)(?:\.(\d{1,6}))?(Z|[+-]\d{2}:\d{2})$/.exec(text);
  const moment = match === null ? Number.NaN : Date.parse(`${match[1] ?? ''}${match[3] ?? ''}`);
  if (Number.isNaN(moment))
    throw new AppError('DATABRICKS_BATCH_INVALID', 'internal', {
      phase: 'compare',
      details: { reason: 'a time without its offset' },
    });
  return `${String(moment)}.${(match?.[2] ?? '').padEnd(6, '0')}`;
}
