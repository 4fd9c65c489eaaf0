import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { getLocal, type Mockttp } from 'mockttp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createNetWays } from '../../../main/desktop/net-ways.ts';
import { composeEngine, type ComposedEngine } from '../../../main/engine/compose.ts';
import type { ConfigurableTransport } from '../../../main/http/configurable-transport.ts';
import { relayOver, type FromTransport, type ToTransport } from '../../../main/http/relay-messages.ts';
import { createRelayTransport } from '../../../main/http/relay-transport.ts';
import { serveTransport } from '../../../main/http/serve-transport.ts';
import { createLogger } from '../../../main/log/logger.ts';
import { createSystemClock, createSystemRandom } from '../../../main/ports/system-time.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts';
import type { CheckStep } from '../../../shared/model/check.ts';
import { startConnectProxy, type ConnectProxy } from '../../support/connect-proxy.ts';
import { createFakeNet, type FakeNet } from '../../support/fake-net.ts';
import { closeAll, errorOf, onClose, serve } from '../../support/http-harness.ts';
import { createTestCa } from '../../support/test-ca.ts';
import { inspectionCa, type InspectionCa } from '../../support/inspection-ca.ts';

const clock = createSystemClock();
const random = createSystemRandom();
const right = 'Correct <horse> & "battery"';
const wrong = 'Wr0ng-planted-password';
const host = 'tenant.example.test';
const dataKey = random.bytes(32);

interface Bench {
  readonly net: FakeNet;
  readonly transport?: ConfigurableTransport;
}

/** How the engine reaches the network: by itself, or by the thread of Electron. */
const hosts: Readonly<Record<string, () => Bench>> = {
  'undici on Node': () => ({ net: createFakeNet() }),
  'Electron’s net over the relay': () => {
    const net = createFakeNet();
    const ways = createNetWays({ ...net, clock });
    const { port1, port2 } = new MessageChannel();
    serveTransport(relayOver<FromTransport, ToTransport>(port1), ways);
    onClose(() => ways.close());
    return { net, transport: createRelayTransport(relayOver<ToTransport, FromTransport>(port2), ways) };
  },
};

