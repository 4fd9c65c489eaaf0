import type { ProbingTransport } from '../../main/http/probe.ts';
import { createTestCa } from '../support/test-ca.ts';
import { requestTo } from '../support/transport-request.ts';
import { expectError, expectSame, system, text, type NetBench, type NetCase } from './net-bench.ts';

/** A transport that trusts these CAs besides the system's, in front of a server with this certificate. */
async function towards(
  bench: NetBench,
  certificate: { readonly cert: string; readonly key: string },
  extraCertificates: readonly string[],
): Promise<ProbingTransport> {
  const endsAt = await bench.serve((_, response) => response.end('{}'), certificate);
  const { url } = await bench.proxy({ endsAt });
  return bench.transport({ proxy: { kind: 'explicit', url }, extraCertificates });
}

export const certificateCases: readonly NetCase[] = [
  {
    name: 'accepts a certificate of the extra CA, and the probe tells it',
    async run(bench) {
      const transport = await towards(bench, await bench.ca.issue(['tenant.example.test']), [bench.ca.certificate]);
      expectSame(await text(await transport.send(requestTo(system))), '{}');
      expectSame(await transport.probe.tls(system, new AbortController().signal), {
        protocol: 'TLS',
        subject: 'tenant.example.test',
        issuer: 'Company Root',
        validToUtc: '2045-01-01T00:00:00.000Z',
        inspectedBy: 'Company Root',
      });
    },
  },
  {
    name: 'refuses an unknown issuer, and names it',
    async run(bench) {
      const transport = await towards(bench, await bench.ca.issue(['tenant.example.test']), []);
      const details = await expectError(transport.send(requestTo(system)), 'HTTP_TLS_UNTRUSTED');
      expectSame(details['issuer'], 'Company Root');
    },
  },
  {
    name: 'refuses a certificate of a CA that only has the name of the extra CA',
    async run(bench) {
      const twin = await createTestCa('Company Root');
      const transport = await towards(bench, await twin.issue(['tenant.example.test']), [bench.ca.certificate]);
      await expectError(transport.send(requestTo(system)), 'HTTP_TLS_UNTRUSTED');
    },
  },
  {
    name: 'refuses a certificate of the extra CA that is out of date, or for another name',
    async run(bench) {
      const old = await bench.ca.issue(['tenant.example.test'], { from: '2020-01-01', to: '2021-01-01' });
      const late = await towards(bench, old, [bench.ca.certificate]);
      await expectError(late.send(requestTo(system)), 'HTTP_TLS_EXPIRED');
      const other = await towards(bench, await bench.ca.issue(['other.example.test']), [bench.ca.certificate]);
      const details = await expectError(other.send(requestTo(system)), 'HTTP_TLS_WRONG_NAME');
      expectSame(details['names'], 'other.example.test');
    },
  },
];
