import type { BookEntity, BookRow, ExactBooks } from '../books.ts';
import { OPTION_NAMES } from '../odata/options.ts';
import type { NaturalOrder } from '../odata/page.ts';
import type { Entry, Shape } from '../odata/shape.ts';
import type { Scope } from '../oauth/registration.ts';
import { DELETED_SHAPE, SHAPES, SYNC_SHAPES } from './shapes.ts';

/** What a resource reads from. */
export interface Sources {
  readonly books: ExactBooks;
  readonly now: number;
  readonly userId: string;
}

/** A collection that can be read, and what it insists on. */
export interface Resource {
  /** Behind the company, as Exact writes it. */
  readonly path: string;
  readonly entity: BookEntity | null;
  readonly shape: Shape;
  readonly scope: Scope;
  readonly kind: 'regular' | 'bulk' | 'sync';
  readonly pageSize: number;
  readonly natural: NaturalOrder;
  readonly permitted: ReadonlySet<string>;
  /** Fields that may be filtered; null for all. */
  readonly filterable: ReadonlySet<string> | null;
  /** True for records that are too wide to be sent whole. */
  readonly isWide: boolean;
  readonly isWritable: boolean;
  entries(sources: Sources, division: number): Iterable<Entry>;
}

const REGULAR: readonly (readonly [service: string, entity: BookEntity, scope: Scope])[] = [
  ['financial', 'GLAccounts', 'financial.generalledgers'],
  ['financial', 'Journals', 'financial.generalledgers'],
  ['financial', 'FinancialPeriods', 'financial.generalledgers'],
  ['vat', 'VATCodes', 'financial.generalledgers'],
  ['hrm', 'Costcenters', 'financial.costcenters'],
  ['hrm', 'Costunits', 'financial.costcenters'],
  ['logistics', 'Items', 'logistics.items'],
  ['crm', 'Accounts', 'crm.accounts'],
  ['purchaseorder', 'PurchaseOrders', 'purchase.orders'],
  ['purchaseorder', 'PurchaseOrderLines', 'purchase.orders'],
  ['purchase', 'PurchaseInvoices', 'purchase.invoices'],
  ['purchase', 'PurchaseInvoiceLines', 'purchase.invoices'],
  ['purchaseentry', 'PurchaseEntries', 'financial.accounting'],
  ['purchaseentry', 'PurchaseEntryLines', 'financial.accounting'],
  ['salesinvoice', 'SalesInvoices', 'sales.invoices'],
  ['salesinvoice', 'SalesInvoiceLines', 'sales.invoices'],
  ['generaljournalentry', 'GeneralJournalEntries', 'financial.accounting'],
  ['generaljournalentry', 'GeneralJournalEntryLines', 'financial.accounting'],
  ['financialtransaction', 'BankEntries', 'financial.accounting'],
  ['financialtransaction', 'BankEntryLines', 'financial.accounting'],
  ['financialtransaction', 'Transactions', 'financial.accounting'],
  ['financialtransaction', 'TransactionLines', 'financial.accounting'],
];
const BULK: readonly (readonly [path: string, entity: BookEntity, scope: Scope])[] = [
  ['Financial/TransactionLines', 'TransactionLines', 'financial.accounting'],
  ['Financial/GLAccounts', 'GLAccounts', 'financial.generalledgers'],
  ['SalesInvoice/SalesInvoices', 'SalesInvoices', 'sales.invoices'],
  ['SalesInvoice/SalesInvoiceLines', 'SalesInvoiceLines', 'sales.invoices'],
  ['CRM/Accounts', 'Accounts', 'crm.accounts'],
  ['Logistics/Items', 'Items', 'logistics.items'],
];
const SYNC: readonly (readonly [path: string, entity: keyof typeof SYNC_SHAPES, scope: Scope])[] = [
  ['Financial/TransactionLines', 'TransactionLines', 'financial.accounting'],
  ['Financial/GLAccounts', 'GLAccounts', 'financial.generalledgers'],
  ['PurchaseOrder/PurchaseOrders', 'PurchaseOrders', 'purchase.orders'],
  ['SalesInvoice/SalesInvoices', 'SalesInvoices', 'sales.invoices'],
  ['CRM/Accounts', 'Accounts', 'crm.accounts'],
  ['Logistics/Items', 'Items', 'logistics.items'],
];
const WIDE = new Set<BookEntity>(['GeneralJournalEntries', 'PurchaseOrders', 'SalesInvoices', 'Accounts', 'Items']);
const WRITABLE = new Set<BookEntity>(['GLAccounts', 'Costcenters']);

