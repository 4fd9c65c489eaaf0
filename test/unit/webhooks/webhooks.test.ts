import { beforeEach, describe, expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { createHarness } from '../../support/engine-harness.ts';
import { hashOfToken } from '../../support/webhook-deliveries.ts';
import { createWebhookHarness, type WebhookHarness } from '../../support/webhook-harness.ts';

let harness: WebhookHarness;
beforeEach(async () => {
  harness = await createWebhookHarness();
});

const get = () => ask(harness.engine, 'webhooks.get', {});
const setting = () => harness.intake.settings.at(-1)!;
/** Another connection, to the real system. */
const addReal = () => {
  const connection = harness.store.connections.get('workday')!;
  const settings = { redirectHost: 'hooks.company.example' };
  harness.store.connections.save({ ...connection, id: 'real', practice: false, settings });
  harness.engine.services.webhooks.look();
};
const real = async () => (await get()).connections.find(({ connectionId }) => connectionId === 'real')!;

test('is off until a person turns it on, and nothing rings where no system can', async () => {
  const { engine } = createHarness();
  expect(await ask(engine, 'webhooks.get', {})).toMatchObject({
    settings: { on: false },
    health: { kind: 'off' },
    connections: [],
  });
});

test('gives each connection an address of its own that nobody can guess', async () => {
  const { connections } = await get();
  const [, token] = /^http:\/\/127\.0\.0\.1:47610\/hook\/exact\/workday\/([\w-]{43})$/.exec(
    connections[0]!.callbackUrl!,
  )!;
  expect(setting().channels).toEqual([
    { connectionId: 'workday', provider: 'exact', tokenHash: hashOfToken(token!), secrets: [] },
  ]);
  await ask(harness.engine, 'webhooks.renew-address', { connectionId: 'workday' });
  expect(setting().channels[0]?.tokenHash).not.toBe(hashOfToken(token!));
});

test('a real system calls the public address, which has to be a name under https', async () => {
  addReal();
  expect((await real()).callbackUrl).toMatch(/^https:\/\/hooks\.company\.example\/hook\/exact\/real\//);
  expect((await real()).domainDiffersFrom).toBeNull();
  expect(setting().publicHost).toBe('hooks.company.example');
  const { settings } = await get();
  for (const publicAddress of ['http://x.example', 'https://x.example/path', 'x y', 'https://me@x.example']) {
    await expect(
      ask(harness.engine, 'webhooks.set', { ...settings, publicAddress }),
      publicAddress,
    ).rejects.toMatchObject({
      code: 'WEBHOOK_ADDRESS_INVALID',
    });
  }
  await ask(harness.engine, 'webhooks.set', { ...settings, publicAddress: ' other.example ' });
  expect(await real()).toMatchObject({ domainDiffersFrom: 'hooks.company.example' });
});

test('the secret before holds for two days, so that what is repeated still counts', async () => {
  const put = (secret: string) => ask(harness.engine, 'webhooks.set-secret', { connectionId: 'workday', secret });
  await put('first-secret');
  expect(setting().channels[0]?.secrets).toEqual(['first-secret']);
  await put('second-secret');
  expect(setting().channels[0]?.secrets).toEqual(['second-secret', 'first-secret']);
  await harness.clock.advance(48 * 3_600_000);
  harness.engine.services.webhooks.look();
  expect(setting().channels[0]?.secrets).toEqual(['second-secret']);
  expect((await get()).connections[0]?.hasSecret).toBe(true);
  expect(JSON.stringify(await get())).not.toContain('secret-');
});

test('turning it off ends the receiver; a fault of the port is told in words', async () => {
  harness.intake.listener.onHealth({ kind: 'failed', code: 'EADDRINUSE' });
  expect((await get()).health).toMatchObject({ kind: 'failed', error: { code: 'WEBHOOK_PORT_TAKEN' } });
  harness.intake.listener.onHealth({ kind: 'failed', code: 'EACCES' });
  expect((await get()).health).toMatchObject({
    error: { code: 'WEBHOOK_NOT_LISTENING', text: expect.stringContaining('EACCES') },
  });
  const { settings } = await get();
  await ask(harness.engine, 'webhooks.set', { ...settings, on: false });
  expect(harness.intake.stops).toBe(1);
  expect((await get()).health).toEqual({ kind: 'off' });
});

test('counts what was not taken, and shows how long answers take', async () => {
  const one = { connectionId: 'workday', rejection: 'signature-wrong' as const, count: 2 };
  harness.intake.listener.onRejected([one, { connectionId: null, rejection: 'unknown-address', count: 1 }]);
  harness.intake.listener.onRejected([one]);
  harness.intake.listener.onAnswers({ validations: 0, p95Ms: 3 });
  expect(await get()).toMatchObject({
    answeredP95Ms: 3,
    rejections: [
      { connectionId: null, rejection: 'unknown-address', count: 1 },
      { connectionId: 'workday', rejection: 'signature-wrong', count: 4 },
    ],
  });
});

describe('checking the address', () => {
  const check = () => ask(harness.engine, 'webhooks.check-address', { connectionId: 'workday' });

  test('is well when the call arrives here', async () => {
    expect(await check()).toEqual({ ok: true, error: null });
  });

  test('tells an address where nobody is from one where somebody else is', async () => {
    harness.tunnel.isOurs = false;
    expect(await check()).toMatchObject({ ok: false, error: { code: 'WEBHOOK_TUNNEL_ELSEWHERE' } });
    harness.tunnel.status = 502;
    expect(await check()).toMatchObject({ ok: false, error: { code: 'WEBHOOK_TUNNEL_SILENT' } });
  });
});

describe('subscriptions', () => {
  const list = () => ask(harness.engine, 'webhooks.subscriptions', { connectionId: 'workday' });
  const subscribe = (topics: string[], { connectionId = 'workday', division = '7' } = {}) =>
    ask(harness.engine, 'webhooks.subscribe', { connectionId, division, topics });

  beforeEach(async () => {
    await ask(harness.engine, 'webhooks.set-secret', { connectionId: 'workday', secret: 'webhook-secret' });
  });

  test('are listed by company and topic, made to the connection’s address, and removed', async () => {
    expect(await list()).toMatchObject([{ division: '7', error: null, topics: [{ id: null }, { id: null }] }]);
    expect(await subscribe(['SalesInvoices', 'Credits'])).toEqual([
      { topic: 'SalesInvoices', error: null },
      { topic: 'Credits', error: null },
    ]);
    const url = (await get()).connections[0]?.callbackUrl;
    expect(harness.subscriptions.kept.map(({ callbackUrl }) => callbackUrl)).toEqual([url, url]);
    const [company] = await list();
    expect(company?.topics.map(({ callsElsewhere, id }) => [callsElsewhere, id !== null])).toEqual([
      [false, true],
      [false, true],
    ]);
    const id = company!.topics[0]!.id!;
    await ask(harness.engine, 'webhooks.unsubscribe', { connectionId: 'workday', division: '7', id });
    expect((await list())[0]?.topics.map((one) => one.id !== null)).toEqual([false, true]);
    const events = harness.store.audit.page({ kind: 'webhooks' }, { sort: [], offset: 0, limit: 50 }).items;
    expect(events.map(({ event }) => event)).toEqual([
      'webhooks.unsubscribed',
      'webhooks.subscribed',
      'webhooks.subscribed',
      'webhooks.secret-saved',
      'webhooks.saved',
    ]);
  });

  test('that lead to an address before are told and replaced', async () => {
    await subscribe(['SalesInvoices']);
    await ask(harness.engine, 'webhooks.renew-address', { connectionId: 'workday' });
    expect((await list())[0]?.topics[0]).toMatchObject({ callsElsewhere: true });
    await subscribe(['SalesInvoices']);
    expect((await list())[0]?.topics[0]).toMatchObject({ callsElsewhere: false });
    expect(harness.subscriptions.kept).toHaveLength(1);
  });

  test('that the system refuses say why, and the others go on', async () => {
    harness.subscriptions.faults.set('SalesInvoices', new AppError('WEBHOOK_TOPIC_REFUSED', 'config'));
    const answers = await subscribe(['SalesInvoices', 'Credits']);
    expect(answers.map(({ error }) => error?.code ?? null)).toEqual(['WEBHOOK_TOPIC_REFUSED', null]);
    harness.subscriptions.faults.set('7', new AppError('WEBHOOK_SCOPE_MISSING', 'permission'));
    expect(await list()).toMatchObject([{ error: { code: 'WEBHOOK_SCOPE_MISSING' } }]);
  });

  test('are refused before the system is asked where they could not work', async () => {
    addReal();
    const connectionId = 'real';
    await expect(subscribe(['Credits'], { connectionId })).rejects.toMatchObject({ code: 'WEBHOOK_NO_SECRET' });
    await ask(harness.engine, 'webhooks.set-secret', { connectionId, secret: 'webhook-secret' });
    const { settings } = await get();
    await ask(harness.engine, 'webhooks.set', { ...settings, publicAddress: '' });
    await expect(subscribe(['Credits'], { connectionId })).rejects.toMatchObject({ code: 'WEBHOOK_NO_ADDRESS' });
    await ask(harness.engine, 'webhooks.set', settings);
    await expect(subscribe(['Credits'], { connectionId, division: '8' })).rejects.toMatchObject({
      code: 'APP_NOT_FOUND',
    });
    expect(harness.subscriptions.kept).toEqual([]);
  });
});

test('events older than are kept go', async () => {
  harness.event('I-1');
  await harness.settle();
  const count = () => harness.store.webhookEvents.page({}, { sort: [], offset: 0, limit: 5 }).total;
  await harness.clock.advance(89 * 86_400_000);
  await harness.engine.services.webhooks.removeOld();
  expect(count()).toBe(1);
  await harness.clock.advance(2 * 86_400_000);
  await harness.engine.services.webhooks.removeOld();
  expect(count()).toBe(0);
});
