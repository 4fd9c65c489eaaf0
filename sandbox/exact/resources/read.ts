import { jsonReply, Refusal, type Reply } from '../reply.ts';
import { styleOf, type Call } from '../call.ts';
import type { BookEntity } from '../books.ts';
import { readOptions, type QueryOptions, type Selection } from '../odata/options.ts';
import { findByKey, pageOf, type NaturalOrder } from '../odata/page.ts';
import { keyOf, type Entry, type Shape } from '../odata/shape.ts';
import { atomEntry, atomFeed, jsonEntry, type Style, type Written } from '../odata/write.ts';
import { SHAPES } from './shapes.ts';
import type { Resource } from './table.ts';

/** Records as one query reads them. */
export interface Collection {
  readonly entries: () => Iterable<Entry>;
  /** A record by its key, where there is a shorter way than through all. */
  readonly find?: (key: string) => Entry | undefined;
  readonly shape: Shape;
  readonly pageSize: number;
  readonly natural: NaturalOrder;
  readonly permitted: ReadonlySet<string>;
  /** `financial/GLAccounts`, as `__metadata.uri` writes it. */
  readonly path: string;
  /** Whether the answer may be a bare list when `$top` fits one page; default true. */
  readonly mayBeBare?: boolean;
  /** The options of the query, where the address has other parameters as well. */
  readonly query?: URLSearchParams;
  /** Throws a Refusal where the query lacks something, or has too much. */
  check?(options: QueryOptions): void;
}

const EVERYTHING: Selection = { fields: null, lines: new Map() };
const ATOM = 'application/atom+xml;type=feed;charset=utf-8';

function collectionAddress({ practice, division }: Call, path: string): string {
  return `${practice.address()}/api/v1/${String(division.code)}/${path}`;
}

function linesOf({ practice, division }: Call, entity: BookEntity, key: string): Entry[] {
  return practice.books.linesOf(division.code, entity, key).map((row) => ({ row, division: division.code }));
}

function pathOfEntity(path: string, entity: BookEntity): string {
  return `${path.slice(0, path.lastIndexOf('/'))}/${entity}`;
}

function writtenOf(call: Call, collection: Collection, options: QueryOptions, style: Style): Written {
  const { shape, path } = collection;
  const expanded = new Map(
    options.expand.map((lines) => {
      const linesShape = SHAPES[lines.entity];
      const fields = options.selection.lines.get(lines.name) ?? null;
      const written: Written = {
        shape: linesShape,
        address: collectionAddress(call, pathOfEntity(path, lines.entity)),
        selection: { fields, lines: new Map() },
        style,
      };
      return [lines.name, { written, entity: lines.entity }];
    }),
  );
  return {
    ...{ shape, address: collectionAddress(call, path), selection: options.selection, style },
    expanded: (entry, name) => {
      const found = expanded.get(name);
      return found && { lines: linesOf(call, found.entity, keyOf(entry)), written: found.written };
    },
  };
}

