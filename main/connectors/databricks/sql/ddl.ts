import { qualified, quoteName, quoteText, type Place } from './names.ts';
import type { ShapeColumn, TableShape } from './shapes.ts';
import { lines } from './statement.ts';

/** Liquid clustering takes at most four columns. */
const MAX_CLUSTER_COLUMNS = 4;

export function createSchema(place: Place): string {
  return `CREATE SCHEMA IF NOT EXISTS ${quoteName(place.catalog)}.${quoteName(place.schema)}`;
}

export function createVolume(place: Place): string {
  return `CREATE VOLUME IF NOT EXISTS ${qualified(place, place.volume)}`;
}

function columnDefinition(column: ShapeColumn, withNotNull: boolean): string {
  const notNull = withNotNull && column.notNull ? ' NOT NULL' : '';
  const comment = column.comment === null ? '' : ` COMMENT ${quoteText(column.comment)}`;
  return `${quoteName(column.name)} ${column.type}${notNull}${comment}`;
}

/**
 * Keys are NOT NULL and named as a primary key, which Databricks records but does not enforce. Type widening is switched on
 * from the start, because it cannot be assumed later.
 */
export function createTable(place: Place, shape: TableShape): string {
  const keys = shape.keyColumns.map(quoteName);
  const definitions = [
    ...shape.columns.map((column) => columnDefinition(column, true)),
    `CONSTRAINT ${quoteName(`pk_${shape.table}`)} PRIMARY KEY (${keys.join(', ')})`,
  ];
  const properties = [
    ...(shape.changeFeed ? ["'delta.enableChangeDataFeed' = 'true'"] : []),
    "'delta.enableTypeWidening' = 'true'",
  ];
  return `CREATE TABLE IF NOT EXISTS ${qualified(place, shape.table)} (
  ${lines(definitions, '  ')}
)
USING DELTA
CLUSTER BY (${keys.slice(0, MAX_CLUSTER_COLUMNS).join(', ')})
COMMENT ${quoteText(shape.comment)}
TBLPROPERTIES (${properties.join(', ')})`;
}

/** One statement for all new columns. New columns are never NOT NULL: the rows that are there already have no value. */
export function addColumns(place: Place, table: string, columns: readonly ShapeColumn[]): string {
  const definitions = columns.map((column) => columnDefinition(column, false));
  return `ALTER TABLE ${qualified(place, table)} ADD COLUMNS (
  ${lines(definitions, '  ')}
)`;
}

/** Needed once on tables that somebody else made; harmless where it is set already. */
export function allowWidening(place: Place, table: string): string {
  return `ALTER TABLE ${qualified(place, table)} SET TBLPROPERTIES ('delta.enableTypeWidening' = 'true')`;
}

export function widenColumn(place: Place, table: string, column: string, type: string): string {
  return `ALTER TABLE ${qualified(place, table)} ALTER COLUMN ${quoteName(column)} TYPE ${type}`;
}
