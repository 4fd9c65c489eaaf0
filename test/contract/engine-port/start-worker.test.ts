import { expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { engineThreads, realEngine } from '../../support/engine-threads.ts';

const engines = engineThreads();

test('an engine whose thread ends is started again, and what was asked of the old one ends with a clear error', async () => {
  const engine = await engines.start(new URL('./failing-worker.ts', import.meta.url));
  expect(await engine.port.call('echo', 1)).toEqual({ ok: true, value: 1 });
  expect(await engine.port.call('fail', {})).toMatchObject({ ok: false, error: { code: 'APP_ENGINE_GONE' } });
  await expect.poll(async () => engine.port.call('echo', 2), { timeout: 20_000 }).toEqual({ ok: true, value: 2 });
});

test('the real engine answers in its own thread, keeps its data and closes', async () => {
  const engine = await engines.start(realEngine);
  expect(engine.store.state).toBe('ready');
  expect(await ask(engine.port, 'connections.list', {})).toEqual([]);
  const systems = await ask(engine.port, 'systems.list', {});
  expect(systems.map((system) => system.id)).toEqual(['workday', 'exact', 'databricks', 'slack']);
  const integrations = await ask(engine.port, 'integrations.list', {});
  expect(integrations[0]?.streams.length).toBe(8);
});
