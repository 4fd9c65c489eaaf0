import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fieldCatalog } from '../../../main/connectors/exact/fields.ts';
import { streamSpecs } from '../../../main/connectors/exact/streams/streams.ts';
import { exactDatabricks } from '../../../main/integrations/exact-databricks/integration.ts';
import { entryBalance } from '../../../main/integrations/exact-databricks/ledger.ts';
import type { Dimensions } from '../../../main/ports/integration.ts';
import { errorText } from '../../../shared/errors/codes.ts';
import { totalsProblems } from '../../../shared/mapping/totals-columns.ts';
import { compileMapping } from '../../../shared/mapping/apply.ts';
import { mappingRisks } from '../../../shared/mapping/type-rules.ts';
import { validateMapping } from '../../../shared/mapping/validate.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { SourceRecord } from '../../../shared/model/record.ts';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

function streamOf(id: string): (typeof exactDatabricks.streams)[number] {
  const found = exactDatabricks.streams.find((stream) => stream.id === id);
  if (found === undefined) throw new Error(`no stream ${id}`);
  return found;
}

function record(fields: JsonObject): SourceRecord {
  return {
    key: '["1","e1"]',
    label: '1',
    changedAt: null,
    timeKind: 'as_of',
    fields: { division_code: '1', ...fields },
  };
}

/** Reference data as a flow has it: of streams that are left out nothing is known. */
function dimensions(known: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>): Dimensions {
  return {
    knows: (stream) => stream in known,
    find: (stream, name) => known[stream]?.[name] ?? null,
  };
}

describe('default mappings and what the Exact connector gives', () => {
  it('has a mapping for every stream of the connector, in its order', () => {
    expect(exactDatabricks.streams.map(({ id }) => id)).toEqual(streamSpecs.map(({ id }) => id));
    expect(exactDatabricks.streams.map(({ label }) => label)).toEqual(streamSpecs.map(({ label }) => label));
  });

  it.each(exactDatabricks.streams.map((stream) => [stream.id, stream] as const))(
    '%s uses only fields that are there, in types that hold them, and sums columns that it has',
    (id, { defaultMapping, totals }) => {
      const catalog = fieldCatalog[id] ?? [];
      expect(catalog.length).toBeGreaterThan(6);
      expect(validateMapping(defaultMapping, catalog, totals)).toEqual([]);
      expect(mappingRisks(defaultMapping, catalog)).toEqual([]);
      expect(totalsProblems(defaultMapping, totals)).toEqual([]);
      expect(new Set(catalog.map(({ path }) => path)).size).toBe(catalog.length);
    },
  );

  it.each(exactDatabricks.streams.map((stream) => [stream.id, stream.defaultMapping] as const))(
    '%s leaves no field of the source out',
    (id, mapping) => {
      const own = [
        ...mapping.header.columns.map(({ path }) => path),
        ...mapping.lines.flatMap(({ columns }) =>
          columns.map(({ path }) => (path.startsWith('^') ? path.slice(1) : `lines.${path}`)),
        ),
      ];
      const unmapped = (fieldCatalog[id] ?? []).map(({ path }) => path).filter((path) => !own.includes(path));
      // A line's own change is that of its document.
      expect(unmapped.filter((path) => path !== 'lines' && path !== 'lines.modified')).toEqual([]);
    },
  );

  it('gives every table the company and the id as its key', () => {
    for (const { defaultMapping } of exactDatabricks.streams) {
      const { header, lines } = defaultMapping;
      expect(header.keyColumns[0]).toBe('division_code');
      expect(header.keyColumns).toHaveLength(2);
      expect(header.table).toMatch(/^exact_/);
      for (const line of lines) expect(line.keyColumns).toEqual([...header.keyColumns, 'line_id']);
    }
  });
});

