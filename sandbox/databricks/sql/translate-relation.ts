import type { Expression, Relation, Select } from './ast.ts';
import { cast } from './casts.ts';
import { duckName, duckText, type NamedType } from './environment.ts';
import { normaliseArray } from './json-text.ts';
import { parseColumnsText } from './parse-type.ts';
import type { ScopeRelation } from './scope.ts';
import { SqlError, notPractised, unknownTable } from './sql-error.ts';
import { readFromJson, type Place } from './translate-expression.ts';
import type { QueryPlace, Translated } from './translate-query.ts';
import { STRING } from './types.ts';

interface FromPart {
  readonly sql: string;
  readonly relations: readonly ScopeRelation[];
}

/** A table, a common table expression or a view of information_schema. */
export function translateTable(relation: Extract<Relation, { kind: 'table' }>, place: QueryPlace): FromPart {
  const { environment } = place;
  const [only] = relation.name;
  const cte = relation.name.length === 1 && only !== undefined ? place.ctes.get(only.toLowerCase()) : undefined;
  const duck = environment.fresh();
  if (cte !== undefined) {
    const alias = relation.alias ?? only ?? null;
    return { sql: `${cte.duck} AS ${duck}`, relations: [{ duck, alias, table: [], columns: cte.columns }] };
  }
  if (relation.name.at(-2)?.toLowerCase() === 'information_schema') return metadata(relation, place, duck);
  const table = environment.table(relation.name);
  return {
    sql: `${table.duck} AS ${duck}`,
    relations: [{ duck, alias: relation.alias, table: table.name, columns: table.columns }],
  };
}

function metadata(relation: Extract<Relation, { kind: 'table' }>, place: QueryPlace, duck: string): FromPart {
  const catalog = relation.name.length === 3 ? (relation.name[0] ?? '') : place.environment.catalog;
  const view = place.environment.metadata(catalog, relation.name.at(-1)?.toLowerCase() ?? '');
  if (view === undefined) throw unknownTable(relation.name.map((part) => `\`${part}\``).join('.'));
  const names = view.columns.map((column) => duckName(column.name)).join(', ');
  const cell = (value: string | null, column: NamedType | undefined): string => {
    if (value === null) return 'NULL';
    return column?.type.kind === 'int' ? value : duckText(value);
  };
  const rows = view.rows.map((row) => `(${row.map((value, index) => cell(value, view.columns[index])).join(', ')})`);
  const empty = `SELECT ${view.columns.map((column) => (column.type.kind === 'int' ? '0' : "''")).join(', ')} WHERE false`;
  const source = rows.length === 0 ? empty : `VALUES ${rows.join(', ')}`;
  const table = [catalog, 'information_schema', relation.name.at(-1) ?? ''];
  return {
    sql: `(${source}) AS ${duck}(${names})`,
    relations: [{ duck, alias: relation.alias, table, columns: view.columns }],
  };
}

function constantText(value: Expression | undefined, place: QueryPlace, what: string): string {
  if (value?.kind === 'text') return value.value;
  const text = value?.kind === 'parameter' ? place.environment.parameters.get(value.name)?.value : undefined;
  if (text === undefined || text === null) throw notPractised(`${what} that is not a constant text`);
  return text;
}

/** `read_files(path, format => 'json', schemaHints => '…', mode => 'FAILFAST')`. */
export function translateFunction(relation: Extract<Relation, { kind: 'function' }>, place: QueryPlace): FromPart {
  if (relation.name !== 'read_files') throw notPractised(`the table function ${relation.name}`);
  const [path, ...rest] = relation.args;
  if (path === undefined || path.name !== null) throw notPractised('read_files without a path');
  const options = new Map(
    rest.map((arg) => [arg.name ?? '', constantText(arg.value, place, 'an option of read_files')]),
  );
  for (const name of options.keys()) {
    if (!['format', 'schemahints', 'schema', 'mode'].includes(name))
      throw notPractised(`the option ${name} of read_files`);
  }
  if (options.get('format')?.toLowerCase() !== 'json') throw notPractised('read_files of anything but json');
  if (options.get('mode')?.toUpperCase() !== 'FAILFAST') throw notPractised('read_files in another mode than FAILFAST');
  const hints = options.get('schemahints') ?? options.get('schema');
  if (hints === undefined) throw notPractised('read_files without schemaHints');
  return readFiles(constantText(path.value, place, 'a path of read_files'), parseColumnsText(hints), {
    ...relation,
    place,
  });
}

