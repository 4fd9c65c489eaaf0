import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { integrationById, integrations } from '../../../main/integrations/index.ts';
import { journalBalance } from '../../../main/integrations/workday-databricks/journal-balance.ts';
import { workdayDatabricks } from '../../../main/integrations/workday-databricks/integration.ts';
import { compileMapping } from '../../../shared/mapping/apply.ts';
import { streamMappingSchema } from '../../../shared/mapping/mapping.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { RejectionReason, SourceRecord } from '../../../shared/model/record.ts';

const { streams } = workdayDatabricks;
const tablesOf = (stream: (typeof streams)[number]) => [stream.defaultMapping.header, ...stream.defaultMapping.lines];

function recordOf(fields: JsonObject): SourceRecord {
  return { key: 'W1', label: 'x', changedAt: null, timeKind: 'as_of', fields: { wid: 'W1', ...fields } };
}

function rejections(streamId: string, fields: JsonObject): readonly RejectionReason[] {
  const stream = streams.find((one) => one.id === streamId);
  if (stream === undefined) throw new Error(streamId);
  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  const result = compileMapping(stream.defaultMapping).apply(recordOf(fields), hash);
  return 'reasons' in result ? result.reasons : [];
}

describe('Workday to Databricks', () => {
  it('runs reference data first', () => {
    expect(streams.map((stream) => stream.id)).toEqual([
      'gl_accounts',
      'gl_account_summaries',
      'suppliers',
      'purchase_orders',
      'supplier_invoices',
      'supplier_invoice_adjustments',
      'payments',
      'journal_entries',
    ]);
    const classes = streams.map((stream) => stream.scheduleClass);
    expect(classes).toEqual([...classes].sort());
  });

  it('is found by its id', () => {
    expect(integrations).toContain(workdayDatabricks);
    expect(integrationById('workday-databricks')).toBe(workdayDatabricks);
    expect(integrationById('nothing')).toBeUndefined();
  });

  it('names every table after its stream, and no table twice', () => {
    const names = streams.flatMap((stream) => {
      expect(stream.defaultMapping.header.table).toBe(`workday_${stream.id}`);
      return tablesOf(stream).map((table) => table.table);
    });
    expect(new Set(names).size).toBe(names.length);
    expect(names.slice(3, 6)).toEqual([
      'workday_purchase_orders',
      'workday_purchase_order_lines',
      'workday_purchase_order_line_splits',
    ]);
  });

  it.each(streams.map((stream) => [stream.id, stream] as const))(
    '%s has a mapping that compiles and explains itself',
    (_, stream) => {
      expect(() => streamMappingSchema.parse(stream.defaultMapping)).not.toThrow();
      expect(() => compileMapping(stream.defaultMapping)).not.toThrow();
      for (const table of tablesOf(stream)) {
        const names = table.columns.map((column) => column.column);
        expect(new Set(names).size).toBe(names.length);
        for (const column of table.columns) expect(column.comment?.length).toBeGreaterThan(2);
        for (const key of table.keyColumns)
          expect(table.columns.find((one) => one.column === key)?.required).toBe(true);
      }
    },
  );

  it.each(streams.map((stream) => [stream.id, stream] as const))(
    '%s sums columns that are there, in a currency of the same table',
    (_, stream) => {
      const column = (table: string, name: string) =>
        tablesOf(stream)
          .find((one) => one.table === table)
          ?.columns.find((one) => one.column === name);
      for (const amount of stream.totals.amounts) {
        expect(column(amount.table, amount.column)?.type).toEqual({ kind: 'decimal', precision: 38, scale: 6 });
        if (amount.currencyColumn !== null) expect(column(amount.table, amount.currencyColumn)?.required).toBe(true);
      }
      const { companyColumn } = stream.totals;
      if (companyColumn !== null)
        expect(column(stream.defaultMapping.header.table, companyColumn)?.required).toBe(true);
      expect(stream.totals.amounts.length > 0).toBe(companyColumn !== null);
    },
  );

  it.each(['purchase_orders', 'supplier_invoices', 'supplier_invoice_adjustments', 'payments', 'journal_entries'])(
    'rejects a record of %s without company or currency, and says which',
    (id) => {
      expect(rejections(id, { lines: [] }).map((one) => [one.code, one.field])).toEqual([
        ['RECORD_FIELD_MISSING', 'company_id'],
        ['RECORD_FIELD_MISSING', 'currency_code'],
      ]);
      const sound = {
        company: { ids: { Organization_Reference_ID: 'CO-1' } },
        currency: { ids: { Currency_ID: 'EUR' } },
      };
      expect(rejections(id, { ...sound, lines: [] })).toEqual([]);
    },
  );
});

describe('a journal', () => {
  const line = (debit: string, credit: string): JsonObject => ({
    ledger_debit_amount: debit,
    ledger_credit_amount: credit,
  });

  it('balances however its amounts are written', () => {
    const fields = {
      total_ledger_debits: '0.3',
      total_ledger_credits: '0.300',
      lines: [line('0.1', '0'), line('0.2', '0'), line('0', '0.30')],
    };
    expect(journalBalance(recordOf(fields))).toEqual([]);
  });

  it('is rejected with both sums when its lines or its totals do not balance', () => {
    const fields = {
      total_ledger_debits: '1190',
      total_ledger_credits: '1190.000001',
      lines: [line('1000', '0'), line('0', '999.99')],
    };
    expect(journalBalance(recordOf(fields))).toEqual([
      { code: 'RECORD_UNBALANCED', field: 'total_ledger_debits', value: '1190', expected: '1190.000001' },
      { code: 'RECORD_UNBALANCED', field: 'lines.ledger_debit_amount', value: '1000', expected: '999.99' },
    ]);
  });

  it('without lines or totals is left alone', () => {
    expect(journalBalance(recordOf({}))).toEqual([]);
    expect(journalBalance(recordOf({ lines: [], total_ledger_debits: '5' }))).toEqual([]);
  });
});
