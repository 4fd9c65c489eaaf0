import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './client.ts';

const ROOT = '/api/2.0/fs/files/Volumes/main/finance/mlc_stage';
const FOLDER = '/api/2.0/fs/directories/Volumes/main/finance/mlc_stage';

describe('the Files API', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start();
    await bench.finance();
    await bench.call('PUT', `${FOLDER}/in`);
  });
  afterAll(() => bench.close());
  const read = (path: string): Promise<readonly (readonly (string | null)[])[]> =>
    bench.rows(
      `SELECT r.a FROM read_files('/Volumes/main/finance/mlc_stage/${path}', format => 'json', schemaHints => '\`a\` STRING, b STRING', mode => 'FAILFAST') AS r ORDER BY 1`,
    );

  it('keeps files byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256);
    expect((await bench.call('PUT', `${ROOT}/in/a%20b%23%C3%A9.bin`, bytes)).status).toBe(204);
    const response = await fetch(`${bench.system.address}${ROOT}/in/a%20b%23%C3%A9.bin`, {
      headers: { authorization: `Bearer ${bench.token}` },
    });
    expect(Buffer.from(await response.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
    const head = await bench.call('HEAD', `${ROOT}/in/a%20b%23%C3%A9.bin`);
    expect(head.headers.get('content-length')).toBe('70000');
    expect((await bench.call('DELETE', `${ROOT}/in/a%20b%23%C3%A9.bin`)).status).toBe(204);
    expect((await bench.call('GET', `${ROOT}/in/a%20b%23%C3%A9.bin`)).status).toBe(404);
  });

  it('answers 404 for a missing volume or directory, 409 for what is there', async () => {
    expect((await bench.call('PUT', '/api/2.0/fs/files/Volumes/main/finance/none/x', 'x')).body['error_code']).toBe(
      'NOT_FOUND',
    );
    expect((await bench.call('PUT', `${ROOT}/missing/x`, 'x')).status).toBe(404);
    await bench.call('PUT', `${ROOT}/in/once`, 'x');
    expect((await bench.call('PUT', `${ROOT}/in/once?overwrite=false`, 'y')).status).toBe(409);
    expect((await bench.call('PUT', `${ROOT}/in/once`, 'z')).status).toBe(204);
    expect((await bench.call('PUT', `${FOLDER}/in/once`)).status).toBe(409);
    expect((await bench.call('PUT', `${FOLDER}/in`)).status).toBe(204);
    expect((await bench.call('DELETE', `${FOLDER}/in`)).status).toBe(400);
  });

  it('never leaves the volume', async () => {
    expect((await bench.call('GET', `${ROOT}/%2e%2e%2f%2e%2e/secret`)).status).toBe(400);
    expect((await bench.call('GET', '/api/2.0/fs/files/etc/passwd')).status).toBe(400);
  });

  it('lists a directory', async () => {
    await bench.call('PUT', `${FOLDER}/list/sub`);
    await bench.call('PUT', `${ROOT}/list/f`, 'abc');
    const answer = await bench.call('GET', `${FOLDER}/list`);
    expect(answer.body).toMatchObject({
      contents: [
        { name: 'f', is_directory: false, file_size: 3, path: '/Volumes/main/finance/mlc_stage/list/f' },
        { name: 'sub', is_directory: true },
      ],
    });
  });

  it('reads gzip by the extension only, and skips hidden names', async () => {
    await bench.call('PUT', `${FOLDER}/load/deep`);
    await bench.call('PUT', `${ROOT}/load/x.json.gz`, gzipSync('{"a":"1.10"}\n{"a":null,"b":"x"}\n'));
    await bench.call('PUT', `${ROOT}/load/deep/y.json`, '{"a":"2"}\n');
    await bench.call('PUT', `${ROOT}/load/_z.json`, 'not json');
    await bench.call('PUT', `${ROOT}/load/.z.json`, 'not json');
    expect(await read('load')).toEqual([[null], ['1.10'], ['2']]);
    expect(await read('load/deep/y.json')).toEqual([['2']]);
    await bench.call('PUT', `${ROOT}/load/deep/packed.json`, gzipSync('{"a":"3"}\n'));
    await expect(read('load')).rejects.toThrow('MALFORMED_RECORD_IN_PARSING');
  });

  it('refuses a JSON number whose digits it could not keep', async () => {
    await bench.call('PUT', `${FOLDER}/numbers`);
    await bench.call('PUT', `${ROOT}/numbers/n.json`, '{"a":123456789012345678901234567890.10}\n');
    await expect(read('numbers')).rejects.toThrow('send a as text');
    await bench.call('PUT', `${ROOT}/numbers/n.json`, '{"a":12345}\n');
    expect(await read('numbers')).toEqual([['12345']]);
  });

  it('fails a half line', async () => {
    await bench.call('PUT', `${FOLDER}/half`);
    await bench.call('PUT', `${ROOT}/half/h.json`, '{"a":"1"}\n{"a":"2');
    await expect(read('half')).rejects.toThrow('MALFORMED_RECORD_IN_PARSING');
  });

  it('answers 429 above ten requests at a time', async () => {
    await bench.call('PUT', `${FOLDER}/many`);
    // Uploads that do not end keep their places until the eleventh has been answered.
    const ends: (() => void)[] = [];
    const slow = Array.from({ length: 10 }, (_, index) => {
      const body = new ReadableStream<Uint8Array>({
        start: (controller) => {
          controller.enqueue(new Uint8Array([1]));
          ends.push(() => {
            controller.close();
          });
        },
      });
      return fetch(`${bench.system.address}${ROOT}/many/${String(index)}`, {
        method: 'PUT',
        body,
        duplex: 'half',
        headers: { authorization: `Bearer ${bench.token}` },
      } as RequestInit);
    });
    let eleventh = await bench.call('HEAD', `${FOLDER}/many`);
    for (let turn = 0; turn < 500 && eleventh.status !== 429; turn += 1)
      eleventh = await bench.call('HEAD', `${FOLDER}/many`);
    expect(eleventh.status).toBe(429);
    expect(eleventh.headers.get('retry-after')).toBe('1');
    for (const end of ends) end();
    expect((await Promise.all(slow)).map((response) => response.status)).toEqual(Array.from({ length: 10 }, () => 204));
  });
});

