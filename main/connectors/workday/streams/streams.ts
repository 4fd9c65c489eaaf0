import type { SourceStream } from '../../../ports/source.ts';
import type { Plan } from '../xml/plan.ts';
import type { Fields } from '../xml/response-reader.ts';
import * as finish from './finish.ts';
import { adjustmentPlan, invoicePlan } from './invoices.ts';
import { journalPlan } from './journals.ts';
import { accountSetPlan, summaryPlan, supplierPlan } from './masters.ts';
import { finishPayment } from './finish-payment.ts';
import { orderPlan } from './orders.ts';
import { paymentPlan } from './payments.ts';

export type WindowStyle = 'changed-since' | 'rolling' | 'full';

/** Days of a rolling window, and by which statuses older records are read as well. */
export interface Rolling {
  readonly days: 'invoiceDays' | 'paymentDays';
  readonly openStatuses: 'nonFinalStatuses' | null;
}

/** What becomes of a record beyond its own fields. */
export interface FinishContext {
  /** Calendar day of the read moment. */
  readonly today: string;
  /** Texts of a payment's status, in lower case, with which it counts as paid. */
  readonly paidStatuses: readonly string[];
}

/** All that the connector knows of one stream. */
export interface StreamSpec extends SourceStream {
  readonly operation: string;
  /** Element of one record in Response_Data. */
  readonly record: string;
  readonly plan: Plan;
  /** Element of a reference in Request_References. */
  readonly reference: string;
  /** Criteria of a range of calendar days by the stream's own date; null if there are none. */
  readonly range: readonly [from: string, to: string] | null;
  /** Of a rolling window only. */
  readonly rolling?: Rolling;
  /** Response_Group, so that nothing is sent that is not read. */
  readonly group: Readonly<Record<string, string>>;
  readonly pageSize: number;
  /** Whether Total_Results counts what the stream counts. Account sets are announced, their accounts are not. */
  readonly announcesRecords: boolean;
  /** What Total_Results counts in words, one and many, where it is not the stream's records. */
  readonly counted?: readonly [one: string, many: string];
  /** Domain that the integration system user needs (reference page §8.3). */
  readonly domain: string;
  /** Turns what was parsed into records; into none, if it is not of this stream. */
  finish(fields: Fields, at: FinishContext): readonly finish.Finished[];
}

const GROUP = { Include_Reference: 'true', Include_Attachment_Data: 'false' };
const INVOICE_RANGE = ['Invoice_Date_On_or_After', 'Invoice_Date_On_or_Before'] as const;
const INVOICE_ROLLING: Rolling = { days: 'invoiceDays', openStatuses: 'nonFinalStatuses' };

