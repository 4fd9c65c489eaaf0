import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Bench } from './client.ts';

describe('a practice workspace in a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'practice-test-'));
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('has its tables, versions and files again after a restart', async () => {
    const first = await Bench.start({ folder });
    await first.finance();
    await first.rows(
      "CREATE TABLE t (id STRING NOT NULL COMMENT 'key', x DECIMAL(38,6), PRIMARY KEY (id)) COMMENT 'kept' TBLPROPERTIES ('delta.enableTypeWidening' = 'true')",
    );
    await first.rows("INSERT INTO t VALUES ('1', CAST('99999999999999999999999999999999.999999' AS DECIMAL(38,6)))");
    await first.call('PUT', '/api/2.0/fs/files/Volumes/main/finance/mlc_stage/kept.txt', 'kept');
    await first.close();

    const second = await Bench.start({ folder });
    expect(await second.system.query('SELECT id, CAST(x AS VARCHAR) FROM uc_main.finance.t')).toEqual([
      ['1', '99999999999999999999999999999999.999999'],
    ]);
    expect(second.system.warehouseStarts()).toBe(0);
    expect((await second.rows('DESCRIBE HISTORY t')).map((row) => row[4])).toEqual(['WRITE', 'CREATE TABLE']);
    const table = await second.call('GET', '/api/2.1/unity-catalog/tables/main.finance.t');
    expect(table.body).toMatchObject({
      comment: 'kept',
      columns: [{ nullable: false, comment: 'key' }, { type_text: 'decimal(38,6)' }],
    });
    expect((await second.call('GET', '/api/2.0/fs/files/Volumes/main/finance/mlc_stage/kept.txt')).body['text']).toBe(
      'kept',
    );
    await second.rows('ALTER TABLE t ADD COLUMNS (y DATE)');
    await second.close();

    const third = await Bench.start({ folder });
    expect(await third.rows('SELECT y FROM t')).toEqual([[null]]);
    await third.close();
  });

  it('is gone without a folder', async () => {
    const first = await Bench.start();
    await first.finance();
    await first.close();
    const second = await Bench.start();
    expect(await second.failure('CREATE TABLE finance.t (a INT)')).toBe('SCHEMA_NOT_FOUND 42704');
    await second.close();
  });
});
