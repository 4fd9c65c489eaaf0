/** What the objects of the world hold. Amounts and quantities are decimal text, dates `YYYY-MM-DD`, moments milliseconds since 1970. */
export interface Worktags {
  readonly costCenter: string | null;
  readonly project: string | null;
  readonly region: string | null;
  readonly custom: string | null;
}

export interface SupplierDoc {
  readonly supplierId: string | null;
  readonly name: string | null;
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly currency: string;
  readonly terms: string;
  readonly category: string;
  readonly taxId: string | null;
  readonly city: string;
  readonly email: string;
  readonly phone: string;
  /** Bank data: exists so that tests can prove that nobody reads it. */
  readonly iban: string;
  readonly hasAttachment: boolean;
}

export interface InvoiceLine {
  readonly id: string;
  readonly order: string;
  readonly description: string;
  readonly category: string | null;
  readonly quantity: string;
  readonly unitCost: string;
  readonly amount: string;
  readonly memo: string | null;
  readonly purchaseOrderLine: string | null;
  readonly worktags: Worktags;
}

export type DocumentStatus = 'DRAFT' | 'IN_PROGRESS' | 'APPROVED' | 'CANCELED';

export interface InvoiceDoc {
  readonly number: string;
  readonly status: DocumentStatus;
  readonly payment: 'UNPAID' | 'PARTIALLY_PAID' | 'PAID' | null;
  readonly company: string | null;
  readonly currency: string | null;
  readonly supplier: number;
  readonly date: string;
  readonly dueDate: string | null;
  readonly onHold: boolean;
  readonly controlTotal: string | null;
  readonly tax: string | null;
  readonly freight: string | null;
  readonly other: string | null;
  readonly supplierNumber: string | null;
  readonly memo: string | null;
  readonly terms: string;
  readonly purchaseOrder: number | null;
  readonly hasAttachment: boolean;
  readonly lines: readonly InvoiceLine[];
}

export interface AdjustmentDoc {
  readonly number: string;
  readonly company: string;
  readonly currency: string;
  readonly supplier: number;
  readonly original: number;
  readonly reason: string;
  readonly date: string;
  readonly controlTotal: string | null;
  readonly tax: string | null;
  readonly memo: string | null;
  readonly onHold: boolean;
  readonly lines: readonly InvoiceLine[];
}

/** What a payment pays of one invoice. */
export interface PaymentLine {
  readonly invoice: number;
  readonly number: string;
  readonly date: string;
  readonly payable: string;
  readonly paid: string;
  readonly due: string;
  readonly memo: string | null;
}

export interface PaymentDoc {
  readonly number: string;
  readonly status: 'IN_PROGRESS' | 'APPROVED' | 'CANCELED';
  readonly category: 'SUPPLIER_PAYMENTS' | 'AD_HOC_PAYMENTS' | 'PAYROLL' | 'EXPENSE_PAYMENTS';
  readonly type: 'EFT' | 'CHECK' | 'WIRE';
  readonly company: string | null;
  readonly currency: string | null;
  readonly payee: { readonly kind: 'supplier' | 'worker'; readonly index: number };
  readonly date: string;
  /** Whether it was paid with the others of its company and day, in one settlement run. */
  readonly inRun: boolean;
  readonly amount: string;
  readonly memo: string | null;
  readonly lines: readonly PaymentLine[];
}

export interface LineSplit {
  readonly id: string;
  readonly quantity: string | null;
  readonly amount: string;
  readonly memo: string | null;
  readonly worktags: Worktags;
}

export interface OrderLine {
  readonly type: 'goods' | 'service';
  readonly id: string;
  readonly number: string;
  readonly description: string;
  readonly category: string;
  readonly quantity: string | null;
  readonly unitCost: string | null;
  readonly amount: string;
  readonly dueDate: string | null;
  readonly memo: string | null;
  /** On the line, or, where the line is split, in its splits. */
  readonly worktags: Worktags | null;
  readonly splits: readonly LineSplit[];
}

export interface PurchaseOrderDoc {
  readonly number: string;
  readonly status: DocumentStatus;
  readonly company: string;
  readonly currency: string;
  readonly supplier: number;
  readonly date: string;
  readonly dueDate: string | null;
  readonly tax: string | null;
  readonly freight: string | null;
  readonly other: string | null;
  readonly terms: string;
  readonly memo: string | null;
  readonly lines: readonly OrderLine[];
}

export interface JournalLine {
  readonly account: string;
  readonly debit: string;
  readonly credit: string;
  readonly ledgerDebit: string;
  readonly ledgerCredit: string;
  readonly rate: string;
  readonly memo: string | null;
  readonly category: string | null;
  readonly worktags: Worktags | null;
}

/** A journal that somebody entered by hand; those of documents are derived from them. */
export interface ManualJournalDoc {
  readonly number: string;
  readonly company: string;
  readonly currency: string;
  readonly date: string;
  readonly memo: string | null;
  readonly lines: readonly JournalLine[];
}

export interface LedgerAccount {
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly retired: boolean;
}

export interface AccountSetDoc {
  readonly id: string;
  readonly name: string;
  readonly chart: boolean;
  readonly accounts: readonly LedgerAccount[];
}

export interface AccountSummaryDoc {
  readonly id: string;
  readonly name: string;
  readonly set: string;
  readonly children: readonly number[];
  readonly accounts: readonly string[];
}

export interface CustomerDoc {
  readonly customerId: string;
  readonly name: string;
  readonly currency: string;
  readonly terms: string;
}

/** The objects that are entered and changed. */
export interface Documents {
  readonly supplier: SupplierDoc;
  readonly 'purchase-order': PurchaseOrderDoc;
  readonly invoice: InvoiceDoc;
  readonly adjustment: AdjustmentDoc;
  readonly payment: PaymentDoc;
  readonly 'manual-journal': ManualJournalDoc;
  readonly 'account-set': AccountSetDoc;
  readonly 'account-summary': AccountSummaryDoc;
  readonly customer: CustomerDoc;
}
export type Kind = keyof Documents;

export type JournalFamily =
  | 'invoice-journal'
  | 'invoice-reversal'
  | 'adjustment-journal'
  | 'manual-journal'
  | 'payment-journal'
  | 'payment-reversal';

export interface JournalAddress {
  readonly family: JournalFamily;
  readonly index: number;
}

/** A journal as Workday shows it, whoever caused it. */
export interface JournalDoc extends ManualJournalDoc {
  readonly source: 'Supplier_Invoice' | 'Supplier_Invoice_Adjustment' | 'Supplier_Payment' | 'Manual_Journal';
  readonly operational: { readonly kind: 'invoice' | 'adjustment' | 'payment'; readonly index: number } | null;
  readonly reversedBy: JournalAddress | null;
  readonly reverses: JournalAddress | null;
  readonly totalDebit: string;
  readonly totalCredit: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}
