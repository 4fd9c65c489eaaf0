import type {
  Assignment,
  ColumnDefinition,
  CreateTable,
  Expression,
  Merge,
  MergeAction,
  MergeClause,
  Properties,
  Statement,
} from './ast.ts';
import { Cursor } from './cursor.ts';
import { parseExpression } from './parse-expression.ts';
import { parseQuery, parseRelation, startsQuery } from './parse-query.ts';
import { parseType } from './parse-type.ts';
import { SqlError } from './sql-error.ts';

/** One statement. Throws SqlError 42601 for everything that is not of the practised subset. */
export function parseStatement(source: string): Statement {
  const cursor = new Cursor(source);
  const statement = parseAny(cursor);
  cursor.accept(';');
  if (cursor.peek().kind !== 'end') throw cursor.error();
  return statement;
}

function parseAny(cursor: Cursor): Statement {
  if (startsQuery(cursor)) return { kind: 'query', query: parseQuery(cursor) };
  if (cursor.accept('MERGE', 'INTO')) return parseMerge(cursor);
  if (cursor.accept('CREATE')) return parseCreate(cursor);
  if (cursor.accept('ALTER', 'TABLE')) return parseAlter(cursor);
  if (cursor.accept('DROP')) return parseDrop(cursor);
  if (cursor.accept('INSERT', 'INTO')) return parseInsert(cursor);
  if (cursor.accept('UPDATE')) return parseUpdate(cursor);
  if (cursor.accept('DELETE', 'FROM'))
    return { kind: 'delete', name: cursor.qualifiedName(), alias: cursor.alias(), where: parseWhere(cursor) };
  if (cursor.accept('DESCRIBE', 'HISTORY') || cursor.accept('DESC', 'HISTORY'))
    return { kind: 'history', name: cursor.qualifiedName() };
  if (cursor.accept('COMMENT', 'ON', 'TABLE')) {
    const name = cursor.qualifiedName();
    cursor.expect('IS');
    return { kind: 'comment-table', name, comment: cursor.accept('NULL') ? null : cursor.text() };
  }
  throw cursor.error();
}

function parseWhere(cursor: Cursor): Expression | null {
  return cursor.accept('WHERE') ? parseExpression(cursor) : null;
}

function ifNotExists(cursor: Cursor): boolean {
  return cursor.accept('IF', 'NOT', 'EXISTS');
}

function parseCreate(cursor: Cursor): Statement {
  if (cursor.accept('SCHEMA') || cursor.accept('DATABASE')) return parseNamed(cursor, 'create-schema', 2);
  if (cursor.accept('VOLUME')) return parseNamed(cursor, 'create-volume', 3);
  cursor.expect('TABLE');
  return parseCreateTable(cursor);
}

function parseNamed(cursor: Cursor, kind: 'create-schema' | 'create-volume', parts: number): Statement {
  const exists = ifNotExists(cursor);
  const name = cursor.qualifiedName(parts);
  return { kind, name, ifNotExists: exists, comment: cursor.accept('COMMENT') ? cursor.text() : null };
}

function parseColumnDefinition(cursor: Cursor): ColumnDefinition {
  const name = cursor.name();
  const type = parseType(cursor);
  let notNull = false;
  let comment: string | null = null;
  for (;;) {
    if (cursor.accept('NOT', 'NULL')) notNull = true;
    else if (cursor.accept('COMMENT')) comment = cursor.text();
    else return { name, type, notNull, comment };
  }
}

type PrimaryKey = CreateTable['primaryKey'];

function parseKey(cursor: Cursor): PrimaryKey {
  const name = cursor.accept('CONSTRAINT') ? cursor.name() : null;
  cursor.expect('PRIMARY', 'KEY');
  const columns = cursor.parenthesised(() => cursor.name());
  cursor.accept('NOT', 'ENFORCED');
  return { name, columns };
}

function parseProperties(cursor: Cursor): Properties {
  const entries = cursor.parenthesised((): [string, string] => {
    const key = cursor.text();
    cursor.expect('=');
    return [key, cursor.text()];
  });
  return Object.fromEntries(entries);
}

function parseCreateTable(cursor: Cursor): CreateTable {
  const exists = ifNotExists(cursor);
  const name = cursor.qualifiedName();
  const columns: ColumnDefinition[] = [];
  let primaryKey: PrimaryKey = null;
  cursor.parenthesised(() => {
    if (cursor.sees('CONSTRAINT') || cursor.sees('PRIMARY', 'KEY')) primaryKey = parseKey(cursor);
    else columns.push(parseColumnDefinition(cursor));
  });
  let clusterBy: string[] = [];
  let comment: string | null = null;
  let properties: Properties = {};
  for (;;) {
    if (cursor.accept('USING')) cursor.expect('DELTA');
    else if (cursor.accept('CLUSTER', 'BY')) clusterBy = cursor.parenthesised(() => cursor.name());
    else if (cursor.accept('COMMENT')) comment = cursor.text();
    else if (cursor.accept('TBLPROPERTIES')) properties = parseProperties(cursor);
    else
      return { kind: 'create-table', name, ifNotExists: exists, columns, primaryKey, clusterBy, comment, properties };
  }
}