/** The streams in the order in which they run. */
export const streamSpecs: readonly StreamSpec[] = [
  {
    id: 'gl_accounts',
    label: 'GL accounts',
    noun: 'GL account',
    windowKind: 'full',
    rangeBy: 'whole',
    operation: 'Get_Account_Sets',
    record: 'Account_Set',
    plan: accountSetPlan,
    reference: 'Account_Set_Reference',
    range: null,
    group: { Include_Reference: 'true' },
    pageSize: 10,
    announcesRecords: false,
    counted: ['account set', 'account sets'],
    domain: 'Set Up: Financial Accounts (View)',
    finish: (fields) => finish.finishAccountSet(fields),
  },
  {
    id: 'gl_account_summaries',
    label: 'GL account summaries',
    noun: 'GL account summary',
    windowKind: 'full',
    rangeBy: 'whole',
    operation: 'Get_Ledger_Account_Summaries',
    record: 'Ledger_Account_Summary',
    plan: summaryPlan,
    reference: 'Ledger_Account_Summary_Reference',
    range: null,
    group: { Include_Reference: 'true' },
    pageSize: 500,
    announcesRecords: true,
    domain: 'Set Up: Financial Accounts (View)',
    finish: (fields) => [finish.finishSummary(fields)],
  },
  {
    id: 'suppliers',
    label: 'Suppliers',
    noun: 'supplier',
    windowKind: 'changed-since',
    rangeBy: 'change-date',
    operation: 'Get_Suppliers',
    record: 'Supplier',
    plan: supplierPlan,
    reference: 'Supplier_Reference',
    range: null,
    group: GROUP,
    pageSize: 200,
    announcesRecords: true,
    domain: 'Process: Supplier - View',
    finish: (fields, { today }) => [finish.finishSupplier(fields, today)],
  },
  {
    id: 'purchase_orders',
    label: 'Purchase orders',
    noun: 'purchase order',
    windowKind: 'changed-since',
    rangeBy: 'order-date',
    operation: 'Get_Purchase_Orders',
    record: 'Purchase_Order',
    plan: orderPlan,
    reference: 'Purchase_Order_Reference',
    range: ['Purchase_Order_Date_On_or_After', 'Purchase_Order_Date_On_or_Before'],
    group: GROUP,
    pageSize: 100,
    announcesRecords: true,
    domain: 'Process: Purchase Order - View',
    finish: (fields) => [finish.finishOrder(fields)],
  },
  {
    id: 'supplier_invoices',
    label: 'Supplier invoices',
    noun: 'supplier invoice',
    windowKind: 'rolling',
    rangeBy: 'invoice-date',
    operation: 'Get_Supplier_Invoices',
    record: 'Supplier_Invoice',
    plan: invoicePlan,
    reference: 'Supplier_Invoice_Reference',
    range: INVOICE_RANGE,
    rolling: INVOICE_ROLLING,
    group: GROUP,
    pageSize: 100,
    announcesRecords: true,
    domain: 'Process: Supplier Invoice - View',
    finish: (fields) => [finish.finishInvoice(fields)],
  },
  {
    id: 'supplier_invoice_adjustments',
    label: 'Supplier invoice adjustments',
    noun: 'supplier invoice adjustment',
    windowKind: 'rolling',
    rangeBy: 'invoice-date',
    operation: 'Get_Supplier_Invoice_Adjustments',
    record: 'Supplier_Invoice_Adjustment',
    plan: adjustmentPlan,
    reference: 'Supplier_Invoice_Adjustment_Reference',
    range: INVOICE_RANGE,
    rolling: INVOICE_ROLLING,
    group: GROUP,
    pageSize: 100,
    announcesRecords: true,
    domain: 'Process: Supplier Invoice - View',
    finish: (fields) => [finish.finishAdjustment(fields)],
  },
  {
    id: 'payments',
    label: 'Payments',
    noun: 'payment',
    windowKind: 'rolling',
    rangeBy: 'payment-date',
    operation: 'Get_Payments',
    record: 'Payment',
    plan: paymentPlan,
    reference: 'Payment_WWS_Reference',
    range: ['Payment_Date_on_Date_Or_After', 'Payment_Date_on_Date_Or_Before'],
    rolling: { days: 'paymentDays', openStatuses: null },
    // Without the group there is no payment date. Bank and payroll data are told not to come at all.
    group: {
      Include_Reference: 'true',
      Include_Originating_Bank_Data: 'false',
      Include_Payroll_Remittance_Data: 'false',
      Include_Payment_Group_Data: 'true',
      Include_Payroll_Result_Country_Data: 'false',
    },
    pageSize: 100,
    announcesRecords: true,
    counted: ['payment of any kind', 'payments of any kind'],
    domain: 'Process: Supplier Payment - View',
    finish: (fields, { paidStatuses }) => finishPayment(fields, paidStatuses),
  },
  {
    id: 'journal_entries',
    label: 'Journal entries',
    noun: 'journal entry',
    windowKind: 'changed-since',
    rangeBy: 'accounting-date',
    operation: 'Get_Journals',
    record: 'Journal_Entry',
    plan: journalPlan,
    reference: 'JournalEntryReference',
    range: ['Accounting_From_Date', 'Accounting_To_Date'],
    group: { Include_Attachment_Data: 'false' },
    pageSize: 100,
    announcesRecords: true,
    domain: 'Process: Journals - View',
    finish: (fields) => [finish.finishJournal(fields)],
  },
];
