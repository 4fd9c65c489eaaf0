import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import type { ClientRequest, ClientRequestConstructorOptions } from 'electron';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { proxyConfigOf } from '../../../main/desktop/net-session.ts';
import { createNetTransport } from '../../../main/desktop/net-transport.ts';
import type { TransportRequest } from '../../../main/http/port.ts';
import { createSystemClock } from '../../../main/ports/system-time.ts';
import { startConnectProxy, type ConnectProxyOptions } from '../../support/connect-proxy.ts';
import { createFakeNet } from '../../support/fake-net.ts';
import { text } from '../../support/http-bodies.ts';
import { closeAll, errorOf, onClose, serve } from '../../support/http-harness.ts';
import { createTestCa, type TestCa } from '../../support/test-ca.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const clock = createSystemClock();
const system = 'https://tenant.example.test/ccx';

const ask = (url = system, changes: Partial<TransportRequest> = {}): TransportRequest => ({
  method: 'GET',
  url,
  headers: {},
  headersTimeoutMs: 300_000,
  idleTimeoutMs: 300_000,
  signal: new AbortController().signal,
  ...changes,
});

/** A `net` that does nothing by itself; the test plays Chromium. */
function scriptedNet() {
  const options: ClientRequestConstructorOptions[] = [];
  const sent = Object.assign(new EventEmitter(), {
    end: () => sent,
    abort: () => undefined,
    getUploadProgress: () => ({ started: false }),
  });
  const parts = {
    ...createFakeNet(),
    net: {
      request: (wanted: ClientRequestConstructorOptions | string) => {
        if (typeof wanted !== 'string') options.push(wanted);
        return sent as unknown as ClientRequest;
      },
    },
  };
  const isAsked = () => expect.poll(() => options.length).toBe(1);
  return { parts, sent, options, isAsked };
}

