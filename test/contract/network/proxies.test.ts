import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { UndiciTransportOptions } from '../../../main/http/undici-transport.ts';
import { startConnectProxy, type ConnectProxy, type ConnectProxyOptions } from '../../support/connect-proxy.ts';
import { ask, closeAll, createHarness, errorOf, onClose, serve, type HttpHarness } from '../../support/http-harness.ts';
import { createTestCa, type TestCa } from '../../support/test-ca.ts';

const address = 'https://tenant.example.test/ccx';

describe('proxies', () => {
  let ca: TestCa;
  let tls: { cert: string; key: string };
  beforeAll(async () => {
    ca = await createTestCa('Test CA');
    tls = await ca.issue(['tenant.example.test', 'proxy.example.test']);
  });
  afterEach(closeAll);

  async function behindProxy(
    proxyOptions: Omit<ConnectProxyOptions, 'endsAt'>,
    transport: (proxy: ConnectProxy) => Partial<UndiciTransportOptions>,
  ): Promise<HttpHarness & { proxy: ConnectProxy }> {
    const { port } = await serve((_, response) => response.end('{"ok":true}'), tls);
    const proxy = await startConnectProxy({ endsAt: port, ...proxyOptions });
    onClose(() => proxy.close());
    return { ...createHarness({ extraCertificates: [ca.certificate], ...transport(proxy) }), proxy };
  }

  it('sends https through the proxy of the environment and uses the connection again', async () => {
    const { client, proxy, transport } = await behindProxy({}, ({ url }) => ({ environment: { HTTPS_PROXY: url } }));
    for (let time = 0; time < 8; time += 1) {
      expect(await (await client.request(ask(address))).json()).toEqual({ ok: true });
    }
    expect(proxy.asked[0]).toEqual({ target: 'tenant.example.test:443', authorization: undefined });
    // A second connection may open while the first is still being put back.
    expect(proxy.asked.length).toBeLessThanOrEqual(2);
    expect(await transport.probe.route(address)).toEqual({
      kind: 'proxy',
      proxy: proxy.name,
      decidedBy: 'environment',
      variable: 'HTTPS_PROXY',
    });
    expect(await transport.probe.resolve(address, new AbortController().signal)).toEqual({
      host: 'tenant.example.test',
      addresses: [],
      resolvedBy: 'proxy',
    });
  });

  it('goes round the proxy for hosts of NO_PROXY and for loopback', async () => {
    const { client, proxy, transport } = await behindProxy({}, ({ url }) => ({
      environment: { https_proxy: url, http_proxy: url, no_proxy: '.example.test' },
    }));
    const error = await errorOf(client.request(ask(address)));
    expect(error.code).toBe('HTTP_NAME_NOT_FOUND');
    const { port } = await serve((_, response) => response.end('{}'));
    await (await client.request(ask(`http://127.0.0.1:${String(port)}/`))).json();
    expect(proxy.asked).toEqual([]);
    expect(await transport.probe.route(address)).toEqual({
      kind: 'direct',
      proxy: null,
      decidedBy: 'environment',
      variable: 'no_proxy',
    });
  });

  it('signs in to the proxy with basic authentication', async () => {
    const { client, proxy } = await behindProxy({ basic: 'ann:s3crét' }, ({ url }) => ({
      proxy: { kind: 'explicit', url, username: 'ann', password: 's3crét' },
    }));
    expect(await (await client.request(ask(address))).json()).toEqual({ ok: true });
    expect(proxy.asked[0]?.authorization).toBe(`Basic ${Buffer.from('ann:s3crét').toString('base64')}`);
  });

  it('says that the proxy wants a password, and does not try again', async () => {
    const { client, proxy } = await behindProxy({ basic: 'ann:right' }, ({ url }) => ({
      proxy: { kind: 'explicit', url },
    }));
    const error = await errorOf(client.request(ask(address, { repeatable: true })));
    expect([error.code, error.kind]).toEqual(['HTTP_PROXY_PASSWORD_NEEDED', 'auth']);
    expect(proxy.asked).toHaveLength(1);
  });

  it('says that the password is wrong, once, and shows it nowhere', async () => {
    const { client, proxy, log } = await behindProxy({ basic: 'ann:right' }, ({ url }) => ({
      proxy: { kind: 'explicit', url: url.replace('//', '//ann:planted-wrong@') },
    }));
    const error = await errorOf(client.request(ask(address, { repeatable: true })));
    expect([error.code, error.kind]).toEqual(['HTTP_PROXY_PASSWORD_WRONG', 'auth']);
    expect(proxy.asked).toHaveLength(1);
    expect(JSON.stringify([error.details, log.recent()])).not.toContain('planted-wrong');
  });

  it('names NTLM and Kerberos when the proxy offers nothing else', async () => {
    const { client } = await behindProxy({ onlyOffers: ['NTLM', 'Negotiate'] }, ({ url }) => ({
      proxy: { kind: 'explicit', url, username: 'ann', password: 'pw' },
    }));
    const error = await errorOf(client.request(ask(address)));
    expect(error.code).toBe('HTTP_PROXY_AUTH_UNSUPPORTED');
    expect(error.details['schemes']).toBe('NTLM or Kerberos (Negotiate)');
  });

  it('finds basic among several schemes in one header', async () => {
    const { client } = await behindProxy({ onlyOffers: ['NTLM, Basic realm="a, Digest b"'] }, ({ url }) => ({
      proxy: { kind: 'explicit', url },
    }));
    expect((await errorOf(client.request(ask(address)))).code).toBe('HTTP_PROXY_PASSWORD_NEEDED');
  });

  it.each([
    [403, 'HTTP_PROXY_REFUSED', 'config'],
    [502, 'HTTP_PROXY_CANNOT_REACH', 'transient'],
  ])('tells a refusal of the proxy (%i) from an unreachable system', async (refusesWith, code, kind) => {
    const { client, proxy } = await behindProxy({ refusesWith }, ({ url }) => ({ proxy: { kind: 'explicit', url } }));
    const error = await errorOf(client.request(ask(address)));
    expect([error.code, error.kind]).toEqual([code, kind]);
    expect(error.details).toMatchObject({ proxy: proxy.name, host: 'tenant.example.test', status: refusesWith });
  });

  it('says that the proxy cannot be reached', async () => {
    const { client, proxy } = await behindProxy({}, ({ url }) => ({ proxy: { kind: 'explicit', url } }));
    await proxy.close();
    const error = await errorOf(client.request(ask(address)));
    expect(error.code).toBe('HTTP_PROXY_UNREACHABLE');
    expect(error.details).toEqual({ proxy: proxy.name, reason: 'it refused the connection' });
  });

  it('says that what answers is not a proxy', async () => {
    const { client } = await behindProxy({}, ({ url }) => ({ proxy: { kind: 'explicit', url } }));
    expect(await (await client.request(ask(address))).json()).toEqual({ ok: true });
    const { port } = await serve((_, response) => response.end('hello'), tls);
    const other = createHarness({ proxy: { kind: 'explicit', url: `http://127.0.0.1:${String(port)}` } });
    expect((await errorOf(other.client.request(ask(address)))).code).toBe('HTTP_PROXY_UNREACHABLE');
  });

  it('gives up on a proxy that never answers, by the clock', async () => {
    const { client, clock } = await behindProxy({ silent: true }, ({ url }) => ({
      proxy: { kind: 'explicit', url },
      connectTimeoutMs: 20_000,
    }));
    const failed = errorOf(client.request(ask(address)));
    await clock.untilSleeping();
    await clock.advance(20_000);
    const error = await failed;
    expect([error.code, error.details['seconds']]).toEqual(['HTTP_CONNECT_TIMEOUT', 20]);
  });

  it.each(['socks5://127.0.0.1:1080', 'http://wpad.example.test/proxy.pac', 'http://%%%'])(
    'refuses a proxy it cannot use: %s',
    async (url) => {
      const { client, transport } = createHarness({ proxy: { kind: 'explicit', url } });
      expect((await errorOf(client.request(ask(address)))).code).toBe('HTTP_PROXY_SETTING');
      expect((await errorOf(transport.probe.route(address))).code).toBe('HTTP_PROXY_SETTING');
    },
  );
});
