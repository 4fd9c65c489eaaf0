import { createHash } from 'node:crypto';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import type { MappedDocument, RejectionReason, SourceRecord } from '../../../shared/model/record.ts';
import { compileMapping } from '../../../shared/mapping/apply.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const copy = { kind: 'copy' } as const;
const money = { kind: 'decimal', precision: 38, scale: 6 } as const;

export const invoiceMapping: StreamMapping = {
  version: 1,
  header: {
    table: 'invoices',
    keyColumns: ['invoice_wid'],
    columns: [
      { column: 'invoice_wid', type: { kind: 'text' }, path: 'wid', transform: copy, required: true },
      {
        column: 'company_id',
        type: { kind: 'text' },
        path: 'company.ids.Company_Reference_ID',
        transform: copy,
        required: true,
      },
      { column: 'invoice_date', type: { kind: 'date' }, path: 'invoice_date', transform: copy, required: false },
      { column: 'updated_at', type: { kind: 'timestamp' }, path: 'updated_at', transform: copy, required: false },
      { column: 'on_hold', type: { kind: 'boolean' }, path: 'on_hold', transform: copy, required: false },
      { column: 'total', type: money, path: 'total', transform: copy, required: false },
      { column: 'extra', type: { kind: 'json' }, path: 'extra', transform: { kind: 'to-json' }, required: false },
    ],
  },
  lines: [
    {
      table: 'invoice_lines',
      listPath: 'lines',
      keyColumns: ['invoice_wid', 'line_number'],
      columns: [
        { column: 'invoice_wid', type: { kind: 'text' }, path: '^wid', transform: copy, required: true },
        { column: 'line_number', type: { kind: 'integer' }, path: 'number', transform: copy, required: true },
        { column: 'amount', type: money, path: 'amount', transform: copy, required: false },
        { column: 'memo', type: { kind: 'text' }, path: 'memo', transform: copy, required: false },
      ],
    },
  ],
};

export const invoiceFields = {
  wid: 'W1',
  company: { wid: 'C', name: 'Acme', ids: { Company_Reference_ID: 'CO-100' } },
  invoice_date: '2026-11-03',
  updated_at: '2026-11-03T01:12:09.113-08:00',
  on_hold: false,
  total: '1190',
  extra: { b: '2', a: ['x', { d: '1', c: null }] },
  lines: [
    { number: '1', amount: '1000', memo: 'one' },
    { number: '2', amount: '190.00', memo: null },
  ],
} as const;

export function recordOf(fields: JsonObject): SourceRecord {
  const key = typeof fields['wid'] === 'string' ? fields['wid'] : 'W1';
  return { key, label: 'SINV-1', changedAt: null, timeKind: 'as_of', fields };
}

/** Maps with the invoice mapping; fails the test if the record is rejected. */
export function mapped(fields: JsonObject, mapping = invoiceMapping): MappedDocument {
  const result = compileMapping(mapping).apply(recordOf(fields), sha256);
  if ('reasons' in result) throw new Error(JSON.stringify(result.reasons));
  return result.document;
}

/** The reasons for which the record is rejected; none if it is mapped. */
export function reasonsOf(fields: JsonObject, mapping = invoiceMapping): readonly RejectionReason[] {
  const result = compileMapping(mapping).apply(recordOf(fields), sha256);
  return 'reasons' in result ? result.reasons : [];
}
