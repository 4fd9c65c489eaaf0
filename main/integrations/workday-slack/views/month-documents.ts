import type { BookReader } from '../../../ports/views.ts';
import { monthNote, readBooked, readTold, type BookedNote, type ToldNote } from '../month-notes.ts';
import { BookBefore } from './book-before.ts';

interface Known<Note> {
  readonly key: string;
  readonly note: Note;
}

/** What the documents and journals of a month say, each in the order of the keys. */
export interface MonthDocuments {
  /** Stream by stream. */
  readonly told: readonly (readonly Known<ToldNote>[])[];
  readonly booked: readonly Known<BookedNote>[];
}

const DOCUMENT_STREAMS = ['supplier_invoices', 'supplier_invoice_adjustments', 'payments'] as const;

/** Subjects of a month follow each other, and each is asked for as it is and as it was: more months than these are not asked for again. */
const monthsKept = 2;
const kept = new WeakMap<BookReader, Map<string, MonthDocuments>>();

/** Forgets what was read of the book: it may have changed since. */
export function forgetMonths(book: BookReader): void {
  kept.delete(book);
}

/**
 * The documents and journals of a month link, from what is noted of them; read once for the month as it is now and as it was before
 * changes.
 */
export function monthDocuments(link: string, book: BookReader): MonthDocuments {
  if (book instanceof BookBefore) return before(link, book);
  const known = kept.get(book) ?? new Map<string, MonthDocuments>();
  kept.set(book, known);
  const found = known.get(link) ?? {
    told: DOCUMENT_STREAMS.map((stream) => read(book, { stream, link }, readTold)),
    booked: read(book, { stream: 'journal_entries', link }, readBooked),
  };
  known.delete(link);
  known.set(link, found);
  const [oldest] = known.keys();
  if (known.size > monthsKept && oldest !== undefined) known.delete(oldest);
  return found;
}

interface Place {
  readonly stream: string;
  readonly link: string;
}

function read<Note>(book: BookReader, { stream, link }: Place, parse: (note: string) => Note): Known<Note>[] {
  const found: Known<Note>[] = [];
  for (const { key, note } of book.noted(stream, link)) {
    const text = note ?? noteNow(book, { stream, link }, key);
    if (text !== null) found.push({ key, note: parse(text) });
  }
  return found;
}

/** Of a document that was taken up before anything was noted. */
function noteNow(book: BookReader, { stream, link }: Place, key: string): string | null {
  const document = book.document(stream, key);
  return document === null ? null : monthNote(document, link);
}

function before(link: string, book: BookBefore): MonthDocuments {
  const now = monthDocuments(link, book.now);
  return {
    told: DOCUMENT_STREAMS.map((stream, index) => undone(now.told[index] ?? [], book, { stream, link }, readTold)),
    booked: undone(now.booked, book, { stream: 'journal_entries', link }, readBooked),
  };
}

function undone<Note>(
  now: readonly Known<Note>[],
  book: BookBefore,
  { stream, link }: Place,
  parse: (note: string) => Note,
): readonly Known<Note>[] {
  if (!book.hasChangesOf(stream)) return now;
  const old = book.oldOf(stream, link).flatMap((document) => {
    const text = monthNote(document, link);
    return text === null ? [] : [{ key: document.key, note: parse(text) }];
  });
  const same = now.filter(({ key }) => !book.isChanged(stream, key));
  return old.length === 0 ? same : [...same, ...old].sort((a, b) => (a.key < b.key ? -1 : 1));
}
