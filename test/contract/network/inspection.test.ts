import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { getLocal, type Mockttp } from 'mockttp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ask, closeAll, createHarness, errorOf, type HttpHarness } from '../../support/http-harness.ts';
import { inspectionCa, type InspectionCa } from '../../support/inspection-ca.ts';

const address = 'https://wd3-services1.example.test/ccx/service/acme/Financial_Management/v46.1';
const signal = new AbortController().signal;

describe('behind a proxy that inspects traffic', () => {
  let proxy: Mockttp;
  let ca: InspectionCa;
  beforeAll(async () => {
    ca = await inspectionCa();
    writeFileSync(join(ca.folder, 'not-a-ca.pem'), 'hello');
  });
  afterAll(() => {
    ca.remove();
  });
  beforeEach(async () => {
    proxy = getLocal({ https: ca });
    await proxy.start();
  });
  afterEach(async () => {
    await closeAll();
    await proxy.stop();
  });

  function client(caFile: string | null = 'ca.pem', quietAfterMs?: number): HttpHarness {
    return createHarness({
      proxy: { kind: 'explicit', url: `http://127.0.0.1:${String(proxy.port)}` },
      ...(caFile === null ? {} : { extraCaFile: join(ca.folder, caFile) }),
      ...(quietAfterMs === undefined ? {} : { quietAfterMs }),
    });
  }

  it('names the issuer of a certificate that is not trusted, and sends nothing', async () => {
    const seen = await proxy.forAnyRequest().thenReply(200, '{}');
    const error = await errorOf(
      client(null).client.request(ask(address, { headers: { authorization: 'Bearer planted-token' } })),
    );
    expect([error.code, error.kind]).toEqual(['HTTP_TLS_UNTRUSTED', 'config']);
    expect(error.details['issuer']).toBe('Acme Inspection CA');
    expect(await seen.getSeenRequests()).toHaveLength(0);
  });

  it('trusts the extra CA file and shows who inspects', async () => {
    await proxy.forGet(address).thenJson(200, { amount: '1.10' });
    const { client: http, transport } = client();
    expect(await (await http.request(ask(address))).json()).toEqual({ amount: '1.10' });
    expect(await transport.probe.tls(address, signal)).toMatchObject({
      issuer: 'Acme Inspection CA',
      inspectedBy: 'Acme Inspection CA',
    });
  });

  it('speaks TLS with the proxy itself where the proxy is an https one', async () => {
    await proxy.forGet(address).thenJson(200, { ok: true });
    const url = `https://localhost:${String(proxy.port)}`;
    const { client: http } = createHarness({
      proxy: { kind: 'explicit', url },
      extraCaFile: join(ca.folder, 'ca.pem'),
    });
    expect(await (await http.request(ask(address))).json()).toEqual({ ok: true });
    const untrusting = createHarness({ proxy: { kind: 'explicit', url } });
    expect((await errorOf(untrusting.client.request(ask(address)))).code).toBe('HTTP_PROXY_TLS_UNTRUSTED');
  });

  it.each(['not-a-ca.pem', 'missing.pem'])('says that the CA file cannot be used: %s', async (file) => {
    expect((await errorOf(client(file).client.request(ask(address)))).code).toBe('HTTP_CA_FILE');
  });

  it('tells a block page from data and shows its title, redacted', async () => {
    await proxy
      .forAnyRequest()
      .thenReply(200, `<html><head><title>Access denied for planted-secret ${'x'.repeat(200)}</title></head></html>`, {
        'content-type': 'text/html',
      });
    const error = await errorOf(
      client().client.request(ask(address, { expects: 'xml', repeatable: true, secrets: ['planted-secret'] })),
    );
    expect([error.code, error.kind]).toEqual(['HTTP_BLOCK_PAGE', 'config']);
    expect(String(error.details['title'])).toMatch(/^Access denied for \[redacted\] x+…$/);
    expect(String(error.details['title']).length).toBeLessThanOrEqual(80);
  });

  it('follows no redirect to a sign-in page', async () => {
    const signIn = await proxy.forGet('https://login.corp.test/').thenReply(200, 'sign in');
    await proxy.forGet(address).thenReply(302, '', { location: 'https://login.corp.test/?token=planted' });
    const error = await errorOf(client().client.request(ask(address)));
    expect(error.code).toBe('HTTP_REDIRECTED');
    expect(error.details).toEqual({ host: 'wd3-services1.example.test', status: 302, target: 'login.corp.test' });
    expect(await signIn.getSeenRequests()).toHaveLength(0);
  });

  it('repeats a request whose connection was reset, then gives the answer', async () => {
    await proxy.forGet(address).once().thenResetConnection();
    await proxy.forGet(address).once().thenCloseConnection();
    await proxy.forGet(address).thenJson(200, { ok: true });
    const { client: http, clock, log } = client();
    const answer = http.request(ask(address, { repeatable: true }));
    for (let pauses = 1; pauses <= 2; pauses += 1) {
      while (clock.sleeps.filter((ms) => ms < 20_000).length < pauses)
        await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(20_000 - 1);
    }
    expect(await (await answer).json()).toEqual({ ok: true });
    expect(log.recent().map((entry) => entry.error)).toEqual(['HTTP_CONNECTION_CUT', 'HTTP_CONNECTION_CUT', null]);
  });

  it('never repeats a request that is not repeatable', async () => {
    const seen = await proxy.forPost(address).thenCloseConnection();
    const error = await errorOf(client().client.request(ask(address, { method: 'POST', body: 'x' })));
    expect(error.code).toBe('HTTP_CONNECTION_CUT');
    expect(await seen.getSeenRequests()).toHaveLength(1);
  });
});
