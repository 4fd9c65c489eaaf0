import { describe, expect, it } from 'vitest';
import type { ColumnMapping, StreamMapping, Transform } from '../../../shared/mapping/mapping.ts';
import type { JsonObject, JsonValue } from '../../../shared/model/json.ts';
import { invoiceFields, invoiceMapping, mapped, reasonsOf } from './invoice-fixture.ts';

function withColumn(column: Partial<ColumnMapping>): StreamMapping {
  const added: ColumnMapping = {
    column: 'x',
    type: { kind: 'text' },
    path: 'x',
    transform: { kind: 'copy' },
    required: false,
    ...column,
  };
  return {
    ...invoiceMapping,
    header: { ...invoiceMapping.header, columns: [...invoiceMapping.header.columns, added] },
  };
}

function cell(column: Partial<ColumnMapping>, x: JsonValue): unknown {
  const fields: JsonObject = { ...invoiceFields, x };
  const reasons = reasonsOf(fields, withColumn(column));
  return reasons.length > 0
    ? reasons.map((one) => one.code).join()
    : mapped(fields, withColumn(column)).header.values['x'];
}

describe('a mapped document', () => {
  it('carries typed cells, keys and every line table', () => {
    const document = mapped(invoiceFields);
    expect(document.header.key).toEqual(['W1']);
    expect(document.header.values).toEqual({
      invoice_wid: 'W1',
      company_id: 'CO-100',
      invoice_date: '2026-11-03',
      updated_at: '2026-11-03T09:12:09.113Z',
      on_hold: false,
      total: '1190',
      extra: '{"a":["x",{"c":null,"d":"1"}],"b":"2"}',
    });
    expect(document.lines['invoice_lines']?.map((row) => row.key)).toEqual([
      ['W1', '1'],
      ['W1', '2'],
    ]);
    expect(document.lines['invoice_lines']?.[1]?.values).toEqual({
      invoice_wid: 'W1',
      line_number: '2',
      amount: '190',
      memo: null,
    });
  });

  it('has an empty set for a line table without lines', () => {
    expect(mapped({ ...invoiceFields, lines: [] }).lines).toEqual({ invoice_lines: [] });
    expect(mapped({ wid: 'W1', company: invoiceFields.company }).lines).toEqual({ invoice_lines: [] });
  });
});

describe('reasons', () => {
  it('names every fault of a record at once, lines by their own number', () => {
    const fields = {
      wid: 'W1',
      company: null,
      invoice_date: '2026-02-30',
      total: '1.0000001',
      lines: [
        { number: '10', amount: '1' },
        { number: '20', amount: 'ten' },
      ],
    };
    expect(reasonsOf(fields)).toEqual([
      { code: 'RECORD_FIELD_MISSING', field: 'company_id', value: null, expected: 'a value' },
      {
        code: 'RECORD_DATE_INVALID',
        field: 'invoice_date',
        value: '2026-02-30',
        expected: 'a calendar date YYYY-MM-DD',
      },
      { code: 'RECORD_DECIMAL_DOES_NOT_FIT', field: 'total', value: '1.0000001', expected: 'DECIMAL(38,6)' },
      { code: 'RECORD_DECIMAL_INVALID', field: 'lines[20].amount', value: 'ten', expected: 'DECIMAL(38,6)' },
    ]);
  });

  it('names a line without a number by its place', () => {
    const lines = [{ number: '1' }, { amount: '5' }];
    expect(reasonsOf({ ...invoiceFields, lines })).toEqual([
      { code: 'RECORD_KEY_MISSING', field: 'lines[2].line_number', value: null, expected: 'a value' },
    ]);
  });

  it('rejects two lines of the same number, however it is written', () => {
    const lines = [{ number: '1' }, { number: '01' }];
    expect(reasonsOf({ ...invoiceFields, lines }).map((one) => [one.code, one.field, one.value])).toEqual([
      ['RECORD_LINE_KEY_REPEATED', 'lines.line_number', '1'],
    ]);
  });

  it.each([
    ['1 2 3 4', []],
    ['3 1 2', []],
    ['1 2 2 3', ['2']],
    ['1 2 3 1', ['1']],
    ['1 2 5 3 5 2', ['5', '2']],
    ['2 2 2', ['2', '2']],
  ])('finds each line of %s whose number was there before', (numbers, repeated) => {
    const lines = numbers.split(' ').map((number) => ({ number }));
    expect(reasonsOf({ ...invoiceFields, lines }).map((one) => one.value)).toEqual(repeated);
  });

  it('rejects a document without its key, and one whose key is not the record’s', () => {
    expect(reasonsOf({ ...invoiceFields, wid: '' })[0]?.code).toBe('RECORD_KEY_MISSING');
    const trimmed = withColumn({});
    const other = {
      ...trimmed,
      header: {
        ...trimmed.header,
        columns: trimmed.header.columns.map((one) => (one.column === 'invoice_wid' ? { ...one, path: 'x' } : one)),
      },
    };
    expect(reasonsOf({ ...invoiceFields, x: 'W2' }, other)[0]?.code).toBe('RECORD_KEY_DIFFERS');
  });

  it('rejects lines that are no list, and a line that has no fields', () => {
    expect(reasonsOf({ ...invoiceFields, lines: 'none' }).map((one) => one.code)).toEqual(['RECORD_LINES_INVALID']);
    expect(reasonsOf({ ...invoiceFields, lines: ['x'] }).map((one) => one.field)).toEqual(['lines[1]']);
  });
});

