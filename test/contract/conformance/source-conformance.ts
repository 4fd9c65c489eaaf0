import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReadWindow, Source, SourcePage } from '../../../main/ports/source.ts';
import type { JsonValue } from '../../../shared/model/json.ts';
import type { SourceRecord } from '../../../shared/model/record.ts';

/** A source with something to read, and what a suite cannot find out by itself. */
export interface SourceUnderTest {
  readonly source: Source;
  /** The same system behind credentials that it refuses. */
  readonly refusedSource: Source;
  /** A stream whose window has more than one page. */
  readonly pagedStream: string;
  /** A key of that stream's form that does not exist. */
  readonly missingKey: string;
  /** Makes the next answer hold one record that cannot be read or mapped; undefined if the system has no such fault. */
  spoilNext?(): void;
  /** A text with markup, quotes and other scripts that a record holds, exactly. */
  readonly hostileText: { readonly stream: string; readonly text: string };
  close(): Promise<void>;
}

const never = new AbortController().signal;

async function pagesOf(pages: AsyncIterable<SourcePage>): Promise<SourcePage[]> {
  const all: SourcePage[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

function recordsOf(pages: readonly SourcePage[]): SourceRecord[] {
  return pages.flatMap(({ records }) => records);
}

function numbersIn(value: JsonValue): number {
  if (typeof value === 'number') return 1;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce<number>((sum, item: JsonValue) => sum + numbersIn(item), 0);
}

/** What the engine relies on of every source (`main/ports/source.ts`). */
export function sourceConformance(name: string, makeSource: () => Promise<SourceUnderTest>): void {
  describe(`${name} as a source`, () => {
    let test: SourceUnderTest;
    beforeAll(async () => {
      test = await makeSource();
    });
    afterAll(async () => {
      await test.source.close();
      await test.close();
    });

    const open = (stream: string): Promise<ReadWindow> =>
      test.source.openWindow(stream, { kind: 'incremental', cursor: null }, never);

    it('gives every record of every stream a key of its own, and as many as it announces', async () => {
      for (const { id } of test.source.streams) {
        const pages = await pagesOf(test.source.read(id, await open(id), never));
        const keys = recordsOf(pages).map(({ key }) => key);
        expect(keys.length, id).toBeGreaterThan(0);
        expect(keys.every((key) => key !== '')).toBe(true);
        expect(new Set(keys).size, id).toBe(keys.length);
        const announced = pages.at(-1)?.announced ?? null;
        const unreadable = pages.flatMap((page) => page.unreadable).length;
        if (announced !== null) expect(keys.length + unreadable, id).toBe(announced);
      }
    });

    it('writes records and windows that survive JSON and a structured clone', async () => {
      for (const { id } of test.source.streams) {
        const window = await open(id);
        expect(JSON.parse(JSON.stringify(window))).toEqual(window);
        const records = recordsOf(await pagesOf(test.source.read(id, window, never)));
        expect(JSON.parse(JSON.stringify(records))).toEqual(records);
        expect(structuredClone(records)).toEqual(records);
      }
    });

    it('tells beside its records only what can be stored, and calls nothing gone that it has', async () => {
      for (const { id } of test.source.streams) {
        const pages = await pagesOf(test.source.read(id, await open(id), never));
        for (const { cursor } of pages)
          if (cursor !== undefined) expect(JSON.parse(JSON.stringify(cursor))).toEqual(cursor);
        const there = new Set([
          ...recordsOf(pages).map(({ key }) => key),
          ...pages.flatMap(({ present = [] }) => present),
        ]);
        const gone = pages.flatMap((page) => page.gone ?? []);
        const found = recordsOf(await pagesOf(test.source.readByKey(id, gone.slice(0, 20), never)));
        expect(found, id).toEqual([]);
        const parts = pages.flatMap(({ complete = [] }) => complete);
        for (const part of parts) expect([...there].some((key) => key.startsWith(part)) || there.size === 0).toBe(true);
      }
    });

    it('never writes a number where an amount could be', async () => {
      for (const { id } of test.source.streams) {
        const records = recordsOf(await pagesOf(test.source.read(id, await open(id), never)));
        expect(
          records.reduce((sum, { fields }) => sum + numbersIn(fields), 0),
          id,
        ).toBe(0);
      }
    });

    it('reads the same again from a window that was stored', async () => {
      const window = await open(test.pagedStream);
      const first = await pagesOf(test.source.read(test.pagedStream, window, never));
      const stored = JSON.parse(JSON.stringify(window)) as ReadWindow;
      const second = await pagesOf(test.source.read(test.pagedStream, stored, never));
      expect(first.length).toBeGreaterThan(1);
      expect(recordsOf(second)).toEqual(recordsOf(first));
    });

    it('stops when it is cancelled between pages', async () => {
      const stop = new AbortController();
      const window = await open(test.pagedStream);
      let pages = 0;
      const reading = (async () => {
        for await (const page of test.source.read(test.pagedStream, window, stop.signal)) {
          pages += page.records.length > 0 ? 1 : 0;
          stop.abort(new DOMException('stopped', 'AbortError'));
        }
      })();
      await expect(reading).rejects.toThrow();
      expect(pages).toBe(1);
      // A cancelled read leaves nothing behind that would hold up the next one.
      expect((await pagesOf(test.source.read(test.pagedStream, window, never))).length).toBeGreaterThan(1);
    });

    it('reads chosen records again and leaves out those that are gone', async () => {
      for (const { id } of test.source.streams) {
        const [first, second] = recordsOf(await pagesOf(test.source.read(id, await open(id), never)));
        const keys = [first, second].flatMap((record) => (record === undefined ? [] : [record.key]));
        const found = recordsOf(await pagesOf(test.source.readByKey(id, [...keys, test.missingKey], never)));
        expect(found.map(({ key }) => key).sort(), id).toEqual([...keys].sort());
        expect(found.find(({ key }) => key === first?.key)?.fields).toEqual(first?.fields);
      }
      expect(await pagesOf(test.source.readByKey(test.pagedStream, [], never))).toEqual([]);
    });

    it('keeps hostile texts exactly', async () => {
      const { stream, text } = test.hostileText;
      const records = recordsOf(await pagesOf(test.source.read(stream, await open(stream), never)));
      expect(records.some(({ label, fields }) => label === text || Object.values(fields).includes(text))).toBe(true);
    });

    it('drops no record that it cannot make sense of', async () => {
      const window = await open(test.pagedStream);
      const sound = await pagesOf(test.source.read(test.pagedStream, window, never));
      test.spoilNext?.();
      const spoilt = await pagesOf(test.source.read(test.pagedStream, window, never));
      const count = (pages: readonly SourcePage[]): number =>
        pages.reduce((sum, page) => sum + page.records.length + page.unreadable.length, 0);
      expect(count(spoilt)).toBe(count(sound));
    });

    it('checks without throwing, each step named, timed and with what to do if it failed', async () => {
      for (const source of [test.source, test.refusedSource]) {
        const steps = new Map<string, string>();
        for await (const step of source.check(
          source.streams.map(({ id }) => id),
          never,
        )) {
          steps.set(step.id, step.state);
          expect(step.label).not.toBe('');
          if (step.state === 'failed') expect(step.error?.next).toMatch(/\S/);
          if (step.state === 'passed' || step.state === 'failed') expect(step.durationMs).not.toBeNull();
        }
        expect([...steps.values()]).not.toContain('running');
        expect([...steps.values()].includes('failed')).toBe(source === test.refusedSource);
      }
    });
  });
}
