import type { Expression, Query, QueryBody, Relation, Select, SelectItem } from './ast.ts';
import { cast, condition, unify } from './casts.ts';
import { duckName, type Environment, type NamedType, type Typed } from './environment.ts';
import { relationsOf, same, type Scope, type ScopeRelation } from './scope.ts';
import { SqlError, notPractised, typeMismatch } from './sql-error.ts';
import { orderText, translate, type Place } from './translate-expression.ts';
import { inlineSelect, isInline, translateFunction, translateTable } from './translate-relation.ts';
import { commonType, typeText } from './types.ts';

/** What a query needs to know of where it stands. */
export interface QueryPlace {
  readonly environment: Environment;
  /** Common table expressions by lower-case name. */
  readonly ctes: ReadonlyMap<string, { readonly duck: string; readonly columns: readonly NamedType[] }>;
  /** The error for a subquery inside an expression, where the real system allows none. */
  readonly subqueryError: (() => SqlError) | null;
}

/** A translated query: DuckDB text and its columns in order. */
export interface Translated {
  readonly sql: string;
  readonly columns: readonly NamedType[];
}

interface Body extends Translated {
  /** What names mean in ORDER BY beside the output columns; null after a set operation. */
  readonly scope: Scope | null;
}

/** A query with everything in it. `parent` is the scope around a correlated subquery. */
export function translateQuery(query: Query, outer: QueryPlace, parent: Scope | null): Translated {
  const ctes = new Map(outer.ctes);
  const heads: string[] = [];
  for (const cte of query.ctes) {
    const result = translateQuery(cte.query, { ...outer, ctes: new Map(ctes) }, parent);
    const duck = outer.environment.fresh();
    heads.push(`${duck} AS (${result.sql})`);
    ctes.set(cte.name.toLowerCase(), { duck, columns: result.columns });
  }
  const place: QueryPlace = { ...outer, ctes, subqueryError: null };
  const body = translateBody(query.body, place, parent);
  const order = orderBy(query, body, place);
  const limit = query.limit === null ? '' : ` LIMIT ${String(query.limit)}`;
  return {
    sql: `${heads.length === 0 ? '' : `WITH ${heads.join(', ')} `}${body.sql}${order}${limit}`,
    columns: body.columns,
  };
}

function orderBy(query: Query, body: Body, place: QueryPlace): string {
  if (query.orderBy.length === 0) return '';
  const items = query.orderBy.map((item) => {
    const { value } = item;
    const index =
      value.kind === 'number'
        ? Number(value.text) - 1
        : value.kind === 'column' && value.parts.length === 1
          ? body.columns.findIndex((column) => same(column.name, value.parts[0] ?? ''))
          : -1;
    if (value.kind === 'number' && body.columns[index] === undefined) {
      throw new SqlError(
        'ORDER_BY_POS_OUT_OF_RANGE',
        '42805',
        `ORDER BY position ${value.text} is not in the select list.`,
      );
    }
    if (index >= 0) return orderText(item, String(index + 1));
    return orderText(item, translate(value, { ...place, scope: body.scope ?? { relations: [], parent: null } }).sql);
  });
  return ` ORDER BY ${items.join(', ')}`;
}

function translateBody(body: QueryBody, place: QueryPlace, parent: Scope | null): Body {
  switch (body.kind) {
    case 'select':
      return isInline(body)
        ? { ...inlineSelect(body, { ...place, scope: { relations: [], parent } }), scope: null }
        : translateSelect(body, place, parent);
    case 'nested': {
      const result = translateQuery(body.query, place, parent);
      return { ...result, sql: `(${result.sql})`, scope: null };
    }
    case 'values':
      return translateValues(body.rows, { ...place, scope: { relations: [], parent } });
    case 'set':
      return translateSet(body, place, parent);
  }
}

function translateValues(rows: readonly (readonly Expression[])[], place: Place): Body {
  const width = rows[0]?.length ?? 0;
  if (rows.some((row) => row.length !== width)) {
    throw new SqlError(
      'INVALID_INLINE_TABLE.NUM_COLUMNS_MISMATCH',
      '42000',
      'All rows of VALUES must have the same number of columns.',
    );
  }
  const cells = rows.map((row) => row.map((value) => translate(value, place)));
  const columns = Array.from({ length: width }, (_, index) =>
    unify(
      cells.map((row) => row[index] as Typed),
      'VALUES',
    ),
  );
  const names = columns.map((column, index) => ({
    name: `col${String(index + 1)}`,
    type: column[0]?.type ?? { kind: 'null' as const },
  }));
  const lines = rows.map((_, row) => `(${columns.map((column) => column[row]?.sql ?? 'NULL').join(', ')})`);
  const duck = place.environment.fresh();
  const list = names.map((column) => duckName(column.name)).join(', ');
  return { sql: `SELECT * FROM (VALUES ${lines.join(', ')}) AS ${duck}(${list})`, columns: names, scope: null };
}

function converted(part: Translated, columns: readonly NamedType[], place: QueryPlace): string {
  const duck = place.environment.fresh();
  const names = part.columns.map((_, index) => `c${String(index)}`);
  const items = part.columns.map((column, index) => {
    const target = columns[index] as NamedType;
    return `${cast({ sql: `${duck}.${names[index] ?? ''}`, type: column.type }, target.type).sql} AS ${duckName(target.name)}`;
  });
  return `(SELECT ${items.join(', ')} FROM (${part.sql}) AS ${duck}(${names.join(', ')}))`;
}

