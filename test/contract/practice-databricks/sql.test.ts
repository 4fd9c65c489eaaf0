import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Bench } from './client.ts';

const nines = '9'.repeat(32);

describe('the SQL of the practice warehouse', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start();
    await bench.finance();
    await bench.rows(
      'CREATE TABLE people (`Id` STRING NOT NULL, `amount` DECIMAL(38,6), `seen` TIMESTAMP, `n` BIGINT)',
    );
    await bench.rows(
      "INSERT INTO people VALUES ('a', CAST('1.5' AS DECIMAL(38,6)), TIMESTAMP '2026-01-05T10:00:00Z', 1), ('b', NULL, NULL, NULL), ('c', CAST('-2' AS DECIMAL(38,6)), NULL, 3)",
    );
  });
  afterAll(() => bench.close());

  it.each([
    ['a half statement', 'SELECT FROM', 'PARSE_SYNTAX_ERROR 42601'],
    ['two statements', 'SELECT 1; SELECT 2', 'PARSE_SYNTAX_ERROR 42601'],
    ['DuckDB’s own words', 'PRAGMA database_list', 'PARSE_SYNTAX_ERROR 42601'],
    ['DuckDB’s functions', "SELECT * FROM read_csv('/etc/passwd')", 'PARSE_SYNTAX_ERROR 42601'],
    ['an unknown function', 'SELECT frobnicate(1)', 'PARSE_SYNTAX_ERROR 42601'],
    [
      'COPY INTO, which is not practised',
      "COPY INTO people FROM '/Volumes/main/finance/mlc_stage'",
      'PARSE_SYNTAX_ERROR 42601',
    ],
    ['a number with underscores', 'SELECT 1_000', 'PARSE_SYNTAX_ERROR 42601'],
    ['an unknown table', 'SELECT 1 FROM nowhere', 'TABLE_OR_VIEW_NOT_FOUND 42P01'],
    ['an unknown column', 'SELECT nothing FROM people', 'UNRESOLVED_COLUMN.WITH_SUGGESTION 42703'],
    ['an ambiguous column', 'SELECT Id FROM people AS a JOIN people AS b ON a.Id = b.Id', 'AMBIGUOUS_REFERENCE 42704'],
    ['a parameter without a value', 'SELECT :missing', 'UNBOUND_SQL_PARAMETER 42P02'],
    ['a column that is neither grouped nor aggregated', 'SELECT Id, count(*) FROM people', 'MISSING_AGGREGATION 42803'],
    ['a union of unlike columns', 'SELECT 1 UNION ALL SELECT true', 'DATATYPE_MISMATCH.DATA_DIFF_TYPES 42K09'],
    ['a schema in a missing catalog', 'CREATE SCHEMA nowhere.finance', 'NO_SUCH_CATALOG_EXCEPTION 42704'],
    ['a table in a missing schema', 'CREATE TABLE main.nowhere.t (a STRING)', 'SCHEMA_NOT_FOUND 42704'],
    ['a table name with a point', 'CREATE TABLE `a.b` (a STRING)', 'INVALID_NAME 42602'],
    [
      'a column name with a blank',
      'CREATE TABLE blanks (`a b` STRING)',
      'DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES 42K05',
    ],
    ['a nullable key', 'CREATE TABLE keys (a STRING, PRIMARY KEY (a))', 'UC_CONSTRAINT_NULLABLE_PRIMARY_KEY 42831'],
    [
      'five clustering columns',
      'CREATE TABLE wide (a INT, b INT, c INT, d INT, e INT) CLUSTER BY (a, b, c, d, e)',
      'DELTA_CLUSTER_BY_INVALID_NUM_COLUMNS 54000',
    ],
    ['a decimal of 39 digits', 'SELECT CAST(1 AS DECIMAL(39,0))', 'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION 22003'],
    ['a missing value', 'INSERT INTO people (amount) VALUES (NULL)', 'DELTA_NOT_NULL_CONSTRAINT_VIOLATED 23502'],
    [
      'malformed JSON in FAILFAST mode',
      "SELECT inline(from_json('[{\"a\":', 'array<struct<a:string>>', map('mode', 'FAILFAST')))",
      'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION 22023',
    ],
    [
      'a path that is not there',
      "SELECT * FROM read_files('/Volumes/main/finance/mlc_stage/none', format => 'json', schemaHints => 'a STRING', mode => 'FAILFAST') AS r",
      'PATH_NOT_FOUND 42K03',
    ],
  ])('refuses %s', async (_what, sql, expected) => {
    expect(await bench.failure(sql)).toBe(expected);
  });

  it.each([
    ['abc', 'DECIMAL(38,6)', 'CAST_INVALID_INPUT 22018'],
    ['1_000', 'DECIMAL(38,6)', 'CAST_INVALID_INPUT 22018'],
    ['1,000', 'DECIMAL(38,6)', 'CAST_INVALID_INPUT 22018'],
    ['', 'DECIMAL(38,6)', 'CAST_INVALID_INPUT 22018'],
    [`1${nines}`, 'DECIMAL(38,6)', 'NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION 22003'],
    ['1.5', 'BIGINT', 'CAST_INVALID_INPUT 22018'],
    ['0x10', 'BIGINT', 'CAST_INVALID_INPUT 22018'],
    ['9223372036854775808', 'BIGINT', 'CAST_INVALID_INPUT 22018'],
    ['2026-02-30', 'DATE', 'CAST_INVALID_INPUT 22018'],
    ['2026/01/05', 'DATE', 'CAST_INVALID_INPUT 22018'],
    ['tomorrow', 'TIMESTAMP', 'CAST_INVALID_INPUT 22018'],
    ['maybe', 'BOOLEAN', 'CAST_INVALID_INPUT 22018'],
  ])('refuses to cast %s to %s, and try_cast makes it null', async (text, type, expected) => {
    expect(await bench.failure(`SELECT CAST(:x AS ${type})`, { x: text })).toBe(expected);
    expect(await bench.rows(`SELECT CAST(try_cast(:x AS ${type}) AS STRING)`, { x: text })).toEqual([[null]]);
    expect(await bench.failure('SELECT :x', { x: [text, type] })).toBe(expected);
  });

  it.each([
    [`${nines}.999999`, 'DECIMAL(38,6)', `${nines}.999999`],
    [`-${nines}.999999`, 'DECIMAL(38,6)', `-${nines}.999999`],
    ['1.005', 'DECIMAL(18,2)', '1.01'],
    ['-1.005', 'DECIMAL(18,2)', '-1.01'],
    ['0.0000005', 'DECIMAL(38,6)', '0.000001'],
    ['123456789012345678901.0000005', 'DECIMAL(38,6)', '123456789012345678901.000001'],
    ['1e3', 'DECIMAL(38,6)', '1000.000000'],
    [' 7 ', 'DECIMAL(38,12)', '7.000000000000'],
    [' 12 ', 'BIGINT', '12'],
    ['2026-1-5', 'DATE', '2026-01-05'],
    ['2026-01-05T10:00:00.123456Z', 'TIMESTAMP', '2026-01-05 10:00:00.123456'],
    ['2026-01-05T10:00:00+02:00', 'TIMESTAMP', '2026-01-05 08:00:00'],
    ['Yes', 'BOOLEAN', 'true'],
  ])('casts %s to %s as %s', async (text, type, expected) => {
    expect(await bench.rows(`SELECT CAST(CAST(:x AS ${type}) AS STRING)`, { x: text })).toEqual([[expected]]);
  });

  it('adds 38 digits exactly and refuses a sum that does not fit', async () => {
    const two = `SELECT CAST(:a AS DECIMAL(38,6)) AS x UNION ALL SELECT CAST(:b AS DECIMAL(38,6))`;
    expect(
      await bench.rows(`SELECT CAST(sum(x) AS STRING) FROM (${two}) AS v`, { a: `${nines}.999998`, b: '0.000001' }),
    ).toEqual([[`${nines}.999999`]]);
    expect(await bench.failure(`SELECT sum(x) FROM (${two}) AS v`, { a: `${nines}.999999`, b: '0.000001' })).toBe(
      'ARITHMETIC_OVERFLOW 22003',
    );
    expect(
      await bench.failure(`SELECT sum(x) FROM (${two}) AS v`, { a: `${nines}.999999`, b: `${nines}.999999` }),
    ).toBe('ARITHMETIC_OVERFLOW 22003');
    expect(
      await bench.failure(
        'SELECT sum(x) FROM (VALUES (9223372036854775807), (1)) AS v(x)'
          .replace('v(x)', 'v')
          .replaceAll('sum(x)', 'sum(col1)'),
      ),
    ).toBe('ARITHMETIC_OVERFLOW 22003');
  });

  it('has sums of Spark’s types', async () => {
    const status = await bench.submit(
      'SELECT sum(amount) AS a, sum(CAST(1 AS DECIMAL(10,2))) AS b, sum(n) AS c, count(*) AS d FROM people',
    );
    expect(status.manifest?.schema.columns?.map((column) => column['type_text'])).toEqual([
      'DECIMAL(38,6)',
      'DECIMAL(20,2)',
      'BIGINT',
      'BIGINT',
    ]);
    expect(status.result?.data_array).toEqual([['-0.500000', '3.00', '4', '3']]);
  });

  it('knows names without regard to case, and backticks inside backticks', async () => {
    await bench.rows('CREATE TABLE `Odd``Name` (`we``ird` STRING, `SELECT` STRING)');
    await bench.rows("INSERT INTO `odd``name` VALUES ('1', '2')");
    expect(await bench.rows('SELECT t.`WE``IRD`, t.`select` FROM `ODD``NAME` AS t')).toEqual([['1', '2']]);
    expect(await bench.rows('SELECT ID FROM MAIN.Finance.PEOPLE WHERE people.n = 1')).toEqual([['a']]);
  });

  it('joins, groups, and counts as Spark does', async () => {
    expect(await bench.rows('SELECT count(DISTINCT Id, n), count(n), count(*) FROM people')).toEqual([['2', '2', '3']]);
    expect(await bench.rows('SELECT Id FROM people ORDER BY n')).toEqual([['b'], ['a'], ['c']]);
    expect(await bench.rows('SELECT Id FROM people ORDER BY n DESC')).toEqual([['c'], ['a'], ['b']]);
    expect(
      await bench.rows(
        'WITH x AS (SELECT Id FROM people WHERE n IS NULL) SELECT p.Id FROM people AS p LEFT ANTI JOIN x ON p.Id = x.Id ORDER BY 1',
      ),
    ).toEqual([['a'], ['c']]);
    expect(
      await bench.rows('SELECT p.Id FROM people AS p WHERE EXISTS (SELECT 1 FROM people AS q WHERE q.n > p.n)'),
    ).toEqual([['a']]);
    expect(await bench.rows('SELECT Id FROM people WHERE n IN (SELECT 3)')).toEqual([['c']]);
    expect(
      await bench.rows(
        'SELECT Id FROM (SELECT Id, row_number() OVER (ORDER BY Id DESC) AS rn FROM people) AS z WHERE rn = 1',
      ),
    ).toEqual([['c']]);
    expect(
      await bench.rows(
        "SELECT CASE WHEN n IS NULL THEN 'none' ELSE 'some' END AS k, count(*) FROM people GROUP BY k ORDER BY k",
      ),
    ).toEqual([
      ['none', '1'],
      ['some', '2'],
    ]);
  });

  it('treats nulls as Spark does', async () => {
    expect(
      await bench.rows(
        "SELECT NULL <=> NULL, 1 <=> NULL, 1 IS DISTINCT FROM NULL, 1 IS NOT DISTINCT FROM 1, concat('a', NULL), concat_ws('-', 'a', NULL, 'b'), coalesce(NULL, 2)",
      ),
    ).toEqual([['true', 'false', 'true', 'true', null, 'a-b', '2']]);
  });

  it('has the functions that are practised', async () => {
    const sql = `SELECT sha2('a', 256), date_format(TIMESTAMP '2026-01-05T10:00:00.123456Z', "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX"),
      unix_micros(TIMESTAMP '2026-01-05T10:00:00.123456Z'), array_contains(from_json(:docs, 'array<string>'), 'x'),
      to_json(named_struct('a', CAST('1.10' AS DECIMAL(38,6)), 'b', NULL, 'c', 'say "é"')), 'it''s', 'it\\'s', current_catalog()`;
    expect(await bench.rows(sql, { docs: '["x","y"]' })).toEqual([
      [
        'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
        '2026-01-05T10:00:00.123456Z',
        '1767607200123456',
        'true',
        '{"a":1.100000,"c":"say \\"é\\""}',
        'its',
        "it's",
        'main',
      ],
    ]);
    expect(await bench.rows('SELECT current_user()')).toEqual([[bench.system.settings['clientId']]]);
  });

  it('keeps the digits of JSON numbers, and reads JSON null, missing and nested values', async () => {
    const rows = '[{"a":123456789012345678901234567890.10,"b":null},{"b":{"x":[1.10,"é"]}}]';
    expect(
      await bench.rows(
        "SELECT r.a, r.b FROM (SELECT inline(from_json(:rows, 'array<struct<a:string,b:string>>', map('mode', 'FAILFAST')))) AS r",
        { rows },
      ),
    ).toEqual([
      ['123456789012345678901234567890.10', null],
      [null, '{"x":[1.10,"é"]}'],
    ]);
  });

  it('describes its tables, with full types', async () => {
    const rows = await bench.rows(
      "SELECT column_name, full_data_type, is_nullable FROM main.information_schema.columns WHERE table_schema = 'finance' AND table_name = 'people' ORDER BY ordinal_position",
    );
    expect(rows).toEqual([
      ['Id', 'string', 'NO'],
      ['amount', 'decimal(38,6)', 'YES'],
      ['seen', 'timestamp', 'YES'],
      ['n', 'bigint', 'YES'],
    ]);
  });
});

