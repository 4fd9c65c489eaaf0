import { cast, condition, unify } from './casts.ts';
import { duckText, type Environment, type Typed } from './environment.ts';
import { SqlError, notPractised, typeMismatch } from './sql-error.ts';
import {
  BOOLEAN,
  DATE,
  INT,
  LONG,
  STRING,
  TIMESTAMP,
  cappedDecimal,
  isInteger,
  isNumeric,
  typeText,
  type SqlType,
} from './types.ts';

type Builder = (args: readonly Typed[], environment: Environment) => Typed;

interface Signature {
  readonly least: number;
  readonly most: number;
  readonly build: Builder;
}

function first(args: readonly Typed[]): Typed {
  return args[0] as Typed;
}

function texts(args: readonly Typed[]): string[] {
  return args.map((arg) => cast(arg, STRING).sql);
}

function onText(name: string, type: SqlType = STRING): Signature {
  return { least: 1, most: 1, build: (args) => ({ sql: `${name}(${texts(args).join(', ')})`, type }) };
}

function sameKind(name: string, least: number): Signature {
  return {
    least,
    most: 255,
    build: (args) => {
      const values = unify(args, name);
      return { sql: `${name}(${values.map((value) => value.sql).join(', ')})`, type: first(values).type };
    },
  };
}

function constant(build: (environment: Environment) => Typed): Signature {
  return { least: 0, most: 0, build: (_args, environment) => build(environment) };
}

function textOf(arg: Typed | undefined, what: string): string {
  const literal = /^'((?:[^']|'')*)'$/.exec(arg?.sql ?? '');
  if (literal === null) throw notPractised(`${what} that is not a text literal`);
  return (literal[1] ?? '').replaceAll("''", "'");
}

const patternParts: Readonly<Record<string, string>> = {
  yyyy: '%Y',
  MM: '%m',
  dd: '%d',
  HH: '%H',
  mm: '%M',
  ss: '%S',
  SSS: '%g',
  SSSSSS: '%f',
  XXX: 'Z',
};

/** A Java date pattern as DuckDB writes it. The session's zone is UTC, so XXX is always Z. */
function datePattern(pattern: string): string {
  return pattern.replaceAll(/'([^']*)'|([A-Za-z])\2*|[^A-Za-z']+/g, (part, quoted: string | undefined) => {
    if (quoted !== undefined) return quoted.replaceAll('%', '%%');
    if (!/^[A-Za-z]/.test(part)) return part.replaceAll('%', '%%');
    const known = patternParts[part];
    if (known === undefined) throw notPractised(`'${part}' in a date pattern`);
    return known;
  });
}

function dateFormat(args: readonly Typed[]): Typed {
  const pattern = datePattern(textOf(args[1], 'a date pattern'));
  return { sql: `strftime(${cast(first(args), TIMESTAMP).sql}, ${duckText(pattern)})`, type: STRING };
}

function sha2(args: readonly Typed[]): Typed {
  const bits = args[1]?.sql ?? '';
  if (bits !== '256' && bits !== '0') throw notPractised(`sha2 with ${bits} bits`);
  return { sql: `sha256(${cast(first(args), STRING).sql})`, type: STRING };
}

function arrayContains(args: readonly Typed[]): Typed {
  const [list, item] = args as readonly [Typed, Typed];
  if (list.type.kind !== 'array')
    throw typeMismatch(`array_contains needs an array, but got "${typeText(list.type)}".`);
  return { sql: `list_contains(${list.sql}, ${cast(item, list.type.element).sql})`, type: BOOLEAN };
}

function choose(args: readonly Typed[]): Typed {
  const [test, yes, no] = args as readonly [Typed, Typed, Typed];
  const [one, other] = unify([yes, no], 'if') as readonly [Typed, Typed];
  return { sql: `CASE WHEN ${condition(test)} THEN ${one.sql} ELSE ${other.sql} END`, type: one.type };
}

function nullIf(args: readonly Typed[]): Typed {
  const [left, right] = unify(args, 'nullif') as readonly [Typed, Typed];
  return { sql: `nullif(${left.sql}, ${right.sql})`, type: left.type };
}

function absolute(args: readonly Typed[]): Typed {
  const value = first(args);
  if (!isNumeric(value.type)) throw typeMismatch(`abs needs a number, but got "${typeText(value.type)}".`);
  return { sql: `abs(${value.sql})`, type: value.type };
}

function substring(args: readonly Typed[]): Typed {
  const rest = args.slice(1).map((arg) => cast(arg, INT).sql);
  return { sql: `substring(${[cast(first(args), STRING).sql, ...rest].join(', ')})`, type: STRING };
}

