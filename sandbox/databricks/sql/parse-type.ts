import { Cursor } from './cursor.ts';
import { SqlError } from './sql-error.ts';
import { STRING, type SqlType } from './types.ts';

const simple: Readonly<Record<string, SqlType>> = {
  STRING,
  BOOLEAN: { kind: 'boolean' },
  TINYINT: { kind: 'byte' },
  BYTE: { kind: 'byte' },
  SMALLINT: { kind: 'short' },
  SHORT: { kind: 'short' },
  INT: { kind: 'int' },
  INTEGER: { kind: 'int' },
  BIGINT: { kind: 'long' },
  LONG: { kind: 'long' },
  FLOAT: { kind: 'float' },
  REAL: { kind: 'float' },
  DOUBLE: { kind: 'double' },
  DATE: { kind: 'date' },
  TIMESTAMP: { kind: 'timestamp' },
  TIMESTAMP_LTZ: { kind: 'timestamp' },
  TIMESTAMP_NTZ: { kind: 'timestamp_ntz' },
  VOID: { kind: 'null' },
};

function decimal(cursor: Cursor): SqlType {
  let precision = 10;
  let scale = 0;
  if (cursor.accept('(')) {
    precision = cursor.wholeNumber();
    if (cursor.accept(',')) scale = cursor.wholeNumber();
    cursor.expect(')');
  }
  if (precision > 38) {
    const text = `Decimal precision ${String(precision)} exceeds max precision 38.`;
    throw new SqlError('DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION', '22003', text);
  }
  if (precision < 1 || scale > precision) throw cursor.error();
  return { kind: 'decimal', precision, scale };
}

function field(cursor: Cursor): { name: string; type: SqlType } {
  const name = cursor.name();
  cursor.accept(':');
  const type = parseType(cursor);
  if (cursor.accept('COMMENT')) cursor.text();
  return { name, type };
}

/** One type: `DECIMAL(38,6)`, `array<struct<a:string>>`. */
export function parseType(cursor: Cursor): SqlType {
  const token = cursor.next();
  const known = simple[token.key];
  if (known !== undefined) return known;
  switch (token.key) {
    case 'DECIMAL':
    case 'DEC':
    case 'NUMERIC':
      return decimal(cursor);
    case 'VARCHAR':
    case 'CHAR':
      cursor.parenthesised(() => cursor.wholeNumber());
      return STRING;
    case 'ARRAY': {
      cursor.expect('<');
      const element = parseType(cursor);
      cursor.expect('>');
      return { kind: 'array', element };
    }
    case 'STRUCT': {
      cursor.expect('<');
      const fields = cursor.list(() => field(cursor));
      cursor.expect('>');
      return { kind: 'struct', fields };
    }
    default:
      throw cursor.error(token);
  }
}

/** A type in a text, as the second argument of from_json. */
export function parseTypeText(text: string): SqlType {
  const cursor = new Cursor(text, false);
  const type = parseType(cursor);
  if (cursor.peek().kind !== 'end') throw cursor.error();
  return type;
}

/** Columns in a text, as `schemaHints` lists them. */
export function parseColumnsText(text: string): { name: string; type: SqlType }[] {
  const cursor = new Cursor(text, false);
  const columns = cursor.list(() => field(cursor));
  if (cursor.peek().kind !== 'end') throw cursor.error();
  return columns;
}