describe('conversion', () => {
  it.each<[Partial<ColumnMapping>['type'], JsonValue, unknown]>([
    [{ kind: 'integer' }, '-007', '-7'],
    [{ kind: 'integer' }, '-0', '0'],
    [{ kind: 'integer' }, 5, '5'],
    [{ kind: 'integer' }, '9223372036854775807', '9223372036854775807'],
    [{ kind: 'integer' }, '9223372036854775808', 'RECORD_INTEGER_INVALID'],
    [{ kind: 'integer' }, '1.0', 'RECORD_INTEGER_INVALID'],
    [{ kind: 'decimal', precision: 38, scale: 6 }, 0.1, 'RECORD_DECIMAL_INVALID'],
    [{ kind: 'decimal', precision: 38, scale: 6 }, '', null],
    [{ kind: 'date' }, '2024-02-29', '2024-02-29'],
    [{ kind: 'date' }, '2023-02-29', 'RECORD_DATE_INVALID'],
    [{ kind: 'date' }, '2026-11-03-08:00', 'RECORD_DATE_INVALID'],
    [{ kind: 'timestamp' }, '2026-01-01T00:30:00.120000+01:00', '2025-12-31T23:30:00.12Z'],
    [{ kind: 'timestamp' }, '2026-11-03T01:12:09.123456-08:00', '2026-11-03T09:12:09.123456Z'],
    [{ kind: 'timestamp' }, '2026-11-03T01:12:09.1234567Z', 'RECORD_TIMESTAMP_INVALID'],
    [{ kind: 'timestamp' }, '2026-11-03T01:12:09.1234560Z', '2026-11-03T01:12:09.123456Z'],
    [{ kind: 'timestamp' }, '2026-11-03T01:12:09', 'RECORD_TIMESTAMP_INVALID'],
    [{ kind: 'timestamp' }, '9999-12-31T23:59:59-08:00', 'RECORD_TIMESTAMP_INVALID'],
    [{ kind: 'timestamp' }, '0001-01-01T00:00:00+08:00', 'RECORD_TIMESTAMP_INVALID'],
    [{ kind: 'boolean' }, '1', true],
    [{ kind: 'boolean' }, '0', false],
    [{ kind: 'boolean' }, 'yes', 'RECORD_BOOLEAN_INVALID'],
    [{ kind: 'text' }, '  Ωmega <b>&amp;\n ', '  Ωmega <b>&amp;\n '],
    [{ kind: 'text' }, 'a\u0000b', 'RECORD_TEXT_INVALID'],
    [{ kind: 'text' }, 'a\ud800b', 'RECORD_TEXT_INVALID'],
    [{ kind: 'text' }, { a: '1' }, 'RECORD_TEXT_INVALID'],
    [{ kind: 'json' }, [], '[]'],
  ])('to %o of %o gives %o', (type, value, expected) => {
    expect(cell({ ...(type === undefined ? {} : { type }) }, value)).toEqual(expected);
  });

  it('rejects JSON nested beyond all reason instead of overflowing', () => {
    let deep: JsonValue = 'x';
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    expect(cell({ type: { kind: 'json' } }, deep)).toBe('RECORD_JSON_TOO_DEEP');
  });
});

describe('transforms', () => {
  it.each<[Transform, JsonValue, unknown]>([
    [{ kind: 'trim' }, '  a ', 'a'],
    [{ kind: 'trim' }, '   ', null],
    [{ kind: 'first-of', otherPaths: ['wid'] }, '', 'W1'],
    [{ kind: 'first-of', otherPaths: ['wid'] }, 'own', 'own'],
    [{ kind: 'constant', value: 'EUR' }, null, 'EUR'],
    [{ kind: 'lookup', table: { A: 'Approved' } }, 'A', 'Approved'],
    [{ kind: 'lookup', table: { A: 'Approved' } }, 'toString', 'RECORD_VALUE_NOT_LISTED'],
    [{ kind: 'lookup', table: { A: 'Approved' }, otherwise: null }, 'B', null],
    [{ kind: 'join', separator: '; ' }, ['a', null, 'b'], 'a; b'],
    [{ kind: 'join', separator: '; ' }, [], null],
    [{ kind: 'to-json' }, { b: '1', a: '2' }, '{"a":"2","b":"1"}'],
    [{ kind: 'cut', length: 2 }, 'a😀b', 'a😀'],
  ])('%o of %o gives %o', (transform, value, expected) => {
    expect(cell({ transform }, value)).toEqual(expected);
  });

  it('reads the same field of every item of a list', () => {
    expect(
      cell({ path: 'x.name', transform: { kind: 'join', separator: ', ' } }, [{ name: 'a' }, {}, { name: 'b' }]),
    ).toBe('a, b');
  });

  it('never reads what a record does not have itself', () => {
    expect(cell({ path: 'x.constructor.name' }, {})).toBe(null);
    expect(cell({ path: 'x.__proto__' }, {})).toBe(null);
  });
});
