import type { Subject, ViewDescriptor } from '../../shared/messages/facts.ts';
import type { MessageRule } from '../../shared/messages/rule.ts';
import type { Row } from '../../shared/model/record.ts';

/** A document as the book has it: the latest version that was taken up. */
export interface BookDocument {
  readonly stream: string;
  readonly key: string;
  readonly label: string;
  /** The source's own change time or date; null if it gives none. */
  readonly changedAt: string | null;
  readonly header: Row['values'];
  /** Rows by line table. */
  readonly lines: Readonly<Record<string, readonly Row['values'][]>>;
}

/** What is known of a flow's records, whatever was told of them. Reads only. */
export interface BookReader {
  document(stream: string, key: string): BookDocument | null;
  /** Every document of the stream, in the order of their keys. One at a time: there may be a million. */
  documents(stream: string): Iterable<BookDocument>;
  /** The keys of just those, in the same order; no document is read. */
  keys(stream: string): Iterable<string>;
  /** The documents of the stream that carry the link, in the order of their keys; found by an index, none of the others is read. */
  linked(stream: string, link: string): Iterable<BookDocument>;
  /** What is noted of those documents beside the link, in the order of their keys; read from the index alone. */
  noted(stream: string, link: string): Iterable<NotedDocument>;
  /** Links of the stream's documents that begin so, each once, in order; read from the index alone. */
  links(stream: string, beginning: string): Iterable<string>;
}

/**
 * Names under which a document is found again: what it pays, the run and the month it belongs to. Each once, never empty. Pure; the
 * book keeps them beside the document when it takes it up, and replaces them with the next version.
 */
export type LinksOf = (document: BookDocument) => readonly string[];

/** What is noted of a document beside a link; null where the book has none: the document itself says it then. */
export interface NotedDocument {
  readonly key: string;
  readonly note: string | null;
}

/**
 * What a view has to know of a document where many are looked at under one link (a month of an account), so that none of them has to
 * be read; null for links that need none. Pure; kept beside the link as the integration wrote it.
 */
export type NoteOf = (document: BookDocument, link: string) => string | null;

/** One document that a run took up, with its version before (null if it is new). */
export interface BookChange {
  readonly before: BookDocument | null;
  readonly after: BookDocument;
}

/**
 * What rules look at: subjects made of the documents in the book. An invoice is its own subject; a payment run is made of many
 * payments; a control account in a period of the documents that move it. Pure: the same book gives the same subjects.
 */
export interface MessageView extends ViewDescriptor {
  /**
   * Streams whose documents it is made of; it is looked at when all of them that the flow reads were read whole. What comes of a
   * stream that the flow does not read is not known, and left out of the facts.
   */
  readonly streams: readonly string[];
  /** The stream of which each subject is one document and has its key; left out where subjects are made of several. */
  readonly documentStream?: string;
  /** Keys of the subjects that these changes may have touched, each with the changes that touch it. */
  touched<Change extends BookChange>(
    changes: readonly Change[],
    book: BookReader,
  ): ReadonlyMap<string, readonly Change[]>;
  /** The subject as it is now; null if there is none of that key (any more). */
  subject(key: string, book: BookReader): Subject | null;
  /** The subject as it was before the changes; null if it is new. What cannot be known is left out of its facts. */
  subjectBefore(key: string, changes: readonly BookChange[], book: BookReader): Subject | null;
  /** Keys of all subjects there are, each once; there may be some of which there is no subject. */
  keys(book: BookReader): Iterable<string>;
}

/** A rule as an integration proposes it: the operator chooses the channel and says yes. */
export type RuleTemplate = Omit<MessageRule, 'channel' | 'timeZone' | 'enabled'>;
