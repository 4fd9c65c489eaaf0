import { AppError } from '../../../shared/errors/app-error.ts';
import type { SourceRecord, UnreadableRecord } from '../../../shared/model/record.ts';
import type { SourcePage } from '../../ports/source.ts';
import type { ExactPage, ExactRow } from './api.ts';
import { buildRecord, idOf, type Company } from './record.ts';
import { ask, grouped, keyFilters, wholeQuery, type Reading } from './requests.ts';
import type { StreamSpec } from './streams/spec.ts';

/** A page without anything in it, for what is told beside records. */
export const emptyPage: SourcePage = { records: [], unreadable: [], announced: null, bytes: 0, sourceMs: 0 };

/** The records of some rows: one of each row, or one of all rows of a document where only its lines are kept. */
export function pageOf(
  spec: StreamSpec,
  company: Company,
  rows: readonly ExactRow[],
  { bytes, sourceMs }: Pick<ExactPage, 'bytes' | 'sourceMs'>,
): SourcePage {
  const isOfLines = spec.lines !== null && spec.lines.property === null;
  const documents = isOfLines ? grouped(rows, (row) => idOf(row, spec.key)) : rows.map((row) => [row]);
  const records: SourceRecord[] = [];
  const unreadable: UnreadableRecord[] = [];
  for (const document of documents) {
    const built = buildRecord(spec, company, document);
    if ('record' in built) records.push(built.record);
    else unreadable.push(built.unreadable);
  }
  return { records, unreadable, announced: null, bytes, sourceMs };
}

/**
 * The documents with these ids, whole, as many in one request as its address holds. Lines of a document may be spread over pages, so
 * the pages of a request are put together first. Ids that Exact does not give are left out. Throws what the client throws.
 */
export async function* readDocuments(
  spec: StreamSpec,
  company: Company,
  reading: Reading,
  ids: readonly string[],
): AsyncGenerator<SourcePage> {
  for (const { filter } of keyFilters(spec, ids)) {
    reading.signal.throwIfAborted();
    const rows: ExactRow[] = [];
    const answer = { bytes: 0, sourceMs: 0 };
    for await (const page of ask(reading, spec.resource, { ...wholeQuery(spec), filter }, `${spec.label} by key`)) {
      rows.push(...page.rows);
      answer.bytes += page.bytes;
      answer.sourceMs += page.sourceMs;
    }
    yield pageOf(spec, company, rows, answer);
  }
}

/**
 * The same, of documents that a feed has just named, in the order of the ids; `onRead` is told the last id of each request whose
 * documents were taken. Throws EXACT_DOCUMENTS_NOT_GIVEN (`permission`) where Exact gives not one of them: a user who may read the feed and not the documents would
 * otherwise lose them all in silence.
 */
export async function* readNamedDocuments(
  spec: StreamSpec,
  company: Company,
  reading: Reading,
  ids: readonly string[],
  onRead: (lastId: string) => void = () => undefined,
): AsyncGenerator<SourcePage> {
  let given = 0;
  for (const { keys } of keyFilters(spec, ids)) {
    for await (const page of readDocuments(spec, company, reading, keys)) {
      given += page.records.length + page.unreadable.length;
      yield page;
    }
    const last = keys.at(-1);
    if (given > 0 && last !== undefined) onRead(last);
  }
  if (ids.length === 0 || given > 0) return;
  throw new AppError('EXACT_DOCUMENTS_NOT_GIVEN', 'permission', {
    phase: 'read',
    details: { stream: spec.label, division: company.code, count: ids.length },
  });
}
