import { createHash } from 'node:crypto';
import { linksOf, noteOf, streams } from '../../main/integrations/workday-slack/streams.ts';
import type { BookChange, BookDocument, BookReader, NotedDocument } from '../../main/ports/views.ts';
import { compileMapping, type CompiledMapping } from '../../shared/mapping/apply.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { RejectionReason, SourceRecord } from '../../shared/model/record.ts';

const compiled = new Map<string, CompiledMapping>(
  streams.map(({ id, defaultMapping }) => [id, compileMapping(defaultMapping)]),
);
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A record of Workday as the book has it after the ordinary mapping, or why it is rejected. */
export function mapRecord(
  stream: string,
  record: SourceRecord,
): { readonly document: BookDocument } | { readonly reasons: readonly RejectionReason[] } {
  const mapping = compiled.get(stream);
  if (mapping === undefined) throw new Error(`no stream ${stream}`);
  const result = mapping.apply(record, hash);
  if ('reasons' in result) return result;
  const { key, label, changedAt, header, lines } = result.document;
  const sets = Object.entries(lines).map(([table, rows]) => [table, rows.map((row) => row.values)] as const);
  return { document: { stream, key, label, changedAt, header: header.values, lines: Object.fromEntries(sets) } };
}

/** The same of fields alone. Throws an Error for fields that are rejected. */
export function documentOf(stream: string, key: string, fields: JsonObject): BookDocument {
  const label = typeof fields['label'] === 'string' ? fields['label'] : key;
  const record: SourceRecord = { key, label, changedAt: null, timeKind: 'as_of', fields: { wid: key, ...fields } };
  const mapped = mapRecord(stream, record);
  if ('reasons' in mapped) throw new Error(JSON.stringify(mapped.reasons));
  return mapped.document;
}

/** A book in memory, which counts how often a document was read. */
export class MemoryBook implements BookReader {
  readonly #streams = new Map<string, Map<string, BookDocument>>();
  readonly #links = new Map<string, Map<string, Set<string>>>();
  readonly #keepsNotes: boolean;
  reads = 0;

  /** One without notes is as a data file that was written before there were any. */
  constructor(keepsNotes = true) {
    this.#keepsNotes = keepsNotes;
  }

  /** Takes documents up; gives what has changed. */
  take(documents: readonly BookDocument[]): BookChange[] {
    return documents.map((after) => {
      const before = this.#of(after.stream).get(after.key) ?? null;
      if (before !== null)
        for (const link of linksOf(before)) this.#linksOf(before.stream).get(link)?.delete(before.key);
      this.#of(after.stream).set(after.key, after);
      for (const link of linksOf(after)) {
        const links = this.#linksOf(after.stream);
        links.set(link, (links.get(link) ?? new Set()).add(after.key));
      }
      return { before, after };
    });
  }

  document(stream: string, key: string): BookDocument | null {
    this.reads += 1;
    return this.#of(stream).get(key) ?? null;
  }

  *documents(stream: string): Iterable<BookDocument> {
    for (const key of [...this.#of(stream).keys()].sort()) yield this.#known(stream, key);
  }

  keys(stream: string): Iterable<string> {
    return [...this.#of(stream).keys()].sort();
  }

  *linked(stream: string, link: string): Iterable<BookDocument> {
    for (const key of [...(this.#linksOf(stream).get(link) ?? [])].sort()) yield this.#known(stream, key);
  }

  *noted(stream: string, link: string): Iterable<NotedDocument> {
    for (const key of [...(this.#linksOf(stream).get(link) ?? [])].sort()) {
      const document = this.#of(stream).get(key);
      if (document !== undefined) yield { key, note: this.#keepsNotes ? noteOf(document, link) : null };
    }
  }

  *links(stream: string, beginning: string): Iterable<string> {
    for (const link of [...this.#linksOf(stream).keys()].sort()) {
      if (link.startsWith(beginning) && (this.#linksOf(stream).get(link)?.size ?? 0) > 0) yield link;
    }
  }

  #known(stream: string, key: string): BookDocument {
    const document = this.document(stream, key);
    if (document === null) throw new Error(`no document ${key}`);
    return document;
  }

  #of(stream: string): Map<string, BookDocument> {
    const found = this.#streams.get(stream) ?? new Map<string, BookDocument>();
    this.#streams.set(stream, found);
    return found;
  }

  #linksOf(stream: string): Map<string, Set<string>> {
    const found = this.#links.get(stream) ?? new Map<string, Set<string>>();
    this.#links.set(stream, found);
    return found;
  }
}