const scalars: Readonly<Record<string, Signature>> = {
  coalesce: sameKind('coalesce', 1),
  nvl: sameKind('coalesce', 2),
  ifnull: sameKind('coalesce', 2),
  greatest: sameKind('greatest', 2),
  least: sameKind('least', 2),
  nullif: { least: 2, most: 2, build: nullIf },
  if: { least: 3, most: 3, build: choose },
  abs: { least: 1, most: 1, build: absolute },
  upper: onText('upper'),
  lower: onText('lower'),
  trim: onText('trim'),
  length: onText('length', INT),
  md5: onText('md5'),
  substring: { least: 2, most: 3, build: substring },
  substr: { least: 2, most: 3, build: substring },
  replace: { least: 3, most: 3, build: (args) => ({ sql: `replace(${texts(args).join(', ')})`, type: STRING }) },
  // Spark's concat is null when any part is; DuckDB's skips nulls.
  concat: { least: 1, most: 255, build: (args) => ({ sql: `(${texts(args).join(' || ')})`, type: STRING }) },
  concat_ws: { least: 2, most: 255, build: (args) => ({ sql: `concat_ws(${texts(args).join(', ')})`, type: STRING }) },
  sha2: { least: 2, most: 2, build: sha2 },
  unix_micros: {
    least: 1,
    most: 1,
    build: (args) => ({ sql: `epoch_us(${cast(first(args), TIMESTAMP).sql})`, type: LONG }),
  },
  timestamp_micros: {
    least: 1,
    most: 1,
    build: (args) => ({ sql: `make_timestamp(${cast(first(args), LONG).sql})`, type: TIMESTAMP }),
  },
  date_format: { least: 2, most: 2, build: dateFormat },
  array_contains: { least: 2, most: 2, build: arrayContains },
  current_user: constant((environment) => ({ sql: duckText(environment.user), type: STRING })),
  session_user: constant((environment) => ({ sql: duckText(environment.user), type: STRING })),
  current_catalog: constant((environment) => ({ sql: duckText(environment.catalog), type: STRING })),
  current_schema: constant((environment) => ({ sql: duckText(environment.schema), type: STRING })),
  current_timestamp: constant((environment) => ({
    sql: `make_timestamp(${String(environment.now * 1000)})`,
    type: TIMESTAMP,
  })),
  now: constant((environment) => ({ sql: `make_timestamp(${String(environment.now * 1000)})`, type: TIMESTAMP })),
  current_date: constant((environment) => ({
    sql: `CAST(make_timestamp(${String(environment.now * 1000)}) AS DATE)`,
    type: DATE,
  })),
};

/** A scalar function of the subset, or undefined if it is not one. Throws SqlError 42605 for a wrong number of arguments. */
export function scalarFunction(name: string, args: readonly Typed[], environment: Environment): Typed | undefined {
  const signature = Object.hasOwn(scalars, name) ? scalars[name] : undefined;
  if (signature === undefined) return undefined;
  if (args.length < signature.least || args.length > signature.most) {
    throw new SqlError(
      'WRONG_NUM_ARGS.WITHOUT_SUGGESTION',
      '42605',
      `The function ${name} cannot take ${String(args.length)} arguments.`,
    );
  }
  return signature.build(args, environment);
}

/** Names of functions that need no parentheses. */
export const bareFunctions = new Set([
  'current_user',
  'session_user',
  'current_timestamp',
  'current_date',
  'current_catalog',
  'current_schema',
]);

function sum(value: Typed, distinct: string): Typed {
  if (isInteger(value.type)) {
    const total = `sum(${distinct}${value.sql})`;
    const overflow = `CAST(error('[ARITHMETIC_OVERFLOW] The sum ' || CAST(${total} AS VARCHAR) || ' overflows BIGINT. SQLSTATE: 22003') AS BIGINT)`;
    return {
      sql: `CASE WHEN ${total} IS NULL THEN NULL ELSE coalesce(TRY_CAST(${total} AS BIGINT), ${overflow}) END`,
      type: LONG,
    };
  }
  if (value.type.kind !== 'decimal') throw notPractised(`sum of ${typeText(value.type)}`);
  const type = cappedDecimal(value.type.precision + 10, value.type.scale);
  if (type.kind !== 'decimal' || type.scale !== value.type.scale) {
    return sumWide(value, distinct, { kind: 'decimal', precision: 38, scale: value.type.scale });
  }
  return sumWide(value, distinct, type);
}

/** DuckDB adds 128-bit integers and lets a sum pass 38 digits; Spark does not. */
function sumWide(value: Typed, distinct: string, type: Extract<SqlType, { kind: 'decimal' }>): Typed {
  const target = `DECIMAL(38,${String(type.scale)})`;
  const total = `sum(${distinct}CAST(${value.sql} AS ${target}))`;
  const limit = `CAST('${'9'.repeat(38 - type.scale)}${type.scale > 0 ? `.${'9'.repeat(type.scale)}` : ''}' AS ${target})`;
  const overflow = `CAST(error('[ARITHMETIC_OVERFLOW] A sum overflows ${typeText(type)}. SQLSTATE: 22003' || CAST(count(*) * 0 AS VARCHAR)[2:]) AS ${target})`;
  const checked = `CASE WHEN abs(${total}) > ${limit} THEN ${overflow} ELSE ${total} END`;
  return { sql: type.precision === 38 ? checked : `CAST(${checked} AS ${typeText(type)})`, type };
}

function count(args: readonly Typed[], distinct: boolean): string {
  const [only] = args;
  if (args.length === 1 && only !== undefined) return `count(${distinct ? 'DISTINCT ' : ''}${only.sql})`;
  // With several arguments Spark counts the rows in which none of them is null.
  const missing = args.map((arg) => `${arg.sql} IS NULL`).join(' OR ');
  const row = distinct ? `(${args.map((arg) => arg.sql).join(', ')})` : '1';
  return `count(${distinct ? 'DISTINCT ' : ''}CASE WHEN ${missing} THEN NULL ELSE ${row} END)`;
}

/** An aggregate of the subset, or undefined if the name is not one. */
export function aggregateFunction(
  name: string,
  args: readonly Typed[],
  options: { readonly distinct: boolean; readonly star: boolean },
): Typed | undefined {
  if (name === 'count') {
    if (!options.star && args.length === 0) return undefined;
    return { sql: options.star ? 'count(*)' : count(args, options.distinct), type: LONG };
  }
  const [value] = args;
  if (value === undefined || args.length !== 1) return undefined;
  const distinct = options.distinct ? 'DISTINCT ' : '';
  if (name === 'sum') return sum(value, distinct);
  if (name === 'min' || name === 'max') return { sql: `${name}(${value.sql})`, type: value.type };
  return undefined;
}
