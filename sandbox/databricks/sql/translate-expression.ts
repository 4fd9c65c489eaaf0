import type { Expression, OrderItem } from './ast.ts';
import { align, cast, condition, unify } from './casts.ts';
import { duckText, type Environment, type Typed } from './environment.ts';
import { aggregateFunction, bareFunctions, scalarFunction } from './functions.ts';
import { normaliseArray } from './json-text.ts';
import { parseTypeText } from './parse-type.ts';
import { resolveColumn, type Scope } from './scope.ts';
import { SqlError, notPractised, typeMismatch } from './sql-error.ts';
import { toJson } from './to-json.ts';
import { translateQuery, type QueryPlace } from './translate-query.ts';
import { BOOLEAN, LONG, NULL, STRING, asDecimal, cappedDecimal, isInteger, typeText, type SqlType } from './types.ts';

/** Where an expression stands: its surroundings, what names mean, and whether subqueries may be used. */
export interface Place extends QueryPlace {
  readonly scope: Scope;
}

type Of<Kind extends Expression['kind']> = Extract<Expression, { kind: Kind }>;

/** The DuckDB text and the Databricks type of an expression. Throws SqlError for everything the real system refuses. */
export function translate(expression: Expression, place: Place): Typed {
  switch (expression.kind) {
    case 'text':
      return { sql: duckText(expression.value), type: STRING };
    case 'number':
      return numberLiteral(expression.text);
    case 'boolean':
      return { sql: String(expression.value), type: BOOLEAN };
    case 'null':
      return { sql: 'NULL', type: NULL };
    case 'parameter':
      return parameter(expression.name, place.environment);
    case 'column':
      return column(expression.parts, place);
    case 'cast':
      return cast(translate(expression.value, place), expression.type, expression.quiet);
    case 'not':
      return { sql: `(NOT ${condition(translate(expression.value, place))})`, type: BOOLEAN };
    case 'minus':
      return minus(translate(expression.value, place));
    case 'binary':
      return binary(expression, place);
    case 'call':
      return call(expression, place);
    case 'case':
      return caseWhen(expression, place);
    default:
      return predicate(expression, place);
  }
}

function numberLiteral(text: string): Typed {
  if (/^-?\d+$/.test(text)) {
    const value = BigInt(text);
    if (value >= -2147483648n && value <= 2147483647n) return { sql: text, type: { kind: 'int' } };
    if (value >= -(2n ** 63n) && value < 2n ** 63n) return { sql: `CAST('${text}' AS BIGINT)`, type: LONG };
  }
  if (/e/i.test(text)) return { sql: `CAST('${text}' AS DOUBLE)`, type: { kind: 'double' } };
  const digits = text.replace('-', '');
  const scale = digits.includes('.') ? digits.length - digits.indexOf('.') - 1 : 0;
  const precision = Math.max(digits.replace('.', '').replace(/^0+/, '').length, scale, 1);
  if (precision > 38)
    throw new SqlError('DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION', '22003', `${text} has more than 38 digits.`);
  const type: SqlType = { kind: 'decimal', precision, scale };
  return { sql: `CAST('${text}' AS ${typeText(type)})`, type };
}

function parameter(name: string, environment: Environment): Typed {
  const given = environment.parameters.get(name);
  if (given === undefined) {
    throw new SqlError(
      'UNBOUND_SQL_PARAMETER',
      '42P02',
      `Found the unbound parameter: ${name}. Provide a value for it.`,
    );
  }
  return cast({ sql: `CAST(${environment.bind(given.value)} AS VARCHAR)`, type: STRING }, given.type);
}

function column(parts: readonly string[], place: Place): Typed {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && bareFunctions.has(only.toLowerCase())) {
    const known = place.scope.relations.some((relation) =>
      relation.columns.some((item) => item.name.toLowerCase() === only.toLowerCase()),
    );
    const built = known ? undefined : scalarFunction(only.toLowerCase(), [], place.environment);
    if (built !== undefined) return built;
  }
  return resolveColumn(place.scope, parts);
}

function minus(value: Typed): Typed {
  if (value.type.kind !== 'decimal' && !isInteger(value.type))
    throw typeMismatch(`"-" needs a number, but got "${typeText(value.type)}".`);
  return { sql: `(-${value.sql})`, type: value.type };
}