describe.each(Object.keys(hosts))('network settings over %s', (name) => {
  let folder: string;
  let bench: Bench;
  let store: Store;
  let app: ComposedEngine;
  let proxy: ConnectProxy;
  let caFile: string;
  let tls: { cert: string; key: string };
  let connectionId: string;
  let logged: string[];
  let crossed: string[];
  /** Methods of the requests that reached the system. */
  let received: string[];
  /** While true, answers wait in `held`. */
  let isHeld = false;
  const held: (() => void)[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'mlc-network-settings-'));
    const ca = await createTestCa('Company Root');
    tls = await ca.issue([host]);
    caFile = join(folder, 'company.pem');
    writeFileSync(caFile, ca.certificate);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    const { port } = await serve((request, response) => {
      received.push(request.method ?? '');
      const answer = (): void => void response.writeHead(401).end();
      if (isHeld) held.push(answer);
      else answer();
    }, tls);
    proxy = await startConnectProxy({ endsAt: port, basic: `ann:${right}` });
    onClose(() => proxy.close());
    bench = hosts[name]?.() ?? { net: createFakeNet() };
    [logged, crossed, received] = [[], [], []];
    openAll(dataKey);
    const saved = await call('connections.save', {
      name: 'Tenant',
      system: 'workday',
      practice: false,
      settings: { host, tenant: 'acme', auth: 'user-password', username: 'ann' },
      secrets: { password: 'pw-of-the-tenant' },
    });
    connectionId = saved.id;
  });
  afterEach(async () => {
    await closeApp();
    await closeAll();
  });

  function openAll(key: Uint8Array | null): void {
    store = openStore(join(folder, 'data.sqlite'));
    app = composeEngine({
      store,
      clock,
      random,
      dataKey: key,
      practiceKey: random.bytes(32),
      environment: {},
      log: createLogger({ clock, destination: { write: (line) => void logged.push(line) } }),
      ...(bench.transport === undefined ? {} : { transport: bench.transport }),
    });
    app.engine.subscribe(null, (event) => crossed.push(JSON.stringify(event)));
  }

  async function closeApp(): Promise<void> {
    await app.close();
    store.close();
    for (const file of readdirSync(folder)) if (file.startsWith('data.sqlite')) rmSync(join(folder, file));
  }

  async function call<
    Name extends 'connections.save' | 'connections.check' | 'network.get' | 'network.set' | 'network.test',
  >(method: Name, input: InputOf<Name>): Promise<OutputOf<Name>> {
    const result = await app.engine.call(method, input);
    crossed.push(JSON.stringify(result));
    return ask({ call: () => Promise.resolve(result) }, method, input);
  }

  const behindProxy = (password?: string | null, extraCaFile = caFile) =>
    call('network.set', {
      proxy: { kind: 'address', address: proxy.url, username: 'ann' },
      extraCaFile,
      ...(password === undefined ? {} : { proxyPassword: password }),
    });

  /** What a check of the connection found at one step. */
  async function checked(id: string): Promise<CheckStep | undefined> {
    const { steps } = await call('connections.check', { id: connectionId, checkId: 'c', streams: ['suppliers'] });
    return steps.find((step) => step.id === id);
  }

  const signedInWith = (): (string | undefined)[] =>
    proxy.asked.map(({ authorization }) =>
      authorization === undefined
        ? undefined
        : Buffer.from(authorization.replace('Basic ', ''), 'base64').toString('utf8'),
    );

  it('sends the next request of a connection through the proxy that was set, with its password', async () => {
    const before = await checked('address');
    expect([before?.error?.code, proxy.asked]).toEqual(['HTTP_NAME_NOT_FOUND', []]);
    const state = await behindProxy(right);
    expect(state).toMatchObject({
      hasPassword: true,
      extraCas: [{ name: 'Company Root', issuer: 'Company Root', validToUtc: '2045-01-01T00:00:00.000Z' }],
      way: { host, proxy: proxy.name, text: `Through the proxy ${proxy.name}`, error: null },
    });
    const step = await checked('tls');
    expect([step?.state, step?.detail]).toEqual([
      'passed',
      expect.stringMatching(/^TLS\S*, issued by Company Root, valid to 2045-01-01; your company inspects this traffic/),
    ]);
    expect(signedInWith()).toContain(`ann:${right}`);
    expect(proxy.asked[0]?.target).toBe(`${host}:443`);
    // The connection's own request went there too, not only the probe's.
    expect(received).toContain('POST');
  });

  it('says that a password is wrong, and takes a replaced one without a restart', async () => {
    await behindProxy(wrong);
    expect((await checked('tls'))?.error).toMatchObject({ code: 'HTTP_PROXY_PASSWORD_WRONG', kind: 'auth' });
    await behindProxy(right);
    expect((await checked('tls'))?.state).toBe('passed');
    const kept = await behindProxy();
    expect([kept.hasPassword, (await checked('tls'))?.state]).toEqual([true, 'passed']);
    expect((await behindProxy(null)).hasPassword).toBe(false);
    expect((await checked('tls'))?.error?.code).toBe('HTTP_PROXY_PASSWORD_NEEDED');
  });

  it('lets a request that is under way end on the old way while the next one goes the new way', async () => {
    await behindProxy(right);
    // The last step of a test is one request to the system.
    const unsubscribe = app.engine.subscribe(null, ({ payload }) => {
      if (payload.topic === 'check' && payload.steps.at(-1)?.id === 'clock') isHeld = true;
    });
    const underWay = call('network.test', { checkId: 'old', connectionId });
    await expect.poll(() => held.length).toBe(1);
    unsubscribe();
    await call('network.set', { proxy: { kind: 'none' }, extraCaFile: '' });
    const next = await call('network.test', { checkId: 'new', connectionId });
    expect(next.steps.find((step) => step.state === 'failed')?.error?.code).toBe('HTTP_NAME_NOT_FOUND');
    isHeld = false;
    for (const answer of held.splice(0)) answer();
    expect((await underWay).steps.map((step) => step.state)).toEqual(['passed', 'passed', 'passed', 'passed']);
  });

  it('never sends a password to another proxy, or for another user, than it was entered for', async () => {
    await behindProxy(right);
    const { port } = await serve((_, response) => response.end('{}'), tls);
    const other = await startConnectProxy({ endsAt: port, basic: 'ann:another' });
    onClose(() => other.close());
    const moved = await call('network.set', {
      proxy: { kind: 'address', address: other.url, username: 'ann' },
      extraCaFile: caFile,
    });
    expect([moved.hasPassword, store.secrets.names('network')]).toEqual([false, []]);
    expect((await checked('tls'))?.error?.code).toBe('HTTP_PROXY_PASSWORD_NEEDED');
    expect(other.asked.every(({ authorization }) => authorization === undefined)).toBe(true);
  });

  it('ends requests with the vault’s sentence while it is locked, sends nothing, and goes on once it is open', async () => {
    await behindProxy(right);
    await app.close();
    store.close();
    bench = hosts[name]?.() ?? bench;
    openAll(null);
    const { steps } = await call('network.test', { checkId: 't', connectionId });
    expect(steps.find((step) => step.state === 'failed')).toMatchObject({ id: 'tls', error: { code: 'VAULT_LOCKED' } });
    expect(proxy.asked).toEqual([]);
    expect((await call('network.get', {})).hasPassword).toBe(true);
    await expect(behindProxy(wrong)).rejects.toMatchObject({ code: 'VAULT_LOCKED' });
    app.openVault(dataKey);
    expect(await call('network.test', { checkId: 't', connectionId })).toMatchObject({ ok: true, host });
  });

  it('trusts the extra CA file from the next request on, and no longer once it is removed or gone', async () => {
    const without = await behindProxy(right, '');
    expect([without.extraCas, without.extraCaError]).toEqual([[], null]);
    expect((await checked('tls'))?.error).toMatchObject({
      code: 'HTTP_TLS_UNTRUSTED',
      details: { issuer: 'Company Root' },
    });
    await behindProxy();
    expect((await checked('tls'))?.state).toBe('passed');
    await behindProxy(undefined, '');
    expect((await checked('tls'))?.error?.code).toBe('HTTP_TLS_UNTRUSTED');
    const passing = join(folder, 'passing.pem');
    writeFileSync(passing, readFileSync(caFile));
    await behindProxy(undefined, passing);
    expect((await checked('tls'))?.state).toBe('passed');
    rmSync(passing);
    expect((await checked('tls'))?.error).toMatchObject({
      code: 'HTTP_CA_FILE',
      text: `The extra CA file ${passing} cannot be used: there is no such file.`,
    });
    expect((await call('network.get', {})).extraCaError?.code).toBe('HTTP_CA_FILE');
  });

  it('keeps the password out of the data file, the log, answers, events and the exported configuration', async () => {
    await behindProxy(wrong);
    await checked('tls');
    await behindProxy(right);
    await checked('tls');
    await call('network.test', { checkId: 't', address: host });
    const unusable = { proxy: { kind: 'none' }, extraCaFile: 'relative.pem', proxyPassword: wrong } as const;
    await expect(call('network.set', unusable)).rejects.toMatchObject({ code: 'HTTP_CA_FILE' });
    await expect(call('network.set', { ...unusable, extraCaFile: '' })).rejects.toMatchObject({
      code: 'HTTP_PROXY_PASSWORD_ALONE',
    });
    const exported = await ask(app.engine, 'config.export', {});
    expect(exported.network).toEqual({
      proxy: { kind: 'address', address: proxy.url, username: 'ann' },
      extraCaFile: caFile,
      proxyPasswordFromEnvironment: 'MLC_PROXY_PASSWORD',
    });
    crossed.push(JSON.stringify([exported, await app.engine.call('audit.list', { limit: 100 })]));
    const files = readdirSync(folder).filter((file) => file.startsWith('data.sqlite'));
    const bytes = files.map((file) => readFileSync(join(folder, file)).toString('latin1')).join('\n');
    expect(bytes).toContain(`password of ann at ${proxy.url}`);
    expect(['"http.request"', '"call.failed"'].filter((event) => !logged.join('').includes(event))).toEqual([]);
    const everything = [bytes, logged.join('\n'), crossed.join('\n')].join('\n');
    for (const secret of [right, wrong]) {
      const base64 = Buffer.from(`ann:${secret}`).toString('base64');
      const spellings = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), base64];
      expect(spellings.filter((one) => everything.includes(one))).toEqual([]);
    }
  });

  it('tests the way to an address that is named, https only, with its steps as they happen', async () => {
    await behindProxy(right);
    const result = await call('network.test', { checkId: 'mine', address: `https://${host}/a/secret/path` });
    expect(result.steps.map((step) => [step.id, step.state])).toEqual([
      ['proxy', 'passed'],
      ['address', 'passed'],
      ['tls', 'passed'],
      ['clock', 'passed'],
    ]);
    const events = crossed.filter((line) => line.includes('"subject":"mine"'));
    expect(events.length).toBeGreaterThan(4);
    expect(events.at(-1)).toContain('"ok":true');
    await expect(call('network.test', { checkId: 'x', address: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      code: 'HTTP_ADDRESS_INVALID',
    });
    await expect(call('network.test', { checkId: 'x', address: 'https://ann:pw@h.test' })).rejects.toMatchObject({
      code: 'HTTP_ADDRESS_INVALID',
    });
  });

  it('follows an automatic configuration file where it can, and refuses it in words where it cannot', async () => {
    const pac = { kind: 'pac', address: 'http://wpad.example.test/proxy?site=1' } as const;
    const work = call('network.set', { proxy: pac, extraCaFile: '' });
    if (bench.transport === undefined) {
      const error = await errorOf(work);
      expect([error.code, error.details['proxy']]).toEqual(['HTTP_PROXY_SETTING', 'wpad.example.test']);
      expect(error.details['reason']).toContain('only the desktop app can follow');
      expect((await call('network.get', {})).proxy).toEqual({ kind: 'automatic' });
      return;
    }
    expect((await work).proxy).toEqual(pac);
    const configs = [...bench.net.sessions.values()].map((session) => session.config);
    expect(configs).toContainEqual({ mode: 'pac_script', pacScript: pac.address });
  });
});