function translateSet(body: Extract<QueryBody, { kind: 'set' }>, place: QueryPlace, parent: Scope | null): Body {
  const left = translateBody(body.left, place, parent);
  const right = translateBody(body.right, place, parent);
  if (left.columns.length !== right.columns.length) {
    const text = `${body.operator} can only be performed on inputs with the same number of columns, but got ${String(left.columns.length)} and ${String(right.columns.length)}.`;
    throw new SqlError('NUM_COLUMNS_MISMATCH', '42826', text);
  }
  const columns = left.columns.map((column, index): NamedType => {
    const other = right.columns[index] as NamedType;
    const type = commonType(column.type, other.type);
    if (type === undefined)
      throw typeMismatch(
        `${body.operator} of "${typeText(column.type)}" and "${typeText(other.type)}" in column ${column.name}.`,
      );
    return { name: column.name, type };
  });
  return {
    sql: `${converted(left, columns, place)} ${body.operator} ${converted(right, columns, place)}`,
    columns,
    scope: null,
  };
}

function translateSelect(select: Select, place: QueryPlace, parent: Scope | null): Body {
  const from = select.from === null ? null : translateRelation(select.from, place, parent);
  const scope: Scope = { relations: from?.relations ?? [], parent };
  const here: Place = { ...place, scope };
  const items = select.items.flatMap((item) => translateItem(item, here));
  const list = items.map((item) => `${item.sql} AS ${duckName(item.name)}`).join(', ');
  const where = select.where === null ? '' : ` WHERE ${condition(translate(select.where, here))}`;
  const having = select.having === null ? '' : ` HAVING ${condition(translate(select.having, here))}`;
  const qualify = select.qualify === null ? '' : ` QUALIFY ${condition(translate(select.qualify, here))}`;
  const sql = `SELECT ${select.distinct ? 'DISTINCT ' : ''}${list}${from === null ? '' : ` FROM ${from.sql}`}${where}${groupBy(select, items, here)}${having}${qualify}`;
  return { sql, columns: items.map(({ name, type }) => ({ name, type })), scope };
}

type Item = Typed & { readonly name: string };

function groupBy(select: Select, items: readonly Item[], place: Place): string {
  if (select.groupBy.length === 0) return '';
  const parts = select.groupBy.map((value) => {
    const position = value.kind === 'number' ? items[Number(value.text) - 1] : undefined;
    if (position !== undefined) return position.sql;
    const known =
      value.kind === 'column' && value.parts.length === 1
        ? aliasOf(select, items, value.parts[0] ?? '', place)
        : undefined;
    return known ?? translate(value, place).sql;
  });
  return ` GROUP BY ${parts.join(', ')}`;
}

/** GROUP BY may name an alias, unless a column of the tables has that name. */
function aliasOf(select: Select, items: readonly Item[], name: string, place: Place): string | undefined {
  const isColumn = place.scope.relations.some((relation) => relation.columns.some((column) => same(column.name, name)));
  const aliased = select.items.some((item) => item.kind === 'value' && item.alias !== null && same(item.alias, name));
  return isColumn || !aliased ? undefined : items.find((item) => same(item.name, name))?.sql;
}

function itemName(item: Extract<SelectItem, { kind: 'value' }>): string {
  if (item.alias !== null) return item.alias;
  if (item.value.kind === 'column') return item.value.parts[item.value.parts.length - 1] ?? '';
  return item.value.kind === 'call' && item.value.star ? `${item.value.name}(1)` : item.label;
}

function translateItem(item: SelectItem, place: Place): Item[] {
  if (item.kind === 'value') return [{ ...translate(item.value, place), name: itemName(item) }];
  const relations = relationsOf(place.scope, item.qualifier === null ? [] : [item.qualifier]);
  if (relations.length === 0)
    throw new SqlError('CANNOT_RESOLVE_STAR_EXPAND', '42704', 'There is nothing that * could stand for.');
  return relations.flatMap((relation) =>
    relation.columns.map((column) => ({
      sql: `${relation.duck}.${duckName(column.name)}`,
      type: column.type,
      name: column.name,
    })),
  );
}

/** A FROM clause: its DuckDB text and the relations that it brings into scope. */
export function translateRelation(
  relation: Relation,
  place: QueryPlace,
  parent: Scope | null,
): { readonly sql: string; readonly relations: readonly ScopeRelation[] } {
  switch (relation.kind) {
    case 'table':
      return translateTable(relation, place);
    case 'function':
      return translateFunction(relation, place);
    case 'query': {
      const result = translateQuery(relation.query, place, parent);
      const duck = place.environment.fresh();
      return {
        sql: `(${result.sql}) AS ${duck}`,
        relations: [{ duck, alias: relation.alias, table: [], columns: result.columns }],
      };
    }
    case 'join':
      return translateJoin(relation, place, parent);
  }
}

function translateJoin(
  join: Extract<Relation, { kind: 'join' }>,
  place: QueryPlace,
  parent: Scope | null,
): ReturnType<typeof translateRelation> {
  const left = translateRelation(join.left, place, parent);
  const right = translateRelation(join.right, place, parent);
  const both = [...left.relations, ...right.relations];
  const names = both.flatMap((relation) => (relation.alias === null ? [] : [relation.alias.toLowerCase()]));
  if (new Set(names).size < names.length) throw notPractised('two relations of one name in one FROM');
  const on =
    join.on === null ? '' : ` ON ${condition(translate(join.on, { ...place, scope: { relations: both, parent } }))}`;
  const visible = join.type === 'SEMI' || join.type === 'ANTI' ? left.relations : both;
  return { sql: `${left.sql} ${join.type} JOIN ${right.sql}${on}`, relations: visible };
}
