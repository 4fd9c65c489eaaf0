import type { JsonObject, JsonValue } from '../model/json.ts';
import { canonicalJson } from './canonical-json.ts';
import type { ColumnMapping } from './mapping.ts';
import { isList, type PathPool, type PathReader } from './paths.ts';
import { problem, type ConversionProblem } from './problem.ts';

/** Reads and shapes one value of a line (or the record itself, for headers). Null or undefined where there is nothing. */
export type Reader = (scope: JsonObject, record: JsonObject) => JsonValue | undefined | RefusedValue;

type ValueReader = (scope: JsonObject, record: JsonObject) => JsonValue;

/** A value that a transform could not shape. A class, so that no JSON value can be taken for it. */
export class RefusedValue {
  readonly problem: ConversionProblem;

  constructor(why: ConversionProblem) {
    this.problem = why;
  }
}

/** Compiles the path and transform of a column into one function. */
export function compileReader(column: ColumnMapping, paths: PathPool): Reader {
  const readPath = paths.compile(column.path);
  const read: ValueReader = (scope, record) => readPath(scope, record) ?? null;
  const { transform } = column;
  switch (transform.kind) {
    case 'copy':
      return readPath;
    case 'constant':
      return () => transform.value;
    case 'trim':
      return (scope, record) => trimmed(read(scope, record));
    case 'first-of':
      return firstOf([readPath, ...transform.otherPaths.map((path) => paths.compile(path))]);
    case 'lookup':
      return lookup(read, transform.table, transform.otherwise);
    case 'join':
      return (scope, record) => joined(read(scope, record), transform.separator);
    case 'to-json':
      return column.type.kind === 'json' ? read : (scope, record) => jsonText(read(scope, record));
    case 'cut':
      return (scope, record) => cut(read(scope, record), transform.length);
  }
}

function trimmed(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  return text === '' ? null : text;
}

function firstOf(readers: readonly PathReader[]): Reader {
  return (scope, record) => {
    for (const read of readers) {
      const value = read(scope, record);
      if (value !== undefined && value !== null && value !== '' && !(isList(value) && value.length === 0)) return value;
    }
    return null;
  };
}

function lookup(
  read: ValueReader,
  table: Readonly<Record<string, string>>,
  otherwise: string | null | undefined,
): Reader {
  const entries = new Map(Object.entries(table));
  const expected = [...entries.keys()].join(', ');
  return (scope, record) => {
    const value = read(scope, record);
    if (value === null || value === '') return null;
    const found = typeof value === 'object' ? undefined : entries.get(String(value));
    if (found !== undefined) return found;
    return otherwise === undefined ? new RefusedValue(problem('RECORD_VALUE_NOT_LISTED', value, expected)) : otherwise;
  };
}

function joined(value: JsonValue, separator: string): JsonValue | RefusedValue {
  const items = isList(value) ? value : value === null ? [] : [value];
  const texts: string[] = [];
  for (const item of items) {
    if (typeof item === 'object' && item !== null) {
      return new RefusedValue(problem('RECORD_TEXT_INVALID', item, 'a list of texts'));
    }
    if (item !== null && item !== '') texts.push(String(item));
  }
  return texts.length === 0 ? null : texts.join(separator);
}

function jsonText(value: JsonValue): JsonValue | RefusedValue {
  if (value === null) return null;
  return canonicalJson(value) ?? new RefusedValue(problem('RECORD_JSON_TOO_DEEP', null, 'at most 100 levels'));
}

/** Cuts by whole characters, so that no half of a surrogate pair is left. */
function cut(value: JsonValue, length: number): JsonValue {
  if (typeof value !== 'string' || value.length <= length) return value;
  return Array.from(value.slice(0, length * 2))
    .slice(0, length)
    .join('');
}
