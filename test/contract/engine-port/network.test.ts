import { afterEach, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import type { NetworkWay } from '../../../main/http/network-way.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import { createSystemClock } from '../../../main/ports/system-time.ts';
import { engineThreads, realEngine } from '../../support/engine-threads.ts';
import { closeAll, onClose, serve } from '../../support/http-harness.ts';

afterEach(closeAll);
// After that line, so that engines end before what they still talk to.
const engines = engineThreads();

function transportOfThisThread() {
  const transport = createUndiciTransport({ clock: createSystemClock(), environment: {} });
  onClose(() => transport.close());
  return { ...transport, followsPac: false, configure: () => undefined };
}

test('the engine’s thread has the network of the thread that started it, also after it was started again', async () => {
  let cut = 0;
  const { port } = await serve((request, response) => {
    response.once('close', () => {
      if (!response.writableFinished) cut += 1;
    });
    response.write(Buffer.alloc(300_000));
    if (request.url !== '/endless') response.end();
  });
  const base = `http://127.0.0.1:${String(port)}`;
  const engine = await engines.start(new URL('./network-worker.ts', import.meta.url), transportOfThisThread());
  expect(await engine.port.call('fetch', `${base}/`)).toEqual({ ok: true, value: 300_000 });
  expect(await engine.port.call('fetch-and-end', `${base}/endless`)).toMatchObject({
    ok: false,
    error: { code: 'APP_ENGINE_GONE' },
  });
  // Nobody reads the answer any more: the request of the thread that is gone is given up.
  await expect.poll(() => cut, { timeout: 20_000 }).toBe(1);
  await expect
    .poll(async () => engine.port.call('fetch', `${base}/`), { timeout: 20_000 })
    .toEqual({ ok: true, value: 300_000 });
});

test('the thread that has the network is told the way and the opened password, anew when the engine starts again', async () => {
  const ways: NetworkWay[] = [];
  const transport = { ...transportOfThisThread(), configure: (way: NetworkWay) => void ways.push(way) };
  let engine = await engines.start(realEngine, transport, 'ways.sqlite');
  expect(ways).toEqual([{ proxy: { kind: 'environment' } }]);
  engine.openVault(new Uint8Array(32).fill(3));
  const answer = await ask(engine.port, 'network.set', {
    proxy: { kind: 'address', address: 'proxy.example.test:8080', username: 'ann' },
    extraCaFile: '',
    proxyPassword: 'planted',
  });
  const way = {
    proxy: { kind: 'explicit', url: 'http://proxy.example.test:8080', username: 'ann', password: 'planted' },
  };
  expect([ways.at(-1), JSON.stringify(answer).includes('planted')]).toEqual([way, false]);
  await engine.close();
  ways.length = 0;
  engine = await engines.start(realEngine, transport, 'ways.sqlite');
  expect(ways).toMatchObject([{ proxy: { kind: 'explicit', withheld: { code: 'VAULT_LOCKED' } } }]);
  expect(engine.hasSecrets).toBe(true);
  engine.openVault(new Uint8Array(32).fill(3));
  await expect.poll(() => ways.at(-1)).toEqual(way);
});

test('the real engine checks a connection by the network that it was given', async () => {
  const asked: string[] = [];
  const own = transportOfThisThread();
  const transport = {
    ...own,
    probe: {
      ...own.probe,
      route: (url: string) => {
        asked.push(url);
        return own.probe.route(url);
      },
    },
  };
  const engine = await engines.start(realEngine, transport);
  const { id } = await ask(engine.port, 'connections.save', {
    name: 'Tenant',
    system: 'workday',
    practice: true,
    settings: { host: 'http://127.0.0.1:9', tenant: 'acme', auth: 'user-password', username: 'ann' },
    secrets: { password: 'pw' },
  });
  const { ok } = await ask(engine.port, 'connections.check', { id, checkId: 'c', streams: [] });
  expect([ok, asked.map((url) => new URL(url).host)]).toEqual([false, ['127.0.0.1:9']]);
});
