import type { JournalFamily, Kind } from '../world/documents.ts';
import { JOURNAL_FAMILIES } from '../world/journal-view.ts';
import type { World } from '../world/world.ts';
import { FIXED, STATUS_NAMES } from './references.ts';
import type { RequestedId, RequestedReference } from './request.ts';
import { validationFault } from './soap.ts';

const INDEX_BITS = 24;

/** One place of an operation's set as a number: a journal's family is in the upper bits. */
export function placeOf(index: number, family: JournalFamily | null): number {
  return family === null ? index : JOURNAL_FAMILIES.indexOf(family) * 2 ** INDEX_BITS + index;
}

export function indexOfPlace(place: number): number {
  return place % 2 ** INDEX_BITS;
}

export function familyOfPlace(place: number): JournalFamily {
  return JOURNAL_FAMILIES[Math.floor(place / 2 ** INDEX_BITS)] ?? 'manual-journal';
}

function invalidId(id: RequestedId, xpath: string): Error {
  const message = `Invalid ID value. '${id.value}' is not a valid ID value for type = '${id.type}'`;
  return validationFault(message, `${xpath}/wd:ID[1]`);
}

/** Code of a fixed thing (company, currency, …). Throws the validation fault for an ID that this tenant does not have. */
export function resolveCode(world: World, reference: RequestedReference, kind: 'company', xpath: string): string {
  const table = FIXED.find((one) => one.kind === kind);
  for (const id of reference.ids) {
    const found = id.type === 'WID' ? world.find(id.value) : undefined;
    const byWid = found?.kind === kind ? table?.items[found.index] : undefined;
    const isCode = id.type === table?.idType || id.type === 'Organization_Reference_ID';
    const byCode = isCode ? table?.items.find((item) => item.code === id.value) : undefined;
    const item = byWid ?? byCode;
    if (item === undefined) throw invalidId(id, xpath);
    return item.code;
  }
  throw validationFault('A reference needs an ID.', xpath);
}

/** Code of a status and the like, by its ID type. */
export function resolveStatus(reference: RequestedReference, type: string, xpath: string): string {
  const id = reference.ids.find((one) => one.type === type) ?? reference.ids[0];
  if (id === undefined) throw validationFault('A reference needs an ID.', xpath);
  if (id.type !== type || STATUS_NAMES[type]?.[id.value] === undefined) throw invalidId(id, xpath);
  return id.value;
}

/** The number in an ID such as `SUPPLIER_INVOICE-6-1042`, less what numbering starts at; undefined for another form. */
function numbered(value: string, prefix: string, start: number): number | undefined {
  if (!value.startsWith(prefix)) return undefined;
  const digits = value.slice(prefix.length);
  return /^\d{1,9}$/.test(digits) ? Number(digits) - start : undefined;
}

type Finder = (world: World, value: string) => number | undefined;

const FINDERS: Readonly<Record<string, { readonly kind: Kind; readonly find: Finder }>> = {
  Supplier_ID: { kind: 'supplier', find: (_world, value) => numbered(value, 'S-', 1) },
  Supplier_Reference_ID: { kind: 'supplier', find: (_world, value) => numbered(value, 'SUPPLIER-6-', 1) },
  Supplier_Invoice_Reference_ID: {
    kind: 'invoice',
    find: (_world, value) => numbered(value, 'SUPPLIER_INVOICE-6-', 1001),
  },
  Supplier_Invoice_Adjustment_Reference_ID: {
    kind: 'adjustment',
    find: (_world, value) => numbered(value, 'SUPPLIER_INVOICE_ADJUSTMENT-6-', 301),
  },
  Payment_ID: { kind: 'payment', find: (_world, value) => numbered(value, 'PAYMENT-6-', 20_001) },
  Document_Number: { kind: 'purchase-order', find: (_world, value) => numbered(value, 'PO-', 5001) },
  Purchase_Order_Reference_ID: {
    kind: 'purchase-order',
    find: (_world, value) => numbered(value, 'PURCHASE_ORDER-6-', 5001),
  },
  Customer_ID: { kind: 'customer', find: (_world, value) => numbered(value, 'C-', 1) },
  Ledger_Account_Summary_ID: { kind: 'account-summary', find: (_world, value) => numbered(value, 'SUMMARY-', 1) },
  Account_Set_ID: {
    kind: 'account-set',
    find: (world, value) => {
      const at = Array.from({ length: world.count('account-set') }, (_, index) => index);
      return at.find((index) => world.document('account-set', index, 1).id === value);
    },
  },
};

function journalPlace(id: RequestedId): number | undefined {
  const match = id.type === 'Accounting_Journal_ID' ? /^JOURNAL-([1-6])-(\d{1,9})$/.exec(id.value) : null;
  if (match === null) return undefined;
  const family = JOURNAL_FAMILIES[Number(match[1]) - 1];
  return family === undefined ? undefined : placeOf(Number(match[2]) - 1, family);
}

function placeOfId(world: World, id: RequestedId, kind: Kind | 'journal'): number | undefined {
  if (id.type === 'WID') {
    const found = world.find(id.value);
    const family = JOURNAL_FAMILIES.find((one) => one === found?.kind);
    if (found === undefined) return undefined;
    if (kind === 'journal') return family === undefined ? undefined : placeOf(found.index, family);
    return found.kind === kind ? found.index : undefined;
  }
  if (kind === 'journal') return journalPlace(id);
  const finder = FINDERS[id.type];
  return finder?.kind === kind ? finder.find(world, id.value) : undefined;
}

/**
 * The place of the object that a reference names. Throws the validation fault for an ID that was never given. Whether the
 * object existed at the moment asked for is another question.
 */
export function resolvePlace(
  world: World,
  reference: RequestedReference,
  kind: Kind | 'journal',
  xpath: string,
): number {
  const id = reference.ids[0];
  if (id === undefined) throw validationFault('A reference needs an ID.', xpath);
  const place = placeOfId(world, id, kind);
  if (place === undefined || place < 0) throw invalidId(id, xpath);
  if (kind !== 'journal' && place >= world.count(kind)) throw invalidId(id, xpath);
  return place;
}
