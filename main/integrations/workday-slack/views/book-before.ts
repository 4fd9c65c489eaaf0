import type { BookChange, BookDocument, BookReader, NotedDocument } from '../../../ports/views.ts';
import { linksOf, noteOf } from '../streams.ts';

/** The book as it was before changes: a changed document in its version before, one that is new not at all. */
export class BookBefore implements BookReader {
  /** The book as it is. */
  readonly now: BookReader;
  readonly #changed = new Map<string, Map<string, BookDocument | null>>();
  readonly #linked = new Map<string, BookDocument[]>();

  constructor(changes: readonly BookChange[], now: BookReader) {
    this.now = now;
    for (const { before, after } of changes) this.#of(after.stream).set(after.key, before);
    for (const documents of this.#changed.values()) {
      for (const document of documents.values()) if (document !== null) this.#link(document);
    }
  }

  document(stream: string, key: string): BookDocument | null {
    const changed = this.#of(stream).get(key);
    return changed === undefined ? this.now.document(stream, key) : changed;
  }

  *documents(stream: string): Iterable<BookDocument> {
    const old = [...this.#of(stream).values()].filter((document) => document !== null);
    yield* this.#merged(stream, this.now.documents(stream), old);
  }

  *keys(stream: string): Iterable<string> {
    const old = [...this.#of(stream).values()].filter((document) => document !== null);
    for (const { key } of this.#merged(stream, named(this.now.keys(stream)), old)) yield key;
  }

  *linked(stream: string, link: string): Iterable<BookDocument> {
    yield* this.#merged(stream, this.now.linked(stream, link), this.oldOf(stream, link));
  }

  *noted(stream: string, link: string): Iterable<NotedDocument> {
    const old = this.oldOf(stream, link).map((document) => ({ key: document.key, note: noteOf(document, link) }));
    yield* this.#merged(stream, this.now.noted(stream, link), old);
  }

  /** True if any document of the stream is another one now. */
  hasChangesOf(stream: string): boolean {
    return this.#of(stream).size > 0;
  }

  /** True if the document is another one now, or was not there. */
  isChanged(stream: string, key: string): boolean {
    return this.#of(stream).has(key);
  }

  /** Documents that carried the link and are others now. */
  oldOf(stream: string, link: string): readonly BookDocument[] {
    return this.#linked.get(`${stream} ${link}`) ?? [];
  }

  *links(stream: string, beginning: string): Iterable<string> {
    const names = new Set(this.now.links(stream, beginning));
    for (const known of this.#linked.keys()) {
      const link = known.slice(stream.length + 1);
      if (known.startsWith(`${stream} `) && link.startsWith(beginning)) names.add(link);
    }
    for (const link of [...names].sort()) if (hasAny(this.noted(stream, link))) yield link;
  }

  #of(stream: string): Map<string, BookDocument | null> {
    const found = this.#changed.get(stream) ?? new Map<string, BookDocument | null>();
    this.#changed.set(stream, found);
    return found;
  }

  #link(document: BookDocument): void {
    for (const link of linksOf(document)) {
      const name = `${document.stream} ${link}`;
      this.#linked.set(name, [...(this.#linked.get(name) ?? []), document]);
    }
  }

  /** What has not changed and what was there before, in the order of the keys. */
  *#merged<One extends { readonly key: string }>(
    stream: string,
    now: Iterable<One>,
    old: readonly One[],
  ): Iterable<One> {
    const changed = this.#of(stream);
    const waiting = old.toSorted((a, b) => (a.key < b.key ? -1 : 1));
    let next = 0;
    for (const document of now) {
      if (changed.has(document.key)) continue;
      for (let one = waiting[next]; one !== undefined && one.key < document.key; one = waiting[next]) {
        yield one;
        next += 1;
      }
      yield document;
    }
    yield* waiting.slice(next);
  }
}

function* named(keys: Iterable<string>): Generator<{ readonly key: string }> {
  for (const key of keys) yield { key };
}

/** True if there is at least one. */
export function hasAny(items: Iterable<unknown>): boolean {
  const { done } = items[Symbol.iterator]().next();
  return done !== true;
}

const made = new WeakMap<readonly BookChange[], { readonly now: BookReader; readonly before: BookReader }>();

/** The book as it was before these changes; made once for all subjects of a pass. */
export function bookBefore(changes: readonly BookChange[], now: BookReader): BookReader {
  const known = made.get(changes);
  if (known?.now === now) return known.before;
  const before = new BookBefore(changes, now);
  made.set(changes, { now, before });
  return before;
}
