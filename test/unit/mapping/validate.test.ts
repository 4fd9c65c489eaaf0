import { describe, expect, it } from 'vitest';
import type { FieldEntry } from '../../../shared/mapping/field-catalog.ts';
import type { ColumnMapping, StreamMapping } from '../../../shared/mapping/mapping.ts';
import { mappingRisks } from '../../../shared/mapping/type-rules.ts';
import { validateMapping } from '../../../shared/mapping/validate.ts';
import { invoiceMapping } from './invoice-fixture.ts';

const text = { kind: 'text' } as const;
const json = { kind: 'json' } as const;
const money = { kind: 'decimal', precision: 26, scale: 6 } as const;
const one = (path: string, type: FieldEntry['type'] = text): FieldEntry => ({ path, type, list: false });
const many = (path: string, type: FieldEntry['type'] = text): FieldEntry => ({ path, type, list: true });

const catalog: readonly FieldEntry[] = [
  one('wid'),
  one('company', json),
  one('invoice_date', { kind: 'date' }),
  one('updated_at', { kind: 'timestamp' }),
  one('on_hold', { kind: 'boolean' }),
  one('total', money),
  one('extra', json),
  many('lines', json),
  many('lines.number', { kind: 'integer' }),
  many('lines.amount', money),
  many('lines.memo'),
  many('lines.splits', json),
  many('lines.splits.amount', money),
];

function withColumn(changes: Partial<ColumnMapping>, at: 'header' | 'lines' = 'header'): StreamMapping {
  const column: ColumnMapping = {
    column: 'x',
    type: text,
    path: 'wid',
    transform: { kind: 'copy' },
    required: false,
    ...changes,
  };
  if (at === 'header') {
    return {
      ...invoiceMapping,
      header: { ...invoiceMapping.header, columns: [...invoiceMapping.header.columns, column] },
    };
  }
  return {
    ...invoiceMapping,
    lines: invoiceMapping.lines.map((line) => ({ ...line, columns: [...line.columns, column] })),
  };
}

const problems = (mapping: StreamMapping): string[] =>
  validateMapping(mapping, catalog).map((found) => `${found.column ?? found.table}: ${found.problem}`);

