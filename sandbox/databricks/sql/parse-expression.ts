import type { BinaryOperator, Expression, OrderItem, Window } from './ast.ts';
import type { Cursor } from './cursor.ts';
import { parseQuery, startsQuery } from './parse-query.ts';
import { parseType } from './parse-type.ts';
import { DATE, TIMESTAMP } from './types.ts';

const comparisons: Readonly<Record<string, BinaryOperator>> = {
  '=': '=',
  '==': '=',
  '<>': '<>',
  '!=': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '<=>': '<=>',
};

/** An expression with Spark's precedence: OR, AND, NOT, comparison, concatenation, sum, product, sign. */
export function parseExpression(cursor: Cursor): Expression {
  let left = parseAnd(cursor);
  while (cursor.accept('OR')) left = { kind: 'binary', operator: 'or', left, right: parseAnd(cursor) };
  return left;
}

function parseAnd(cursor: Cursor): Expression {
  let left = parseNot(cursor);
  while (cursor.accept('AND')) left = { kind: 'binary', operator: 'and', left, right: parseNot(cursor) };
  return left;
}

function parseNot(cursor: Cursor): Expression {
  return cursor.accept('NOT') ? { kind: 'not', value: parseNot(cursor) } : parsePredicate(cursor);
}

function parsePredicate(cursor: Cursor): Expression {
  let left = parseConcatenation(cursor);
  for (;;) {
    const operator = comparisons[cursor.peek().key];
    if (operator !== undefined) {
      cursor.next();
      left = { kind: 'binary', operator, left, right: parseConcatenation(cursor) };
    } else if (cursor.accept('IS')) left = parseIs(cursor, left);
    else if (cursor.sees('NOT', 'IN') || cursor.sees('NOT', 'BETWEEN') || cursor.sees('NOT', 'LIKE')) {
      cursor.next();
      left = parseRange(cursor, left, true);
    } else if (cursor.sees('IN') || cursor.sees('BETWEEN') || cursor.sees('LIKE'))
      left = parseRange(cursor, left, false);
    else return left;
  }
}

function parseIs(cursor: Cursor, value: Expression): Expression {
  const negated = cursor.accept('NOT');
  if (cursor.accept('NULL')) return { kind: 'is-null', value, negated };
  if (cursor.accept('TRUE')) return { kind: 'is-boolean', value, expected: true, negated };
  if (cursor.accept('FALSE')) return { kind: 'is-boolean', value, expected: false, negated };
  cursor.expect('DISTINCT', 'FROM');
  const right = parseConcatenation(cursor);
  return { kind: 'binary', operator: negated ? '<=>' : 'distinct', left: value, right };
}

function parseRange(cursor: Cursor, value: Expression, negated: boolean): Expression {
  if (cursor.accept('IN')) {
    cursor.expect('(');
    if (startsQuery(cursor)) {
      const query = parseQuery(cursor);
      cursor.expect(')');
      return { kind: 'in-query', value, query, negated };
    }
    const list = cursor.list(() => parseExpression(cursor));
    cursor.expect(')');
    return { kind: 'in-list', value, list, negated };
  }
  if (cursor.accept('LIKE')) return { kind: 'like', value, pattern: parseConcatenation(cursor), negated };
  cursor.expect('BETWEEN');
  const low = parseConcatenation(cursor);
  cursor.expect('AND');
  return { kind: 'between', value, low, high: parseConcatenation(cursor), negated };
}

function parseConcatenation(cursor: Cursor): Expression {
  let left = parseSum(cursor);
  while (cursor.accept('||')) left = { kind: 'binary', operator: '||', left, right: parseSum(cursor) };
  return left;
}

function parseSum(cursor: Cursor): Expression {
  let left = parseProduct(cursor);
  for (;;) {
    if (cursor.accept('+')) left = { kind: 'binary', operator: '+', left, right: parseProduct(cursor) };
    else if (cursor.accept('-')) left = { kind: 'binary', operator: '-', left, right: parseProduct(cursor) };
    else return left;
  }
}

function parseProduct(cursor: Cursor): Expression {
  let left = parseSign(cursor);
  while (cursor.accept('*')) left = { kind: 'binary', operator: '*', left, right: parseSign(cursor) };
  return left;
}

function parseSign(cursor: Cursor): Expression {
  if (cursor.accept('-')) {
    const value = parseSign(cursor);
    return value.kind === 'number' && !value.text.startsWith('-')
      ? { kind: 'number', text: `-${value.text}` }
      : { kind: 'minus', value };
  }
  if (cursor.accept('+')) return parseSign(cursor);
  let value = parsePrimary(cursor);
  while (cursor.accept('::')) value = { kind: 'cast', value, type: parseType(cursor), quiet: false };
  return value;
}

