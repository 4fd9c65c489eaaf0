import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench, until } from './client.ts';

const STATEMENTS = '/api/2.0/sql/statements';
const base = { warehouse_id: 'dd43ee29fedd958d', statement: 'SELECT 1 AS `one`' };

describe('the Statement Execution API', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.start();
  });
  afterEach(() => bench.close());

  it('answers a SELECT with manifest and text cells', async () => {
    const answer = await bench.call('POST', `${STATEMENTS}/`, base);
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: { state: 'SUCCEEDED' },
      manifest: {
        format: 'JSON_ARRAY',
        schema: { column_count: 1, columns: [{ name: 'one', type_text: 'INT', type_name: 'INT', position: 0 }] },
        total_chunk_count: 1,
        chunks: [{ chunk_index: 0, row_offset: 0, row_count: 1 }],
        total_row_count: 1,
        truncated: false,
      },
      result: { chunk_index: 0, row_offset: 0, row_count: 1, data_array: [['1']] },
    });
    expect(answer.headers.get('x-databricks-org-id')).not.toBeNull();
  });

  it('shows each type as the real system does', async () => {
    const status = await bench.submit(
      "SELECT CAST('1.5' AS DECIMAL(18,2)) AS d, CAST(1 AS BIGINT) AS l, true AS b, DATE '2026-01-05' AS day, TIMESTAMP '2026-01-05T10:00:00.123456Z' AS at, CAST(NULL AS STRING) AS n",
    );
    expect(status.result?.data_array).toEqual([['1.50', '1', 'true', '2026-01-05', '2026-01-05T10:00:00.123Z', null]]);
    expect(
      status.manifest?.schema.columns?.map((column) => `${String(column['type_name'])} ${String(column['type_text'])}`),
    ).toEqual([
      'DECIMAL DECIMAL(18,2)',
      'LONG BIGINT',
      'BOOLEAN BOOLEAN',
      'DATE DATE',
      'TIMESTAMP TIMESTAMP',
      'STRING STRING',
    ]);
    expect(status.manifest?.schema.columns?.[0]).toMatchObject({ type_precision: 18, type_scale: 2 });
  });

  it('reports a failed statement with HTTP 200', async () => {
    const answer = await bench.call('POST', STATEMENTS, { ...base, statement: 'INSER INTO t VALUES (1)' });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      status: { state: 'FAILED', error: { error_code: 'BAD_REQUEST' }, sql_state: '42601' },
    });
  });

  it.each([
    ['wait_timeout of 3 s', { wait_timeout: '3s' }],
    ['wait_timeout of 51 s', { wait_timeout: '51s' }],
    ['a wait_timeout without unit', { wait_timeout: '30' }],
    ['CANCEL without waiting', { wait_timeout: '0s', on_wait_timeout: 'CANCEL' }],
    ['no statement', { statement: undefined }],
    ['an array as parameter', { parameters: [{ name: 'a', value: '[]', type: 'ARRAY<STRING>' }] }],
    [
      '256 parameters',
      { parameters: Array.from({ length: 256 }, (_, index) => ({ name: `p${String(index)}`, value: 'x' })) },
    ],
    ['more than 1 MB of parameters', { parameters: [{ name: 'a', value: 'x'.repeat(1024 * 1024 + 1) }] }],
    ['more than 16 MiB of text', { statement: `SELECT '${'x'.repeat(16 * 1024 * 1024)}'` }],
    ['ARROW inline', { format: 'ARROW_STREAM' }],
    ['byte_limit, which is not practised', { byte_limit: 10 }],
    ['EXTERNAL_LINKS, which are not practised', { disposition: 'EXTERNAL_LINKS' }],
  ])('refuses %s with 400 INVALID_PARAMETER_VALUE', async (_what, change) => {
    const answer = await bench.call('POST', STATEMENTS, { ...base, ...change });
    expect(answer.status).toBe(400);
    expect(answer.body['error_code']).toBe('INVALID_PARAMETER_VALUE');
    expect(bench.system.warehouseStarts()).toBe(0);
  });

  it('refuses an unknown warehouse and a body that is not JSON', async () => {
    expect((await bench.call('POST', STATEMENTS, { ...base, warehouse_id: 'other' })).status).toBe(404);
    expect((await bench.call('POST', STATEMENTS, 'no json')).body['error_code']).toBe('MALFORMED_REQUEST');
  });

  it('keeps a result for one hour and the record for twelve', async () => {
    const { statement_id: id } = await bench.submit(base.statement);
    bench.clock.advance(3_600_000);
    expect((await bench.call('GET', `${STATEMENTS}/${id}`)).body).toEqual({
      statement_id: id,
      status: { state: 'CLOSED' },
    });
    bench.clock.advance(11 * 3_600_000);
    const gone = await bench.call('GET', `${STATEMENTS}/${id}`);
    expect(gone.status).toBe(404);
    expect(gone.body['error_code']).toBe('NOT_FOUND');
  });

  it('cuts a result at row_limit and says so', async () => {
    const status = await bench.submit('SELECT * FROM (VALUES (1), (2), (3)) AS v', {}, { row_limit: 2 });
    expect(status.manifest).toMatchObject({ truncated: true, total_row_count: 2 });
  });
});

