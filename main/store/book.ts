import { createHash } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { StreamMapping } from '../../shared/mapping/mapping.ts';
import type { MappedDocument } from '../../shared/model/record.ts';
import type { DocumentOutcome } from '../ports/destination.ts';
import type { BookDocument, BookReader, NotedDocument } from '../ports/views.ts';
import { packDocument, unpackDocument, type PackedDocument } from './batch-codec.ts';
import type {
  TakenBatch,
  TakingUp,
  StoredDocument,
  StandingDocument,
  Unconsidered,
  DocumentRef,
  UnconsideredRef,
} from './book-types.ts';
import { inPages, keysInBook } from './book-pages.ts';
import { blob, integer, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

export type { TakenBatch, TakingUp, StoredDocument, StandingDocument, Unconsidered, DocumentRef, UnconsideredRef };

/** One document is small: the chunks of a batch would be most of the work. */
const chunkSize = 4_096;
const packOptions = { chunkSize, params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const changeColumns = 'stream, key, batch_id, mapping_id, document, before_mapping_id, before';
/** By its index: left to itself SQLite walks every link of the stream, because the index does not carry the notes. */
const linksOfOne = 'book_links INDEXED BY book_links_of WHERE flow_id = ?1 AND stream = ?2 AND key = ?3';
/** About the documents and journals of a large company in a month. */
const mostRecent = 1_500;

/** The latest version of every document of the flows that post messages, and which of them rules have not looked at. */
export class BookRows {
  readonly #db: Database;
  readonly #mappings = new Map<string, StreamMapping>();
  /** Versions that were asked for lately: what a change touches is read as it is now and, the change undone, as it was before. */
  readonly #recent = new Map<string, StoredDocument>();

  constructor(db: Database) {
    this.#db = db;
  }

  /**
   * Takes the documents of a batch up. A version is replaced only by another one whose sequence is not older; what this very
   * batch brought before counts as delivered again. Call it inside a transaction.
   */
  take(batch: TakenBatch, taking: TakingUp): DocumentOutcome[] {
    const { mapping, atUtc } = taking;
    const mappingId = this.#keepMapping(batch.flowId, mapping);
    return batch.documents.map((document) => {
      if (document.deleted === true) return this.#takeAway(batch, document);
      const outcome = this.#confirmed(batch, document);
      if (outcome === null) {
        this.#put(batch, document, { mappingId, packed: pack(document, mapping), atUtc });
        this.#link(batch, document, taking);
      }
      return { documentKey: document.key, outcome: outcome ?? 'delivered', reasons: [] };
    });
  }

  /**
   * The source no longer has it: rules and views do not see it any more, and nothing is told of it. It stays in the book, so that a
   * document that comes back is judged against what was told.
   */
  #takeAway(batch: TakenBatch, { key }: MappedDocument): DocumentOutcome {
    const taken = this.#db.run(
      `UPDATE book SET deleted = 1, considered = 1, before = NULL, before_mapping_id = NULL, sequence = ?, batch_id = ?, run_id = ?
       WHERE flow_id = ? AND stream = ? AND key = ? AND sequence <= ?`,
      BigInt(batch.sequence),
      batch.id,
      batch.runId,
      batch.flowId,
      batch.streamId,
      key,
      BigInt(batch.sequence),
    );
    this.#db.run(
      `DELETE FROM ${linksOfOne}
         AND EXISTS (SELECT 1 FROM book WHERE flow_id = ?1 AND stream = ?2 AND key = ?3 AND deleted = 1)`,
      batch.flowId,
      batch.streamId,
      key,
    );
    return { documentKey: key, outcome: taken > 0 ? 'delivered' : 'unchanged', reasons: [] };
  }

  /** What is to be said of a document that need not be put; null if it must be. */
  #confirmed(batch: TakenBatch, document: MappedDocument): 'delivered' | 'unchanged' | null {
    const known = this.#db.get(
      'SELECT hash, batch_id, deleted, sequence > ? AS newer FROM book WHERE flow_id = ? AND stream = ? AND key = ?',
      BigInt(batch.sequence),
      batch.flowId,
      batch.streamId,
      document.key,
    );
    if (known === undefined) return null;
    if (text(known, 'batch_id') === batch.id) return 'delivered';
    if (integer(known, 'newer') === 1) return 'unchanged';
    if (text(known, 'hash') !== document.hash || integer(known, 'deleted') === 1) return null;
    return batch.repair === true ? this.#confirm(batch, document) : 'unchanged';
  }

  /** The same content again, which somebody wants written: nothing for rules to look at. */
  #confirm(batch: TakenBatch, document: MappedDocument): 'delivered' {
    this.#db.run(
      'UPDATE book SET sequence = ?, batch_id = ? WHERE flow_id = ? AND stream = ? AND key = ?',
      BigInt(batch.sequence),
      batch.id,
      batch.flowId,
      batch.streamId,
      document.key,
    );
    return 'delivered';
  }

  #put(
    batch: TakenBatch,
    document: MappedDocument,
    content: { readonly mappingId: string; readonly packed: Uint8Array; readonly atUtc: string },
  ): void {
    // The version that rules looked at last stays as `before` however many others come until they look again.
    this.#db.run(
      `INSERT INTO book (flow_id, stream, key, hash, sequence, changed_at, taken_at, run_id, batch_id, considered, mapping_id, document)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?)
       ON CONFLICT (flow_id, stream, key) DO UPDATE SET
         before = CASE considered WHEN 1 THEN document ELSE before END,
         before_mapping_id = CASE considered WHEN 1 THEN mapping_id ELSE before_mapping_id END,
         considered = 0, deleted = 0, hash = excluded.hash, sequence = excluded.sequence, changed_at = excluded.changed_at,
         taken_at = excluded.taken_at, run_id = excluded.run_id, batch_id = excluded.batch_id,
         mapping_id = excluded.mapping_id, document = excluded.document`,
      batch.flowId,
      batch.streamId,
      document.key,
      document.hash,
      BigInt(batch.sequence),
      document.changedAt,
      content.atUtc,
      batch.runId,
      batch.id,
      content.mappingId,
      content.packed,
    );
  }

  #link({ flowId, streamId }: TakenBatch, document: MappedDocument, { linksOf, noteOf }: TakingUp): void {
    if (linksOf === undefined) return;
    this.#db.run(`DELETE FROM ${linksOfOne}`, flowId, streamId, document.key);
    const taken = toBookDocument(streamId, { document });
    for (const link of linksOf(taken)) {
      this.#db.run(
        'INSERT OR IGNORE INTO book_links (flow_id, stream, link, key, note) VALUES (?, ?, ?, ?, ?)',
        flowId,
        streamId,
        link,
        document.key,
        noteOf?.(taken, link) ?? null,
      );
    }
  }

  /** The document as it stands; null if it was never taken up. */
  stored(flowId: string, stream: string, key: string): StandingDocument | null {
    const row = this.#db.get(
      'SELECT batch_id, mapping_id, document, CAST(sequence AS TEXT) AS sequence FROM book WHERE flow_id = ? AND stream = ? AND key = ? AND deleted = 0',
      flowId,
      stream,
      key,
    );
    if (row === undefined) return null;
    const name = JSON.stringify([flowId, stream, key, text(row, 'batch_id')]);
    const known = this.#recent.get(name) ?? this.#unpack(flowId, text(row, 'mapping_id'), blob(row, 'document'));
    this.#remember(name, known);
    return { ...known, sequence: text(row, 'sequence') };
  }

  /** As the last one that was asked for; the one that nobody has asked for longest goes. */
  #remember(name: string, stored: StoredDocument): void {
    this.#recent.delete(name);
    this.#recent.set(name, stored);
    if (this.#recent.size <= mostRecent) return;
    const [oldest] = this.#recent.keys();
    if (oldest !== undefined) this.#recent.delete(oldest);
  }

  /** What views read. Holds no document and no open statement, so that the book may be written while one is iterated. */
  reader(flowId: string): BookReader {
    return {
      document: (stream, key) => {
        const stored = this.stored(flowId, stream, key);
        return stored === null ? null : toBookDocument(stream, stored);
      },
      documents: (stream) => this.#documents(flowId, stream),
      keys: (stream) => keysInBook(this.#db, flowId, stream),
      linked: (stream, link) => this.#linked(flowId, stream, link),
      noted: (stream, link) => this.#noted(flowId, stream, link),
      links: (stream, beginning) => this.#links(flowId, stream, beginning),
    };
  }

  /** How many documents of the flow the book has. */
  count(flowId: string, considered?: boolean): number {
    const row = this.#db.get(
      'SELECT count(*) AS n FROM book WHERE flow_id = ?1 AND deleted = 0 AND (?2 IS NULL OR considered = ?2)',
      flowId,
      considered === undefined ? null : Number(considered),
    );
    return row === undefined ? 0 : integer(row, 'n');
  }

  /** Changes of these streams that no rule has looked at, by stream and key; at most `limit`, those after `after`. */
  unconsidered(
    flowId: string,
    streams: readonly string[],
    limit: number,
    after: DocumentRef | null = null,
  ): Unconsidered[] {
    return this.#db
      .all(
        `SELECT ${changeColumns} FROM book
         WHERE flow_id = ? AND considered = 0 AND (stream, key) > (?, ?) AND stream IN (SELECT value FROM json_each(?))
         ORDER BY stream, key LIMIT ?`,
        flowId,
        after?.stream ?? '',
        after?.key ?? '',
        JSON.stringify(streams),
        limit,
      )
      .map((row) => this.#change(flowId, row));
  }

  /** The same of these documents, each once; those that were looked at are left out. */
  unconsideredOf(flowId: string, refs: readonly DocumentRef[]): Unconsidered[] {
    return refs.flatMap(({ stream, key }) => {
      const row = this.#db.get(
        `SELECT ${changeColumns} FROM book WHERE flow_id = ? AND stream = ? AND key = ? AND considered = 0`,
        flowId,
        stream,
        key,
      );
      return row === undefined ? [] : [this.#change(flowId, row)];
    });
  }

  #change(flowId: string, row: Record<string, unknown>): Unconsidered {
    const stream = text(row, 'stream');
    const beforeId = textOrNull(row, 'before_mapping_id');
    return {
      stream,
      key: text(row, 'key'),
      batchId: text(row, 'batch_id'),
      after: toBookDocument(stream, this.#unpack(flowId, text(row, 'mapping_id'), blob(row, 'document'))),
      before: beforeId === null ? null : toBookDocument(stream, this.#unpack(flowId, beforeId, blob(row, 'before'))),
    };
  }

  /** Rules have looked at these versions. One that was replaced meanwhile stays to be looked at. Call it inside a transaction. */
  markConsidered(flowId: string, versions: readonly UnconsideredRef[]): void {
    for (const { stream, key, batchId } of versions) {
      this.#db.run(
        `UPDATE book SET considered = 1, before = NULL, before_mapping_id = NULL
         WHERE flow_id = ? AND stream = ? AND key = ? AND batch_id = ?`,
        flowId,
        stream,
        key,
        batchId,
      );
    }
  }

  /** The same for up to `limit` of these streams, where no rule has to look; returns how many there were. */
  markAllConsidered(flowId: string, streams: readonly string[], limit = -1): number {
    return this.#db.run(
      `UPDATE book SET considered = 1, before = NULL, before_mapping_id = NULL WHERE rowid IN (
         SELECT rowid FROM book WHERE flow_id = ? AND considered = 0 AND stream IN (SELECT value FROM json_each(?)) LIMIT ?)`,
      flowId,
      JSON.stringify(streams),
      limit,
    );
  }

  /** Notes that the stream was read whole. */
  noteReadWhole(flowId: string, stream: string, atUtc: string): void {
    this.#db.run(
      `INSERT INTO book_streams (flow_id, stream, read_whole_at) VALUES (?, ?, ?)
       ON CONFLICT (flow_id, stream) DO UPDATE SET read_whole_at = excluded.read_whole_at`,
      flowId,
      stream,
      atUtc,
    );
  }

  /** When each stream was last read whole; those that never were are left out. */
  readWhole(flowId: string): ReadonlyMap<string, string> {
    const rows = this.#db.all('SELECT stream, read_whole_at FROM book_streams WHERE flow_id = ?', flowId);
    return new Map(rows.map((row) => [text(row, 'stream'), text(row, 'read_whole_at')]));
  }

  *#documents(flowId: string, stream: string): Generator<BookDocument> {
    const sql = `SELECT key, mapping_id, document FROM book WHERE flow_id = ?1 AND stream = ?2 AND key > ?3 AND deleted = 0
      ORDER BY key LIMIT ?4`;
    for (const row of inPages('key', (after, limit) => this.#db.all(sql, flowId, stream, after, limit))) {
      yield toBookDocument(stream, this.#unpack(flowId, text(row, 'mapping_id'), blob(row, 'document')));
    }
  }

  *#linked(flowId: string, stream: string, link: string): Generator<BookDocument> {
    const sql = `SELECT key FROM book_links WHERE flow_id = ?1 AND stream = ?2 AND link = ?3 AND key > ?4
      ORDER BY key LIMIT ?5`;
    for (const row of inPages('key', (after, limit) => this.#db.all(sql, flowId, stream, link, after, limit))) {
      const stored = this.stored(flowId, stream, text(row, 'key'));
      if (stored !== null) yield toBookDocument(stream, stored);
    }
  }

  *#noted(flowId: string, stream: string, link: string): Generator<NotedDocument> {
    const sql = `SELECT key, note FROM book_links WHERE flow_id = ?1 AND stream = ?2 AND link = ?3 AND key > ?4
      ORDER BY key LIMIT ?5`;
    for (const row of inPages('key', (after, limit) => this.#db.all(sql, flowId, stream, link, after, limit))) {
      yield { key: text(row, 'key'), note: textOrNull(row, 'note') };
    }
  }

  *#links(flowId: string, stream: string, beginning: string): Generator<string> {
    // By a range and not by LIKE, which knows no case and has characters of its own. Each from where the one before ended: thousands of
    // documents may share a link, and none of them is walked.
    const from = (bound: string): string =>
      `SELECT link FROM book_links WHERE flow_id = ?1 AND stream = ?2 AND link ${bound} AND link < ?3 || char(1114111)
       AND ?4 IS NOT NULL ORDER BY link LIMIT 1`;
    const [first, next] = [from('>= ?3'), from('> ?4')];
    for (let after = ''; ;) {
      const row = this.#db.get(after === '' ? first : next, flowId, stream, beginning, after);
      if (row === undefined) return;
      after = text(row, 'link');
      yield after;
    }
  }

  #keepMapping(flowId: string, mapping: StreamMapping): string {
    const mappingText = JSON.stringify(mapping);
    const id = createHash('sha256').update(mappingText).digest('hex').slice(0, 16);
    this.#db.run(
      'INSERT OR IGNORE INTO book_mappings (flow_id, id, mapping) VALUES (?, ?, ?)',
      flowId,
      id,
      mappingText,
    );
    return id;
  }

  #unpack(flowId: string, mappingId: string, packed: Uint8Array): StoredDocument {
    const mapping = this.#mapping(flowId, mappingId);
    // Written by this class alone: not validated again.
    const contents = JSON.parse(zstdDecompressSync(packed, { chunkSize }).toString('utf8')) as PackedDocument;
    return { mapping, document: unpackDocument(contents, mapping) };
  }

  /** The same object for the same mapping: rows of one shape are recognised by it. */
  #mapping(flowId: string, id: string): StreamMapping {
    const known = this.#mappings.get(id);
    if (known !== undefined) return known;
    const row = this.#db.get('SELECT mapping FROM book_mappings WHERE flow_id = ? AND id = ?', flowId, id);
    if (row === undefined) throw new TypeError('a document of the book has no mapping');
    const mapping = JSON.parse(text(row, 'mapping')) as StreamMapping;
    this.#mappings.set(id, mapping);
    return mapping;
  }
}

function pack(document: MappedDocument, mapping: StreamMapping): Uint8Array {
  return zstdCompressSync(packDocument(document, mapping), packOptions);
}

/** A mapped document as views see it. */
export function toBookDocument(stream: string, { document }: Pick<StoredDocument, 'document'>): BookDocument {
  const lines = Object.entries(document.lines).map(([table, rows]) => [table, rows.map((row) => row.values)] as const);
  return {
    stream,
    key: document.key,
    label: document.label,
    changedAt: document.changedAt,
    header: document.header.values,
    lines: Object.fromEntries(lines),
  };
}
