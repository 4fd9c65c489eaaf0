import { appendFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Journal } from '../../../main/webhooks/journal.ts';
import { deliveredEvent } from '../../support/webhook-deliveries.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-journal-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const keysOf = (placed: readonly { delivered: { key: string } }[]) => placed.map(({ delivered }) => delivered.key);

test('what was appended is there for the next process, in order, until it is confirmed', async () => {
  const { journal, earlier } = await Journal.open(folder);
  expect(earlier).toEqual([]);
  const keys = Array.from({ length: 50 }, (_, place) => `k${String(place)}`);
  const places = await Promise.all(keys.map((key) => journal.append(deliveredEvent({ key }))));
  expect(places.map(({ place }) => place)).toEqual(keys.map((_, place) => place + 1));
  await journal.close(0);
  const next = await Journal.open(folder);
  expect(keysOf(next.earlier)).toEqual(keys);
  await next.journal.confirm(50);
  expect(readdirSync(folder)).toEqual([]);
});

test('a line that was torn by a crash is passed over, and is never written to again', async () => {
  const { journal } = await Journal.open(folder);
  await journal.append(deliveredEvent({ key: 'whole' }));
  await journal.close(0);
  appendFileSync(join(folder, readdirSync(folder)[0]!), '{"receivedAtUtc":"2026-11-21T1');
  const next = await Journal.open(folder);
  expect(keysOf(next.earlier)).toEqual(['whole']);
  await next.journal.append(deliveredEvent({ key: 'later' }));
  await next.journal.close(0);
  expect(keysOf((await Journal.open(folder)).earlier)).toEqual(['whole', 'later']);
});

test('files whose deliveries the engine has go, also large ones under way', async () => {
  const { journal } = await Journal.open(folder);
  const body = 'x'.repeat(1024 * 1024);
  for (let place = 1; place <= 9; place += 1) await journal.append(deliveredEvent({ key: String(place), body }));
  const before = readdirSync(folder).length;
  expect(before).toBeGreaterThan(1);
  await journal.confirm(5);
  expect(readdirSync(folder).length).toBeLessThan(before);
  await journal.close(5);
  const { earlier } = await Journal.open(folder);
  // A file is kept whole while one of its deliveries is not confirmed.
  expect(keysOf(earlier).slice(-4)).toEqual(['6', '7', '8', '9']);
});

test('a delivery that could not be written is refused, and the next one is not', async () => {
  const { journal } = await Journal.open(folder);
  rmSync(folder, { recursive: true, force: true });
  await expect(journal.append(deliveredEvent({ key: 'lost' }))).rejects.toThrow('ENOENT');
  const again = await Journal.open(folder);
  await again.journal.append(deliveredEvent({ key: 'kept' }));
  await again.journal.close(0);
  expect(keysOf((await Journal.open(folder)).earlier)).toEqual(['kept']);
});
