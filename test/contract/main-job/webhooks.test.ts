import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createApp } from '../../../main/app.ts';
import type { WebhookEvent } from '../../../shared/webhooks/event.ts';

let app: Awaited<ReturnType<typeof createApp>>;
let dataFolder: string;

/** A port that nobody uses at this moment. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'mlc-webhooks-'));
  app = await createApp({
    ...{ dataFolder, host: 'cli', vault: 'memory', practiceScale: 0.05, keepsSchedules: false },
    practiceIntegrations: ['exact-databricks'],
  });
  await ask(app, 'practice.start', {});
});
afterAll(async () => {
  await app.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const patience = { timeout: 50_000, interval: 100 };
const events = async (): Promise<readonly WebhookEvent[]> =>
  (await ask(app, 'webhooks.events', { filter: {}, sort: [], offset: 0, limit: 500 })).items;

test('a change in Exact Online lands by itself: told, verified, fetched by its key, delivered, measured', async () => {
  const [overview] = await ask(app, 'flows.overview', {});
  const { flow } = overview!;
  const { id } = await ask(app, 'runs.start', { flowId: flow.id });
  await vi.waitUntil(async () => (await ask(app, 'runs.get', { id })).state !== 'running', {
    ...patience,
    timeout: 110_000,
  });

  const settings = { on: true, port: await freePort(), publicAddress: '', keepDays: 90 };
  await ask(app, 'webhooks.set', settings);
  const isListening = async () => (await ask(app, 'webhooks.get', {})).health.kind === 'listening';
  await vi.waitUntil(isListening, patience);
  const [connection] = (await ask(app, 'webhooks.get', {})).connections;
  expect(connection).toMatchObject({ practice: true, hasSecret: true });
  const { connectionId } = connection!;
  expect(await ask(app, 'webhooks.check-address', { connectionId })).toEqual({ ok: true, error: null });

  const companies = await ask(app, 'webhooks.subscriptions', { connectionId });
  for (const { division, topics } of companies) {
    const wanted = topics.map(({ topic }) => topic);
    const answers = await ask(app, 'webhooks.subscribe', { connectionId, division, topics: wanted });
    expect(answers.filter(({ error }) => error !== null).map(({ topic }) => topic)).toEqual([
      'Costcenters',
      'PurchaseInvoices',
    ]);
  }

  const isSettled = async (): Promise<boolean> => {
    const all = await events();
    return all.some(({ state }) => state === 'landed') && all.every(({ state }) => state !== 'received');
  };
  await ask(app, 'practice.change', {});
  await vi.waitUntil(isSettled, patience);
  const landed = (await events()).filter(({ state }) => state === 'landed');
  const run = await ask(app, 'runs.get', { id: landed[0]!.runId! });
  expect(run).toMatchObject({ trigger: 'webhook', state: expect.stringMatching(/^succeeded/) });
  const { landed: timing, rejections } = await ask(app, 'webhooks.get', {});
  expect(timing.count).toBe(landed.length);
  expect(rejections).toEqual([]);
}, 180_000);
