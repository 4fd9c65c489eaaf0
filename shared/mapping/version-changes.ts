import { sameAmount } from '../money/decimal.ts';
import type { FieldChange } from '../model/record-view.ts';
import type { Cell, MappedDocument, Row } from '../model/record.ts';
import type { ColumnMapping, LineMapping, StreamMapping, TableMapping } from './mapping.ts';

/**
 * What differs between two versions of a document, header first, then lines. Lines are matched by their key, whatever their order;
 * a whole line that came or went is one change, told by its values. Amounts that are numerically equal do not differ.
 */
export function changesBetween(before: MappedDocument, after: MappedDocument, mapping: StreamMapping): FieldChange[] {
  return [
    ...rowChanges(mapping.header, before.header, after.header, ''),
    ...mapping.lines.flatMap((table) =>
      lineChanges(table, before.lines[table.table] ?? [], after.lines[table.table] ?? []),
    ),
  ];
}

function rowChanges(table: TableMapping, before: Row, after: Row, prefix: string): FieldChange[] {
  const gone = Object.keys(before.values).filter((name) => !table.columns.some((one) => one.column === name));
  const changes = table.columns.flatMap((column) => {
    const from = before.values[column.column] ?? null;
    const to = after.values[column.column] ?? null;
    return sameCell(column, from, to) ? [] : [{ field: `${prefix}${column.column}`, before: from, after: to }];
  });
  // A column that the mapping has lost since is still a difference between what was delivered.
  const lost = gone.flatMap((name) => {
    const from = before.values[name] ?? null;
    return from === null ? [] : [{ field: `${prefix}${name}`, before: from, after: null }];
  });
  return [...changes, ...lost];
}

function lineChanges(table: LineMapping, before: readonly Row[], after: readonly Row[]): FieldChange[] {
  const left = new Map(before.map((row) => [JSON.stringify(row.key), row]));
  const label = (row: Row): string => `${table.listPath}[${row.key.slice(1).join(', ')}]`;
  const changes = after.flatMap((row): FieldChange[] => {
    const key = JSON.stringify(row.key);
    const known = left.get(key);
    left.delete(key);
    if (known === undefined) return [{ field: label(row), before: null, after: summary(table, row) }];
    return known.hash === row.hash ? [] : rowChanges(table, known, row, `${label(row)}.`);
  });
  const gone = [...left.values()].map((row) => ({ field: label(row), before: summary(table, row), after: null }));
  return [...changes, ...gone];
}

function sameCell(column: ColumnMapping, before: Cell, after: Cell): boolean {
  if (before === after) return true;
  if (typeof before !== 'string' || typeof after !== 'string') return false;
  return (column.type.kind === 'decimal' || column.type.kind === 'integer') && sameAmount(before, after);
}

/** A whole line in one cell, for people: its first values that are not keys and not empty. */
function summary(table: TableMapping, row: Row): string {
  return table.columns
    .filter((column) => !table.keyColumns.includes(column.column) && column.type.kind !== 'json')
    .flatMap(({ column }) => {
      const cell = row.values[column] ?? null;
      return cell === null || cell === '' ? [] : [`${column} ${String(cell)}`];
    })
    .slice(0, 8)
    .join(', ');
}
