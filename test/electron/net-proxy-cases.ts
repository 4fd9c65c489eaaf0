import type { NetworkWay } from '../../main/http/network-way.ts';
import type { ProbingTransport } from '../../main/http/probe.ts';
import type { ConnectProxy, ConnectProxyOptions } from '../support/connect-proxy.ts';
import { requestTo } from '../support/transport-request.ts';
import { expectError, expectSame, system, text, type NetBench, type NetCase } from './net-bench.ts';

/** A transport behind a proxy, with a system at its other end. */
async function behind(
  bench: NetBench,
  options: Omit<ConnectProxyOptions, 'endsAt'>,
  signIn: { readonly username?: string; readonly password?: string } = {},
): Promise<{ readonly proxy: ConnectProxy; readonly transport: ProbingTransport }> {
  const certificate = await bench.ca.issue(['tenant.example.test']);
  const endsAt = await bench.serve((_, response) => response.end('{"ok":true}'), certificate);
  const proxy = await bench.proxy({ endsAt, ...options });
  const transport = bench.transport({
    proxy: { kind: 'explicit', url: proxy.url, ...signIn },
    extraCertificates: [bench.ca.certificate],
  });
  return { proxy, transport };
}

const refusals: readonly (readonly [string, Omit<ConnectProxyOptions, 'endsAt'>, string])[] = [
  ['wants a password', { basic: 'ann:right' }, 'HTTP_PROXY_PASSWORD_NEEDED'],
  ['wants a sign-in with NTLM', { onlyOffers: ['NTLM'] }, 'HTTP_PROXY_SIGN_IN_FAILED'],
  ['wants a sign-in with Kerberos', { onlyOffers: ['Negotiate'] }, 'HTTP_PROXY_SIGN_IN_FAILED'],
  ['does not allow the host', { refusesWith: 403 }, 'HTTP_PROXY_NO_WAY'],
];

export const proxyCases: readonly NetCase[] = [
  {
    name: 'goes through the proxy of the setting, and the probe names it',
    async run(bench) {
      const { proxy, transport } = await behind(bench, {});
      expectSame(await text(await transport.send(requestTo(system))), '{"ok":true}');
      expectSame(proxy.asked[0]?.target, 'tenant.example.test:443');
      expectSame(await transport.probe.route(system), { kind: 'proxy', proxy: proxy.name, decidedBy: 'setting' });
    },
  },
  {
    name: 'sends nothing through the proxy that was not asked for',
    async run(bench) {
      const { proxy, transport } = await behind(bench, {});
      await text(await transport.send(requestTo(system)));
      // Chromium would fetch a dictionary for each session shortly after it is made.
      await new Promise((resolve) => setTimeout(resolve, 1500));
      expectSame([...new Set(proxy.asked.map((one) => one.target))], ['tenant.example.test:443']);
    },
  },
  {
    name: 'never goes through a proxy to this machine itself',
    async run(bench) {
      const { proxy, transport } = await behind(bench, {});
      const port = await bench.serve((_, response) => response.end('here'));
      expectSame(await text(await transport.send(requestTo(`http://127.0.0.1:${String(port)}/`))), 'here');
      expectSame(proxy.asked.length, 0);
    },
  },
  {
    name: 'signs in to the proxy with basic authentication',
    async run(bench) {
      const { proxy, transport } = await behind(
        bench,
        { basic: 'ann:s3crét' },
        { username: 'ann', password: 's3crét' },
      );
      expectSame(await text(await transport.send(requestTo(system))), '{"ok":true}');
      expectSame(proxy.asked.at(-1)?.authorization, `Basic ${Buffer.from('ann:s3crét').toString('base64')}`);
    },
  },
  {
    name: 'tries a wrong proxy password once',
    async run(bench) {
      const { proxy, transport } = await behind(bench, { basic: 'ann:right' }, { username: 'ann', password: 'wrong' });
      await expectError(transport.send(requestTo(system)), 'HTTP_PROXY_PASSWORD_WRONG');
      expectSame(proxy.asked.filter((one) => one.authorization !== undefined).length, 1);
    },
  },
  ...refusals.map(([what, options, code]) => ({
    name: `says that the proxy ${what}`,
    async run(bench: NetBench) {
      const { proxy, transport } = await behind(bench, options);
      const details = await expectError(transport.send(requestTo(system)), code);
      expectSame([details['proxy'], details['host']], [proxy.name, 'tenant.example.test']);
    },
  })),
  {
    name: 'says that the proxy cannot be reached',
    async run(bench) {
      const { proxy, transport } = await behind(bench, {});
      await proxy.close();
      await expectError(transport.send(requestTo(system)), 'HTTP_PROXY_UNREACHABLE');
    },
  },
  {
    name: 'takes a changed way from the next request on: a replaced password, none, none needed',
    async run(bench) {
      const { proxy } = await behind(bench, { basic: 'ann:right' });
      const ways = bench.ways();
      const by = (password: string): NetworkWay => ({
        proxy: { kind: 'explicit', url: proxy.url, username: 'ann', password },
      });
      ways.configure(by('wrong'));
      await expectError(ways.send(requestTo(system)), 'HTTP_PROXY_PASSWORD_WRONG');
      ways.configure(by('right'));
      const underWay = await ways.send(requestTo(system));
      ways.configure({ proxy: { kind: 'explicit', url: proxy.url, username: '' } });
      // What the proxy accepted before is not known to the new way.
      await expectError(ways.send(requestTo(system)), 'HTTP_PROXY_PASSWORD_NEEDED');
      expectSame(await text(underWay), '{"ok":true}');
      ways.configure({ proxy: { kind: 'none' } });
      await expectError(ways.send(requestTo(system)), 'HTTP_NAME_NOT_FOUND');
    },
  },
  {
    name: 'follows an automatic configuration file (PAC)',
    async run(bench) {
      const { proxy } = await behind(bench, {});
      const script = `function FindProxyForURL(url, host) { return host === 'tenant.example.test' ? 'PROXY ${proxy.name}' : 'DIRECT'; }`;
      const port = await bench.serve((_, response) => {
        response.writeHead(200, { 'content-type': 'application/x-ns-proxy-autoconfig' }).end(script);
      });
      const transport = bench.transport({
        proxy: { kind: 'explicit', url: `http://127.0.0.1:${String(port)}/proxy.pac` },
        extraCertificates: [bench.ca.certificate],
      });
      expectSame(await transport.probe.route(system), { kind: 'proxy', proxy: proxy.name, decidedBy: 'setting' });
      expectSame(await transport.probe.route('https://other.example.test/'), {
        kind: 'direct',
        proxy: null,
        decidedBy: 'setting',
      });
      expectSame(await text(await transport.send(requestTo(system))), '{"ok":true}');
    },
  },
];