describe('validateMapping', () => {
  it('finds nothing wrong with a sound mapping', () => {
    expect(problems(invoiceMapping)).toEqual([]);
    expect(problems(withColumn({ path: 'company.ids.Company_Reference_ID' }))).toEqual([]);
    expect(problems(withColumn({ path: '^company.name' }, 'lines'))).toEqual([]);
    expect(problems(withColumn({ path: 'lines.memo', transform: { kind: 'join', separator: ', ' } }))).toEqual([]);
    expect(problems(withColumn({ path: 'lines', type: json, transform: { kind: 'to-json' } }))).toEqual([]);
    expect(problems(withColumn({ path: 'anything', transform: { kind: 'constant', value: 'EUR' } }))).toEqual([]);
  });

  it.each<[string, Partial<ColumnMapping>, string]>([
    ['an unknown field', { path: 'nothing' }, 'The source has no field “nothing”.'],
    ['a part of what has no parts', { path: 'total.amount' }, 'The source has no field “total.amount”.'],
    [
      'an unknown second choice',
      { transform: { kind: 'first-of', otherPaths: ['nothing'] } },
      'The source has no field “nothing”.',
    ],
    ['many values as one', { path: 'lines.memo' }, '“lines.memo” has many values: join them, or map them as JSON.'],
    ['a taken name', { column: '_mlc_x' }, 'Names beginning with _mlc_ belong to ml-connector.'],
    [
      'a name that is none',
      { column: 'Größe' },
      '“Größe” is not a name for a table or column: small letters, digits and _ only, beginning with a letter.',
    ],
    [
      'a date as an amount',
      { path: 'invoice_date', type: money },
      '“invoice_date” is a calendar date and can never become DECIMAL(26,6).',
    ],
    [
      'a cut amount',
      { path: 'total', type: money, transform: { kind: 'cut', length: 3 } },
      'Only text can be cut, never an amount, a number or a date.',
    ],
    [
      'joined amounts',
      { path: 'lines.amount', type: money, transform: { kind: 'join', separator: '' } },
      'Joined texts can only go to a text column.',
    ],
    [
      'JSON as an amount',
      { path: 'extra', type: money, transform: { kind: 'to-json' } },
      'JSON can only go to a JSON or text column.',
    ],
    [
      'a trimmed JSON',
      { path: 'extra', type: json, transform: { kind: 'trim' } },
      'A JSON column takes the value as it is: copy it, or map it as JSON.',
    ],
    ['an empty fixed value', { transform: { kind: 'constant', value: ' ' } }, 'A fixed value must not be empty.'],
    [
      'a fixed value that is no amount',
      { type: money, transform: { kind: 'constant', value: '1.190,00' } },
      'The fixed value “1.190,00” is not DECIMAL(26,6).',
    ],
    [
      'a fixed amount that would be rounded',
      { type: money, transform: { kind: 'constant', value: '0.0000001' } },
      'The fixed value “0.0000001” is not DECIMAL(26,6).',
    ],
    [
      'more decimals than digits',
      { path: 'total', type: { kind: 'decimal', precision: 2, scale: 3 } },
      'DECIMAL(2,3) has more digits after the point than in all.',
    ],
  ])('refuses %s', (_, changes, problem) => {
    expect(problems(withColumn(changes))).toEqual([`${changes.column ?? 'x'}: ${problem}`]);
  });

  it('refuses a column that is mapped twice', () => {
    expect(problems(withColumn({ column: 'total' }))).toEqual(['total: The column is mapped twice.']);
  });

  it('refuses many values also where a second list stands between', () => {
    expect(problems(withColumn({ path: 'splits.amount', type: money }, 'lines'))).toEqual([
      'x: “lines.splits.amount” has many values: join them, or map them as JSON.',
    ]);
  });

  it('refuses keys that are missing, optional, twice or of a type that is no key', () => {
    const keyed = (keyColumns: string[], changes: Partial<ColumnMapping> = {}): string[] => {
      const mapping = withColumn(changes);
      return problems({ ...mapping, header: { ...mapping.header, keyColumns } });
    };
    expect(keyed(['nothing'])).toEqual(['nothing: The key column has no mapping.']);
    expect(keyed(['x']).at(0)).toBe('x: A key column must be required: rows without it cannot be told apart.');
    expect(keyed(['x'], { required: true, path: 'total', type: money }).at(0)).toBe(
      'x: A key column must be text, a whole number or a date.',
    );
    expect(keyed(['invoice_wid', 'invoice_wid']).at(0)).toBe('invoice_wid: The column is named twice in the key.');
  });

  it('refuses lines without a list, without a number, with another document key or another’s table', () => {
    const lines = (changes: object): string[] =>
      problems({ ...invoiceMapping, lines: invoiceMapping.lines.map((line) => ({ ...line, ...changes })) });
    expect(lines({ keyColumns: ['invoice_wid'] })).toEqual([
      'invoice_lines: A table of lines needs the document’s key and a number of the line as its key.',
    ]);
    expect(lines({ keyColumns: ['line_number', 'invoice_wid'] })).toEqual([
      'line_number: The first key column must be the document’s key: the same type, from “^wid”.',
    ]);
    expect(lines({ table: 'invoices' })).toEqual(['invoices: The table name “invoices” is used twice.']);
    expect(lines({ listPath: 'total' })).toContain('invoice_lines: The source has no list “total”.');
  });
});

describe('mappingRisks', () => {
  it('names what may be rejected record by record, without refusing the mapping', () => {
    const narrow = withColumn({ path: 'total', type: { kind: 'decimal', precision: 10, scale: 2 } });
    const number = withColumn({ path: 'wid', type: { kind: 'integer' } });
    expect(problems(narrow)).toEqual([]);
    expect(mappingRisks(narrow, catalog).map((found) => found.problem)).toEqual([
      'A record is rejected where an amount does not fit DECIMAL(10,2) exactly.',
    ]);
    expect(mappingRisks(number, catalog).map((found) => found.problem)).toEqual([
      'A record is rejected where the text is not a whole number.',
    ]);
    expect(mappingRisks(invoiceMapping, catalog)).toEqual([]);
  });

  it('judges a lookup by what it gives, not by what it reads', () => {
    const flag = (table: Record<string, string>, otherwise?: string) =>
      withColumn({ path: 'wid', type: { kind: 'boolean' }, transform: { kind: 'lookup', table, otherwise } });
    expect(mappingRisks(flag({ APPROVED: 'true' }, 'false'), catalog)).toEqual([]);
    expect(mappingRisks(flag({ APPROVED: 'yes' }, 'false'), catalog).map((found) => found.problem)).toEqual([
      'A record is rejected where the text is not true or false.',
    ]);
  });
});