describe('a result in chunks', () => {
  it('is fetched chunk by chunk, each the bare result object', async () => {
    const bench = await Bench.start({ chunkBytes: 20 });
    const status = await bench.submit(
      "SELECT col1 FROM (VALUES ('aaaaaaaa'), ('bbbbbbbb'), ('cccccccc')) AS v ORDER BY 1",
    );
    expect(status.manifest?.total_chunk_count).toBe(3);
    expect(status.result?.next_chunk_index).toBe(1);
    const second = await bench.call('GET', `${STATEMENTS}/${status.statement_id}/result/chunks/1`);
    expect(second.body).toMatchObject({
      chunk_index: 1,
      row_offset: 1,
      next_chunk_index: 2,
      data_array: [['bbbbbbbb']],
    });
    const third = await bench.call('GET', `${STATEMENTS}/${status.statement_id}/result/chunks/2`);
    expect(third.body['next_chunk_index']).toBeUndefined();
    expect((await bench.call('GET', `${STATEMENTS}/${status.statement_id}/result/chunks/3`)).status).toBe(400);
    await bench.close();
  });

  it('is refused inline above 25 MiB', async () => {
    const bench = await Bench.start();
    await bench.finance();
    await bench.rows('CREATE TABLE big (x STRING)');
    await bench.rows('INSERT INTO big VALUES (:x), (:x), (:x), (:x), (:x)', { x: 'x'.repeat(1_000_000) });
    const cross = 'SELECT a.x FROM big AS a CROSS JOIN big AS b CROSS JOIN (VALUES (1), (2)) AS c';
    expect(await bench.failure(cross)).toBe('INLINE_BYTE_LIMIT_EXCEEDED 54000');
    await bench.close();
  });
});

