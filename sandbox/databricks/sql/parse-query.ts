import type { Expression, NamedArgument, Query, QueryBody, Relation, Select, SelectItem } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseExpression, parseOrderItem } from './parse-expression.ts';

/** True if a query begins here. */
export function startsQuery(cursor: Cursor): boolean {
  return cursor.sees('SELECT') || cursor.sees('WITH') || cursor.sees('VALUES');
}

/** `[WITH …] SELECT … [UNION ALL …] [ORDER BY …] [LIMIT n]`. */
export function parseQuery(cursor: Cursor): Query {
  const ctes = cursor.accept('WITH') ? cursor.list(() => parseCte(cursor)) : [];
  const body = parseSet(cursor);
  const orderBy = cursor.accept('ORDER', 'BY') ? cursor.list(() => parseOrderItem(cursor)) : [];
  const limit = cursor.accept('LIMIT') ? cursor.wholeNumber() : null;
  return { ctes, body, orderBy, limit };
}

function parseCte(cursor: Cursor): { name: string; query: Query } {
  const name = cursor.name();
  cursor.accept('AS');
  cursor.expect('(');
  const query = parseQuery(cursor);
  cursor.expect(')');
  return { name, query };
}

function parseSet(cursor: Cursor): QueryBody {
  let left = parseBody(cursor);
  for (;;) {
    const operator = cursor.accept('UNION', 'ALL')
      ? 'UNION ALL'
      : cursor.accept('UNION')
        ? 'UNION'
        : cursor.accept('EXCEPT')
          ? 'EXCEPT'
          : cursor.accept('INTERSECT')
            ? 'INTERSECT'
            : null;
    if (operator === null) return left;
    if (operator !== 'UNION ALL') cursor.accept('DISTINCT');
    left = { kind: 'set', operator, left, right: parseBody(cursor) };
  }
}

function parseBody(cursor: Cursor): QueryBody {
  if (cursor.accept('(')) {
    const query = parseQuery(cursor);
    cursor.expect(')');
    return { kind: 'nested', query };
  }
  if (cursor.accept('VALUES')) {
    const row = (): Expression[] =>
      cursor.sees('(') ? cursor.parenthesised(() => parseExpression(cursor)) : [parseExpression(cursor)];
    return { kind: 'values', rows: cursor.list(row) };
  }
  return parseSelect(cursor);
}

function parseSelect(cursor: Cursor): Select {
  cursor.expect('SELECT');
  const distinct = cursor.accept('DISTINCT');
  if (!distinct) cursor.accept('ALL');
  const items = cursor.list(() => parseItem(cursor));
  const from = cursor.accept('FROM') ? parseFrom(cursor) : null;
  const where = cursor.accept('WHERE') ? parseExpression(cursor) : null;
  const groupBy = cursor.accept('GROUP', 'BY') ? cursor.list(() => parseExpression(cursor)) : [];
  const having = cursor.accept('HAVING') ? parseExpression(cursor) : null;
  const qualify = cursor.accept('QUALIFY') ? parseExpression(cursor) : null;
  return { kind: 'select', distinct, items, from, where, groupBy, having, qualify };
}

function parseItem(cursor: Cursor): SelectItem {
  if (cursor.accept('*')) return { kind: 'star', qualifier: null };
  if (cursor.peek(1).key === '.' && cursor.peek(2).key === '*') {
    const qualifier = cursor.name();
    cursor.expect('.', '*');
    return { kind: 'star', qualifier };
  }
  const start = cursor.peek().start;
  const value = parseExpression(cursor);
  const label = cursor.source.slice(start, cursor.peek(-1).end);
  return { kind: 'value', value, alias: cursor.alias(), label };
}

function parseFrom(cursor: Cursor): Relation {
  let left = parseJoins(cursor);
  while (cursor.accept(',')) left = { kind: 'join', type: 'CROSS', left, right: parseJoins(cursor), on: null };
  return left;
}

type JoinType = Extract<Relation, { kind: 'join' }>['type'];

function joinType(cursor: Cursor): JoinType | null {
  if (cursor.accept('JOIN') || cursor.accept('INNER', 'JOIN')) return 'INNER';
  if (cursor.accept('CROSS', 'JOIN')) return 'CROSS';
  for (const side of ['LEFT', 'RIGHT', 'FULL'] as const) {
    if (cursor.accept(side, 'JOIN') || cursor.accept(side, 'OUTER', 'JOIN')) return side;
  }
  if (cursor.accept('LEFT', 'SEMI', 'JOIN') || cursor.accept('SEMI', 'JOIN')) return 'SEMI';
  if (cursor.accept('LEFT', 'ANTI', 'JOIN') || cursor.accept('ANTI', 'JOIN')) return 'ANTI';
  return null;
}

function parseJoins(cursor: Cursor): Relation {
  let left = parseRelation(cursor);
  for (;;) {
    const type = joinType(cursor);
    if (type === null) return left;
    const right = parseRelation(cursor);
    if (type !== 'CROSS') cursor.expect('ON');
    left = { kind: 'join', type, left, right, on: type === 'CROSS' ? null : parseExpression(cursor) };
  }
}

function parseArgument(cursor: Cursor): NamedArgument {
  const named = cursor.peek(1).key === '=>';
  const name = named ? cursor.name().toLowerCase() : null;
  if (named) cursor.expect('=>');
  return { name, value: parseExpression(cursor) };
}

/** A table, a subquery in parentheses or a table function, with its alias. */
export function parseRelation(cursor: Cursor): Relation {
  if (cursor.accept('(')) {
    if (startsQuery(cursor) || cursor.sees('(')) {
      const query = parseQuery(cursor);
      cursor.expect(')');
      return { kind: 'query', query, alias: cursor.alias() };
    }
    const inner = parseFrom(cursor);
    cursor.expect(')');
    return inner;
  }
  if (cursor.peek().kind === 'word' && cursor.peek(1).key === '(') {
    const name = cursor.name().toLowerCase();
    const args = cursor.parenthesised(() => parseArgument(cursor));
    return { kind: 'function', name, args, alias: cursor.alias() };
  }
  return { kind: 'table', name: cursor.qualifiedName(), alias: cursor.alias() };
}
