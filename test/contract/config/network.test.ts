import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppPort } from '../../../main/app-port.ts';
import { ask } from '../../../main/api/ask.ts';
import { runCli } from '../../../main/cli/run-cli.ts';
import { composeEngine, type ComposedEngine } from '../../../main/engine/compose.ts';
import { createSystemClock, createSystemRandom } from '../../../main/ports/system-time.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { configFileSchema, type ConfigFile } from '../../../shared/contract/config-file.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { fakeIo, info, type FakeIo } from '../../unit/cli/fake-app.ts';

const random = createSystemRandom();
const proxy = { kind: 'address', address: 'http://proxy.example.test:8080', username: 'ann' } as const;
const network = { proxy, extraCaFile: '', proxyPasswordFromEnvironment: 'MLC_PROXY_PASSWORD' };
const empty = { format: 'ml-connector-config', version: 1, connections: [], flows: [] } as const;

describe('network settings in the configuration file', () => {
  let store: Store;
  let composed: ComposedEngine;

  beforeEach(() => {
    store = openStore(':memory:');
    const keys = { dataKey: random.bytes(32), practiceKey: random.bytes(32) };
    composed = composeEngine({ store, clock: createSystemClock(), random, environment: {}, ...keys });
  });
  afterEach(async () => {
    await composed.close();
    store.close();
  });

  /** The engine as the command line sees it; the vault is open. */
  function app(): AppPort {
    const { engine } = composed;
    const ofHost: Readonly<Record<string, unknown>> = { 'app.info': info, 'settings.get': defaultSettings };
    return {
      attached: false,
      call: (method, input) =>
        method in ofHost ? Promise.resolve({ ok: true, value: ofHost[method] }) : engine.call(method, input),
      subscribe: (after, listener) => engine.subscribe(after, listener),
      close: () => Promise.resolve(),
    };
  }

  function cli(words: string[], io: FakeIo): Promise<number> {
    const openWindow = () => Promise.reject(new Error('no window is opened here'));
    return runCli(words, { io, openApp: () => Promise.resolve(app()), openWindow });
  }

  async function importing(file: unknown, options: Parameters<typeof fakeIo>[0] = {}): Promise<[number, FakeIo]> {
    const io = fakeIo({ ...options, files: { 'config.json': JSON.stringify(file) } });
    return [await cli(['import', 'config.json'], io), io];
  }

  async function exported(): Promise<{ file: ConfigFile; text: string }> {
    const io = fakeIo();
    expect(await cli(['export'], io)).toBe(0);
    const text = io.stdout.join('\n');
    return { file: configFileSchema.parse(JSON.parse(text)), text };
  }

  it('are left out until somebody sets them, and an import without them leaves them as they are', async () => {
    expect((await exported()).file).toEqual(empty);
    await importing({ ...empty, network: { proxy: { kind: 'none' }, extraCaFile: '' } });
    await importing(empty);
    expect((await exported()).file.network).toEqual({ proxy: { kind: 'none' }, extraCaFile: '' });
  });

  it('come out as they went in, with the password’s variable in place of the password', async () => {
    const env = { MLC_PROXY_PASSWORD: 'planted-password' };
    const [code, io] = await importing({ ...empty, network }, { env });
    expect([code, io.asked]).toEqual([0, []]);
    expect(await ask(composed.engine, 'network.get', {})).toMatchObject({ proxy, hasPassword: true });
    const { file, text } = await exported();
    expect(file.network).toEqual(network);
    expect(text + io.stdout.join('') + io.stderr.join('')).not.toContain('planted-password');
  });

  it('keep a stored password for the same proxy, and ask for it for another', async () => {
    const asking = await importing({ ...empty, network }, { answers: ['typed'] });
    expect([asking[0], asking[1].asked]).toEqual([
      0,
      ['Password of “ann” at the proxy http://proxy.example.test:8080'],
    ]);
    const keeping = await importing({ ...empty, network });
    expect([keeping[0], keeping[1].asked]).toEqual([0, []]);
    expect((await ask(composed.engine, 'network.get', {})).hasPassword).toBe(true);
    const other = { ...network, proxy: { ...proxy, address: 'http://other.example.test:8080' } };
    const [code, io] = await importing({ ...empty, network: other });
    expect([code, io.asked.length]).toEqual([1, 1]);
    expect(io.stderr.join()).toContain('The password of the proxy is not given (MLC_PROXY_PASSWORD is not set).');
    expect((await ask(composed.engine, 'network.get', {})).proxy).toEqual(proxy);
  });

  it('end the import before anything is changed where this computer cannot use them', async () => {
    const pac = { proxy: { kind: 'pac', address: 'http://wpad.example.test/p.pac' }, extraCaFile: '' };
    const connection = {
      name: 'Tenant',
      system: 'workday',
      settings: { host: 'h.example.test', tenant: 'acme', auth: 'user-password', username: 'ann' },
      secretsFromEnvironment: { password: 'PW' },
    };
    const [code, io] = await importing({ ...empty, network: pac, connections: [connection] }, { env: { PW: 'x' } });
    expect(code).toBe(1);
    expect(io.stderr.join()).toContain('which only the desktop app can follow');
    expect(await ask(composed.engine, 'connections.list', {})).toEqual([]);
  });

  it('never hold a password', () => {
    const parse = (changes: object) => configFileSchema.safeParse({ ...empty, network: { ...network, ...changes } });
    expect([parse({}).success, parse({ proxyPassword: 'x' }).success]).toEqual([true, false]);
    expect(parse({ proxy: { ...proxy, password: 'x' } }).success).toBe(false);
    expect(parse({ proxyPasswordFromEnvironment: 'a b' }).success).toBe(false);
  });
});