function readFiles(
  path: string,
  columns: readonly NamedType[],
  at: { readonly alias: string | null; readonly place: QueryPlace },
): FromPart {
  const { environment } = at.place;
  const files = environment.files(path);
  const raw = environment.fresh();
  const duck = environment.fresh();
  const struct = columns.map((column) => `${duckText(column.name)}: 'JSON'`).join(', ');
  const list = files.map(duckText).join(', ');
  const items = columns.map(
    (column) => `${jsonCell(`${raw}.${duckName(column.name)}`, column)} AS ${duckName(column.name)}`,
  );
  const sql = `(SELECT ${items.join(', ')}, CAST(NULL AS VARCHAR) AS "_rescued_data" FROM read_json([${list}], columns = {${struct}}, format = 'newline_delimited') AS ${raw}) AS ${duck}`;
  return {
    sql,
    relations: [{ duck, alias: at.alias, table: [], columns: [...columns, { name: '_rescued_data', type: STRING }] }],
  };
}

/** DuckDB has already cut the digits of a JSON number with a fraction, which Spark would keep: better refused than wrong. */
function jsonCell(raw: string, column: NamedType): string {
  const refused = `error('[PARSE_SYNTAX_ERROR] The practice warehouse reads no JSON numbers with a fraction; send ${column.name.replaceAll("'", "''")} as text. SQLSTATE: 42601' || json_type(${raw})[99:])`;
  const other = `CASE json_type(${raw}) WHEN 'VARCHAR' THEN ${raw} ->> '$' WHEN 'DOUBLE' THEN CAST(${refused} AS VARCHAR) ELSE CAST(${raw} AS VARCHAR) END`;
  // Nearly every cell is a text, which shows by its first character: asking for its type would read it a second time.
  const text = `CASE WHEN starts_with(${raw}, '"') THEN ${raw} ->> '$' WHEN ${raw} IS NOT NULL THEN ${other} END`;
  return cast({ sql: text, type: STRING }, column.type).sql;
}

/** True for `SELECT inline(…)`, which makes rows of an array of structs. */
export function isInline(select: Select): boolean {
  const [item] = select.items;
  return (
    select.items.length === 1 && item?.kind === 'value' && item.value.kind === 'call' && item.value.name === 'inline'
  );
}

/** `SELECT inline(from_json(:rows, 'array<struct<…>>', map('mode', 'FAILFAST')))`. */
export function inlineSelect(select: Select, place: Place): Translated {
  const [item] = select.items;
  const call = item?.kind === 'value' && item.value.kind === 'call' ? item.value.args[0] : undefined;
  const alone =
    select.from === null &&
    select.where === null &&
    select.groupBy.length === 0 &&
    select.having === null &&
    select.qualify === null &&
    !select.distinct;
  if (call?.kind !== 'call' || call.name !== 'from_json' || !alone)
    throw notPractised('inline of anything but from_json, alone in its SELECT');
  const { type, text, failFast } = readFromJson(call, place);
  if (type.element.kind !== 'struct') {
    throw new SqlError('DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE', '42K09', 'inline needs an array of structs.');
  }
  const { fields } = type.element;
  const structure = JSON.stringify([Object.fromEntries(fields.map((field) => [field.name, 'VARCHAR']))]);
  const bound = place.environment.bind(normaliseArray(text, type, failFast));
  const duck = place.environment.fresh();
  const items = fields.map((field) => {
    const value = `${duck}.u.${duckName(field.name)}`;
    return `${cast({ sql: value, type: STRING }, field.type).sql} AS ${duckName(field.name)}`;
  });
  const rows = `SELECT unnest(from_json(CAST(${bound} AS VARCHAR), ${duckText(structure)})) AS u`;
  return { sql: `SELECT ${items.join(', ')} FROM (${rows}) AS ${duck}`, columns: fields };
}
