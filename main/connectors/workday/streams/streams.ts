import type { SourceStream } from '../../../ports/source.ts';
import type { Plan } from '../xml/plan.ts';
import type { Fields } from '../xml/response-reader.ts';
import * as finish from './finish.ts';
import { adjustmentPlan, invoicePlan } from './invoices.ts';
import { journalPlan } from './journals.ts';
import { accountSetPlan, summaryPlan, supplierPlan } from './masters.ts';
import { orderPlan } from './orders.ts';

export type WindowStyle = 'changed-since' | 'rolling' | 'full';

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
  /** Response_Group, so that nothing is sent that is not read. */
  readonly group: Readonly<Record<string, string>>;
  readonly pageSize: number;
  /** Whether Total_Results counts what the stream counts. Account sets are announced, their accounts are not. */
  readonly announcesRecords: boolean;
  /** Domain that the integration system user needs (reference page §8.3). */
  readonly domain: string;
  /** Turns what was parsed into records. `today` is the calendar day of the read moment. */
  finish(fields: Fields, today: string): readonly finish.Finished[];
}

const GROUP = { Include_Reference: 'true', Include_Attachment_Data: 'false' };
const INVOICE_RANGE = ['Invoice_Date_On_or_After', 'Invoice_Date_On_or_Before'] as const;

/** The streams in the order in which they run. */
export const streamSpecs: readonly StreamSpec[] = [
  {
    id: 'gl_accounts',
    label: 'GL accounts',
    noun: 'GL account',
    windowKind: 'full',
    operation: 'Get_Account_Sets',
    record: 'Account_Set',
    plan: accountSetPlan,
    reference: 'Account_Set_Reference',
    range: null,
    group: { Include_Reference: 'true' },
    pageSize: 10,
    announcesRecords: false,
    domain: 'Set Up: Financial Accounts (View)',
    finish: (fields) => finish.finishAccountSet(fields),
  },
  {
    id: 'gl_account_summaries',
    label: 'GL account summaries',
    noun: 'GL account summary',
    windowKind: 'full',
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
    operation: 'Get_Suppliers',
    record: 'Supplier',
    plan: supplierPlan,
    reference: 'Supplier_Reference',
    range: null,
    group: GROUP,
    pageSize: 200,
    announcesRecords: true,
    domain: 'Process: Supplier - View',
    finish: (fields, today) => [finish.finishSupplier(fields, today)],
  },
  {
    id: 'purchase_orders',
    label: 'Purchase orders',
    noun: 'purchase order',
    windowKind: 'changed-since',
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
    operation: 'Get_Supplier_Invoices',
    record: 'Supplier_Invoice',
    plan: invoicePlan,
    reference: 'Supplier_Invoice_Reference',
    range: INVOICE_RANGE,
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
    operation: 'Get_Supplier_Invoice_Adjustments',
    record: 'Supplier_Invoice_Adjustment',
    plan: adjustmentPlan,
    reference: 'Supplier_Invoice_Adjustment_Reference',
    range: INVOICE_RANGE,
    group: GROUP,
    pageSize: 100,
    announcesRecords: true,
    domain: 'Process: Supplier Invoice - View',
    finish: (fields) => [finish.finishAdjustment(fields)],
  },
  {
    id: 'journal_entries',
    label: 'Journal entries',
    noun: 'journal entry',
    windowKind: 'changed-since',
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
