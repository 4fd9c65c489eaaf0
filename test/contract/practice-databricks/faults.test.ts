import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, until } from './client.ts';

const ME = '/api/2.0/preview/scim/v2/Me';
const STATEMENTS = '/api/2.0/sql/statements';

describe('faults of the practice Databricks', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.start();
    await bench.finance();
    await bench.rows('CREATE TABLE t (a INT)');
  });
  afterEach(() => bench.close());
  const insert = {
    warehouse_id: 'dd43ee29fedd958d',
    catalog: 'main',
    schema: 'finance',
    statement: 'INSERT INTO t VALUES (1)',
  };
  const count = async (): Promise<string | null | undefined> => (await bench.rows('SELECT count(*) FROM t'))[0]?.[0];

  it('refuses a fault that it does not have, and lists those that are on', () => {
    expect(() => {
      bench.system.setFault('flood', true);
    }).toThrow('unknown fault');
    bench.system.setFault('http-500', true);
    expect(bench.system.activeFaults()).toEqual(['http-500']);
    bench.system.setFault('http-500', false);
    expect(bench.system.activeFaults()).toEqual([]);
    expect(bench.system.faults.map((fault) => fault.id)).toContain('lost-answer');
  });

  it('runs the statement and loses the answer', async () => {
    bench.system.setFault('lost-answer', true, 1);
    await expect(bench.call('POST', STATEMENTS, insert)).rejects.toThrow();
    expect(await count()).toBe('1');
  });

  it('cuts the connection before anything happens', async () => {
    bench.system.setFault('dropped-request', true, 1);
    await expect(bench.call('POST', STATEMENTS, insert)).rejects.toThrow();
    expect(await count()).toBe('0');
  });

  it.each([
    ['http-429', 429, '1'],
    ['http-503', 503, '1'],
    ['http-500', 500, null],
    ['html-page', 502, null],
  ])('answers %s as often as asked', async (fault, status, retryAfter) => {
    bench.system.setFault(fault, true, 2);
    const first = await bench.call('GET', ME);
    expect([first.status, first.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect((await bench.call('GET', ME)).status).toBe(status);
    expect((await bench.call('GET', ME)).status).toBe(200);
  });

  it('sends HTML where JSON was due', async () => {
    bench.system.setFault('html-page', true, 1);
    const answer = await bench.call('GET', ME);
    expect(answer.headers.get('content-type')).toBe('text/html');
    expect(String(answer.body['text'])).toContain('<html>');
  });

  it('breaks off in the middle of an answer', async () => {
    bench.system.setFault('truncated-json', true, 1);
    await expect(bench.call('GET', ME)).rejects.toThrow();
    expect((await bench.call('GET', ME)).status).toBe(200);
  });

  it('revokes tokens, once or until it is switched off', async () => {
    const basic = Buffer.from(
      `${bench.system.settings['clientId'] ?? ''}:${bench.system.secrets['clientSecret'] ?? ''}`,
    ).toString('base64');
    const sign = async (): Promise<string> => {
      const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/x-www-form-urlencoded' };
      const answer = await bench.call(
        'POST',
        '/oidc/v1/token',
        'grant_type=client_credentials&scope=all-apis',
        headers,
      );
      return String(answer.body['access_token']);
    };
    bench.token = await sign();
    bench.system.setFault('token-revoked', true, 1);
    expect((await bench.call('GET', ME)).status).toBe(403);
    expect((await bench.call('GET', ME)).status).toBe(403);
    bench.token = await sign();
    expect((await bench.call('GET', ME)).status).toBe(200);
    bench.system.setFault('token-expires-early', true, 1);
    bench.token = await sign();
    expect((await bench.call('GET', ME)).status).toBe(200);
    bench.clock.advance(2_000);
    expect((await bench.call('GET', ME)).status).toBe(403);
  });

  it('takes long to answer a poll', async () => {
    const { statement_id: id } = await bench.submit('SELECT 1');
    bench.system.setFault('slow-poll', true, 1);
    const polled = bench.call('GET', `${STATEMENTS}/${id}`);
    const before = bench.clock.sleeping;
    await until(() => bench.clock.sleeping > before);
    bench.clock.advance(5_000);
    expect((await polled).status).toBe(200);
  });

  it('cannot start its warehouse', async () => {
    await bench.call('POST', '/api/2.0/sql/warehouses/dd43ee29fedd958d/stop', {});
    bench.system.setFault('warehouse-failed', true, 1);
    const status = await bench.submit('SELECT 1');
    expect(status.status).toMatchObject({ state: 'FAILED', error: { error_code: 'TEMPORARILY_UNAVAILABLE' } });
    const shown = await bench.call('GET', '/api/2.0/sql/warehouses/dd43ee29fedd958d');
    expect(shown.body).toMatchObject({ state: 'STOPPED', health: { status: 'FAILED' } });
    expect((await bench.submit('SELECT 1')).status.state).toBe('SUCCEEDED');
  });

  it('misses grants on the warehouse, the schema and the volume', async () => {
    bench.system.setFault('denied-warehouse', true, 1);
    const denied = await bench.call('POST', STATEMENTS, insert);
    expect([denied.status, denied.body['error_code']]).toEqual([403, 'PERMISSION_DENIED']);
    bench.system.setFault('denied-schema', true, 1);
    expect(await bench.failure('SELECT * FROM t')).toBe('INSUFFICIENT_PERMISSIONS 42501');
    bench.system.setFault('denied-volume', true, 1);
    const upload = await bench.call('PUT', '/api/2.0/fs/files/Volumes/main/finance/mlc_stage/x', 'x');
    expect([upload.status, upload.body['error_code']]).toEqual([403, 'PERMISSION_DENIED']);
  });

  it('collides with another writer once, and changes nothing', async () => {
    bench.system.setFault('concurrent-append', true, 1);
    expect(await bench.failure('INSERT INTO t VALUES (1)')).toBe('DELTA_CONCURRENT_APPEND.WITHOUT_HINT 2D521');
    expect(await count()).toBe('0');
  });

  it('fails an upload, which then is not there', async () => {
    const path = '/api/2.0/fs/files/Volumes/main/finance/mlc_stage/x';
    bench.system.setFault('upload-fails', true, 1);
    expect((await bench.call('PUT', path, 'x')).status).toBe(500);
    expect((await bench.call('HEAD', path)).status).toBe(404);
    expect((await bench.call('PUT', path, 'x')).status).toBe(204);
  });

  it('needs ten times as long to start', async () => {
    const slow = await Bench.start({ startUpMs: 1_000 });
    slow.system.setFault('slow-warehouse', true, 1);
    await slow.submit('SELECT 1', {}, { wait_timeout: '0s' });
    slow.clock.advance(1_000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(slow.system.warehouseState()).toBe('STARTING');
    slow.clock.advance(9_000);
    await until(() => slow.system.warehouseState() === 'RUNNING');
    expect(slow.system.warehouseState()).toBe('RUNNING');
    await slow.close();
  });
});