describe('changing tables', () => {
  let bench: Bench;
  beforeAll(async () => {
    bench = await Bench.start();
    await bench.finance();
  });
  afterAll(() => bench.close());

  it('leaves an existing table as it is with IF NOT EXISTS, and refuses without', async () => {
    await bench.rows('CREATE TABLE t (a STRING)');
    await bench.rows('CREATE TABLE IF NOT EXISTS t (b INT)');
    expect(await bench.failure('SELECT b FROM t')).toBe('UNRESOLVED_COLUMN.WITH_SUGGESTION 42703');
    expect(await bench.failure('CREATE TABLE t (b INT)')).toBe('TABLE_OR_VIEW_ALREADY_EXISTS 42P07');
  });

  it('adds columns, and widens only as Delta does', async () => {
    await bench.rows(
      "CREATE TABLE w (a INT, d DECIMAL(10,2), s STRING) TBLPROPERTIES ('delta.enableTypeWidening' = 'true')",
    );
    await bench.rows("INSERT INTO w VALUES (1, CAST('1.25' AS DECIMAL(10,2)), 'x')");
    await bench.rows("ALTER TABLE w ADD COLUMNS (`e` STRING COMMENT 'new', f DATE)");
    await bench.rows('ALTER TABLE w ALTER COLUMN a TYPE BIGINT');
    await bench.rows('ALTER TABLE w ALTER COLUMN d TYPE DECIMAL(38,6)');
    expect(await bench.rows('SELECT * FROM w')).toEqual([['1', '1.250000', 'x', null, null]]);
    for (const change of ['a TYPE INT', 'd TYPE DECIMAL(38,10)', 's TYPE INT', 'a TYPE STRING']) {
      expect(await bench.failure(`ALTER TABLE w ALTER COLUMN ${change}`)).toBe(
        'DELTA_UNSUPPORTED_ALTER_TABLE_CHANGE_COL_OP 0AKDC',
      );
    }
    expect(await bench.failure('ALTER TABLE w ADD COLUMNS (A STRING)')).toBe('FIELD_ALREADY_EXISTS 42710');
    await bench.rows('CREATE TABLE narrow (a INT)');
    expect(await bench.failure('ALTER TABLE narrow ALTER COLUMN a TYPE BIGINT')).toBe(
      'DELTA_UNSUPPORTED_ALTER_TABLE_CHANGE_COL_OP 0AKDC',
    );
  });

  it('records versions, and counters of writes', async () => {
    await bench.rows('CREATE TABLE h (a INT)');
    expect(await bench.rows('INSERT INTO h VALUES (1), (2)')).toEqual([['2', '2']]);
    expect(await bench.rows('UPDATE h SET a = a + 1 WHERE a = 2')).toEqual([['1']]);
    expect(await bench.rows('DELETE FROM h WHERE a = 1')).toEqual([['1']]);
    expect(await bench.rows('DELETE FROM h WHERE a = 99')).toEqual([['0']]);
    const history = await bench.rows('DESCRIBE HISTORY h');
    expect(history.map((row) => [row[0], row[4]])).toEqual([
      ['3', 'DELETE'],
      ['2', 'UPDATE'],
      ['1', 'WRITE'],
      ['0', 'CREATE TABLE'],
    ]);
  });

  it('forgets a dropped table', async () => {
    await bench.rows('CREATE TABLE gone (a INT)');
    await bench.rows('DROP TABLE gone');
    expect(await bench.failure('SELECT * FROM gone')).toBe('TABLE_OR_VIEW_NOT_FOUND 42P01');
    await bench.rows('DROP TABLE IF EXISTS gone');
  });
});