function parsePrimary(cursor: Cursor): Expression {
  const token = cursor.peek();
  switch (token.kind) {
    case 'string':
      return { kind: 'text', value: cursor.text() };
    case 'number':
      return { kind: 'number', text: cursor.next().text };
    case 'parameter':
      return { kind: 'parameter', name: cursor.next().text };
    case 'quoted':
      return parseColumn(cursor);
    case 'word':
      return parseWord(cursor);
    case 'symbol':
      return parseParenthesis(cursor);
    case 'end':
      throw cursor.error();
  }
}

function parseParenthesis(cursor: Cursor): Expression {
  cursor.expect('(');
  if (startsQuery(cursor)) {
    const query = parseQuery(cursor);
    cursor.expect(')');
    return { kind: 'scalar-query', query };
  }
  const value = parseExpression(cursor);
  cursor.expect(')');
  return value;
}

function parseColumn(cursor: Cursor): Expression {
  return { kind: 'column', parts: cursor.qualifiedName(4) };
}

function parseWord(cursor: Cursor): Expression {
  const token = cursor.peek();
  switch (token.key) {
    case 'NULL':
      cursor.next();
      return { kind: 'null' };
    case 'TRUE':
    case 'FALSE':
      cursor.next();
      return { kind: 'boolean', value: token.key === 'TRUE' };
    case 'CASE':
      return parseCase(cursor);
    case 'EXISTS': {
      cursor.expect('EXISTS', '(');
      const query = parseQuery(cursor);
      cursor.expect(')');
      return { kind: 'exists', query };
    }
    case 'CAST':
    case 'TRY_CAST':
      if (cursor.peek(1).key === '(') return parseCast(cursor);
      break;
    case 'DATE':
    case 'TIMESTAMP':
      if (cursor.peek(1).kind === 'string') {
        cursor.next();
        const value: Expression = { kind: 'text', value: cursor.text() };
        return { kind: 'cast', value, type: token.key === 'DATE' ? DATE : TIMESTAMP, quiet: false };
      }
      break;
    case 'SELECT':
    case 'FROM':
    case 'WHERE':
      throw cursor.error();
  }
  return cursor.peek(1).key === '(' ? parseCall(cursor) : parseColumn(cursor);
}

function parseCast(cursor: Cursor): Expression {
  const quiet = cursor.next().key === 'TRY_CAST';
  cursor.expect('(');
  const value = parseExpression(cursor);
  cursor.expect('AS');
  const type = parseType(cursor);
  cursor.expect(')');
  return { kind: 'cast', value, type, quiet };
}

function parseCase(cursor: Cursor): Expression {
  cursor.expect('CASE');
  const operand = cursor.sees('WHEN') ? null : parseExpression(cursor);
  const branches: { when: Expression; then: Expression }[] = [];
  while (cursor.accept('WHEN')) {
    const when = parseExpression(cursor);
    cursor.expect('THEN');
    branches.push({ when, then: parseExpression(cursor) });
  }
  const otherwise = cursor.accept('ELSE') ? parseExpression(cursor) : null;
  cursor.expect('END');
  if (branches.length === 0) throw cursor.error();
  return { kind: 'case', operand, branches, otherwise };
}

function parseCall(cursor: Cursor): Expression {
  const name = cursor.name().toLowerCase();
  cursor.expect('(');
  const distinct = cursor.accept('DISTINCT');
  const star = cursor.sees('*', ')') && cursor.accept('*');
  const args = star || cursor.sees(')') ? [] : cursor.list(() => parseExpression(cursor));
  cursor.expect(')');
  return { kind: 'call', name, args, distinct, star, over: cursor.accept('OVER') ? parseWindow(cursor) : null };
}

function parseWindow(cursor: Cursor): Window {
  cursor.expect('(');
  const partitionBy = cursor.accept('PARTITION', 'BY') ? cursor.list(() => parseExpression(cursor)) : [];
  const orderBy = cursor.accept('ORDER', 'BY') ? cursor.list(() => parseOrderItem(cursor)) : [];
  cursor.expect(')');
  return { partitionBy, orderBy };
}

/** One item of ORDER BY. */
export function parseOrderItem(cursor: Cursor): OrderItem {
  const value = parseExpression(cursor);
  const descending = cursor.accept('DESC');
  if (!descending) cursor.accept('ASC');
  const nulls = cursor.accept('NULLS', 'FIRST') ? 'first' : cursor.accept('NULLS', 'LAST') ? 'last' : null;
  return { value, descending, nulls };
}
