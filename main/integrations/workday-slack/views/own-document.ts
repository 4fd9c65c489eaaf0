import type { Subject, ViewDescriptor } from '../../../../shared/messages/facts.ts';
import type { BookDocument, BookReader, MessageView } from '../../../ports/views.ts';
import { touchedBy } from '../../../ports/touched-by.ts';
import { bookBefore } from './book-before.ts';

/** A view each of whose subjects is one document of a stream. */
export interface DocumentView extends ViewDescriptor {
  readonly stream: string;
  readonly streams: readonly string[];
  /** Keys of documents of the view's stream that a document of another stream says something about. */
  named?(document: BookDocument): readonly string[];
  tell(document: BookDocument, book: BookReader): Subject;
}

/** The view with what follows from its subjects being documents. */
export function documentView({ stream, streams, named, tell, ...descriptor }: DocumentView): MessageView {
  const subject = (key: string, book: BookReader): Subject | null => {
    const document = book.document(stream, key);
    return document === null ? null : tell(document, book);
  };
  const keysOf = (document: BookDocument): readonly string[] =>
    document.stream === stream ? [document.key] : (named?.(document) ?? []);
  return {
    ...descriptor,
    streams,
    documentStream: stream,
    touched: (changes) =>
      touchedBy(changes, ({ before, after }) => [...(before === null ? [] : keysOf(before)), ...keysOf(after)]),
    subject,
    subjectBefore: (key, changes, book) => subject(key, bookBefore(changes, book)),
    keys: (book) => book.keys(stream),
  };
}
