import { describe, expect, it } from 'vitest';
import { sourceInstant, splitRows } from '../../../main/connectors/databricks/encode.ts';
import { canWiden, holds, normaliseType } from '../../../main/connectors/databricks/sql/types.ts';
import { exactText, instantText } from '../../../main/connectors/databricks/values.ts';

describe('values on their way from the warehouse', () => {
  it.each([
    ['100.000000', '100'],
    ['0E-12', '0'],
    ['1.5E+3', '1500'],
    ['-1.25e-3', '-0.00125'],
    ['99999999999999999999999999999999.999999', '99999999999999999999999999999999.999999'],
    ['n/a', 'n/a'],
  ])('reads the number %s exactly', (text, exact) => {
    expect(exactText(text)).toBe(exact);
  });

  it.each([
    ['1793700000123456', '2026-11-03T10:00:00.123456Z'],
    ['0', '1970-01-01T00:00:00Z'],
    ['-1', '1969-12-31T23:59:59.999999Z'],
  ])('reads the moment %s to the microsecond', (micros, text) => {
    expect(instantText(micros)).toBe(text);
  });

  it('sends a calendar date of the source as midnight UTC, and an instant as it is', () => {
    expect([sourceInstant('2026-11-03'), sourceInstant('2026-11-03T10:00:00.5Z'), sourceInstant(null)]).toEqual([
      '2026-11-03T00:00:00Z',
      '2026-11-03T10:00:00.5Z',
      null,
    ]);
  });

  it('splits rows by bytes, not by characters, and keeps a row that is larger than a part', () => {
    const rows = ['"ää"', '"b"', `"${'c'.repeat(40)}"`, '"d"'];
    const parts = splitRows({ table: 't', rows, bytes: 0 }, 12);
    expect(parts.map((part) => part.rows)).toEqual([['"ää"', '"b"'], [rows[2]], ['"d"']]);
  });
});

describe('types of columns', () => {
  it.each([
    ['INT', 'BIGINT', true],
    ['DECIMAL(10,2)', 'DECIMAL(38,6)', true],
    ['DECIMAL(38,6)', 'DECIMAL(38,10)', false],
    ['BIGINT', 'DECIMAL(38,6)', true],
    ['BIGINT', 'INT', false],
    ['DECIMAL(38,6)', 'STRING', false],
    ['STRING', 'DATE', false],
  ])('%s to %s can be widened: %s', (from, to, expected) => {
    expect(canWiden(from, to)).toBe(expected);
  });

  it('takes a wider column as it is, and knows one type in several spellings', () => {
    expect(holds('DECIMAL(38,12)', 'DECIMAL(20,6)')).toBe(true);
    expect(holds('DECIMAL(20,6)', 'DECIMAL(38,12)')).toBe(false);
    expect(['decimal(38, 6)', 'integer', 'long'].map(normaliseType)).toEqual(['DECIMAL(38,6)', 'INT', 'BIGINT']);
  });
});
