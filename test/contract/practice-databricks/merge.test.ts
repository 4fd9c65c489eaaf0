import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Bench } from './client.ts';

const MERGE = `MERGE INTO main.finance.bills AS t USING (
  SELECT r.id, CAST(r.amount AS DECIMAL(38,6)) AS amount, r.hash, CAST(:sequence AS BIGINT) AS seq
  FROM (SELECT inline(from_json(:rows, 'array<struct<id:string,amount:string,hash:string>>', map('mode', 'FAILFAST')))) AS r
) AS s ON t.id = s.id
WHEN MATCHED AND t.seq <= s.seq AND t.hash <> s.hash THEN UPDATE SET amount = s.amount, hash = s.hash, seq = s.seq
WHEN NOT MATCHED THEN INSERT (id, amount, hash, seq) VALUES (s.id, s.amount, s.hash, s.seq)`;

interface Bill {
  readonly id: string | null;
  readonly amount?: string | null;
  readonly hash: string;
}

describe('MERGE', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.start();
    await bench.finance();
    await bench.rows(
      'CREATE TABLE bills (id STRING NOT NULL, amount DECIMAL(38,6), hash STRING, seq BIGINT, CONSTRAINT pk PRIMARY KEY (id))',
    );
  });
  afterEach(() => bench.close());
  const merge = (sequence: number, rows: readonly Bill[]): Promise<readonly (readonly (string | null)[])[]> =>
    bench.rows(MERGE, { rows: JSON.stringify(rows), sequence: String(sequence) });
  const refused = (rows: readonly Bill[]): Promise<string> =>
    bench.failure(MERGE, { rows: JSON.stringify(rows), sequence: '9' });
  const table = (): Promise<readonly (readonly (string | null)[])[]> =>
    bench.rows('SELECT id, CAST(amount AS STRING), seq FROM bills ORDER BY id');

  it('counts affected, updated, deleted and inserted rows in this order', async () => {
    const status = await bench.submit(MERGE, { rows: '[{"id":"a","amount":"1","hash":"1"}]', sequence: '1' });
    expect(status.manifest?.schema.columns?.map((column) => column['name'])).toEqual([
      'num_affected_rows',
      'num_updated_rows',
      'num_deleted_rows',
      'num_inserted_rows',
    ]);
    expect(status.result?.data_array).toEqual([['1', '0', '0', '1']]);
    expect(
      await merge(2, [
        { id: 'a', amount: '2', hash: '2' },
        { id: 'b', amount: null, hash: '1' },
      ]),
    ).toEqual([['2', '1', '0', '1']]);
  });

  it('changes nothing when repeated, and makes no new version', async () => {
    const rows = [{ id: 'a', amount: '99999999999999999999999999999999.999999', hash: '1' }];
    await merge(1, rows);
    const versions = (await bench.rows('DESCRIBE HISTORY bills')).length;
    expect(await merge(1, rows)).toEqual([['0', '0', '0', '0']]);
    expect((await bench.rows('DESCRIBE HISTORY bills')).length).toBe(versions);
    expect(await table()).toEqual([['a', '99999999999999999999999999999999.999999', '1']]);
  });

  it('does not let an older sequence win', async () => {
    await merge(5, [{ id: 'a', amount: '5', hash: 'new' }]);
    expect(await merge(3, [{ id: 'a', amount: '3', hash: 'old' }])).toEqual([['0', '0', '0', '0']]);
    expect(await table()).toEqual([['a', '5.000000', '5']]);
  });

  it('refuses two source rows for one target row, and changes nothing', async () => {
    await merge(1, [{ id: 'a', amount: '1', hash: '1' }]);
    const twice = [
      { id: 'a', amount: '2', hash: '2' },
      { id: 'a', amount: '3', hash: '3' },
      { id: 'z', amount: '1', hash: '1' },
    ];
    expect(await refused(twice)).toBe('DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE 21506');
    expect(await table()).toEqual([['a', '1.000000', '1']]);
  });

  it('refuses them also where no clause would change the row', async () => {
    await merge(5, [{ id: 'a', amount: '1', hash: 'same' }]);
    const twice = [
      { id: 'a', amount: '1', hash: 'same' },
      { id: 'a', amount: '1', hash: 'same' },
    ];
    expect(await refused(twice)).toBe('DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE 21506');
  });

  it('inserts unmatched duplicates twice, because keys are not enforced', async () => {
    expect(
      await merge(1, [
        { id: 'a', amount: '1', hash: '1' },
        { id: 'a', amount: '2', hash: '2' },
      ]),
    ).toEqual([['2', '0', '0', '2']]);
  });

  it('tolerates several matches for one unconditional DELETE', async () => {
    await merge(1, [{ id: 'a', amount: '1', hash: '1' }]);
    expect(
      await bench.rows(
        "MERGE INTO bills AS t USING (SELECT 'a' AS id UNION ALL SELECT 'a') AS s ON t.id = s.id WHEN MATCHED THEN DELETE",
      ),
    ).toEqual([['1', '0', '1', '0']]);
  });

  it('refuses a null in a column that is NOT NULL, and leaves the table alone', async () => {
    expect(
      await refused([
        { id: 'x', hash: '1' },
        { id: null, hash: '1' },
      ]),
    ).toBe('DELTA_NOT_NULL_CONSTRAINT_VIOLATED 23502');
    expect(await table()).toEqual([]);
  });

  it('fails as a whole for one bad amount', async () => {
    expect(
      await refused([
        { id: 'a', amount: '1', hash: '1' },
        { id: 'b', amount: 'x', hash: '1' },
      ]),
    ).toBe('CAST_INVALID_INPUT 22018');
    expect(await refused([{ id: 'a', amount: '1'.repeat(33), hash: '1' }])).toBe(
      'NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION 22003',
    );
    expect(await table()).toEqual([]);
  });

  it('deletes what the source no longer has, within the listed documents', async () => {
    await merge(1, [
      { id: 'a', hash: '1' },
      { id: 'b', hash: '1' },
      { id: 'c', hash: '1' },
    ]);
    const sql = `MERGE INTO bills AS t USING (SELECT 'a' AS id) AS s ON t.id = s.id
      WHEN NOT MATCHED BY SOURCE AND array_contains(from_json(:docs, 'array<string>'), t.id) THEN DELETE`;
    expect(await bench.rows(sql, { docs: '["a","b"]' })).toEqual([['1', '0', '1', '0']]);
    expect((await table()).map((row) => row[0])).toEqual(['a', 'c']);
  });

  it('refuses a subquery in a condition', async () => {
    const sql =
      "MERGE INTO bills AS t USING (SELECT 'a' AS id) AS s ON t.id = s.id WHEN NOT MATCHED BY SOURCE AND t.id IN (SELECT 'b') THEN DELETE";
    expect(await bench.failure(sql)).toBe('DELTA_UNSUPPORTED_SUBQUERY 0AKDC');
  });

  it.each([
    [
      'an unknown column to set',
      "WHEN MATCHED THEN UPDATE SET nothing = '1'",
      'UNRESOLVED_COLUMN.WITH_SUGGESTION 42703',
    ],
    ['a column set twice', "WHEN NOT MATCHED THEN INSERT (id, id) VALUES ('1', '2')", 'COLUMN_ALREADY_EXISTS 42711'],
    [
      'the target in an INSERT',
      'WHEN NOT MATCHED THEN INSERT (id) VALUES (t.id)',
      'UNRESOLVED_COLUMN.WITH_SUGGESTION 42703',
    ],
    [
      'a first clause without condition',
      'WHEN MATCHED THEN DELETE WHEN MATCHED THEN DELETE',
      'NON_LAST_MATCHED_CLAUSE_OMIT_CONDITION 42601',
    ],
    ['no clause', '', 'PARSE_SYNTAX_ERROR 42601'],
  ])('refuses %s', async (_what, clauses, expected) => {
    expect(await bench.failure(`MERGE INTO bills AS t USING (SELECT 'a' AS id) AS s ON t.id = s.id ${clauses}`)).toBe(
      expected,
    );
  });

  it('keeps concurrent writers apart', async () => {
    const batches = Array.from({ length: 8 }, (_, index) =>
      merge(index, [{ id: `k${String(index)}`, amount: '1', hash: '1' }]),
    );
    expect((await Promise.all(batches)).every((rows) => rows[0]?.[3] === '1')).toBe(true);
    expect(await bench.rows('SELECT count(*) FROM bills')).toEqual([['8']]);
  });
});
