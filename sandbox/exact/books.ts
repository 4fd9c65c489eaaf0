/** A cell of a record. Amounts, quantities and rates are decimal text; dates `YYYY-MM-DD`; moments are milliseconds UTC. */
export type BookCell =
  | string
  | number
  | boolean
  | null
  | { readonly date: string }
  | { readonly moment: number }
  | { readonly decimal: string };

/** One record by Exact's own field names (reference page §4), without `Timestamp`, which `version` is. */
export interface BookRow {
  /** Its ID, as in the cell of its key. */
  readonly key: string;
  /** Key of the document that a line belongs to; null for what is no line. */
  readonly parent: string | null;
  /** Row version: rises with every change in the division, never given twice. */
  readonly version: bigint;
  /** Last change, milliseconds UTC. */
  readonly modified: number;
  readonly cells: Readonly<Record<string, BookCell>>;
}

/** Entities of a division, by the name of the regular resource. */
export const bookEntities = [
  'GLAccounts', 'Costcenters', 'Costunits', 'Items', 'Accounts', 'Journals', 'VATCodes', 'FinancialPeriods',
  'PurchaseOrders', 'PurchaseOrderLines', 'PurchaseInvoices', 'PurchaseInvoiceLines', 'PurchaseEntries', 'PurchaseEntryLines',
  'SalesInvoices', 'SalesInvoiceLines', 'GeneralJournalEntries', 'GeneralJournalEntryLines', 'BankEntries', 'BankEntryLines',
  'Transactions', 'TransactionLines',
] as const; // oxfmt-ignore
export type BookEntity = (typeof bookEntities)[number];

export interface BookDivision {
  readonly code: number;
  /** Number that the customer sees. */
  readonly hid: number;
  readonly description: string;
  readonly vatNumber: string;
  readonly country: string;
  readonly currency: string;
  /** 0 inactive, 1 active, 2 archived. */
  readonly status: 0 | 1 | 2;
  /** False: the app was not allowed to use it, and Exact answers 403. */
  readonly inScope: boolean;
  /** False: no Purchase module, PurchaseInvoices answer 403. */
  readonly hasPurchaseModule: boolean;
  /** Milliseconds UTC; when it changes, all row versions were made anew, and may be lower than those before. */
  readonly movedAt: number | null;
}

export interface DeletedRow {
  readonly version: bigint;
  /** Key of the row that was deleted. */
  readonly key: string;
  /** EntityType of `sync/Deleted`: 1 TransactionLines, 2 Accounts, 7 GLAccounts, 9 Items, 13 SalesInvoices, 22 PurchaseOrders. */
  readonly entityType: number;
  readonly deletedAt: number;
}

/** Told of every change, for webhooks. */
export interface BookChange {
  readonly division: number;
  readonly entity: BookEntity;
  /** Key of the document (not of its line). */
  readonly key: string;
  readonly action: 'Create' | 'Update' | 'Delete';
  readonly at: number;
}

/** A document that the app must hold: it is sound, but names reference data that is not there or may not be used. */
export interface ExpectedHold {
  readonly division: number;
  /** The app's stream that has it: a document, and once more its entry in the ledger. */
  readonly stream: 'purchase_entries' | 'purchase_invoices' | 'sales_invoices' | 'journal_entries' | 'bank_entries';
  /** What `key` is one of. */
  readonly entity: BookEntity;
  readonly key: string;
  /** Exact's number of the document, for people. */
  readonly number: string;
  readonly why: string;
  /** Stream and name (as documents name it) of what it waits for. */
  readonly waitsFor: { readonly stream: 'gl_accounts' | 'cost_centers'; readonly name: string };
}

/** A record that the app must reject, and what an operator would say is wrong with it. */
export interface ExpectedRefusal {
  readonly division: number;
  readonly stream: 'purchase_orders' | 'purchase_entries' | 'journal_entries';
  readonly entity: BookEntity;
  readonly key: string;
  readonly why: string;
}

/** What the practice Exact keeps: the books of some companies, each change with its row version. */
export interface ExactBooks {
  readonly divisions: readonly BookDivision[];
  /** Name of the customer whose companies these are. */
  readonly customer: string;
  /** How many rounds of changes were made. */
  readonly rounds: number;
  /** Present rows in the order of their version. A line carries its document's key in its usual field. */
  rows(division: number, entity: BookEntity): readonly BookRow[];
  /** A present row by its key, in any case of its letters. */
  find(division: number, entity: BookEntity, key: string): BookRow | undefined;
  /** Present lines of a document, in their order; `entity` is that of the lines. */
  linesOf(division: number, entity: BookEntity, documentKey: string): readonly BookRow[];
  deleted(division: number): readonly DeletedRow[];
  /** One round of changes (new, corrected, deleted, late, a new cost center that documents name before it is there); says in words what changed. */
  change(): string[];
  /** A write through the API: the cells given replace the record's; a new key adds it. Throws an Error with Exact's words where its rules refuse. */
  write(
    division: number,
    entity: 'GLAccounts' | 'Costcenters',
    key: string | null,
    cells: Readonly<Record<string, BookCell>>,
  ): string;
  /** Makes all row versions of a division anew, as a move of the division does: every second time lower ones than before. */
  move(division: number): void;
  /** Documents of the companies in use that name reference data which is unknown, blocked, ended or against an account's rule now. */
  expectedHeld(): readonly ExpectedHold[];
  /** Documents of the companies in use that are unsound on purpose. */
  expectedRejections(): readonly ExpectedRefusal[];
  onChange(listener: (change: BookChange) => void): void;
}
