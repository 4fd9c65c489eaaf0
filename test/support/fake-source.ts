import type { JsonObject } from '../../shared/model/json.ts';
import type { SourceRecord, UnreadableRecord } from '../../shared/model/record.ts';
import type { ReadWindow, Source, SourcePage, WindowRequest } from '../../main/ports/source.ts';
import type { Clock } from '../../main/ports/time.ts';

interface Version {
  readonly at: number;
  readonly record: SourceRecord;
}

/** A source held in memory: it keeps every version of its records and answers changed-since windows as of a moment. */
export class FakeSource implements Source {
  readonly streams = [{ id: 'invoices', label: 'Invoices', noun: 'invoice', windowKind: 'changed-since' as const }];
  readonly #clock: Clock;
  readonly #versions = new Map<string, Version[]>();
  pageSize = 3;
  /** Faults for the next pages, by page number; each strikes once. */
  readonly faults = new Map<number, Error>();
  unreadable: UnreadableRecord[] = [];
  announcedOffset = 0;
  /** Awaited before each page, by its number. */
  beforePage: (page: number) => Promise<void> = () => Promise.resolve();
  reads = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  put(key: string, fields: JsonObject, label = key): void {
    const record: SourceRecord = { key, label, changedAt: null, timeKind: 'as_of', fields };
    const versions = this.#versions.get(key) ?? [];
    versions.push({ at: this.#clock.now(), record });
    this.#versions.set(key, versions);
  }

  keys(): string[] {
    return [...this.#versions.keys()];
  }

  latest(key: string): SourceRecord | undefined {
    return this.#versions.get(key)?.at(-1)?.record;
  }

  async *check(): AsyncIterable<never> {
    // Nothing to check in memory.
  }

  openWindow(_stream: string, request: WindowRequest): Promise<ReadWindow> {
    const asOf = new Date(this.#clock.now()).toISOString();
    const since = request.kind === 'incremental' ? (request.cursor?.['asOf'] ?? null) : null;
    return Promise.resolve({ asOf, description: 'changed', criteria: { since }, nextCursor: { asOf } });
  }

  async *read(_stream: string, window: ReadWindow, signal: AbortSignal): AsyncIterable<SourcePage> {
    this.reads += 1;
    const until = Date.parse(window.asOf);
    const since = typeof window.criteria['since'] === 'string' ? Date.parse(window.criteria['since']) : -1;
    const records = [...this.#versions.values()].flatMap((versions) => {
      const seen = versions.filter((version) => version.at <= until).at(-1);
      return seen !== undefined && seen.at >= since ? [seen.record] : [];
    });
    yield* this.#pages(records, signal, records.length + this.unreadable.length + this.announcedOffset);
  }

  async *readByKey(_stream: string, keys: readonly string[], signal: AbortSignal): AsyncIterable<SourcePage> {
    yield* this.#pages(
      keys.flatMap((key) => this.latest(key) ?? []),
      signal,
      null,
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async *#pages(records: SourceRecord[], signal: AbortSignal, announced: number | null): AsyncIterable<SourcePage> {
    for (let start = 0, page = 1; start === 0 || start < records.length; start += this.pageSize, page += 1) {
      await this.beforePage(page);
      signal.throwIfAborted();
      const fault = this.faults.get(page);
      if (fault !== undefined) {
        this.faults.delete(page);
        throw fault;
      }
      yield {
        records: records.slice(start, start + this.pageSize),
        unreadable: start === 0 ? this.unreadable : [],
        announced,
        bytes: 0,
        sourceMs: 0,
      };
    }
  }
}
