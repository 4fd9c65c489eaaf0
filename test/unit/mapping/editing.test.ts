import { describe, expect, it } from 'vitest';
import {
  autoMatch,
  columnFor,
  columnNameFor,
  fieldChoices,
  matchReason,
  unmappedFields,
  type ListedField,
} from '../../../shared/mapping/field-choices.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import { diffCount, diffTable, sameMapping } from '../../../shared/mapping/mapping-diff.ts';
import { mappingRisks } from '../../../shared/mapping/type-rules.ts';
import { totalsProblems } from '../../../shared/mapping/totals-columns.ts';
import { validateMapping } from '../../../shared/mapping/validate.ts';
import type { TotalsSpec } from '../../../shared/model/totals.ts';
import { phraseIn } from '../../../shared/phrases/phrases.ts';

const text = { kind: 'text' } as const;
const json = { kind: 'json' } as const;
const money = { kind: 'decimal', precision: 38, scale: 6 } as const;
const copy = { kind: 'copy' } as const;

const catalog: ListedField[] = [
  { path: 'wid', type: text, list: false },
  { path: 'invoice_number', type: text, list: false },
  { path: 'supplier', type: json, list: false, reference: true },
  { path: 'currency', type: json, list: false, reference: true },
  { path: 'total', type: money, list: false },
  { path: 'lines', type: json, list: true },
  { path: 'lines.memo', type: text, list: true },
  { path: 'lines.amount', type: money, list: true },
  { path: 'lines.item', type: json, list: true, reference: true },
];

const mapping: StreamMapping = {
  version: 1,
  header: {
    table: 'invoices',
    keyColumns: ['wid'],
    columns: [
      { column: 'wid', type: text, path: 'wid', transform: copy, required: true },
      { column: 'supplier_name', type: text, path: 'supplier.name', transform: copy, required: false },
      { column: 'currency_code', type: text, path: 'currency.ids.Currency_ID', transform: copy, required: true },
      { column: 'total', type: money, path: 'total', transform: copy, required: false },
    ],
  },
  lines: [],
};
const totals: TotalsSpec = {
  companyColumn: null,
  amounts: [{ name: 'total', table: 'invoices', column: 'total', currencyColumn: 'currency_code' }],
};

function withColumns(columns: StreamMapping['header']['columns']): StreamMapping {
  return { ...mapping, header: { ...mapping.header, columns } };
}

describe('fields to choose from', () => {
  it('are, for a header, its own fields, references taken apart, and lists as wholes', () => {
    expect(fieldChoices(catalog, null).map((one) => `${one.path}${one.many ? '*' : ''}`)).toEqual([
      'wid',
      'invoice_number',
      'supplier.name',
      'supplier.wid',
      'supplier',
      'currency.name',
      'currency.wid',
      'currency',
      'total',
      'lines*',
    ]);
  });

  it('are, for lines, those of the line by their own paths, then those of the record', () => {
    const paths = fieldChoices(catalog, 'lines').map((one) => one.path);
    expect(paths.slice(0, 5)).toEqual(['memo', 'amount', 'item.name', 'item.wid', 'item']);
    expect(paths).toContain('^supplier.name');
    expect(paths).not.toContain('^lines.memo');
  });

  it('are not mapped yet where no column takes them or a part of them', () => {
    expect(unmappedFields(mapping.header, fieldChoices(catalog, null)).map((one) => one.path)).toEqual([
      'invoice_number',
      'supplier.wid',
      'currency.name',
      'currency.wid',
      'lines',
    ]);
  });

  it('each make a column that can be used, whatever is taken already', () => {
    const choices = fieldChoices(catalog, null);
    for (const choice of choices) {
      const column = columnFor(choice, ['total', 'lines']);
      expect(validateMapping(withColumns([...mapping.header.columns, { ...column, column: 'x' }]), catalog)).toEqual(
        [],
      );
      expect(['total', 'lines']).not.toContain(column.column);
    }
    expect(columnNameFor('^supplier.ids.Supplier_ID')).toBe('supplier_id');
    expect(columnNameFor('9.Ümlaut-x')).toBe('mlaut_x');
  });
});