describe('the transport of Electron', () => {
  let ca: TestCa;
  let tls: { cert: string; key: string };
  beforeAll(async () => {
    ca = await createTestCa('Company Root');
    tls = await ca.issue(['tenant.example.test']);
  });
  afterEach(closeAll);

  it('asks for no cookies, no credentials, no cache and no redirects, in a session of its own in memory', async () => {
    const { parts, options, sent, isAsked } = scriptedNet();
    const partitions: unknown[] = [];
    const session = {
      fromPartition: (name: string, settings: { cache: boolean }) => {
        partitions.push([name, settings]);
        return parts.session.fromPartition(name, settings);
      },
    };
    const transport = createNetTransport({ ...parts, session, clock });
    const headers = {
      'Content-Length': '1',
      host: 'x',
      'Accept-Encoding': 'br',
      cookie2: 'x',
      authorization: 'Bearer a',
    };
    const failed = errorOf(transport.send(ask(system, { headers })));
    await isAsked();
    sent.emit('error', new Error('net::ERR_FAILED'));
    expect((await failed).details).toMatchObject({ reason: 'ERR_FAILED' });
    expect(partitions).toEqual([['mlc-net', { cache: false }]]);
    expect(options[0]).toMatchObject({ redirect: 'manual', credentials: 'omit', useSessionCookies: false });
    expect(options[0]?.headers).toEqual({ authorization: 'Bearer a', 'user-agent': 'ml-connector' });
  });

  it('does not show a header that Chromium refuses', async () => {
    const transport = createNetTransport({ ...createFakeNet(), clock });
    const error = await errorOf(transport.send(ask(system, { headers: { 'x-key': 'planted\n' } })));
    expect(error.code).toBe('HTTP_FAILED');
    expect(JSON.stringify([error.details, error.message, String(error.cause)])).not.toContain('planted');
  });

  it('tells a connection that was cut while it was quiet, before the head and in the body', async () => {
    const virtual = createVirtualClock();
    const reach = () => Promise.resolve(true);
    const { parts, sent, isAsked } = scriptedNet();
    const failed = errorOf(createNetTransport({ ...parts, clock: virtual, reach }).send(ask()));
    await isAsked();
    await virtual.advance(61_000);
    sent.emit('error', new Error('net::ERR_CONNECTION_RESET'));
    const early = await failed;
    expect([early.code, early.details['seconds']]).toEqual(['HTTP_CUT_WHEN_IDLE', 61]);

    const second = scriptedNet();
    const opened = createNetTransport({ ...second.parts, clock: virtual }).send(ask());
    await second.isAsked();
    const body = Object.assign(new PassThrough(), { statusCode: 200, headers: {} });
    second.sent.emit('response', body);
    const read = errorOf(text(await opened));
    await virtual.untilSleeping();
    await virtual.advance(61_000);
    body.destroy(new Error('net::ERR_CONNECTION_RESET'));
    expect((await read).code).toBe('HTTP_CUT_WHEN_IDLE');
  });

  it.each([
    ['there is no way to the host', false, 20_000, 'HTTP_CONNECT_TIMEOUT', 20],
    ['the host is there and does not answer', true, 300_000, 'HTTP_ANSWER_TIMEOUT', 300],
  ])('says that %s', async (_, canConnect, ms, code, seconds) => {
    const virtual = createVirtualClock();
    const { parts, isAsked } = scriptedNet();
    const tried: string[] = [];
    const reach = (host: string, port: number) => {
      tried.push(`${host}:${String(port)}`);
      return Promise.resolve(canConnect);
    };
    const failed = errorOf(createNetTransport({ ...parts, clock: virtual, reach }).send(ask()));
    await isAsked();
    await virtual.advance(ms);
    const error = await failed;
    expect([error.code, error.details['seconds'], tried]).toEqual([code, seconds, ['tenant.example.test:443']]);
  });

  it('does not take an answer that was given up inside Chromium for a whole one', async () => {
    const { parts, sent, isAsked } = scriptedNet();
    const opened = createNetTransport({ ...parts, clock }).send(ask());
    await isAsked();
    const body = Object.assign(new PassThrough(), { statusCode: 200, headers: {} });
    sent.emit('response', body);
    const answer = await opened;
    body.write('half');
    body.destroy();
    expect((await errorOf(text(answer))).code).toBe('HTTP_ANSWER_CUT');
  });

  it('says that the machine’s account did not help, and that the proxy opens no way', async () => {
    const codeOf = async (options: Omit<ConnectProxyOptions, 'endsAt'>) => {
      const proxy = await startConnectProxy({ endsAt: 9, ...options });
      onClose(() => proxy.close());
      const transport = createNetTransport({ ...createFakeNet({ systemProxy: proxy.name }), clock });
      const error = await errorOf(transport.send(ask()));
      expect(error.details).toMatchObject({ proxy: proxy.name, host: 'tenant.example.test' });
      return error.code;
    };
    expect(await codeOf({ onlyOffers: ['NTLM'] })).toBe('HTTP_PROXY_SIGN_IN_FAILED');
    expect(await codeOf({ onlyOffers: ['Negotiate'] })).toBe('HTTP_PROXY_SIGN_IN_FAILED');
    expect(await codeOf({ basic: 'ann:pw' })).toBe('HTTP_PROXY_PASSWORD_NEEDED');
    expect(await codeOf({ refusesWith: 403 })).toBe('HTTP_PROXY_NO_WAY');
  });

  it('goes by the system’s proxy without any setting, and says so', async () => {
    const { port } = await serve((_, response) => response.end('through'), tls);
    const proxy = await startConnectProxy({ endsAt: port });
    onClose(() => proxy.close());
    const parts = createFakeNet({ systemProxy: proxy.name, systemCas: [ca.certificate] });
    const transport = createNetTransport({ ...parts, clock });
    expect(await text(await transport.send(ask()))).toBe('through');
    expect(await transport.probe.route(system)).toEqual({ kind: 'proxy', proxy: proxy.name, decidedBy: 'system' });
    expect(parts.sessions.get('mlc-net')?.config).toEqual({ mode: 'system' });
  });

  it('gives a request that may not be repeated connections of its own, which end with it', async () => {
    const port = await served();
    const url = `http://127.0.0.1:${String(port)}/`;
    const parts = createFakeNet();
    const transport = createNetTransport({ ...parts, clock });
    const once = { method: 'POST', repeatable: false } as const;
    const both = await Promise.all([transport.send(ask(url, once)), transport.send(ask(url, once))]);
    for (const answer of both) await text(answer);
    expect([...parts.sessions.keys()]).toEqual(['mlc-net-local-once-1', 'mlc-net-local-once-2']);
    expect([...parts.sessions.values()].map((session) => session.closed)).toEqual([1, 1]);
    (await transport.send(ask(url, once))).discard();
    await errorOf(transport.send(ask('http://127.0.0.1:1/', once)));
    await text(await transport.send(ask(url)));
    expect([...parts.sessions.keys()]).toEqual(['mlc-net-local-once-1', 'mlc-net-local-once-2', 'mlc-net-local']);
  });

  it('resolves names by the session where there is no proxy', async () => {
    const transport = createNetTransport({ ...createFakeNet({ hosts: { 'tenant.example.test': 9 } }), clock });
    const { signal } = new AbortController();
    expect(await transport.probe.resolve(system, signal)).toEqual({
      host: 'tenant.example.test',
      addresses: ['127.0.0.1'],
      resolvedBy: 'system',
    });
    const unknown = await errorOf(transport.probe.resolve('https://no.example.test/', signal));
    expect(unknown.code).toBe('HTTP_NAME_NOT_FOUND');
    expect(await transport.probe.tls(`http://127.0.0.1:${String(await served())}/`, signal)).toBeNull();
  });

  async function served(): Promise<number> {
    return (await serve((_, response) => response.end())).port;
  }

  it('sends nothing while the extra CA file cannot be used', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'mlc-ca-'));
    onClose(() => {
      rmSync(folder, { recursive: true });
      return Promise.resolve();
    });
    const extraCaFile = join(folder, 'ca.pem');
    writeFileSync(extraCaFile, 'not a certificate');
    const { parts, options } = scriptedNet();
    const transport = createNetTransport({ ...parts, clock, extraCaFile });
    expect((await errorOf(transport.send(ask()))).code).toBe('HTTP_CA_FILE');
    expect(options).toEqual([]);
  });
});