function nextAddress(
  { practice, url }: Call,
  options: QueryOptions,
  next: { token: string; top: number | null },
): string {
  const kept = [...options.given].filter(([name]) => name !== '$skip' && name !== '$skiptoken');
  const pairs = kept.map(([name, value]) => [name, name === '$top' && next.top !== null ? String(next.top) : value]);
  const query = [...pairs, ['$skiptoken', next.token]]
    .map(([name = '', value = '']) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return `${practice.address()}${url.pathname}?${query}`;
}

function optionsOf(call: Call, { shape, permitted, query }: Collection): QueryOptions {
  return readOptions(query ?? call.url.searchParams, shape, { permitted, linesShape: (entity) => SHAPES[entity] });
}

/** Answers a collection with one page. */
export function answerCollection(call: Call, collection: Collection): Reply {
  const options = optionsOf(call, collection);
  collection.check?.(options);
  const { shape, pageSize, natural } = collection;
  const page = pageOf(collection.entries(), options, { shape, size: pageSize, natural });
  const { practice } = call;
  const written = writtenOf(call, collection, options, styleOf(practice));
  const isTurned = natural === 'version' && practice.faults.strikes('sync-out-of-order', call.division.code);
  const entries = isTurned ? page.entries.toReversed() : page.entries;
  const next = page.next === null ? null : nextAddress(call, options, { token: page.next, top: page.nextTop });
  if (!call.wantsJson) {
    const body = atomFeed(
      entries.map((entry) => atomEntry(entry, written)),
      written.address,
      next,
    );
    return { status: 200, type: ATOM, body };
  }
  const results = `[${entries.map((entry) => jsonEntry(entry, written)).join(',')}]`;
  const { top, counted } = options;
  if (top !== null && top <= pageSize && !counted && collection.mayBeBare !== false)
    return jsonReply(200, `{"d":${results}}`);
  const count = counted ? `,"__count":"${String(page.count)}"` : '';
  const more = next === null ? '' : `,"__next":${JSON.stringify(next)}`;
  return jsonReply(200, `{"d":{"results":${results}${count}${more}}}`);
}

/** Answers `/$count`: a number as plain text. */
export function answerCount(call: Call, collection: Collection): Reply {
  if (/json/i.test(call.request.headers.accept ?? '')) throw new Refusal(415, 'Unsupported media type requested.');
  const permitted = new Set(['$filter']);
  const options = optionsOf(call, { ...collection, permitted });
  let count = 0;
  for (const entry of collection.entries()) if (options.filter?.test(entry) !== false) count += 1;
  return { status: 200, type: 'text/plain;charset=utf-8', body: String(count) };
}

/** The key of an address as text. Throws a 400 for one of the wrong kind. */
export function readKey(text: string, shape: Shape): string {
  const pattern = shape.fields.get(shape.key) === 'guid' ? /^(?:\w+=)?guid'([0-9a-f-]{36})'$/i : /^(\d{1,10})$/;
  const key = pattern.exec(text.trim())?.[1];
  if (key === undefined) throw new Refusal(400, `Bad Request - Error in query syntax: the key '${text}'.`);
  return key.toLowerCase();
}

/** Answers one record. */
export function answerRecord(call: Call, collection: Collection, keyText: string): Reply {
  const { shape } = collection;
  const options = optionsOf(call, { ...collection, permitted: new Set(['$select', '$expand']) });
  const key = readKey(keyText, shape);
  const entry = collection.find === undefined ? findByKey(collection.entries(), key) : collection.find(key);
  if (entry === undefined) throw new Refusal(404, 'Resource not found for the segment.');
  const written = writtenOf(call, collection, options, styleOf(call.practice));
  if (!call.wantsJson)
    return { status: 200, type: ATOM, body: atomFeed([atomEntry(entry, written)], written.address, null) };
  return jsonReply(200, `{"d":${jsonEntry(entry, written)}}`);
}

/** A record as it is sent back after it was written. */
export function writtenRecord(call: Call, { shape, path }: Pick<Collection, 'shape' | 'path'>, entry: Entry): string {
  const written = {
    shape,
    address: collectionAddress(call, path),
    selection: EVERYTHING,
    style: styleOf(call.practice),
  };
  return jsonEntry(entry, written);
}

/** A resource of the books as this call reads it, or the lines of one of its documents. */
export function collectionOf(call: Call, resource: Resource): Collection {
  const { practice, division } = call;
  const { shape, pageSize, natural, permitted, path, entity, kind } = resource;
  const sources = { books: practice.books, now: practice.clock.now(), userId: practice.registration.userId };
  return {
    ...{ shape, pageSize, natural, permitted, path },
    entries: () => resource.entries(sources, division.code),
    find: (key) => {
      const row = entity === null || kind === 'sync' ? undefined : practice.books.find(division.code, entity, key);
      return row && { row, division: division.code };
    },
    check: (options) => {
      checkQuery(resource, options);
    },
  };
}

/** The lines of one document as a collection of its own, where `__deferred` leads. */
export function innerCollection(call: Call, resource: Resource, at: { key: string; name: string }): Collection {
  const lines = resource.shape.lines.get(at.name);
  if (lines === undefined) throw new Refusal(404, `Resource not found for the segment '${at.name}'.`);
  const { pageSize, permitted, path } = resource;
  const key = readKey(at.key, resource.shape);
  return {
    ...{ shape: SHAPES[lines.entity], pageSize, natural: 'key', permitted, path: pathOfEntity(path, lines.entity) },
    entries: () => linesOf(call, lines.entity, key),
  };
}

function checkQuery({ kind, isWide, filterable }: Resource, options: QueryOptions): void {
  const { hasSelect, top, filter, given } = options;
  if (kind === 'bulk' && !hasSelect) throw new Refusal(400, 'The query option $select is mandatory on this endpoint.');
  if (kind === 'sync' && given.get('$select') === '*')
    throw new Refusal(400, 'The query option $select=* is not supported on this endpoint.');
  if (kind === 'sync' && filter?.fields.has('Timestamp') !== true)
    throw new Refusal(400, 'Mandatory filtering: this endpoint needs a filter on Timestamp.');
  if (isWide && !hasSelect && top !== 1)
    throw new Refusal(400, 'Please add a $select or a $top=1 statement to the query string.');
  for (const name of filter?.fields ?? [])
    if (filterable?.has(name) === false)
      throw new Refusal(400, `Filtering on '${name}' is not supported on this endpoint.`);
}
