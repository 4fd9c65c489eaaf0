import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEventHub } from '../../../main/api/event-hub.ts';
import { attachApp, windowOfRunning } from '../../../main/instance/attach.ts';
import { dataFolder } from '../../../main/instance/data-folder.ts';
import { acquireInstance, answeringInstance } from '../../../main/instance/lock.ts';
import { createSystemClock, createSystemRandom } from '../../../main/ports/system-time.ts';
import { startWebHost } from '../../../main/web-host/server.ts';
import type { AppEvent } from '../../../shared/contract/events.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

let folder: string;
const cleanUp: (() => Promise<void>)[] = [];

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'mlc-instance-')), 'data');
});

afterEach(async () => {
  for (const one of cleanUp.splice(0).reverse()) await one();
  await rm(join(folder, '..'), { recursive: true, force: true });
});

const info = {
  version: '0.1.0',
  host: 'web',
  attached: false,
  dataFolder: '/somewhere',
  locale: 'en',
  versions: { node: '24.21.0', platform: 'linux x64' },
  logFolder: '/somewhere/logs',
  store: { state: 'ready', reason: null },
  vault: { kind: 'memory', state: 'open', reason: null },
  practice: false,
} as const;

async function running() {
  const hub = createEventHub('one');
  const host = await startWebHost({
    app: { call: () => Promise.resolve({ ok: true, value: info }), subscribe: hub.subscribe },
    assetsFolder: folder,
    clock: createSystemClock(),
    random: createSystemRandom(),
  });
  cleanUp.push(() => host.close());
  return { hub, host };
}

async function owned() {
  const instance = await acquireInstance(folder, createSystemClock());
  if (instance.kind !== 'owner') throw new Error('the folder is taken');
  cleanUp.push(() => instance.release());
  return instance;
}

test('a second start finds the first and attaches to it', async () => {
  const first = await owned();
  const { host } = await running();
  await first.publish(host.address, host.ownerToken);
  const second = await acquireInstance(folder, createSystemClock());
  expect(second).toEqual({ kind: 'running', address: host.address, token: host.ownerToken });
  if (second.kind !== 'running') return;
  const app = await attachApp({ ...second, clock: createSystemClock(), host: 'cli' });
  cleanUp.push(() => app.close());
  expect(await app.call('app.info', {})).toEqual({ ok: true, value: { ...info, attached: true, host: 'cli' } });
  expect(await windowOfRunning(second)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=/);
});

test('of many starts at once one owns the folder', async () => {
  const { host } = await running();
  const clock = createSystemClock();
  const starts = await Promise.all(
    Array.from({ length: 8 }, async () => {
      const instance = await acquireInstance(folder, clock);
      if (instance.kind === 'owner') {
        cleanUp.push(() => instance.release());
        await instance.publish(host.address, host.ownerToken);
      }
      return instance.kind;
    }),
  );
  expect(starts.filter((kind) => kind === 'owner')).toHaveLength(1);
});

