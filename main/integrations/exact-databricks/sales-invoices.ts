import type { IntegrationStream } from '../../ports/integration.ts';
import { date, integer, money, rate, text } from '../columns.ts';
import { soundAsRead } from '../plain.ts';
import { allocationReasons } from './allocation.ts';
import {
  allocationColumns,
  auditColumns,
  currency,
  documentTables,
  keyColumns,
  lineKeyColumns,
  totalsOf,
} from './parts.ts';

const INVOICES = 'exact_sales_invoices';
const LINES = 'exact_sales_invoice_lines';

/** Sales invoices with their lines. */
export const salesInvoices: IntegrationStream = {
  id: 'sales_invoices',
  label: 'Sales invoices',
  scheduleClass: 'transactional',
  validate: soundAsRead,
  waitsFor: (record, dimensions) => allocationReasons(record, dimensions, 'invoice_date'),
  defaultMapping: documentTables(
    {
      table: INVOICES,
      id: 'sales_invoice_id',
      columns: [
        ...keyColumns('sales_invoice_id', 'Sales invoice', 'invoice_id'),
        integer('invoice_number', 'Sales invoice: number; empty until it was printed'),
        integer('order_number', 'Number of the sales order'),
        date('invoice_date', 'Date of the invoice'),
        date('order_date', 'Date of the order'),
        date('due_date', 'When payment is due'),
        text('customer_id', 'Ordered by: id', 'ordered_by'),
        text('customer_name', 'Ordered by: name', 'ordered_by_name'),
        text('invoice_to_id', 'Invoice goes to: id', 'invoice_to'),
        text('invoice_to_name', 'Invoice goes to: name'),
        text('deliver_to_id', 'Delivered to: id', 'deliver_to'),
        text('deliver_to_name', 'Delivered to: name'),
        text('journal_code', 'Journal: code', 'journal'),
        text('journal_description', 'Journal: description'),
        currency(),
        money('amount_dc', 'Amount in company currency, VAT included'),
        money('amount_fc', 'Amount in the transaction’s currency, VAT included'),
        money('amount_fc_excl_vat', 'Amount in the transaction’s currency, without VAT'),
        money('vat_amount_dc', 'VAT in company currency'),
        money('vat_amount_fc', 'VAT in the transaction’s currency'),
        money('amount_discount', 'Discount'),
        integer('status', '10 draft, 20 open, 50 processed'),
        text('status_description', 'Status in words'),
        integer('invoice_type', '8020 invoice, 8021 credit note, 8023 direct, 8024 direct credit', 'type'),
        text('payment_condition', 'Payment condition: code'),
        text('payment_reference', 'Payment reference'),
        text('your_ref', 'The customer’s reference'),
        text('description', 'Description'),
        text('salesperson_id', 'Sales person: id', 'salesperson'),
        text('salesperson_name', 'Sales person: name', 'salesperson_full_name'),
        text('warehouse_id', 'Warehouse: id', 'warehouse'),
        ...auditColumns(),
      ],
    },
    {
      table: LINES,
      columns: [
        ...lineKeyColumns('sales_invoice_id', 'Sales invoice', 'invoice_id'),
        currency('^currency'),
        text('item_id', 'Item: id', 'item'),
        text('item_code', 'Item: code'),
        text('item_description', 'Item: description'),
        text('gl_account_id', 'GL account: id', 'gl_account'),
        text('gl_account_description', 'GL account: description'),
        text('description', 'Description of the line'),
        rate('quantity', 'Quantity'),
        text('unit_code', 'Unit'),
        money('unit_price', 'Price of one unit'),
        money('net_price', 'Price of one unit, discount taken off'),
        rate('discount', 'Discount as a share'),
        money('amount_dc', 'Amount in company currency, without VAT'),
        money('amount_fc', 'Amount in the transaction’s currency, without VAT'),
        text('vat_code', 'VAT: code'),
        rate('vat_percentage', 'VAT as a share'),
        money('vat_amount_dc', 'VAT in company currency'),
        money('vat_amount_fc', 'VAT in the transaction’s currency'),
        ...allocationColumns(),
        text('project_id', 'Project: id', 'project'),
        integer('sales_order_number', 'Number of the sales order'),
      ],
    },
  ),
  totals: totalsOf(INVOICES, [
    ['amount_dc', INVOICES, 'company'],
    ['amount_fc', INVOICES, 'transaction'],
    ['vat_amount_dc', INVOICES, 'company'],
    ['amount_dc', LINES, 'company'],
    ['amount_fc', LINES, 'transaction'],
  ]),
};