describe('a proxy setting for Chromium', () => {
  const explicit = (url: string, bypass?: string) =>
    proxyConfigOf({ kind: 'explicit', url, ...(bypass === undefined ? {} : { bypass }) });

  it.each([
    ['nothing', proxyConfigOf(undefined), { mode: 'system' }],
    ['the environment', proxyConfigOf({ kind: 'environment' }), { mode: 'system' }],
    ['none', proxyConfigOf({ kind: 'none' }), { mode: 'direct' }],
    ['a host', explicit('p.test:3128'), { mode: 'fixed_servers', proxyRules: 'http://p.test:3128' }],
    [
      'a password, which stays out of it',
      explicit('https://ann:pw@p.test'),
      { mode: 'fixed_servers', proxyRules: 'https://p.test' },
    ],
    ['SOCKS', explicit('socks5://p.test:1080'), { mode: 'fixed_servers', proxyRules: 'socks5://p.test:1080' }],
    [
      'a PAC file',
      explicit('http://wpad.test/proxy.pac'),
      { mode: 'pac_script', pacScript: 'http://wpad.test/proxy.pac' },
    ],
    [
      'exceptions',
      explicit('http://p.test', '.corp.test, 10.0.0.0/8 *'),
      { mode: 'fixed_servers', proxyRules: 'http://p.test', proxyBypassRules: 'corp.test;*.corp.test;10.0.0.0/8;*' },
    ],
  ])('is made of %s', (_, seen, wanted) => {
    expect(seen).toEqual(wanted);
  });

  it.each(['ftp://p.test', 'http://%%%'])('is not made of %s', (url) => {
    expect(() => explicit(url)).toThrow('HTTP_PROXY_SETTING');
  });
});