function arithmetic(operator: '+' | '-' | '*', left: Typed, right: Typed): Typed {
  if (isInteger(left.type) && isInteger(right.type)) {
    const [one, other] = align(left, right);
    return { sql: `(${one.sql} ${operator} ${other.sql})`, type: one.type };
  }
  const one = asDecimal(left.type);
  const two = asDecimal(right.type);
  if (one === undefined || two === undefined)
    throw notPractised(`"${operator}" between ${typeText(left.type)} and ${typeText(right.type)}`);
  if (operator === '*') {
    const type = cappedDecimal(one.precision + two.precision + 1, one.scale + two.scale);
    if (one.precision + two.precision + 1 > 38) throw notPractised('products of more than 38 digits');
    return { sql: `CAST(${left.sql} * ${right.sql} AS ${typeText(type)})`, type };
  }
  const scale = Math.max(one.scale, two.scale);
  const type = cappedDecimal(Math.max(one.precision - one.scale, two.precision - two.scale) + scale + 1, scale);
  return { sql: `(${cast(left, type).sql} ${operator} ${cast(right, type).sql})`, type };
}

function binary(expression: Of<'binary'>, place: Place): Typed {
  const left = translate(expression.left, place);
  const right = translate(expression.right, place);
  const { operator } = expression;
  if (operator === 'and' || operator === 'or') {
    return { sql: `(${condition(left)} ${operator.toUpperCase()} ${condition(right)})`, type: BOOLEAN };
  }
  if (operator === '||') return { sql: `(${cast(left, STRING).sql} || ${cast(right, STRING).sql})`, type: STRING };
  if (operator === '+' || operator === '-' || operator === '*') return arithmetic(operator, left, right);
  const [one, other] = align(left, right);
  const word = operator === '<=>' ? 'IS NOT DISTINCT FROM' : operator === 'distinct' ? 'IS DISTINCT FROM' : operator;
  return { sql: `(${one.sql} ${word} ${other.sql})`, type: BOOLEAN };
}

function caseWhen(expression: Of<'case'>, place: Place): Typed {
  const operand = expression.operand;
  const tests = expression.branches.map((branch) =>
    condition(
      translate(
        operand === null ? branch.when : { kind: 'binary', operator: '=', left: operand, right: branch.when },
        place,
      ),
    ),
  );
  const results = [
    ...expression.branches.map((branch) => branch.then),
    expression.otherwise ?? { kind: 'null' as const },
  ];
  const values = unify(
    results.map((result) => translate(result, place)),
    'CASE',
  );
  const branches = tests.map((test, index) => `WHEN ${test} THEN ${values[index]?.sql ?? 'NULL'}`);
  const last = values[values.length - 1] as Typed;
  return { sql: `CASE ${branches.join(' ')} ELSE ${last.sql} END`, type: last.type };
}

function subquery(place: Place, query: Of<'exists'>['query']): ReturnType<typeof translateQuery> {
  if (place.subqueryError !== null) throw place.subqueryError();
  return translateQuery(query, place, place.scope);
}

function single(place: Place, query: Of<'exists'>['query']): Typed {
  const result = subquery(place, query);
  const [only] = result.columns;
  if (only === undefined || result.columns.length > 1) {
    throw new SqlError(
      'INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN',
      '42823',
      'A scalar subquery must return one column.',
    );
  }
  return { sql: `(${result.sql})`, type: only.type };
}

function predicate(
  expression: Of<'is-null' | 'is-boolean' | 'in-list' | 'in-query' | 'between' | 'like' | 'exists' | 'scalar-query'>,
  place: Place,
): Typed {
  if (expression.kind === 'exists') return { sql: `EXISTS (${subquery(place, expression.query).sql})`, type: BOOLEAN };
  if (expression.kind === 'scalar-query') return single(place, expression.query);
  const value = translate(expression.value, place);
  const not = expression.negated ? 'NOT ' : '';
  switch (expression.kind) {
    case 'is-null':
      return { sql: `(${value.sql} IS ${not}NULL)`, type: BOOLEAN };
    case 'is-boolean':
      return { sql: `(${condition(value)} IS ${not}${expression.expected ? 'TRUE' : 'FALSE'})`, type: BOOLEAN };
    case 'in-list': {
      const tests = expression.list.map((item) => align(value, translate(item, place)));
      return {
        sql: `(${not}(${tests.map(([one, other]) => `${one.sql} = ${other.sql}`).join(' OR ')}))`,
        type: BOOLEAN,
      };
    }
    case 'in-query': {
      const found = single(place, expression.query);
      return { sql: `(${cast(value, found.type).sql} ${not}IN ${found.sql})`, type: BOOLEAN };
    }
    case 'between': {
      const [low, lowEnd] = align(value, translate(expression.low, place));
      const [high, highEnd] = align(value, translate(expression.high, place));
      return { sql: `(${not}(${low.sql} >= ${lowEnd.sql} AND ${high.sql} <= ${highEnd.sql}))`, type: BOOLEAN };
    }
    case 'like': {
      const pattern = cast(translate(expression.pattern, place), STRING);
      return { sql: `(${cast(value, STRING).sql} ${not}LIKE ${pattern.sql} ESCAPE '\\')`, type: BOOLEAN };
    }
  }
}