describe('journal entries', () => {
  const entry = (...amounts: readonly string[]): SourceRecord =>
    record({
      lines: amounts.map((amount, at) => ({
        id: `l${String(at)}`,
        debit_dc: amount.startsWith('-') ? '0' : amount,
        credit_dc: amount.startsWith('-') ? amount.slice(1) : '0',
      })),
    });

  it('is rejected unless debits equal credits, to the last digit', () => {
    expect(entryBalance(entry('100.10', '-60.05', '-40.05'))).toEqual([]);
    expect(entryBalance(entry('18.50', '-18.49'))).toEqual([
      { code: 'RECORD_UNBALANCED', field: 'lines.debit_dc', value: '18.5', expected: '18.49' },
    ]);
    expect(entryBalance(entry('0.1', '0.2', '-0.3'))).toEqual([]);
  });
});

describe('allocations', () => {
  const known = dimensions({
    gl_accounts: {
      '1/a-any': { code: '4000', blocked: false, useCostcenter: '0' },
      '1/a-must': { code: '4100', blocked: false, useCostcenter: '1' },
      '1/a-none': { code: '1000', blocked: false, useCostcenter: '2' },
      '1/a-shut': { code: '4900', description: 'Old costs', blocked: true, useCostcenter: '0' },
      '2/a-other': { code: '4000', blocked: false, useCostcenter: '0' },
    },
    cost_centers: {
      '1/CC-1': { endDate: null, active: true },
      '1/CC-ENDED': { description: 'Closed shop', endDate: '2026-06-30', active: true },
      '1/CC-OFF': { endDate: null, active: false },
    },
  });
  const waits = (id: string, line: JsonObject, header: JsonObject = {}) =>
    streamOf(id).waitsFor?.(
      record({
        division_name: 'Amstel',
        status: '20',
        entry_date: '2026-07-01',
        ...header,
        lines: [{ line_number: '3', ...line }],
      }),
      known,
    ) ?? [];
  const codes = (line: JsonObject, header: JsonObject = {}) =>
    waits('purchase_entries', line, header).map(({ code }) => code);

  it.each([
    [{ gl_account: 'a-any' }, []],
    [{ gl_account: 'a-any', cost_center: 'CC-1' }, []],
    [{ gl_account: 'a-must', cost_center: 'CC-1' }, []],
    [{ gl_account: 'a-none' }, []],
    [{ gl_account: 'a-any', cost_center: 'CC-ENDED', date: '2026-06-30' }, []],
    [{ gl_account: null, cost_center: null }, []],
    [{ gl_account: 'a-new' }, ['ALLOCATION_ACCOUNT_UNKNOWN']],
    [{ gl_account: 'a-other' }, ['ALLOCATION_ACCOUNT_UNKNOWN']],
    [{ gl_account: 'a-shut' }, ['ALLOCATION_ACCOUNT_BLOCKED']],
    [{ gl_account: 'a-must' }, ['ALLOCATION_COST_CENTER_MISSING']],
    [{ gl_account: 'a-none', cost_center: 'CC-1' }, ['ALLOCATION_COST_CENTER_NOT_PERMITTED']],
    [{ gl_account: 'a-any', cost_center: 'CC-NEW' }, ['ALLOCATION_COST_CENTER_UNKNOWN']],
    [{ gl_account: 'a-any', cost_center: 'CC-OFF' }, ['ALLOCATION_COST_CENTER_INACTIVE']],
    [{ gl_account: 'a-any', cost_center: 'CC-ENDED' }, ['ALLOCATION_COST_CENTER_ENDED']],
    [{ gl_account: 'a-any', cost_center: 'CC-ENDED', date: '2026-07-02' }, ['ALLOCATION_COST_CENTER_ENDED']],
    [{ gl_account: 'a-new', cost_center: 'CC-NEW' }, ['ALLOCATION_ACCOUNT_UNKNOWN', 'ALLOCATION_COST_CENTER_UNKNOWN']],
  ] as const)('%j: %j', (line, expected) => {
    expect(codes(line)).toEqual(expected);
  });

  it('names the line, what stands there and what it waits for', () => {
    expect(
      waits('purchase_entries', { gl_account: 'a-new', gl_account_code: '4444', cost_center: 'CC-ENDED' }),
    ).toEqual([
      {
        code: 'ALLOCATION_ACCOUNT_UNKNOWN',
        field: 'lines[3].gl_account',
        value: '4444',
        called: '4444 (Amstel)',
        expected: null,
        waitsFor: { stream: 'gl_accounts', name: '1/a-new' },
      },
      {
        code: 'ALLOCATION_COST_CENTER_ENDED',
        field: 'lines[3].cost_center',
        value: 'CC-ENDED',
        called: 'CC-ENDED Closed shop (Amstel)',
        expected: '2026-06-30',
        waitsFor: { stream: 'cost_centers', name: '1/CC-ENDED' },
      },
    ]);
    expect(errorText('ALLOCATION_COST_CENTER_ENDED').kind).toBe('record');
  });

  it('calls accounts and cost centers as people do, by the line where nothing else is known of them, by the id last of all', () => {
    const called = (line: JsonObject, header: JsonObject = {}) =>
      waits('journal_entries', line, header).map((reason) => reason.called);
    expect(called({ gl_account: 'a-shut' })).toEqual(['4900 Old costs (Amstel)']);
    expect(called({ gl_account: 'a-shut', gl_account_code: '4901', gl_account_description: 'Of the line' })).toEqual([
      '4901 Old costs (Amstel)',
    ]);
    const named = { gl_account_code: '4444', gl_account_description: 'New costs', cost_center_description: 'New shop' };
    expect(called({ gl_account: 'a-new', cost_center: 'CC-NEW', ...named })).toEqual([
      '4444 New costs (Amstel)',
      'CC-NEW New shop (Amstel)',
    ]);
    expect(called({ gl_account: 'a-new' }, { division_name: null })).toEqual(['a-new (1)']);
  });

  it('checks nothing against reference data that was not read whole, nor an entry that Exact itself rejected', () => {
    const entry = record({ status: '20', lines: [{ gl_account: 'a-new', cost_center: 'CC-NEW' }] });
    const { waitsFor } = streamOf('journal_entries');
    expect(waitsFor?.(entry, dimensions({}))).toEqual([]);
    expect(waitsFor?.(entry, dimensions({ gl_accounts: {} })).map(({ code }) => code)).toEqual([
      'ALLOCATION_ACCOUNT_UNKNOWN',
    ]);
    expect(codes({ gl_account: 'a-new' }, { status: '5' })).toEqual([]);
  });

  it('checks invoices, entries and journals, and no purchase orders', () => {
    const checked = exactDatabricks.streams.flatMap(({ id, waitsFor }) => (waitsFor === undefined ? [] : [id]));
    expect(checked).toEqual([
      'purchase_entries',
      'purchase_invoices',
      'sales_invoices',
      'journal_entries',
      'bank_entries',
    ]);
  });

  it('knows GL accounts by company and id, cost centers by company and code', () => {
    expect(
      streamOf('gl_accounts').dimension?.(
        record({ ...{ id: 'a1', code: '4000', description: 'Costs' }, is_blocked: true, use_costcenter: '1' }),
      ),
    ).toEqual({
      name: '1/a1',
      facts: { code: '4000', description: 'Costs', blocked: true, useCostcenter: '1' },
    });
    const center = streamOf('cost_centers').dimension;
    expect(center?.(record({ id: 'c1', code: 'CC-1', end_date: '2026-01-31', active: null }))).toEqual({
      name: '1/CC-1',
      facts: { description: null, endDate: '2026-01-31', active: true },
    });
    expect(center?.(record({ id: 'c1', code: '' }))).toBeNull();
  });
});

describe('purchase entries', () => {
  it('are rejected where a line names no GL account', () => {
    const mapping = compileMapping(streamOf('purchase_entries').defaultMapping);
    const fields = { entry_id: 'e1', currency: 'EUR', lines: [{ id: 'l1', line_number: '3', gl_account: null }] };
    const mapped = mapping.apply(record(fields), hash);
    expect('reasons' in mapped ? mapped.reasons : []).toEqual([
      { code: 'RECORD_FIELD_MISSING', field: 'lines[3].gl_account_id', value: null, expected: 'a value' },
    ]);
  });
});
