import { describe, expect, test } from 'vitest';
import { areParties, factsReader } from '../../../main/engine/record-facts.ts';
import { workdayDatabricks } from '../../../main/integrations/workday-databricks/integration.ts';
import { packDocument, type PackedDocument } from '../../../main/store/batch-codec.ts';
import type { SourceRecord } from '../../../shared/model/record.ts';
import { judgeRecord, noDimensions } from '../../../main/engine/judge.ts';
import { compileMapping } from '../../../shared/mapping/apply.ts';

const invoices = workdayDatabricks.streams.find((one) => one.id === 'supplier_invoices');

const record: SourceRecord = {
  key: 'wid-1',
  label: 'SI-1',
  changedAt: null,
  timeKind: 'as_of',
  fields: {
    wid: 'wid-1',
    invoice_number: 'SI-1',
    company: { wid: 'c', name: 'Company', ids: { Company_Reference_ID: 'CO-1' } },
    currency: { wid: 'e', name: 'EUR', ids: { Currency_ID: 'EUR' } },
    supplier: { wid: 's', name: 'Ångström & Søn', ids: { Supplier_ID: 'S-1' } },
    invoice_date: '2026-10-31',
    lines: [],
  },
};

describe('what a person knows a record by', () => {
  test('is a name where the records are suppliers themselves, and there alone', () => {
    const named = workdayDatabricks.streams.filter((one) => areParties(one.defaultMapping));
    expect(named.map((one) => one.id)).toEqual(['suppliers']);
  });

  test('is read out of a stored invoice and out of a rejected one alike', () => {
    if (invoices === undefined) throw new Error('supplier invoices are a stream');
    const reader = factsReader(invoices.defaultMapping);
    const facts = { party: 'Ångström & Søn', documentDate: '2026-10-31' };
    expect(reader.fromSource(record)).toEqual(facts);
    const target = {
      id: invoices.id,
      label: invoices.label,
      mapping: invoices.defaultMapping,
      totals: invoices.totals,
    };
    const plan = {
      definition: invoices,
      target,
      mapping: compileMapping(invoices.defaultMapping),
      exclusions: [],
      enabled: [],
    };
    const judged = judgeRecord(record, plan, noDimensions);
    if (judged.kind !== 'document') throw new Error(`the invoice was ${judged.kind}`);
    const packed = JSON.parse(packDocument(judged.document, invoices.defaultMapping)) as PackedDocument;
    expect(reader.fromDocument(packed)).toEqual(facts);
  });

  test('is nothing for a stream that has neither', () => {
    const accounts = workdayDatabricks.streams.find((one) => one.id === 'gl_accounts');
    if (accounts === undefined) throw new Error('GL accounts are a stream');
    expect(factsReader(accounts.defaultMapping).fromSource(record)).toEqual({ party: null, documentDate: null });
  });
});
