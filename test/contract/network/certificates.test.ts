import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ask, closeAll, createHarness, errorOf, serve } from '../../support/http-harness.ts';
import { createTestCa, type TestCa } from '../../support/test-ca.ts';

describe('certificates of a system reached directly', () => {
  let ca: TestCa;
  beforeAll(async () => {
    ca = await createTestCa('Direct CA');
  });
  afterEach(closeAll);

  const urlOf = (port: number): string => `https://localhost:${String(port)}/`;
  const trusted = () => createHarness({ extraCertificates: [ca.certificate] });

  it('names who issued an untrusted one', async () => {
    const { port } = await serve((_, response) => response.end('{}'), await ca.issue(['localhost']));
    const error = await errorOf(createHarness().client.request(ask(urlOf(port))));
    expect([error.code, error.details['issuer']]).toEqual(['HTTP_TLS_UNTRUSTED', 'Direct CA']);
    expect(await (await trusted().client.request(ask(urlOf(port)))).json()).toEqual({});
  });

  it('says since when one is expired', async () => {
    const tls = await ca.issue(['localhost'], { from: '2020-01-01T00:00:00Z', to: '2021-01-01T00:00:00Z' });
    const { port } = await serve((_, response) => response.end('{}'), tls);
    const error = await errorOf(trusted().client.request(ask(urlOf(port))));
    expect(error.code).toBe('HTTP_TLS_EXPIRED');
    expect(error.details['validTo']).toBe('Jan  1 00:00:00 2021 GMT');
  });

  it('says whose one was shown instead', async () => {
    const { port } = await serve(
      (_, response) => response.end('{}'),
      await ca.issue(['other.example.test', 'third.example.test']),
    );
    const error = await errorOf(trusted().client.request(ask(urlOf(port))));
    expect(error.code).toBe('HTTP_TLS_WRONG_NAME');
    expect(error.details['names']).toBe('other.example.test, third.example.test');
  });

  it('says that what answers does not speak https', async () => {
    const { port } = await serve((_, response) => response.end('plain'));
    const error = await errorOf(trusted().client.request(ask(urlOf(port))));
    expect([error.code, error.kind]).toEqual(['HTTP_TLS_REFUSED', 'config']);
  });

  it('shows the chain, and that it ends in a private CA', async () => {
    const { port } = await serve((_, response) => response.end('{}'), await ca.issue(['localhost']));
    const found = await trusted().transport.probe.tls(urlOf(port), new AbortController().signal);
    expect(found).toEqual({
      protocol: 'TLSv1.3',
      subject: 'localhost',
      issuer: 'Direct CA',
      validToUtc: '2045-01-01T00:00:00.000Z',
      inspectedBy: 'Direct CA',
    });
  });
});
