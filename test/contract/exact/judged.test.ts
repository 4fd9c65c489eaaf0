import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { exactDatabricks } from '../../../main/integrations/exact-databricks/integration.ts';
import type { Dimensions } from '../../../main/ports/integration.ts';
import { compileMapping } from '../../../shared/mapping/apply.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { readAll, startPractice, type ExactPractice } from './harness.ts';

let practice: ExactPractice;
beforeAll(async () => {
  practice = await startPractice();
});
afterAll(() => practice.close());

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Judged {
  readonly held: string[];
  readonly rejected: string[];
  readonly sound: number;
}

/** Reads every stream whole, in the order of a run, and judges each document as a run does. */
async function judgeAll(): Promise<Judged> {
  const source = practice.source();
  const known = new Map<string, Map<string, JsonObject>>();
  const dimensions: Dimensions = {
    knows: (stream) => known.has(stream),
    find: (stream, name) => known.get(stream)?.get(name) ?? null,
  };
  const held: string[] = [];
  const rejected: string[] = [];
  let sound = 0;
  for (const stream of exactDatabricks.streams) {
    const mapping = compileMapping(stream.defaultMapping);
    const entries = new Map<string, JsonObject>();
    const { records, failed, unreadable } = await readAll(source, stream.id);
    expect([stream.id, failed, unreadable]).toEqual([stream.id, [], []]);
    for (const record of records) {
      const entry = stream.dimension?.(record) ?? null;
      if (entry !== null) entries.set(entry.name, entry.facts);
      const isRejected = 'reasons' in mapping.apply(record, hash) || stream.validate(record).length > 0;
      const [reason] = isRejected ? [] : (stream.waitsFor?.(record, dimensions) ?? []);
      if (isRejected) rejected.push(`${stream.id} ${record.key}`);
      else if (reason === undefined) sound += 1;
      else held.push(`${stream.id} ${record.key} for ${reason.waitsFor.stream} ${reason.waitsFor.name}`);
    }
    if (stream.dimension !== undefined) known.set(stream.id, entries);
  }
  return { held: held.sort(), rejected: rejected.sort(), sound };
}

function keyOf(division: number, key: string): string {
  return JSON.stringify([String(division), key]);
}

function expected(): Pick<Judged, 'held' | 'rejected'> {
  const { books } = practice.exact;
  return {
    held: books.expectedHeld().map(({ stream, division, key, waitsFor }) => `${stream} ${keyOf(division, key)} for ${waitsFor.stream} ${waitsFor.name}`).sort(), // oxfmt-ignore
    rejected: books
      .expectedRejections()
      .map(({ stream, division, key }) => `${stream} ${keyOf(division, key)}`)
      .sort(),
  };
}

it('holds and rejects exactly the documents of which the practice books say so, and after rounds of changes again', async () => {
  const before = await judgeAll();
  expect({ held: before.held, rejected: before.rejected }).toEqual(expected());
  expect(before.held.length).toBe(21);
  expect(before.rejected.length).toBe(9);
  expect(before.sound).toBeGreaterThan(500);
  for (let round = 0; round < 4; round += 1) {
    await practice.clock.advance(60_000);
    expect(practice.exact.books.change().length).toBeGreaterThan(10);
  }
  const after = await judgeAll();
  expect({ held: after.held, rejected: after.rejected }).toEqual(expected());
  expect(after.held.length).toBe(before.held.length + 5);
});
