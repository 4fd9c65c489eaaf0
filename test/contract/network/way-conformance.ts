import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ProbingTransport } from '../../../main/http/probe.ts';
import type { ProxySetting } from '../../../main/http/proxy-route.ts';
import { startConnectProxy, type ConnectProxy, type ConnectProxyOptions } from '../../support/connect-proxy.ts';
import { text } from '../../support/http-bodies.ts';
import { closeAll, errorOf, onClose, serve } from '../../support/http-harness.ts';
import { requestTo } from '../../support/transport-request.ts';
import { createTestCa, type TestCa } from '../../support/test-ca.ts';

export interface WayUnderTest {
  readonly proxy?: ProxySetting;
  /** PEM of CAs that are trusted besides the system's. */
  readonly extraCertificates?: readonly string[];
}

const system = 'https://tenant.example.test/ccx';

/** What stands between a transport and a system: certificates and proxies. `make` registers its clean-up with `onClose`. */
export function wayConformance(name: string, make: (options: WayUnderTest) => ProbingTransport): void {
  describe(name, () => {
    let ca: TestCa;
    let tls: { cert: string; key: string };
    beforeAll(async () => {
      ca = await createTestCa('Company Root');
      tls = await ca.issue(['tenant.example.test']);
    });
    afterEach(closeAll);

    describe('certificates', () => {
      const through = async (certificate: { cert: string; key: string }, trusted: readonly string[]) => {
        const { port } = await serve((_, response) => response.end('{}'), certificate);
        const proxy = await startConnectProxy({ endsAt: port });
        onClose(() => proxy.close());
        return make({ proxy: { kind: 'explicit', url: proxy.url }, extraCertificates: trusted });
      };

      it('of an extra CA are accepted, and told by the probe', async () => {
        const transport = await through(tls, [ca.certificate]);
        expect(await text(await transport.send(requestTo(system)))).toBe('{}');
        const { signal } = new AbortController();
        expect(await transport.probe.tls(system, signal)).toMatchObject({
          subject: 'tenant.example.test',
          issuer: 'Company Root',
          validToUtc: '2045-01-01T00:00:00.000Z',
          inspectedBy: 'Company Root',
        });
        const { differenceMs } = await transport.probe.clock(system, signal);
        expect(Math.abs(differenceMs ?? Infinity)).toBeLessThan(60_000);
      });

      it('of an unknown issuer are refused, and the issuer is named', async () => {
        const error = await errorOf((await through(tls, [])).send(requestTo(system)));
        expect([error.code, error.kind, error.details['issuer']]).toEqual([
          'HTTP_TLS_UNTRUSTED',
          'config',
          'Company Root',
        ]);
      });

      it('that only look like the extra CA’s are refused', async () => {
        const twin = await createTestCa('Company Root');
        const transport = await through(await twin.issue(['tenant.example.test']), [ca.certificate]);
        expect((await errorOf(transport.send(requestTo(system)))).code).toBe('HTTP_TLS_UNTRUSTED');
      });

      it('of the extra CA are refused when they are out of date or for another name', async () => {
        const old = await ca.issue(['tenant.example.test'], { from: '2020-01-01', to: '2021-01-01' });
        const late = await errorOf((await through(old, [ca.certificate])).send(requestTo(system)));
        expect(late.code).toBe('HTTP_TLS_EXPIRED');
        expect(String(late.details['validTo'])).toContain('2021');
        const other = await ca.issue(['other.example.test']);
        const wrong = await errorOf((await through(other, [ca.certificate])).send(requestTo(system)));
        expect([wrong.code, wrong.details['names']]).toEqual(['HTTP_TLS_WRONG_NAME', 'other.example.test']);
      });
    });

    describe('proxies', () => {
      const behind = async (
        options: Omit<ConnectProxyOptions, 'endsAt'>,
        setting: Omit<Extract<ProxySetting, { kind: 'explicit' }>, 'kind' | 'url'> = {},
      ): Promise<{ proxy: ConnectProxy; transport: ProbingTransport }> => {
        const { port } = await serve((_, response) => response.end('{"ok":true}'), tls);
        const proxy = await startConnectProxy({ endsAt: port, ...options });
        onClose(() => proxy.close());
        const transport = make({
          proxy: { kind: 'explicit', url: proxy.url, ...setting },
          extraCertificates: [ca.certificate],
        });
        return { proxy, transport };
      };

      it('are gone through, named, and asked to resolve names', async () => {
        const { proxy, transport } = await behind({});
        expect(await text(await transport.send(requestTo(system)))).toBe('{"ok":true}');
        expect(proxy.asked[0]).toEqual({ target: 'tenant.example.test:443', authorization: undefined });
        expect(await transport.probe.route(system)).toEqual({
          kind: 'proxy',
          proxy: proxy.name,
          decidedBy: 'setting',
        });
        expect(await transport.probe.resolve(system, new AbortController().signal)).toEqual({
          host: 'tenant.example.test',
          addresses: [],
          resolvedBy: 'proxy',
        });
      });

      it('are never used for this machine itself', async () => {
        const { proxy, transport } = await behind({});
        const { port } = await serve((_, response) => response.end('here'));
        const url = `http://127.0.0.1:${String(port)}/`;
        expect(await text(await transport.send(requestTo(url)))).toBe('here');
        expect(proxy.asked).toEqual([]);
        expect(await transport.probe.route(url)).toEqual({ kind: 'direct', proxy: null, decidedBy: 'none' });
      });

      it('are signed in to with basic authentication', async () => {
        const { proxy, transport } = await behind({ basic: 'ann:s3crét' }, { username: 'ann', password: 's3crét' });
        expect(await text(await transport.send(requestTo(system)))).toBe('{"ok":true}');
        expect(proxy.asked.at(-1)?.authorization).toBe(`Basic ${Buffer.from('ann:s3crét').toString('base64')}`);
      });

      it('that want a password are named', async () => {
        const { proxy, transport } = await behind({ basic: 'ann:right' });
        const error = await errorOf(transport.send(requestTo(system)));
        expect([error.code, error.kind, error.details['proxy']]).toEqual([
          'HTTP_PROXY_PASSWORD_NEEDED',
          'auth',
          proxy.name,
        ]);
      });

      it('that refuse the password get it once, and it is shown nowhere', async () => {
        const { proxy, transport } = await behind(
          { basic: 'ann:right' },
          { username: 'ann', password: 'planted-wrong' },
        );
        const error = await errorOf(transport.send(requestTo(system)));
        expect([error.code, error.kind]).toEqual(['HTTP_PROXY_PASSWORD_WRONG', 'auth']);
        expect(proxy.asked.filter((one) => one.authorization !== undefined)).toHaveLength(1);
        expect(JSON.stringify(error.details)).not.toContain('planted');
      });

      it('that cannot be reached are named', async () => {
        const { proxy, transport } = await behind({});
        await proxy.close();
        const error = await errorOf(transport.send(requestTo(system)));
        expect([error.code, error.details['proxy']]).toEqual(['HTTP_PROXY_UNREACHABLE', proxy.name]);
      });

      it('are gone round for the hosts that the setting names', async () => {
        const { proxy, transport } = await behind({}, { bypass: '.example.test' });
        expect((await errorOf(transport.send(requestTo(system)))).code).toBe('HTTP_NAME_NOT_FOUND');
        expect(proxy.asked).toEqual([]);
        expect(await transport.probe.route(system)).toEqual({ kind: 'direct', proxy: null, decidedBy: 'setting' });
      });

      it('that are no address are refused', async () => {
        const transport = make({ proxy: { kind: 'explicit', url: 'http://%%%' } });
        expect((await errorOf(transport.send(requestTo(system)))).code).toBe('HTTP_PROXY_SETTING');
        expect((await errorOf(transport.probe.route(system))).code).toBe('HTTP_PROXY_SETTING');
      });
    });
  });
}