describe('the warehouse', () => {
  it('starts when a statement needs it, which waits in PENDING', async () => {
    const bench = await Bench.start({ startUpMs: 60_000 });
    const submitted = await bench.submit(base.statement, {}, { wait_timeout: '0s' });
    expect(submitted.status.state).toBe('PENDING');
    expect(bench.system.warehouseState()).toBe('STARTING');
    bench.clock.advance(60_000);
    await until(() => bench.system.statements()[0]?.state === 'SUCCEEDED');
    const polled = await bench.call('GET', `${STATEMENTS}/${submitted.statement_id}`);
    expect(polled.body).toMatchObject({ status: { state: 'SUCCEEDED' }, result: { data_array: [['1']] } });
    await bench.close();
  });

  it('answers PENDING after wait_timeout, or cancels if asked to', async () => {
    const bench = await Bench.start({ startUpMs: 600_000 });
    const waiting = bench.submit(base.statement, {}, { wait_timeout: '5s', on_wait_timeout: 'CANCEL' });
    const seen = { answered: false };
    const answer = waiting.then((result) => {
      seen.answered = true;
      return result;
    });
    // The warehouse's start and a slice of the wait: both sleep until the clock is moved.
    for (let step = 0; !seen.answered; step += 1) {
      await until(() => seen.answered || bench.clock.sleeping >= 2);
      expect(step).toBeLessThan(40);
      bench.clock.advance(200);
    }
    const { status, statement_id: id } = await answer;
    expect(status.state).toBe('CANCELED');
    bench.clock.advance(600_000);
    await until(() => bench.system.warehouseState() === 'RUNNING');
    expect((await bench.call('GET', `${STATEMENTS}/${id}`)).body).toMatchObject({ status: { state: 'CANCELED' } });
    await bench.close();
  });

  it('is cancelled by request while pending and never runs then', async () => {
    const bench = await Bench.start({ startUpMs: 60_000 });
    const { statement_id: id } = await bench.submit('CREATE SCHEMA main.never', {}, { wait_timeout: '0s' });
    expect((await bench.call('POST', `${STATEMENTS}/${id}/cancel`)).status).toBe(200);
    bench.clock.advance(60_000);
    await until(() => bench.system.warehouseState() === 'RUNNING');
    expect((await bench.call('GET', `${STATEMENTS}/${id}`)).body).toMatchObject({ status: { state: 'CANCELED' } });
    expect(
      await bench.rows("SELECT schema_name FROM main.information_schema.schemata WHERE schema_name = 'never'"),
    ).toEqual([]);
    await bench.close();
  });

  it('goes on answering while a statement runs, and stops it when asked to', async () => {
    const bench = await Bench.start();
    await bench.finance();
    await bench.rows('CREATE TABLE n (a BIGINT)');
    await bench.rows('INSERT INTO n VALUES (1), (2), (3), (4), (5), (6), (7), (8), (9), (10)');
    await bench.rows('INSERT INTO n SELECT x.a FROM n AS x CROSS JOIN n AS y CROSS JOIN n AS z CROSS JOIN n AS w');
    const endless = 'SELECT sum(x.a * y.a * z.a) FROM n AS x CROSS JOIN n AS y CROSS JOIN n AS z';
    const { statement_id: id } = await bench.submit(endless, {}, { wait_timeout: '0s' });
    await until(() => bench.system.statements().at(-1)?.state === 'RUNNING');
    expect((await bench.call('GET', `${STATEMENTS}/${id}`)).body).toEqual({
      statement_id: id,
      status: { state: 'RUNNING' },
    });
    expect(await bench.rows('SELECT 1')).toEqual([['1']]);
    await bench.call('POST', `${STATEMENTS}/${id}/cancel`);
    let state = 'RUNNING';
    for (let turn = 0; turn < 2_000 && state === 'RUNNING'; turn += 1) {
      const { body } = await bench.call('GET', `${STATEMENTS}/${id}`);
      state = (body as unknown as { readonly status: { readonly state: string } }).status.state;
    }
    expect(state).toBe('CANCELED');
    await bench.close();
  });

  it('stops by itself when idle, and can be started, stopped and listed', async () => {
    const bench = await Bench.start({ autoStopMs: 600_000 });
    await bench.submit(base.statement);
    expect(bench.system.warehouseState()).toBe('RUNNING');
    bench.clock.advance(599_999);
    expect(bench.system.warehouseState()).toBe('RUNNING');
    bench.clock.advance(1);
    expect(bench.system.warehouseState()).toBe('STOPPED');
    const list = await bench.call('GET', '/api/2.0/sql/warehouses');
    expect(list.body).toMatchObject({
      warehouses: [{ id: 'dd43ee29fedd958d', state: 'STOPPED', auto_stop_mins: 10, health: { status: 'HEALTHY' } }],
    });
    expect(bench.system.warehouseStarts()).toBe(1);
    await bench.call('POST', '/api/2.0/sql/warehouses/dd43ee29fedd958d/start', {});
    await until(() => bench.system.warehouseState() === 'RUNNING');
    expect((await bench.call('GET', '/api/2.0/sql/warehouses/dd43ee29fedd958d')).body['state']).toBe('RUNNING');
    await bench.call('POST', '/api/2.0/sql/warehouses/dd43ee29fedd958d/stop', {});
    expect(bench.system.warehouseState()).toBe('STOPPED');
    expect(bench.system.warehouseStarts()).toBe(2);
    expect((await bench.call('GET', '/api/2.0/sql/warehouses/other')).status).toBe(404);
    await bench.close();
  });
});
