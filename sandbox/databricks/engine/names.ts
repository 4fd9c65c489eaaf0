import { SqlError } from '../sql/sql-error.ts';

/** Names of catalogs, schemas, tables and volumes: up to 255 characters, none of `.`, blank, `/` and control characters. */
export function checkObjectName(name: string): void {
  if (name.length > 0 && name.length <= 255 && !/[. /\u0000-\u001f\u007f]/.test(name)) return;
  throw new SqlError('INVALID_NAME', '42602', `The name \`${name}\` is not allowed for an object of the catalog.`);
}

/** Column names of a Delta table without column mapping. */
export function checkColumnName(name: string): void {
  if (!/[ ,;{}()\n\t=]/.test(name)) return;
  throw new SqlError(
    'DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES',
    '42K05',
    `Found invalid character(s) among ' ,;{}()\\n\\t=' in the column name '${name}'.`,
  );
}
