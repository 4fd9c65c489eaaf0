import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './client.ts';

const ME = '/api/2.0/preview/scim/v2/Me';
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function basic(id: string, secret: string): Readonly<Record<string, string>> {
  return { ...FORM, authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` };
}

describe('signing in to the practice workspace', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start({ tokenSeconds: 3600 });
  });
  afterAll(() => bench.close());
  const id = (): string => bench.system.settings['clientId'] ?? '';
  const secret = (): string => bench.system.secrets['clientSecret'] ?? '';

  it('names its token endpoint in the discovery document', async () => {
    const answer = await bench.call('GET', '/oidc/.well-known/oauth-authorization-server');
    expect(answer.body['token_endpoint']).toBe(`${bench.system.address}/oidc/v1/token`);
  });

  it('gives a token for the client’s id and secret, which works until it expires', async () => {
    const answer = await bench.call(
      'POST',
      '/oidc/v1/token',
      'grant_type=client_credentials&scope=all-apis',
      basic(id(), secret()),
    );
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'all-apis' });
    const headers = { authorization: `Bearer ${String(answer.body['access_token'])}` };
    expect((await bench.call('GET', ME, undefined, headers)).body['userName']).toBe(id());
    bench.clock.advance(3_600_000);
    const late = await bench.call('GET', ME, undefined, headers);
    expect(late.status).toBe(403);
    expect(late.body).toEqual({ error_code: 403, message: 'Invalid access token.' });
    expect(late.headers.get('x-databricks-reason-phrase')).not.toBeNull();
  });

  it('refuses a wrong secret with invalid_client', async () => {
    const answer = await bench.call(
      'POST',
      '/oidc/v1/token',
      'grant_type=client_credentials&scope=all-apis',
      basic(id(), 'wrong'),
    );
    expect(answer.status).toBe(401);
    expect(answer.body['error']).toBe('invalid_client');
  });

  it('answers 401 with a numeric code when nothing was sent', async () => {
    const answer = await bench.call('GET', ME, undefined, { authorization: '' });
    expect(answer.status).toBe(401);
    expect(answer.body['error_code']).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('DatabricksRealm');
  });

  it('accepts the personal access token and no other', async () => {
    expect((await bench.call('GET', ME)).status).toBe(200);
    expect((await bench.call('GET', ME, undefined, { authorization: 'Bearer dapi1234' })).status).toBe(403);
  });

  it.each(['v2.0/token', 'token'])('signs in through Entra (%s)', async (tail) => {
    const tenant = bench.system.credentials.find((entry) => entry.label === 'Entra tenant')?.value ?? '';
    const resource = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';
    const ask = tail === 'token' ? { resource } : { scope: `${resource}/.default` };
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: id(),
      client_secret: secret(),
      ...ask,
    });
    const answer = await bench.call('POST', `/${tenant}/oauth2/${tail}`, form.toString(), FORM);
    const headers = { authorization: `Bearer ${String(answer.body['access_token'])}` };
    expect((await bench.call('GET', ME, undefined, headers)).status).toBe(200);
    form.set('client_secret', 'wrong');
    const refused = await bench.call('POST', `/${tenant}/oauth2/${tail}`, form.toString(), FORM);
    expect(refused.status).toBe(401);
    expect(refused.body).toMatchObject({ error: 'invalid_client', error_codes: [7000215] });
  });

  it('answers 404 for what it does not have', async () => {
    expect((await bench.call('GET', '/api/2.0/clusters/list')).status).toBe(404);
  });
});