describe('Unity Catalog listings', () => {
  it('must be read past an empty page', async () => {
    const bench = await Bench.start({ catalogs: ['main', 'other'] });
    await bench.finance();
    for (const name of ['a', 'b', 'c'])
      await bench.rows(`CREATE TABLE ${name} (id STRING NOT NULL, x DECIMAL(38,6), PRIMARY KEY (id))`);
    const names: unknown[] = [];
    const sizes: number[] = [];
    let token = '';
    do {
      const page = await bench.call(
        'GET',
        `/api/2.1/unity-catalog/tables?catalog_name=main&schema_name=finance&max_results=0${token}`,
      );
      const tables = page.body['tables'] as readonly Readonly<Record<string, unknown>>[];
      sizes.push(tables.length);
      names.push(...tables.map((table) => table['name']));
      token = typeof page.body['next_page_token'] === 'string' ? `&page_token=${page.body['next_page_token']}` : '';
    } while (token !== '');
    expect(names).toEqual(['a', 'b', 'c']);
    expect(sizes).toEqual([2, 0, 1]);
    const table = await bench.call('GET', '/api/2.1/unity-catalog/tables/main.finance.a');
    expect(table.body).toMatchObject({
      full_name: 'main.finance.a',
      columns: [
        { name: 'id', type_name: 'STRING', nullable: false },
        { name: 'x', type_text: 'decimal(38,6)', type_precision: 38, type_scale: 6 },
      ],
      table_constraints: [{ primary_key_constraint: { child_columns: ['id'] } }],
    });
    expect((await bench.call('GET', '/api/2.1/unity-catalog/tables/main.finance.zzz/exists')).body).toEqual({
      table_exists: false,
    });
    expect((await bench.call('GET', '/api/2.1/unity-catalog/tables/main.finance.zzz')).status).toBe(404);
    expect(
      (await bench.call('GET', '/api/2.1/unity-catalog/volumes?catalog_name=main&schema_name=finance')).body,
    ).toMatchObject({ volumes: [{ name: 'mlc_stage' }] });
    expect((await bench.call('GET', '/api/2.1/unity-catalog/schemas?catalog_name=nowhere')).status).toBe(404);
    await bench.close();
  });
});