function parseAlter(cursor: Cursor): Statement {
  const name = cursor.qualifiedName();
  if (cursor.accept('SET', 'TBLPROPERTIES'))
    return { kind: 'set-properties', name, properties: parseProperties(cursor) };
  if (cursor.accept('ADD')) {
    if (!cursor.accept('COLUMNS')) cursor.expect('COLUMN');
    const columns = cursor.sees('(')
      ? cursor.parenthesised(() => parseColumnDefinition(cursor))
      : cursor.list(() => parseColumnDefinition(cursor));
    return { kind: 'add-columns', name, columns };
  }
  cursor.expect('ALTER', 'COLUMN');
  const column = cursor.name();
  cursor.expect('TYPE');
  return { kind: 'alter-type', name, column, type: parseType(cursor) };
}

function parseDrop(cursor: Cursor): Statement {
  const object = cursor.accept('TABLE') ? 'table' : cursor.accept('VOLUME') ? 'volume' : 'schema';
  if (object === 'schema') cursor.expect('SCHEMA');
  const ifExists = cursor.accept('IF', 'EXISTS');
  const name = cursor.qualifiedName(object === 'schema' ? 2 : 3);
  return { kind: 'drop', object, name, ifExists, cascade: cursor.accept('CASCADE') };
}

function parseInsert(cursor: Cursor): Statement {
  cursor.accept('TABLE');
  const name = cursor.qualifiedName();
  const columns = cursor.sees('(') ? cursor.parenthesised(() => cursor.name()) : null;
  return { kind: 'insert', name, columns, query: parseQuery(cursor) };
}

function parseAssignment(cursor: Cursor): Assignment {
  const parts = cursor.qualifiedName(2);
  cursor.expect('=');
  return { column: parts[parts.length - 1] ?? '', value: parseExpression(cursor) };
}

function parseUpdate(cursor: Cursor): Statement {
  const name = cursor.qualifiedName();
  const alias = cursor.alias();
  cursor.expect('SET');
  const assignments = cursor.list(() => parseAssignment(cursor));
  return { kind: 'update', name, alias, assignments, where: parseWhere(cursor) };
}

function parseMerge(cursor: Cursor): Merge {
  const target = cursor.qualifiedName();
  const alias = cursor.alias();
  cursor.expect('USING');
  const source = parseRelation(cursor);
  cursor.expect('ON');
  const on = parseExpression(cursor);
  const clauses: MergeClause[] = [];
  while (cursor.accept('WHEN')) clauses.push(parseMergeClause(cursor));
  if (clauses.length === 0) throw cursor.error();
  checkConditions(clauses);
  return { kind: 'merge', target, alias, source, on, clauses };
}

function parseMergeClause(cursor: Cursor): MergeClause {
  const negated = cursor.accept('NOT');
  cursor.expect('MATCHED');
  const bySource = negated && cursor.accept('BY', 'SOURCE');
  if (negated && !bySource) cursor.accept('BY', 'TARGET');
  const when = bySource ? 'not-matched-by-source' : negated ? 'not-matched' : 'matched';
  const condition = cursor.accept('AND') ? parseExpression(cursor) : null;
  cursor.expect('THEN');
  return {
    when,
    condition,
    action: when === 'not-matched' ? parseInsertAction(cursor) : parseChangeAction(cursor, when),
  };
}

function parseInsertAction(cursor: Cursor): MergeAction {
  cursor.expect('INSERT');
  if (cursor.accept('*')) return { kind: 'insert', assignments: 'all' };
  const columns = cursor.parenthesised(() => cursor.name());
  cursor.expect('VALUES');
  const values = cursor.parenthesised(() => parseExpression(cursor));
  if (values.length !== columns.length) throw cursor.error();
  return {
    kind: 'insert',
    assignments: columns.map((column, index) => ({ column, value: values[index] as Expression })),
  };
}

function parseChangeAction(cursor: Cursor, when: MergeClause['when']): MergeAction {
  if (cursor.accept('DELETE')) return { kind: 'delete' };
  cursor.expect('UPDATE', 'SET');
  if (when === 'matched' && cursor.accept('*')) return { kind: 'update', assignments: 'all' };
  return { kind: 'update', assignments: cursor.list(() => parseAssignment(cursor)) };
}

/** Only the last clause of each kind may go without a condition. */
function checkConditions(clauses: readonly MergeClause[]): void {
  for (const when of ['matched', 'not-matched', 'not-matched-by-source'] as const) {
    const own = clauses.filter((clause) => clause.when === when);
    if (own.slice(0, -1).every((clause) => clause.condition !== null)) continue;
    const kind = when.replaceAll('-', '_').toUpperCase();
    const text = `When there are more than one ${when.toUpperCase().replaceAll('-', ' ')} clauses in a MERGE statement, only the last one can omit the condition.`;
    throw new SqlError(`NON_LAST_${kind}_CLAUSE_OMIT_CONDITION`, '42601', text);
  }
}
