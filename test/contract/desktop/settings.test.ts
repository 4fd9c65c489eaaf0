import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConfSettings } from '../../../main/api/host/conf-settings.ts';
import { createSettings } from '../../../main/api/host/settings.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mlc-settings-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const context = { signal: new AbortController().signal };

function open() {
  const aside: string[] = [];
  let changes = 0;
  const handlers = createSettings({
    path: join(folder, 'settings.json'),
    clock: createVirtualClock(),
    open: () => openConfSettings(folder),
    onSetAside: (path) => aside.push(path),
    onChanged: () => (changes += 1),
  });
  return { handlers, aside, changed: () => changes };
}

test('settings are kept across a restart', async () => {
  const first = open();
  expect(await first.handlers['settings.get']({}, context)).toEqual(defaultSettings);
  await first.handlers['settings.set']({ theme: 'dark' }, context);
  expect(first.changed()).toBe(1);
  expect(await open().handlers['settings.get']({}, context)).toEqual({ ...defaultSettings, theme: 'dark' });
});

test.each(['{ half a fi', '{ "theme": "purple" }'])('a damaged file (%s) is set aside whole', async (text) => {
  await writeFile(join(folder, 'settings.json'), text);
  const { handlers, aside } = open();
  expect(await handlers['settings.get']({}, context)).toEqual(defaultSettings);
  expect(aside).toHaveLength(1);
  expect(await readFile(aside[0]!, 'utf8')).toBe(text);
  expect(await readdir(folder)).toContain('settings.json.damaged-2026-11-21T12-00-00-000Z');
});

test('a file of an older version keeps what it says, and the rest is as by default', async () => {
  await writeFile(
    join(folder, 'settings.json'),
    '{ "theme": "dark", "density": "compact", "language": "en", "gone": 1 }',
  );
  const { handlers, aside } = open();
  const expected = { ...defaultSettings, theme: 'dark', density: 'compact', language: 'en' };
  expect(await handlers['settings.get']({}, context)).toEqual(expected);
  expect(await handlers['settings.set']({ numberFormat: '1.234,56' }, context)).toEqual({
    ...expected,
    numberFormat: '1.234,56',
  });
  expect(aside).toEqual([]);
});