test('folder and file are for their owner only', async () => {
  await (await owned()).publish('http://127.0.0.1:1', 'token');
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(join(folder, 'instance.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'instance.lock'))).mode & 0o777).toBe(0o600);
});

test('a killed process leaves a folder that can be taken at once', async () => {
  const code = `
    import { acquireInstance } from ${JSON.stringify(new URL('../../../main/instance/lock.ts', import.meta.url).href)};
    import { createSystemClock } from ${JSON.stringify(new URL('../../../main/ports/system-time.ts', import.meta.url).href)};
    const instance = await acquireInstance(process.argv[1], createSystemClock());
    await instance.publish('http://127.0.0.1:9', 'token of the dead');
    process.stdout.write(instance.kind);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code, folder], { stdio: ['ignore', 'pipe', 2] });
  const said = await new Promise<string>((resolve) =>
    child.stdout?.once('data', (data: Buffer) => {
      resolve(data.toString());
    }),
  );
  expect(said).toBe('owner');
  await expect(acquireInstance(folder, createVirtualClock({ auto: true }))).rejects.toMatchObject({
    code: 'APP_INSTANCE_SILENT',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
  await owned();
  expect(await answeringInstance(folder)).toBeNull();
});

test('a port that somebody else got is not mistaken for the app', async () => {
  const first = await owned();
  const { host } = await running();
  await first.publish(host.address, 'the token of another life');
  expect(await answeringInstance(folder)).toBeNull();
  await writeFile(join(folder, 'instance.json'), '{ half a fi');
  expect(await answeringInstance(folder)).toBeNull();
});

test('an attached app follows events across a lost connection without gap or repetition', async () => {
  const { hub, host } = await running();
  const app = await attachApp({
    address: host.address,
    token: host.ownerToken,
    clock: createVirtualClock({ auto: true }),
  });
  cleanUp.push(() => app.close());
  const seen: AppEvent[] = [];
  let wake: () => void = () => undefined;
  const until = async (count: number) => {
    while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
  };
  app.subscribe(null, (event) => {
    seen.push(event);
    wake();
  });
  hub.publish({ topic: 'changed', subject: 'flows' });
  await until(1);
  // The server lets go of the listener; what happens meanwhile must still arrive, once.
  host.dropEvents();
  hub.publish({ topic: 'changed', subject: 'connections' });
  await until(2);
  hub.publish({ topic: 'changed', subject: 'rejected' });
  await until(3);
  expect(seen.map((event) => event.sequence)).toEqual([1, 2, 3]);
});

test('a call that nobody answers says that the engine is gone', async () => {
  const { host } = await running();
  const app = await attachApp({ address: host.address, token: host.ownerToken, clock: createSystemClock() });
  await host.close();
  expect(await app.call('flows.overview', {})).toMatchObject({ ok: false, error: { code: 'APP_ENGINE_GONE' } });
  await expect(
    attachApp({ address: host.address, token: host.ownerToken, clock: createSystemClock() }),
  ).rejects.toMatchObject({ code: 'APP_ENGINE_GONE' });
});

test('the data folder is local to the machine on every platform', () => {
  const on = (platform: NodeJS.Platform, env: Record<string, string> = {}) =>
    dataFolder({ platform, env, home: '/home/one' }).replaceAll('\\', '/');
  expect(on('linux')).toBe('/home/one/.local/share/ml-connector');
  expect(on('darwin')).toBe('/home/one/Library/Application Support/ml-connector');
  expect(on('win32', { LOCALAPPDATA: 'C:/Local', APPDATA: 'C:/Roaming' })).toBe('C:/Local/ml-connector');
  expect(on('linux', { MLC_DATA_DIR: '/elsewhere' })).toBe('/elsewhere');
});

test('an app that is started again elsewhere is found, and windows are told to ask for everything', async () => {
  const first = await owned();
  const one = await running();
  await first.publish(one.host.address, one.host.ownerToken);
  const clock = createVirtualClock({ auto: true });
  const place = { address: one.host.address, token: one.host.ownerToken };
  const app = await attachApp({ ...place, clock, find: () => answeringInstance(folder) });
  cleanUp.push(() => app.close());
  const seen: string[] = [];
  let wake: () => void = () => undefined;
  const until = async (subject: string) => {
    while (!seen.includes(subject)) await new Promise<void>((resolve) => (wake = resolve));
    return seen.splice(0);
  };
  app.subscribe(null, ({ epoch, payload }) => {
    seen.push(`${epoch} ${payload.subject}`);
    wake();
  });
  one.hub.publish({ topic: 'changed', subject: 'flows' });
  await until('one flows');
  await one.host.close();
  expect(await until('attached app')).toEqual(['attached app']);
  expect(await app.call('app.info', {})).toMatchObject({ ok: false, error: { code: 'APP_ENGINE_GONE' } });
  const two = await running();
  await first.publish(two.host.address, two.host.ownerToken);
  expect(await until('attached practice')).toEqual(
    ['app', 'settings', 'connections', 'flows', 'rejected', 'practice'].map((subject) => `attached ${subject}`),
  );
  expect(await app.call('app.info', {})).toMatchObject({ ok: true });
});

test('a call that nobody heard goes to the new place of the app', async () => {
  const one = await running();
  const two = await running();
  const found = { address: two.host.address, token: two.host.ownerToken };
  const app = await attachApp({
    address: one.host.address,
    token: one.host.ownerToken,
    clock: createSystemClock(),
    find: () => Promise.resolve(found),
  });
  cleanUp.push(() => app.close());
  await one.host.close();
  expect(await app.call('app.info', {})).toMatchObject({ ok: true });
});

test('a call that the app may have heard before it died is never made twice', async () => {
  let heard = 0;
  const dying = createServer((request, response) => {
    if (request.url === '/engine/ping') {
      response.end('{}');
      return;
    }
    heard += 1;
    request.socket.destroy();
  });
  await new Promise<void>((resolve) => dying.listen(0, '127.0.0.1', resolve));
  cleanUp.push(
    () =>
      new Promise((resolve) => {
        dying.close(() => {
          resolve();
        });
      }),
  );
  const { host } = await running();
  const app = await attachApp({
    address: `http://127.0.0.1:${String((dying.address() as AddressInfo).port)}`,
    token: 'any',
    clock: createSystemClock(),
    find: () => Promise.resolve({ address: host.address, token: host.ownerToken }),
  });
  cleanUp.push(() => app.close());
  expect(await app.call('app.info', {})).toMatchObject({ ok: false, error: { code: 'APP_ENGINE_GONE' } });
  expect(heard).toBe(1);
});
