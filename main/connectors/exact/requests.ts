import type { ExactPage, ExactApi, ExactQuery, ExactRow } from './api.ts';
import { earliestWall } from './amsterdam.ts';
import type { StreamSpec } from './streams/spec.ts';

/** Exact takes 6000 characters of an address (reference page §3.4); what leads to the next page is added to it. */
const MOST_CHARACTERS = 5200;
const MOST_KEYS = 60;

export interface Reading {
  readonly api: ExactApi;
  readonly division: number;
  readonly signal: AbortSignal;
}

/** The pages of one resource of a company. */
export function ask(
  { api, division, signal }: Reading,
  resource: string,
  query: ExactQuery,
  purpose: string,
): AsyncIterable<ExactPage> {
  return api.pages({ division, resource, query, purpose, signal });
}

/** How many rows the resource says there are; null where it says nothing. One request. */
export async function countOf(
  reading: Reading,
  resource: string,
  { key, filter }: { key: string; filter?: string },
): Promise<number | null> {
  const query = { select: [key], top: 1, count: true, ...(filter === undefined ? {} : { filter }) };
  for await (const page of ask(reading, resource, query, 'Count')) return page.count;
  return null;
}

/** What is asked of whole records. */
export function wholeQuery(spec: StreamSpec): ExactQuery {
  const own = spec.header.map(({ name }) => name);
  if (spec.lines === null) return spec.selectsAll === true ? {} : { select: own };
  const { property, fields } = spec.lines;
  if (property === null) return { select: [...new Set([...own, ...fields.map(({ name }) => name)])] };
  return { select: [...own, property], expand: [property] };
}

/** `Modified` from a moment on. The filter knows seconds at most and leaves its own out, so it begins one before. */
export function modifiedSince(since: string): string {
  return `Modified gt datetime'${earliestWall(Date.parse(since) - 1000)}'`;
}

export function datedWithin(field: string, { from, to }: { from: string; to: string }): string {
  return `${field} ge datetime'${from}T00:00:00' and ${field} le datetime'${to}T23:59:59'`;
}

/** Keys in groups that each fit into one address, each with its filter. */
export function* keyFilters(
  spec: StreamSpec,
  keys: readonly string[],
): Generator<{ readonly keys: readonly string[]; readonly filter: string }> {
  const { select = [], expand = [] } = wholeQuery(spec);
  const room = MOST_CHARACTERS - encoded([...select, ...expand].join(',')) - spec.resource.length;
  const term = (key: string): string => `${spec.key} eq guid'${key}'`;
  let group: string[] = [];
  let length = 0;
  for (const key of keys) {
    const added = encoded(` or ${term(key)}`);
    if (group.length > 0 && (group.length >= MOST_KEYS || length + added > room)) {
      yield { keys: group, filter: group.map(term).join(' or ') };
      group = [];
      length = 0;
    }
    group.push(key);
    length += added;
  }
  if (group.length > 0) yield { keys: group, filter: group.map(term).join(' or ') };
}

/** Characters in an address, with everything encoded that any encoder would. */
function encoded(text: string): number {
  return encodeURIComponent(text).replaceAll("'", '%27').length;
}

/** Rows of one record together, in the order in which their records came first. */
export function grouped(rows: readonly ExactRow[], idOf: (row: ExactRow) => string | null): readonly ExactRow[][] {
  const groups = new Map<string, ExactRow[]>();
  for (const row of rows) {
    // Rows without an id belong to nobody: each stays for itself, so that it is told as unreadable.
    const id = idOf(row) ?? `?${String(groups.size)}`;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}
