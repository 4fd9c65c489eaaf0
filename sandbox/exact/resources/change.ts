import { jsonReply, emptyReply, readBody, Refusal, type Reply } from '../reply.ts';
import type { Call } from '../call.ts';
import type { BookCell } from '../books.ts';
import { readDateTime } from '../odata/lexer.ts';
import { addressOf } from '../odata/write.ts';
import { cellOf, type Entry, type FieldType, type Shape } from '../odata/shape.ts';
import { noProperty } from '../odata/values.ts';
import { readKey, writtenRecord } from './read.ts';
import type { Resource } from './table.ts';

type Writable = 'GLAccounts' | 'Costcenters';

/** Fields that a POST takes (reference page §4.6); a PUT takes the same, but not the code of a cost center. */
const TAKEN: Readonly<Record<Writable, ReadonlySet<string>>> = {
  Costcenters: new Set(['Code', 'Description', 'EndDate', 'Active']),
  GLAccounts: new Set([
    ...['Code', 'Description', 'Type', 'BalanceSide', 'BalanceType', 'IsBlocked', 'Matching', 'Compress'],
    ...['UseCostcenter', 'UseCostunit', 'Costcenter', 'Costunit', 'VATCode', 'SearchCode', 'ReportingCode'],
    ...['RevalueCurrency', 'AssimilatedVATBox'],
  ]),
};
const FIXED: Readonly<Record<Writable, ReadonlySet<string>>> = {
  Costcenters: new Set(['Code']),
  GLAccounts: new Set(),
};
const MANDATORY = ['Code', 'Description'];
const DAY_MS = 86_400_000;

function badValue(name: string): Refusal {
  return new Refusal(
    400,
    `Error processing request stream. Error encountered in converting the value for property '${name}'.`,
  );
}

function momentOf(text: string, name: string): number {
  const ticks = /^\/Date\((-?\d+)\)\/$/.exec(text)?.[1];
  const moment = ticks === undefined ? readDateTime(text.replace(/Z$/, '')) : Number(ticks);
  if (moment === null) throw badValue(name);
  return moment;
}

function cellFrom(value: unknown, type: FieldType, name: string): BookCell {
  if (value === null) return null;
  switch (type) {
    case 'boolean':
      if (typeof value === 'boolean') return value;
      break;
    case 'int':
      if (typeof value === 'number' && Number.isInteger(value)) return value;
      break;
    case 'date':
      if (typeof value === 'string')
        return { date: new Date(Math.floor(momentOf(value, name) / DAY_MS) * DAY_MS).toISOString().slice(0, 10) };
      break;
    case 'guid':
      if (typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value)) return value.toLowerCase();
      break;
    default:
      if (typeof value === 'string') return value;
  }
  throw badValue(name);
}

async function readCells(
  call: Call,
  shape: Shape,
  taken: (name: string) => boolean,
): Promise<Record<string, BookCell>> {
  if (!/^application\/json\b/i.test(call.request.headers['content-type'] ?? ''))
    throw new Refusal(415, 'Unsupported media type requested.');
  let body: unknown;
  try {
    body = JSON.parse(await readBody(call.request));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(400, 'Error processing request stream. Syntax error.');
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw new Refusal(400, 'Error processing request stream. The request should be a valid top-level resource object.');
  const cells: Record<string, BookCell> = {};
  for (const [name, value] of Object.entries(body)) {
    const type = shape.fields.get(name);
    if (type === undefined) throw noProperty(shape, name);
    if (!taken(name)) throw new Refusal(400, `The property '${name}' cannot be written.`);
    cells[name] = cellFrom(value, type, name);
  }
  return cells;
}

/** The rules of the books answer with 500 and their reason, as Exact does. */
function writeToBooks(call: Call, entity: Writable, key: string | null, cells: Record<string, BookCell>): string {
  try {
    return call.practice.books.write(call.division.code, entity, key, cells);
  } catch (error) {
    throw new Refusal(500, error instanceof Error ? error.message : String(error));
  }
}

async function add(call: Call, resource: Resource, entity: Writable): Promise<Reply> {
  const { shape } = resource;
  const cells = await readCells(call, shape, (name) => TAKEN[entity].has(name));
  for (const name of MANDATORY)
    if (typeof cells[name] !== 'string' || cells[name].trim() === '') throw new Refusal(500, `Mandatory: ${name}`);
  const key = writeToBooks(call, entity, null, cells);
  const row = call.practice.books.find(call.division.code, entity, key);
  if (row === undefined) throw new Error(`the practice books lost ${entity} ${key}`);
  const whole: Entry = { row, division: call.division.code };
  const isWhole = /return=representation/i.test(call.request.headers['prefer']?.toString() ?? '');
  const entry = isWhole ? whole : bareEntry(whole, shape, new Set([shape.key, ...Object.keys(cells)]));
  const location = addressOf(whole, {
    shape,
    address: `${call.practice.address()}/api/v1/${String(call.division.code)}/${resource.path}`,
  });
  return jsonReply(201, `{"d":${writtenRecord(call, resource, entry)}}`, { Location: location });
}

/** Without asking for the whole record, all that was not sent comes back as null. */
function bareEntry(entry: Entry, shape: Shape, kept: ReadonlySet<string>): Entry {
  const cells = Object.fromEntries(
    [...shape.fields.keys()].map((name) => [name, kept.has(name) ? (cellOf(entry, name) as BookCell) : null]),
  );
  const { key, parent, version, modified } = entry.row;
  return { ...entry, row: { key, parent, version, modified, cells } };
}

async function replace(call: Call, resource: Resource, entity: Writable): Promise<Reply> {
  const { shape } = resource;
  const key = readKey(call.place.key ?? '', shape);
  if (call.practice.books.find(call.division.code, entity, key) === undefined)
    throw new Refusal(404, 'Resource not found for the segment.');
  const cells = await readCells(call, shape, (name) => TAKEN[entity].has(name) && !FIXED[entity].has(name));
  for (const name of MANDATORY)
    if (name in cells && (typeof cells[name] !== 'string' || cells[name].trim() === ''))
      throw new Refusal(500, `Mandatory: ${name}`);
  writeToBooks(call, entity, key, cells);
  return emptyReply(204);
}

/**
 * Answers POST and PUT. GL accounts and cost centers alone can be written here, although Exact lets more be written: nothing that uses
 * this practice may change a document.
 */
export async function answerChange(call: Call, resource: Resource): Promise<Reply> {
  const { entity } = resource;
  const isPost = call.method === 'POST' && call.place.key === null;
  const isPut = call.method === 'PUT' && call.place.key !== null;
  if ((entity !== 'GLAccounts' && entity !== 'Costcenters') || (!isPost && !isPut))
    throw new Refusal(405, 'Method Not Allowed', { Allow: 'GET' });
  return isPost ? add(call, resource, entity) : replace(call, resource, entity);
}
