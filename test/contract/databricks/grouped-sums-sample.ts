import type { GroupedSumsRequest } from '../../../main/ports/destination.ts';
import { invoiceStream } from './sample-stream.ts';

const document = (name: string, column: string) => ({ name, of: 'document' as const, column });

/** Amounts of the lines of a month by company and currency, without two suppliers. */
export const linesOfMonth: GroupedSumsRequest = {
  stream: invoiceStream,
  table: 'workday_supplier_invoice_lines',
  groupBy: [document('company', 'company'), { name: 'currency', of: 'row', column: 'currency' }],
  sums: [{ name: 'amount', column: 'extended_amount' }],
  dates: { column: 'invoice_date', from: '2026-11-01', to: '2026-11-30' },
  without: { column: 'supplier', values: ["O'Brien", '`; DROP'] },
  only: null,
  less: null,
};

/** What is left of each invoice after what lines of invoices that are on hold take off it. */
export const whatIsLeft: GroupedSumsRequest = {
  stream: invoiceStream,
  table: 'workday_supplier_invoices',
  groupBy: [document('company', 'company'), document('currency', 'currency')],
  sums: [{ name: 'amount', column: 'invoice_total' }],
  dates: { column: 'invoice_date', from: null, to: '2026-11-15' },
  without: { column: 'supplier', values: [] },
  only: { column: 'company', value: 'C-100' },
  less: {
    stream: invoiceStream,
    table: 'workday_supplier_invoice_lines',
    amounts: ['extended_amount'],
    documentColumn: 'memo',
    currencyColumn: 'currency',
    documentCurrencyColumn: 'currency',
    onlyIf: 'on_hold',
    dateColumn: 'invoice_date',
    to: '2026-11-15',
  },
};