const everyOption: ReadonlySet<string> = new Set(OPTION_NAMES);
const bulkOptions: ReadonlySet<string> = new Set(OPTION_NAMES.filter((name) => name !== '$expand'));
const syncOptions: ReadonlySet<string> = new Set(['$select', '$filter', '$top', '$skiptoken']);
const rowVersionOnly: ReadonlySet<string> = new Set(['Timestamp']);

/** The records of an entity. */
export function* entriesOf(books: ExactBooks, division: number, entity: BookEntity): Generator<Entry> {
  for (const row of books.rows(division, entity)) yield { row, division };
}

function joinedRow(header: BookRow | undefined, line: BookRow): BookRow {
  const { key, parent, version, modified } = line;
  let made: BookRow['cells'] | undefined;
  return {
    ...{ key, parent, version, modified },
    // Made only where they are asked for: most rows are read for their version alone.
    get cells() {
      made ??= { ...header?.cells, ...line.cells, CostCenterCode: line.cells['CostCenter'] ?? null };
      return made;
    },
  };
}

/** One record for each line, with the fields of its document. */
function* joinedEntries(books: ExactBooks, division: number, header: BookEntity): Generator<Entry> {
  const [lines] = SHAPES[header].lines.values();
  for (const row of books.rows(division, lines?.entity ?? header)) {
    const document = lines === undefined || row.parent === null ? undefined : books.find(division, header, row.parent);
    yield { row: lines === undefined ? row : joinedRow(document, row), division };
  }
}

const DELETED_FOR_MONTHS = 2;

/** What was deleted within the last two months; what is older is forgotten. */
function deletedEntries({ books, now, userId }: Sources, division: number): Entry[] {
  const oldest = new Date(now);
  oldest.setUTCMonth(oldest.getUTCMonth() - DELETED_FOR_MONTHS);
  const rows = books.deleted(division).toSorted((a, b) => (a.version < b.version ? -1 : 1));
  return rows.flatMap(({ version, key, entityType, deletedAt }) => {
    if (deletedAt < oldest.getTime()) return [];
    const id = `00000000-0000-4000-8000-${version.toString(16).padStart(12, '0').slice(-12)}`;
    const cells = {
      ID: id,
      EntityKey: key,
      EntityType: entityType,
      DeletedBy: userId,
      DeletedDate: { moment: deletedAt },
    };
    return [{ row: { key: id, parent: null, version, modified: deletedAt, cells }, division }];
  });
}

function regular([service, entity, scope]: (typeof REGULAR)[number]): Resource {
  return {
    ...{ path: `${service}/${entity}`, entity, shape: SHAPES[entity], scope, kind: 'regular', pageSize: 60 },
    ...{ natural: 'key', permitted: everyOption, filterable: null },
    isWide: WIDE.has(entity),
    isWritable: WRITABLE.has(entity),
    entries: ({ books }, division) => entriesOf(books, division, entity),
  };
}

function bulk([path, entity, scope]: (typeof BULK)[number]): Resource {
  return {
    ...regular(['', entity, scope]),
    ...{ path: `bulk/${path}`, kind: 'bulk', pageSize: 1000, permitted: bulkOptions, isWide: false, isWritable: false },
  };
}

function sync([path, entity, scope]: (typeof SYNC)[number]): Resource {
  return {
    ...regular(['', entity, scope]),
    ...{ path: `sync/${path}`, shape: SYNC_SHAPES[entity], kind: 'sync', pageSize: 1000, natural: 'version' },
    ...{ permitted: syncOptions, filterable: rowVersionOnly, isWide: false, isWritable: false },
    entries: ({ books }, division) => joinedEntries(books, division, entity),
  };
}

const deleted: Resource = {
  ...sync(['', 'GLAccounts', 'organization.administration']),
  ...{ path: 'sync/Deleted', entity: null, shape: DELETED_SHAPE, filterable: new Set(['Timestamp', 'EntityType']) },
  entries: deletedEntries,
};

/** Everything of the books that can be read, by its path in lower case. */
export const RESOURCES: ReadonlyMap<string, Resource> = new Map(
  [...REGULAR.map(regular), ...BULK.map(bulk), ...SYNC.map(sync), deleted].map((one) => [one.path.toLowerCase(), one]),
);
