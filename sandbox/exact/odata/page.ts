import type { Literal } from './lexer.ts';
import { Refusal } from '../reply.ts';
import type { Order, QueryOptions } from './options.ts';
import { keyOf, type Entry, type FieldType, type Shape } from './shape.ts';
import { compareValues, fitted, valueOf, type Value } from './values.ts';

export interface Page {
  readonly entries: readonly Entry[];
  /** Where the next page begins, as written in an address; null on the last one. */
  readonly next: string | null;
  /** `$top` of the next page; null without one. */
  readonly nextTop: number | null;
  /** Records that the filter lets through. */
  readonly count: number;
}

/** Feeds of row versions come in their order; all else by key unless asked otherwise. */
export type NaturalOrder = 'version' | 'key';

function literalText(value: Value, type: FieldType): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return `${String(value)}L`;
  if (type === 'guid') return `guid'${String(value)}'`;
  if (type === 'datetime' || type === 'date') return `datetime'${new Date(Number(value)).toISOString().slice(0, -1)}'`;
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** Where each record stands: by the fields of the order, at last by what no two records share. */
function ordersOf(options: QueryOptions, shape: Shape, natural: NaturalOrder): Order[] {
  const last = natural === 'version' ? ['Timestamp', shape.key] : [shape.key];
  const rest = last.filter((name) => !options.orderby.some((order) => order.name === name));
  return [
    ...options.orderby,
    ...rest.map((name) => ({ name, type: shape.fields.get(name) ?? 'string', isDescending: false })),
  ];
}

function placeAt(entry: Entry, { name, type }: Order, shape: Shape): Value {
  return name === shape.key && type === 'guid' ? keyOf(entry) : valueOf(entry, name, type);
}

function compareAt(orders: readonly Order[], a: readonly Value[], b: readonly Value[]): number {
  for (const [at, { isDescending }] of orders.entries()) {
    const order = compareValues(a[at] ?? null, b[at] ?? null);
    if (order !== 0) return isDescending ? -order : order;
  }
  return 0;
}

function readToken(token: readonly Literal[], orders: readonly Order[]): Value[] {
  if (token.length !== orders.length) throw new Refusal(400, 'The skip token is invalid.');
  return token.map((literal, at) => {
    const order = orders[at] as Order;
    return fitted(literal, order.type, order.name);
  });
}

interface Placed {
  readonly entry: Entry;
  readonly place: readonly Value[];
}

interface Found {
  readonly rest: readonly Placed[];
  readonly count: number;
}

/** What is left after the last page, in order. */
function restOf(
  entries: Iterable<Entry>,
  options: QueryOptions,
  { orders, shape }: { orders: readonly Order[]; shape: Shape },
): Found {
  const { skiptoken, skip, filter } = options;
  const after = skiptoken === null ? null : readToken(skiptoken, orders);
  const rest: Placed[] = [];
  let count = 0;
  for (const entry of entries) {
    if (filter?.test(entry) === false) continue;
    count += 1;
    const place = orders.map((order) => placeAt(entry, order, shape));
    if (after === null || compareAt(orders, place, after) > 0) rest.push({ entry, place });
  }
  rest.sort((a, b) => compareAt(orders, a.place, b.place));
  return { rest: after === null ? rest.slice(skip) : rest, count };
}

/** The same of a feed, whose records come in order: what lies behind the page is not looked at. */
function nextOf(
  entries: Iterable<Entry>,
  options: QueryOptions,
  { orders, shape, most }: { orders: readonly Order[]; shape: Shape; most: number },
): Found {
  const { skiptoken, filter } = options;
  const after = skiptoken === null ? null : readToken(skiptoken, orders);
  const rest: Placed[] = [];
  for (const entry of entries) {
    if (filter?.test(entry) === false) continue;
    const place = orders.map((order) => placeAt(entry, order, shape));
    if (after === null || compareAt(orders, place, after) > 0) rest.push({ entry, place });
    if (rest.length > most) break;
  }
  return { rest, count: rest.length };
}

/**
 * One page of records: filtered, in order, from where the last page ended. A record that changed its place meanwhile is found at its
 * new one, or not at all, as in Exact. Records in the order of their versions have to come so.
 */
export function pageOf(
  entries: Iterable<Entry>,
  options: QueryOptions,
  { shape, size, natural }: { readonly shape: Shape; readonly size: number; readonly natural: NaturalOrder },
): Page {
  const orders = ordersOf(options, shape, natural);
  const { top } = options;
  const most = Math.min(size, top ?? size);
  const isFeed = natural === 'version' && options.orderby.length === 0 && options.skip === 0 && !options.counted;
  const found = isFeed
    ? nextOf(entries, options, { orders, shape, most })
    : restOf(entries, options, { orders, shape });
  const taken = found.rest.slice(0, most);
  const last = taken.at(-1);
  const isLast = last === undefined || found.rest.length === taken.length || (top !== null && top <= size);
  return {
    entries: taken.map(({ entry }) => entry),
    next: isLast ? null : last.place.map((value, at) => literalText(value, (orders[at] as Order).type)).join(','),
    nextTop: top === null ? null : top - taken.length,
    count: found.count,
  };
}

/** Finds a record by its key. */
export function findByKey(entries: Iterable<Entry>, key: string): Entry | undefined {
  for (const entry of entries) if (keyOf(entry) === key.toLowerCase()) return entry;
  return undefined;
}