function call(expression: Of<'call'>, place: Place): Typed {
  if (expression.over !== null) return windowed(expression, place);
  if (expression.name === 'from_json') return fromJson(expression, place);
  if (expression.name === 'to_json') return toJson(expression.args, (item) => translate(item, place));
  const args = expression.args.map((arg) => translate(arg, place));
  const aggregate = aggregateFunction(expression.name, args, expression);
  if (aggregate !== undefined) return aggregate;
  const scalar =
    expression.star || expression.distinct ? undefined : scalarFunction(expression.name, args, place.environment);
  if (scalar === undefined) throw notPractised(`the function ${expression.name}`);
  return scalar;
}

function windowed(expression: Of<'call'>, place: Place): Typed {
  if (
    expression.over === null ||
    !['row_number', 'rank', 'dense_rank'].includes(expression.name) ||
    expression.args.length > 0
  ) {
    throw notPractised(`the window function ${expression.name}`);
  }
  const partition = expression.over.partitionBy.map((item) => translate(item, place).sql).join(', ');
  const order = expression.over.orderBy.map((item) => orderText(item, translate(item.value, place).sql)).join(', ');
  const parts = [partition === '' ? '' : `PARTITION BY ${partition}`, order === '' ? '' : `ORDER BY ${order}`].filter(
    (part) => part !== '',
  );
  return { sql: `CAST(${expression.name}() OVER (${parts.join(' ')}) AS INTEGER)`, type: { kind: 'int' } };
}

/** An item of ORDER BY. Spark puts nulls first when ascending, last when descending. */
export function orderText(item: OrderItem, sql: string): string {
  const nulls = item.nulls ?? (item.descending ? 'last' : 'first');
  return `${sql} ${item.descending ? 'DESC' : 'ASC'} NULLS ${nulls.toUpperCase()}`;
}

/** A from_json call taken apart: what it reads, as which array, and whether malformed input is an error. */
export interface FromJson {
  readonly type: Extract<SqlType, { kind: 'array' }>;
  readonly text: string | null;
  readonly failFast: boolean;
}

/** Only `from_json(:parameter, 'array<…>'[, map('mode', …)])` is practised. */
export function readFromJson(expression: Of<'call'>, place: Place): FromJson {
  const [source, schema, options] = expression.args;
  if (source === undefined || schema?.kind !== 'text' || expression.args.length > 3)
    throw notPractised('this form of from_json');
  const type = parseTypeText(schema.value);
  if (type.kind !== 'array') throw notPractised(`from_json to ${typeText(type)}`);
  const text =
    source.kind === 'text'
      ? source.value
      : source.kind === 'parameter'
        ? place.environment.parameters.get(source.name)?.value
        : undefined;
  if (text === undefined) {
    if (source.kind === 'parameter')
      return { type, text: parameter(source.name, place.environment).sql, failFast: true };
    throw notPractised('from_json of anything but a parameter or a text');
  }
  return { type, text, failFast: jsonMode(options) === 'FAILFAST' };
}

function jsonMode(options: Expression | undefined): string {
  if (options === undefined) return 'PERMISSIVE';
  const [key, mode] =
    options.kind === 'call' && options.name === 'map' && options.args.length === 2 ? options.args : [];
  if (key?.kind !== 'text' || key.value.toLowerCase() !== 'mode' || mode?.kind !== 'text')
    throw notPractised('these options of from_json');
  return mode.value.toUpperCase();
}

function fromJson(expression: Of<'call'>, place: Place): Typed {
  const { type, text, failFast } = readFromJson(expression, place);
  if (type.element.kind !== 'string') throw notPractised(`from_json to ${typeText(type)} as a value`);
  const bound = place.environment.bind(normaliseArray(text, type, failFast));
  return { sql: `from_json(CAST(${bound} AS VARCHAR), '["VARCHAR"]')`, type };
}