describe('matching by name', () => {
  const choices = fieldChoices(catalog, null);

  it.each([
    ['invoice_number', 'invoice_number', 'same-name'],
    ['supplier_name', 'supplier.name', 'reference-part'],
    ['number', 'invoice_number', 'similar-name'],
  ])('finds for %s the field %s (%s)', (column, path, reason) => {
    expect(autoMatch(column, choices)).toMatchObject({ choice: { path }, reason });
  });

  it('finds nothing where no name is alike, and says so of a field that was chosen all the same', () => {
    expect(autoMatch('weather', choices)).toBeNull();
    expect(matchReason({ column: 'weather', path: 'wid', transform: copy })).toBe('chosen');
    expect(matchReason({ column: 'weather', path: '', transform: { kind: 'constant', value: 'x' } })).toBe('constant');
  });
});

describe('the difference from the default', () => {
  it('names what was changed, added, renamed and removed', () => {
    const [wid, supplier, currency, total] = mapping.header.columns;
    if (wid === undefined || supplier === undefined || currency === undefined || total === undefined)
      throw new Error('?');
    const edited = withColumns([wid, { ...supplier, column: 'vendor' }, { ...currency, required: false }, total]);
    const diff = diffTable(edited.header, mapping.header);
    expect(Object.fromEntries(diff.states)).toEqual({
      wid: 'default',
      vendor: 'added',
      currency_code: 'changed',
      total: 'default',
    });
    expect(diff.removed.map((one) => one.column)).toEqual(['supplier_name']);
    expect(diffCount(edited, mapping)).toBe(3);
    expect(sameMapping(edited, mapping)).toBe(false);
    expect(sameMapping({ ...mapping, version: 7 }, mapping)).toBe(true);
  });
});

describe('what control totals need', () => {
  it('is missed by its own sentence, and an amount stays an amount', () => {
    const [wid, supplier, currency, total] = mapping.header.columns;
    if (wid === undefined || supplier === undefined || currency === undefined || total === undefined)
      throw new Error('?');
    expect(totalsProblems(mapping, totals)).toEqual([]);
    const said = (columns: StreamMapping['header']['columns']): string[] =>
      totalsProblems(withColumns(columns), totals).map((one) => `${one.column ?? ''}: ${one.problem}`);
    expect(said([wid, currency])).toEqual(['total: The column is missing: control totals are computed from it.']);
    expect(said([wid, total])).toEqual([
      'currency_code: The currency is missing: amounts cannot be summed without it.',
    ]);
    expect(said([wid, currency, { ...total, type: text }])).toEqual([
      'total: Control totals are computed from it: it must be a decimal.',
    ]);
    const renamed = { ...mapping, header: { ...mapping.header, table: 'other' } };
    expect(totalsProblems(renamed, totals).map((one) => one.column)).toEqual([null]);
  });
});

describe('risks', () => {
  it('tell that texts are cut, and every sentence there is has a Dutch one', () => {
    const [wid] = mapping.header.columns;
    if (wid === undefined) throw new Error('?');
    const cut = { ...wid, column: 'short', required: false, transform: { kind: 'cut', length: 12 } as const };
    const odd = [
      { ...cut, column: 'amount', type: money },
      { ...wid, column: 'yes', path: 'total', type: { kind: 'boolean' } as const },
      { ...wid, column: 'many', path: 'lines' },
      { ...wid, column: 'sum', path: 'lines', type: money, transform: { kind: 'join', separator: ' ' } as const },
      { ...wid, column: 'tree', type: money, transform: { kind: 'to-json' } as const },
      { ...wid, column: 'leaf', type: json, transform: { kind: 'trim' } as const },
    ];
    const edited = withColumns([...mapping.header.columns, cut, ...odd]);
    const narrow = withColumns([{ ...wid, column: 'n', path: 'total', type: { ...money, precision: 9, scale: 2 } }]);
    expect(mappingRisks(withColumns([cut]), catalog).map((one) => one.problem)).toEqual([
      'Longer texts lose what is behind 12 characters.',
    ]);
    const sentences = [
      ...validateMapping(edited, catalog, totals),
      ...mappingRisks(edited, catalog),
      ...mappingRisks(narrow, catalog),
      ...totalsProblems(withColumns([wid]), totals),
    ].map((one) => one.problem);
    expect(new Set(sentences).size).toBeGreaterThan(9);
    for (const sentence of sentences) expect(phraseIn('nl', sentence), sentence).not.toBe(sentence);
  });
});
