import type { JsonObject, JsonValue } from '../../shared/model/json.ts';
import type { SourceRecord, UnreadableRecord } from '../../shared/model/record.ts';
import type { WindowReach } from '../../shared/model/window-reach.ts';
import type { ReadWindow, Source, SourcePage, WindowRequest } from '../../main/ports/source.ts';
import type { Clock } from '../../main/ports/time.ts';
import type { WriteBackSource } from '../../main/ports/write-back.ts';

interface Version {
  readonly at: number;
  /** Null: the record was removed for good. */
  readonly record: SourceRecord | null;
}

/** A source held in memory: it keeps every version of its records and answers changed-since windows as of a moment. */
export class FakeSource implements Source {
  readonly streams = [
    {
      id: 'invoices',
      label: 'Invoices',
      noun: 'invoice',
      windowKind: 'changed-since' as const,
      rangeBy: 'document-date' as const,
    },
    {
      id: 'credits',
      label: 'Credits',
      noun: 'credit',
      windowKind: 'changed-since' as const,
      rangeBy: 'document-date' as const,
    },
    {
      id: 'centers',
      label: 'Cost centers',
      noun: 'cost center',
      windowKind: 'changed-since' as const,
      rangeBy: 'change-date' as const,
    },
  ];
  readonly #clock: Clock;
  readonly #streams = new Map<string, Map<string, Version[]>>();
  pageSize = 3;
  /** Faults for the next pages, by page number; each strikes once. */
  readonly faults = new Map<number, Error>();
  unreadable: UnreadableRecord[] = [];
  announcedOffset = 0;
  /** Awaited before each page, by its number. */
  beforePage: (page: number, stream: string) => Promise<void> = () => Promise.resolve();
  reads = 0;
  /** What a page of a window tells beside its records, by its number from 1; `isLast` on the last one. */
  beside: (page: number, isLast: boolean, stream: string) => Partial<SourcePage> = () => ({});
  /** Cursors that windows were opened with. */
  readonly cursors: (JsonObject | null)[] = [];
  /** What a run that reads by itself reads, after its first time; anything but `changed` brings every record again. */
  reach: WindowReach = 'changed';
  /** Keys that no window brings, though the source has them. */
  readonly hidden = new Set<string>();
  /** False: what is asked for by key is not given, as to an account without the permission. */
  byKey = true;
  /** Keys that were asked for by key, in order. */
  readonly askedByKey: string[] = [];

  /** Set: changes of some of its records may be written back. */
  takes: WriteBackSource | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  put(key: string, fields: JsonObject, stream = 'invoices', label = key): void {
    const record: SourceRecord = { key, label, changedAt: null, timeKind: 'as_of', fields };
    const known = this.#recordsOf(stream);
    known.set(key, [...(known.get(key) ?? []), { at: this.#clock.now(), record }]);
    this.#streams.set(stream, known);
  }

  /** Takes a record away for good, as if it had never been. */
  remove(key: string, stream = 'invoices'): void {
    this.#recordsOf(stream).get(key)?.push({ at: this.#clock.now(), record: null });
  }

  keys(stream = 'invoices'): string[] {
    return [...this.#recordsOf(stream).keys()];
  }

  latest(key: string, stream = 'invoices'): SourceRecord | undefined {
    return this.#recordsOf(stream).get(key)?.at(-1)?.record ?? undefined;
  }

  #recordsOf(stream: string): Map<string, Version[]> {
    return this.#streams.get(stream) ?? new Map<string, Version[]>();
  }

  async *check(): AsyncIterable<never> {
    // Nothing to check in memory.
  }

  openWindow(_stream: string, request: WindowRequest): Promise<ReadWindow> {
    const asOf = new Date(this.#clock.now()).toISOString();
    if (request.kind === 'range') {
      const { from, to } = request;
      return Promise.resolve({
        asOf,
        description: `dated ${from} to ${to}`,
        reach: 'chosen',
        criteria: { from, to },
        nextCursor: null,
      });
    }
    this.cursors.push(request.kind === 'incremental' ? request.cursor : null);
    const cursor = request.kind === 'incremental' && this.reach === 'changed' ? request.cursor : null;
    const since = cursor?.['asOf'] ?? null;
    const reach = since === null && this.reach === 'changed' ? 'everything' : this.reach;
    return Promise.resolve({ asOf, description: 'changed', reach, criteria: { since }, nextCursor: { asOf } });
  }

  async *read(stream: string, window: ReadWindow, signal: AbortSignal): AsyncIterable<SourcePage> {
    this.reads += 1;
    const until = Date.parse(window.asOf);
    const since = typeof window.criteria['since'] === 'string' ? Date.parse(window.criteria['since']) : -1;
    const { from, to } = window.criteria;
    const records = [...this.#recordsOf(stream).values()].flatMap((versions) => {
      const seen = versions.filter((version) => version.at <= until).at(-1);
      if (seen === undefined || seen.record === null || seen.at < since || this.hidden.has(seen.record.key)) return [];
      return isWithin(seen.record.fields['date'], from, to) ? [seen.record] : [];
    });
    const announced = records.length + this.unreadable.length + this.announcedOffset;
    yield* this.#pages(stream, records, { signal, announced });
  }

  async *readByKey(stream: string, keys: readonly string[], signal: AbortSignal): AsyncIterable<SourcePage> {
    this.askedByKey.push(...keys);
    const records = this.byKey ? keys.flatMap((key) => this.latest(key, stream) ?? []) : [];
    yield* this.#pages(stream, records, { signal, announced: null });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async *#pages(
    stream: string,
    records: SourceRecord[],
    { signal, announced }: { signal: AbortSignal; announced: number | null },
  ): AsyncIterable<SourcePage> {
    for (let start = 0, page = 1; start === 0 || start < records.length; start += this.pageSize, page += 1) {
      await this.beforePage(page, stream);
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
        ...(announced === null ? {} : this.beside(page, start + this.pageSize >= records.length, stream)),
      };
    }
  }
}

/** True outside a range of days, and for a day in it. */
function isWithin(day: JsonValue | undefined, from: JsonValue | undefined, to: JsonValue | undefined): boolean {
  if (typeof from !== 'string' || typeof to !== 'string') return true;
  return typeof day === 'string' && day >= from && day <= to;
}
