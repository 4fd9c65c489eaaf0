import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { startEngineWorker, type EngineWorker } from '../../../main/engine/start-worker.ts';

const folder = mkdtempSync(join(tmpdir(), 'mlc-engine-'));
const options = {
  dataFile: join(folder, 'data.sqlite'),
  logFolder: join(folder, 'logs'),
  dataKey: null,
  practiceKey: new Uint8Array(32),
};
let engine: EngineWorker | null = null;

afterEach(async () => {
  await engine?.close();
  engine = null;
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('an engine whose thread ends is started again, and what was asked of the old one ends with a clear error', async () => {
  engine = await startEngineWorker(new URL('./failing-worker.ts', import.meta.url), options);
  expect(await engine.port.call('echo', 1)).toEqual({ ok: true, value: 1 });
  expect(await engine.port.call('fail', {})).toMatchObject({ ok: false, error: { code: 'APP_ENGINE_GONE' } });
  await expect.poll(async () => engine?.port.call('echo', 2)).toEqual({ ok: true, value: 2 });
});

test('the real engine answers in its own thread, keeps its data and closes', async () => {
  const entry = new URL('../../../main/engine/worker.ts', import.meta.url);
  engine = await startEngineWorker(entry, options);
  expect(engine.store.state).toBe('ready');
  expect(await ask(engine.port, 'connections.list', {})).toEqual([]);
  const systems = await ask(engine.port, 'systems.list', {});
  expect(systems.map((system) => system.id)).toEqual(['workday', 'databricks']);
  const integrations = await ask(engine.port, 'integrations.list', {});
  expect(integrations[0]?.streams.length).toBe(7);
});
