import type { TargetStream } from '../../../main/ports/destination.ts';
import type { ColumnMapping, ColumnType } from '../../../shared/mapping/mapping.ts';

function column(name: string, type: ColumnType, required = false): ColumnMapping {
  return { column: name, type, path: name, transform: { kind: 'copy' }, required };
}

const money: ColumnType = { kind: 'decimal', precision: 38, scale: 6 };
const rate: ColumnType = { kind: 'decimal', precision: 38, scale: 12 };

/** A stream with a column of every type, and lines. */
export const invoiceStream: TargetStream = {
  id: 'supplier_invoices',
  label: 'Supplier invoices',
  mapping: {
    version: 1,
    header: {
      table: 'workday_supplier_invoices',
      keyColumns: ['wid'],
      columns: [
        column('wid', { kind: 'text' }, true),
        { ...column('company', { kind: 'text' }), comment: "Company's reference id" },
        column('supplier', { kind: 'text' }),
        column('invoice_number', { kind: 'text' }),
        column('currency', { kind: 'text' }),
        column('invoice_date', { kind: 'date' }),
        column('invoice_total', money),
        column('exchange_rate', rate),
        column('approved_at', { kind: 'timestamp' }),
        column('on_hold', { kind: 'boolean' }),
        column('line_count', { kind: 'integer' }),
        column('raw_extra', { kind: 'json' }),
      ],
    },
    lines: [
      {
        table: 'workday_supplier_invoice_lines',
        listPath: 'lines',
        keyColumns: ['invoice_wid', 'line_number'],
        columns: [
          column('invoice_wid', { kind: 'text' }, true),
          column('line_number', { kind: 'integer' }, true),
          column('memo', { kind: 'text' }),
          column('currency', { kind: 'text' }),
          column('extended_amount', money),
          column('order', { kind: 'text' }),
        ],
      },
    ],
  },
  totals: {
    companyColumn: 'company',
    amounts: [
      {
        name: 'invoice_total',
        table: 'workday_supplier_invoices',
        column: 'invoice_total',
        currencyColumn: 'currency',
      },
      {
        name: 'lines.extended_amount',
        table: 'workday_supplier_invoice_lines',
        column: 'extended_amount',
        currencyColumn: 'currency',
      },
    ],
  },
};

/** A stream without lines, companies or amounts. */
export const accountStream: TargetStream = {
  id: 'gl_accounts',
  label: 'GL accounts',
  mapping: {
    version: 1,
    header: {
      table: 'workday_gl_accounts',
      keyColumns: ['wid'],
      columns: [
        column('wid', { kind: 'text' }, true),
        column('code', { kind: 'text' }),
        column('name', { kind: 'text' }),
      ],
    },
    lines: [],
  },
  totals: { companyColumn: null, amounts: [] },
};
