import { Refusal } from '../reply.ts';
import { parseFilter, type Filter } from './filter.ts';
import { tokensOf, type Literal } from './lexer.ts';
import type { FieldType, LinesOf, Shape } from './shape.ts';
import { comparable, noProperty } from './values.ts';

export interface Order {
  readonly name: string;
  readonly type: FieldType;
  readonly isDescending: boolean;
}

/** Fields asked for; null for all. Of a collection inside, the fields of its lines. */
export interface Selection {
  readonly fields: ReadonlySet<string> | null;
  readonly lines: ReadonlyMap<string, ReadonlySet<string> | null>;
}

export interface Expansion extends LinesOf {
  readonly name: string;
}

/** What the query asks for (reference page §3.2). */
export interface QueryOptions {
  readonly selection: Selection;
  readonly hasSelect: boolean;
  readonly filter: Filter | null;
  readonly orderby: readonly Order[];
  readonly top: number | null;
  readonly skip: number;
  readonly skiptoken: readonly Literal[] | null;
  readonly expand: readonly Expansion[];
  readonly counted: boolean;
  /** As they came, for the address of the next page. */
  readonly given: ReadonlyMap<string, string>;
}

export const OPTION_NAMES = [
  '$select',
  '$filter',
  '$orderby',
  '$top',
  '$skip',
  '$skiptoken',
  '$expand',
  '$inlinecount',
] as const;
type OptionName = (typeof OPTION_NAMES)[number];

/** The shape of the lines of a collection, for `Lines/Field` in a selection. */
export type LinesShape = (entity: LinesOf['entity']) => Shape;

function names(text: string): string[] {
  const all = text.split(',').map((name) => name.trim());
  if (all.includes('')) throw new Refusal(400, 'Syntax error: a name is missing.');
  return all;
}

function givenOptions(params: URLSearchParams, permitted: ReadonlySet<string>): Map<string, string> {
  const given = new Map<string, string>();
  for (const [name, value] of params) {
    if (!OPTION_NAMES.includes(name as OptionName))
      throw new Refusal(400, `The query parameter '${name}' is not supported.`);
    if (!permitted.has(name)) throw new Refusal(400, `The query option '${name}' is not supported on this endpoint.`);
    if (given.has(name)) throw new Refusal(400, `The query option '${name}' is given twice.`);
    given.set(name, value);
  }
  return given;
}

function readCount(given: ReadonlyMap<string, string>, name: OptionName): number | null {
  const text = given.get(name);
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text)) throw new Refusal(400, `Incorrect format for ${name} argument '${text}'.`);
  return Number(text);
}

function readExpand(text: string | undefined, shape: Shape): Expansion[] {
  if (text === undefined) return [];
  return names(text).map((name) => {
    const lines = shape.lines.get(name);
    if (lines === undefined) throw noProperty(shape, name);
    return { name, ...lines };
  });
}

function readSelect(text: string | undefined, shape: Shape, linesShape: LinesShape): Selection {
  const everyLine = new Map([...shape.lines.keys()].map((name) => [name, null]));
  if (text === undefined || text === '*') return { fields: null, lines: everyLine };
  const fields = new Set<string>();
  const lines = new Map<string, Set<string> | null>();
  let isAll = false;
  for (const name of names(text)) {
    const [outer = '', inner, ...rest] = name.split('/');
    const nested = shape.lines.get(outer);
    if (name === '*') isAll = true;
    else if (!shape.fields.has(outer) || rest.length > 0 || (inner !== undefined && nested === undefined))
      throw noProperty(shape, name);
    else if (nested === undefined) fields.add(outer);
    else if (inner === undefined || inner === '*') lines.set(outer, null);
    else {
      const within = linesShape(nested.entity);
      if (!within.fields.has(inner)) throw noProperty(within, inner);
      const chosen = lines.get(outer);
      if (chosen === undefined) lines.set(outer, new Set([inner]));
      else chosen?.add(inner);
    }
  }
  return { fields: isAll ? null : fields, lines };
}

function readOrder(text: string | undefined, shape: Shape): Order[] {
  if (text === undefined) return [];
  return names(text).map((part) => {
    const [name = '', direction = 'asc', ...rest] = part.split(/\s+/);
    if (rest.length > 0 || (direction !== 'asc' && direction !== 'desc'))
      throw new Refusal(400, `Syntax error in $orderby '${part}'.`);
    return { name, type: comparable(shape, name), isDescending: direction === 'desc' };
  });
}

function readSkiptoken(text: string | undefined): Literal[] | null {
  if (text === undefined) return null;
  return tokensOf(text).flatMap((token, at) => {
    if (token.kind === 'literal' && at % 2 === 0) return [token.literal];
    if (token.kind === 'sign' && token.text === ',' && at % 2 === 1) return [];
    throw new Refusal(400, 'The skip token is invalid.');
  });
}

function isCounted(text: string | undefined): boolean {
  if (text === undefined || text === 'none') return false;
  if (text !== 'allpages') throw new Refusal(400, `Unknown $inlinecount '${text}'.`);
  return true;
}

/**
 * Reads the options of a query for records of one shape. Throws a 400 for an option, a field, an operator or a value that Exact does
 * not know, and for one that this endpoint does not take.
 */
export function readOptions(
  params: URLSearchParams,
  shape: Shape,
  { permitted, linesShape }: { readonly permitted: ReadonlySet<string>; readonly linesShape: LinesShape },
): QueryOptions {
  const given = givenOptions(params, permitted);
  const filter = given.get('$filter');
  const select = given.get('$select');
  const expand = readExpand(given.get('$expand'), shape);
  const selection = readSelect(select, shape, linesShape);
  for (const { name } of expand)
    if (!selection.lines.has(name)) throw new Refusal(400, `'${name}' is expanded, but it is not in $select.`);
  for (const [name, inner] of selection.lines)
    if (inner !== null && !expand.some((one) => one.name === name))
      throw new Refusal(400, `Fields of '${name}' are selected, but it is not expanded.`);
  return {
    selection,
    hasSelect: select !== undefined,
    filter: filter === undefined ? null : parseFilter(filter, shape),
    orderby: readOrder(given.get('$orderby'), shape),
    top: readCount(given, '$top'),
    skip: readCount(given, '$skip') ?? 0,
    skiptoken: readSkiptoken(given.get('$skiptoken')),
    expand,
    counted: isCounted(given.get('$inlinecount')),
    given,
  };
}
