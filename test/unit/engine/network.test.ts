import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EngineNetwork } from '../../../main/engine/network.ts';
import { EngineSecrets } from '../../../main/engine/secrets.ts';
import type { ConfigurableTransport } from '../../../main/http/configurable-transport.ts';
import type { NetworkWay } from '../../../main/http/network-way.ts';
import type { NetworkProbe } from '../../../main/http/probe.ts';
import { createUndiciTransport } from '../../../main/http/undici-transport.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import type { NetworkChanges } from '../../../shared/model/network.ts';
import { closeAll, errorOf, onClose } from '../../support/http-harness.ts';
import { createVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts';

const dataKey = new Uint8Array(32).fill(7);
const practiceKey = new Uint8Array(32).fill(1);
const at = (address: string, username = 'ann'): NetworkChanges => ({
  proxy: { kind: 'address', address, username },
  extraCaFile: '',
});

describe('the network settings', () => {
  let store: Store;
  let clock: VirtualClock;
  let ways: NetworkWay[];
  let secrets: EngineSecrets;
  let network: EngineNetwork;

  beforeEach(() => {
    store = openStore(':memory:');
    clock = createVirtualClock();
    ways = [];
    network = open({});
  });
  afterEach(async () => {
    store.close();
    await closeAll();
  });

  function open(options: {
    readonly key?: Uint8Array | null;
    readonly environment?: Readonly<Record<string, string>>;
    readonly probe?: Partial<NetworkProbe>;
  }): EngineNetwork {
    const { key = dataKey, environment = {}, probe = {} } = options;
    secrets = new EngineSecrets({ store, clock, dataKey: key, practiceKey });
    const undici = createUndiciTransport({ clock, environment });
    onClose(() => undici.close());
    const transport: ConfigurableTransport = {
      ...undici,
      probe: { ...undici.probe, ...probe },
      followsPac: false,
      configure: (way) => void ways.push(way),
    };
    return new EngineNetwork({ store, clock, secrets, transport });
  }

  const failing = (work: () => unknown) => errorOf(Promise.resolve().then(work));

  it('are automatic until somebody sets them, and are there again after a restart', () => {
    expect([network.settings(), ways]).toEqual([
      { proxy: { kind: 'automatic' }, extraCaFile: '' },
      [{ proxy: { kind: 'environment' } }],
    ]);
    network.set({ ...at('proxy.example.test:8080'), proxyPassword: 'pa ss' });
    open({});
    expect(ways.at(-1)).toEqual({
      proxy: { kind: 'explicit', url: 'http://proxy.example.test:8080', username: 'ann', password: 'pa ss' },
    });
  });

  it('keep the password sealed, bound to proxy and user, with the moment it was replaced', async () => {
    network.set({ ...at('http://proxy.example.test:8080'), proxyPassword: 'first' });
    const [row] = store.secrets.names('network');
    const state = await network.state(null);
    expect([state.hasPassword, state.passwordReplacedAtUtc]).toEqual([true, row?.replacedAtUtc]);
    expect(JSON.stringify(state)).not.toContain('first');
    expect(store.secrets.hasReal()).toBe(true);
    const sealed = store.secrets.get('network', row?.name ?? '');
    // The same bytes under another user's name do not open.
    store.secrets.put('network', 'password of eve at http://proxy.example.test:8080', sealed ?? new Uint8Array(), 'x');
    network.set(at('http://proxy.example.test:8080', 'eve'));
    expect(ways.at(-1)?.proxy).toMatchObject({ withheld: { code: 'HTTP_PROXY_PASSWORD_UNREADABLE' } });
    expect(ways.at(-1)?.proxy).not.toHaveProperty('password');
  });

  it('forget the password when the address or the user changes, keep it while another way is used', () => {
    network.set({ ...at('http://proxy.example.test:8080'), proxyPassword: 'first' });
    network.set({ proxy: { kind: 'none' }, extraCaFile: '' });
    expect(ways.at(-1)).toEqual({ proxy: { kind: 'none' } });
    network.set(at('http://proxy.example.test:8080'));
    expect(ways.at(-1)?.proxy).toMatchObject({ password: 'first' });
    for (const other of [at('http://proxy.example.test:8081'), at('http://proxy.example.test:8081', 'eve')]) {
      network.set(other);
      expect(ways.at(-1)?.proxy).toEqual({ kind: 'explicit', url: 'http://proxy.example.test:8081', username: '' });
    }
    expect(store.secrets.names('network')).toEqual([]);
    expect(store.secrets.hasReal()).toBe(false);
  });

  it('change nothing while the vault is locked and a password would have to be sealed', async () => {
    network = open({ key: null });
    const error = await failing(() => {
      network.set({ ...at('http://proxy.example.test:8080'), proxyPassword: 'first' });
    });
    expect([error.code, network.settings().proxy]).toEqual(['VAULT_LOCKED', { kind: 'automatic' }]);
    network.set(at('http://proxy.example.test:8080'));
    expect(network.settings().proxy.kind).toBe('address');
  });

  it.each<[string, string]>([
    ['http://ann:pa@proxy.example.test:8080', 'user name and password do not belong in the address'],
    ['ann:pa@proxy.example.test:8080', 'user name and password do not belong in the address'],
    ['socks5://proxy.example.test:1080', 'proxies of the kind socks5 are not supported'],
    ['http://proxy.example.test/proxy.pac', 'the address of an automatic configuration file (PAC), not of a proxy'],
    ['http://proxy.example.test:8080/?token=a', 'ends with its port'],
    ['http://%%%', 'it is not an address'],
  ])('refuse a proxy address that cannot be used: %s', async (address, reason) => {
    const error = await failing(() => {
      network.set(at(address));
    });
    expect(error.code).toBe('HTTP_PROXY_SETTING');
    expect(error.details['reason']).toContain(reason);
    expect(JSON.stringify(error.details)).not.toMatch(/pa@|token/);
  });

  it('say in words where the way goes now', async () => {
    const wordsOf = async (of: EngineNetwork) => (await of.state('https://tenant.example.test/')).way;
    expect(await wordsOf(network)).toEqual({
      host: 'tenant.example.test',
      proxy: null,
      text: 'Automatic: directly',
      error: null,
    });
    const environment = { HTTPS_PROXY: 'http://ann:secret@proxy.example.test:8080' };
    expect((await wordsOf(open({ environment }))).text).toBe('Automatic: proxy proxy.example.test:8080 (HTTPS_PROXY)');
    const exempt = { ...environment, no_proxy: '.example.test' };
    expect((await wordsOf(open({ environment: exempt }))).text).toBe('Automatic: directly (no_proxy)');
    const broken = await wordsOf(open({ environment: { HTTPS_PROXY: 'socks5://proxy.example.test' } }));
    expect([broken.text, broken.error?.code]).toEqual(['There is no way', 'HTTP_PROXY_SETTING']);
  });

  it('do not wait for an automatic configuration that never comes', async () => {
    const silent = open({ probe: { route: () => new Promise(() => undefined) } });
    const state = silent.state(null);
    await clock.untilSleeping();
    await clock.advance(5_000);
    expect((await state).way).toMatchObject({ host: null, text: 'It is still being found out', error: null });
  });

  it('leave a trace in the audit trail without what is secret', () => {
    network.set({ ...at('http://proxy.example.test:8080'), proxyPassword: 'planted' });
    network.set({ ...at('http://proxy.example.test:8080'), proxyPassword: null });
    const entries = store.audit
      .page({}, { sort: [], offset: 0, limit: 500 })
      .items.map(({ event, details }) => [event, details]);
    expect(entries).toEqual([
      ['network.saved', { proxy: 'address', extraCaFile: false, password: 'removed' }],
      ['network.saved', { proxy: 'address', extraCaFile: false, password: 'replaced' }],
    ]);
  });
});
