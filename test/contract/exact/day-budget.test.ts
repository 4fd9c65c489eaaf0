import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '../../../main/ports/source.ts';
import type { AppError } from '../../../shared/errors/app-error.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { gather, never, readAll, startPractice, type ExactPractice } from './harness.ts';

const DAY = 86_400_000;
const first = { kind: 'incremental', cursor: null } as const;

/** What following a stream day by day brought. */
interface Followed {
  /** Every version of each record that came, by its key. */
  readonly brought: Map<string, JsonObject[]>;
  /** What ended each day. */
  readonly failures: AppError[][];
  readonly descriptions: string[];
  readonly complete: string[];
  readonly cursor: JsonObject | null;
}

describe('a first reading that needs more calls than a day has', () => {
  let practice: ExactPractice;
  let source: Source;
  let division: number;
  beforeAll(async () => {
    practice = await startPractice({ scale: 12 });
    [division = 0] = practice.divisions;
    source = practice.source({ divisions: String(division) });
  }, 60_000);
  afterAll(() => practice.close());

  const calls = (): number =>
    practice.exact.requests.filter(({ path }) => path.includes(`/api/v1/${String(division)}/`)).length;

  async function truthOf(stream: string): Promise<Map<string, JsonObject>> {
    practice.exact.setLimits({ perMinute: 100_000, perDay: 1_000_000 });
    await nextDay();
    const { records } = await readAll(source, stream, { kind: 'full' });
    return new Map(records.map(({ key, fields }) => [key, fields]));
  }

  async function nextDay(): Promise<void> {
    await practice.clock.advance(DAY - (practice.clock.now() % DAY) + 60_000);
  }

  /** Reads the stream once a day, each time from its cursor, until nothing is left to go on with. */
  async function follow(stream: string, perDay: number, change: () => void = () => undefined): Promise<Followed> {
    practice.exact.setLimits({ perMinute: 60, perDay });
    await nextDay();
    const followed: Omit<Followed, 'cursor'> = { brought: new Map(), failures: [], descriptions: [], complete: [] };
    let cursor: JsonObject | null = null;
    for (let day = 0; day < 9; day += 1) {
      const window = await source.openWindow(stream, { kind: 'incremental', cursor }, never);
      const read = await gather(source.read(stream, window, never), window.description);
      for (const { key, fields } of read.records) {
        followed.brought.set(key, [...(followed.brought.get(key) ?? []), fields]);
      }
      followed.failures.push(read.failed);
      followed.descriptions.push(read.description);
      followed.complete.push(...read.complete);
      cursor = read.cursor ?? cursor;
      if (read.failed.length === 0) break;
      change();
      await nextDay();
    }
    return { ...followed, cursor };
  }

  it.each([
    ['journal_entries', 'documents that a feed of rows names'],
    ['sales_invoices', 'documents that a feed of their own names'],
    ['purchase_entries', 'records by the time of their change'],
  ])('of %s (%s) goes on the next day where it stood', async (stream) => {
    await truthOf(stream);
    const [forecast] = (await source.forecast?.([{ id: stream, request: first }], never)) ?? [];
    const expected = forecast?.calls ?? 0;
    const truth = await truthOf(stream);
    const before = calls();
    // Two calls of each day tell which companies there are, or count; one in twenty is kept back.
    const { brought, failures, descriptions, complete } = await follow(stream, Math.ceil(expected * 0.7) + 2);
    const used = calls() - before;

    expect(failures.length).toBe(2);
    const [[stop] = [], last] = failures;
    expect(last).toEqual([]);
    expect(stop).toMatchObject({ code: 'EXACT_READING_GOES_ON', kind: 'rate-limited' });
    expect(stop?.details).toMatchObject({ division, count: brought.size === 0 ? 0 : expect.any(Number) });
    expect(stop?.details['until']).toMatch(/^\d{4}-\d\d-\d\d 00:00 UTC$/);
    expect(descriptions[1]).toContain('(going on where the calls of the day ended)');
    // Who sees a part of all says nothing of what is missing.
    expect(complete).toEqual([]);

    expect(new Set(brought.keys())).toEqual(new Set(truth.keys()));
    expect([...brought.values()].filter((versions) => versions.length > 1)).toEqual([]);
    expect(Number(stop?.details['count'])).toBeGreaterThan(truth.size / 4);
    expect(used).toBeGreaterThanOrEqual(expected);
    // The rows that name documents are read again where their documents were not fetched yet.
    expect(used).toBeLessThanOrEqual(expected * 1.25 + 4);
  });

  it.each(['journal_entries', 'purchase_entries'])('of %s loses nothing that changes meanwhile', async (stream) => {
    await truthOf(stream);
    const [forecast] = (await source.forecast?.([{ id: stream, request: first }], never)) ?? [];
    const perDay = Math.ceil((forecast?.calls ?? 0) * 0.45) + 4;
    const { brought, failures, cursor } = await follow(stream, perDay, () => {
      practice.exact.books.change();
    });
    expect(failures.length).toBeGreaterThan(1);
    expect(failures.at(-1)).toEqual([]);
    // What changed while the listing went on is for the window behind it.
    const truth = await truthOf(stream);
    const changed = await readAll(source, stream, { kind: 'incremental', cursor });
    for (const { key, fields } of changed.records) brought.set(key, [...(brought.get(key) ?? []), fields]);
    expect(changed.records.length).toBeLessThan(truth.size / 2);
    const stale = [...truth].filter(([key, fields]) => {
      const versions = brought.get(key)?.map((one) => JSON.stringify(one['modified'])) ?? [];
      return !versions.includes(JSON.stringify(fields['modified']));
    });
    expect(stale.map(([key]) => key)).toEqual([]);
  });
});