describe('behind a proxy that inspects traffic', () => {
  let proxy: Mockttp;
  let ca: InspectionCa;
  beforeAll(async () => {
    ca = await inspectionCa();
    proxy = getLocal({ https: ca });
    await proxy.start();
    await proxy.forAnyRequest().thenReply(200, '{}');
  });
  afterAll(async () => {
    await proxy.stop();
    ca.remove();
  });

  it('is trusted and named with the company’s CA, and not without it', async () => {
    const store = openStore(':memory:');
    const app = composeEngine({ store, clock, random, dataKey, practiceKey: random.bytes(32), environment: {} });
    const address = `http://127.0.0.1:${String(proxy.port)}`;
    const tlsOf = async (extraCaFile: string): Promise<CheckStep | undefined> => {
      await ask(app.engine, 'network.set', { proxy: { kind: 'address', address, username: '' }, extraCaFile });
      const { steps } = await ask(app.engine, 'network.test', { checkId: 't', address: 'wd3.example.test' });
      return steps.find((step) => step.id === 'tls');
    };
    try {
      expect((await tlsOf(''))?.error).toMatchObject({
        code: 'HTTP_TLS_UNTRUSTED',
        details: { issuer: 'Acme Inspection CA' },
      });
      const trusted = await tlsOf(join(ca.folder, 'ca.pem'));
      expect(trusted?.detail).toContain('your company inspects this traffic (Acme Inspection CA)');
      expect((await tlsOf(''))?.error?.code).toBe('HTTP_TLS_UNTRUSTED');
    } finally {
      await app.close();
      store.close();
    }
  });
});
