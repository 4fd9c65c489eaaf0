import type { Flow } from '../../../shared/model/flow.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { Integration } from '../../ports/integration.ts';
import type { Source } from '../../ports/source.ts';
import type { BookDocument, BookReader, NotedDocument } from '../../ports/views.ts';
import { toBookDocument } from '../../store/book.ts';
import { judgeRecord, noDimensions } from '../judge.ts';
import { planStreams, type StreamPlan } from '../stream-plan.ts';

/** Records of each stream that a sample has at most. */
const mostOfStream = 300;

/** A book in memory: of a sample of the source, before anything was taken up. */
export class SampleBook implements BookReader {
  readonly #documents = new Map<string, Map<string, BookDocument>>();
  readonly #links = new Map<string, Map<string, BookDocument[]>>();

  add(document: BookDocument, links: readonly string[]): void {
    const ofStream = this.#documents.get(document.stream) ?? new Map<string, BookDocument>();
    this.#documents.set(document.stream, ofStream.set(document.key, document));
    const byLink = this.#links.get(document.stream) ?? new Map<string, BookDocument[]>();
    this.#links.set(document.stream, byLink);
    for (const link of new Set(links)) byLink.set(link, [...(byLink.get(link) ?? []), document]);
  }

  document(stream: string, key: string): BookDocument | null {
    return this.#documents.get(stream)?.get(key) ?? null;
  }

  documents(stream: string): Iterable<BookDocument> {
    return byKey([...(this.#documents.get(stream)?.values() ?? [])]);
  }

  keys(stream: string): Iterable<string> {
    return [...(this.#documents.get(stream)?.keys() ?? [])].sort();
  }

  linked(stream: string, link: string): Iterable<BookDocument> {
    return byKey(this.#links.get(stream)?.get(link) ?? []);
  }

  noted(stream: string, link: string): Iterable<NotedDocument> {
    return byKey(this.#links.get(stream)?.get(link) ?? []).map(({ key }) => ({ key, note: null }));
  }

  links(stream: string, beginning: string): Iterable<string> {
    return [...(this.#links.get(stream)?.keys() ?? [])].filter((link) => link.startsWith(beginning)).sort();
  }
}

function byKey(documents: readonly BookDocument[]): BookDocument[] {
  return documents.toSorted((a, b) => (a.key < b.key ? -1 : 1));
}

export interface SampleRequest {
  readonly source: Source;
  readonly integration: Integration;
  /** With its mappings and rules of exclusion; null takes the integration's own of all streams. */
  readonly flow: Flow | null;
  readonly streams: readonly string[];
  readonly signal: AbortSignal;
}

/**
 * The first records of everything the source has of these streams, as a flow would take them up. Moves no cursor. Throws what the
 * source throws, and ENGINE_MAPPING_INVALID.
 */
export async function readSampleBook(request: SampleRequest): Promise<SampleBook> {
  const { integration, flow, streams, signal } = request;
  const configured = flow ?? {
    streams: integration.streams.map(({ id, defaultMapping }) => ({
      id,
      enabled: true,
      mapping: defaultMapping,
      exclusions: [],
    })),
  };
  const book = new SampleBook();
  for (const plan of planStreams(configured, integration, streams)) {
    await readStreamSample(request.source, plan, book, signal);
  }
  return book;
}

async function readStreamSample(
  source: Source,
  plan: StreamPlan,
  book: SampleBook,
  signal: AbortSignal,
): Promise<void> {
  const { id, links } = plan.definition;
  const fromTheBeginning: { readonly kind: 'incremental'; readonly cursor: JsonObject | null } = {
    kind: 'incremental',
    cursor: null,
  };
  const window = await source.openWindow(id, fromTheBeginning, signal);
  let read = 0;
  for await (const page of source.read(id, window, signal)) {
    for (const record of page.records) {
      const judgement = judgeRecord(record, plan, noDimensions);
      if (judgement.kind !== 'document') continue;
      const document = toBookDocument(id, judgement);
      book.add(document, links?.(document) ?? []);
      read += 1;
    }
    if (read >= mostOfStream) return;
  }
}
