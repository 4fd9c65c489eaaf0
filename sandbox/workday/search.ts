import { dayNumber } from '../world/calendar.ts';
import type { Kind } from '../world/documents.ts';
import { documentOf, journalAt, journalMoments, journalPlaces, JOURNAL_FAMILIES } from '../world/journal-view.ts';
import type { World } from '../world/world.ts';
import { among, Criteria, within } from './criteria.ts';
import type { ReadRequest } from './request.ts';
import { familyOfPlace, indexOfPlace, placeOf, resolvePlace } from './resolve.ts';

/** Which objects an operation reads. */
export const OPERATION_KINDS: Readonly<Record<string, Kind | 'journal'>> = {
  Get_Suppliers: 'supplier',
  Get_Purchase_Orders: 'purchase-order',
  Get_Supplier_Invoices: 'invoice',
  Get_Supplier_Invoice_Adjustments: 'adjustment',
  Get_Payments: 'payment',
  Get_Journals: 'journal',
  Get_Account_Sets: 'account-set',
  Get_Ledger_Account_Summaries: 'account-summary',
  Get_Customers: 'customer',
};

/** Tells of an object that exists as of the moment whether the criteria want it. */
type Matcher = (index: number, version: number, asOf: number) => boolean;

/** Any entry between two moments, both included, that was made by `asOf`. */
function enteredWithin(
  moments: readonly number[],
  range: { from: number | null; to: number | null },
  asOf: number,
): boolean {
  if (range.from === null && range.to === null) return true;
  return moments.some((moment) => moment <= asOf && within(moment, range.from, range.to));
}

function updatedRange(criteria: Criteria): { from: number | null; to: number | null } {
  return { from: criteria.moment('Updated_From_Date'), to: criteria.moment('Updated_To_Date') };
}

function supplierMatcher(world: World, criteria: Criteria): Matcher {
  const updated = updatedRange(criteria);
  const statuses = criteria.statuses('Supplier_Status_Reference', 'Business_Entity_Status_Value_ID');
  return (index, version, asOf) =>
    enteredWithin(world.moments('supplier', index), updated, asOf) &&
    (statuses === null || statuses.has(world.document('supplier', index, version).status));
}

function orderMatcher(world: World, criteria: Criteria): Matcher {
  const companies = criteria.companies('Organization_Reference');
  const suppliers = criteria.suppliers('Supplier_Reference');
  const number = criteria.text('Purchase_Order_Number');
  const dates = [
    criteria.day('Purchase_Order_Date_On_or_After'),
    criteria.day('Purchase_Order_Date_On_or_Before'),
  ] as const;
  const due = [criteria.day('Due_Date_On_or_After'), criteria.day('Due_Date_On_or_Before')] as const;
  const updated = updatedRange(criteria);
  return (index, version, asOf) => {
    if (!enteredWithin(world.moments('purchase-order', index), updated, asOf)) return false;
    if ([companies, suppliers, number, ...dates, ...due].every((one) => one === null)) return true;
    const doc = world.document('purchase-order', index, version);
    return (
      among(companies, doc.company) &&
      among(suppliers, doc.supplier) &&
      (number === null || number === doc.number) &&
      within(dayNumber(doc.date), ...dates) &&
      within(doc.dueDate === null ? null : dayNumber(doc.dueDate), ...due)
    );
  };
}

function invoiceMatcher(world: World, criteria: Criteria): Matcher {
  const companies = criteria.companies('Company_Reference');
  const suppliers = criteria.suppliers('Supplier_Reference');
  const dates = [criteria.day('Invoice_Date_On_or_After'), criteria.day('Invoice_Date_On_or_Before')] as const;
  const due = [criteria.day('Invoice_Due_Date_On_or_After'), criteria.day('Invoice_Due_Date_On_or_Before')] as const;
  const onHold = criteria.flag('Invoice_On_Hold');
  const payments = criteria.statuses('Payment_Status_Reference', 'Payment_Status_ID');
  const statuses = criteria.statuses('Invoice_Status_Reference', 'Document_Status_ID');
  return (index, version) => {
    const head = world.invoiceHead(index, version);
    return (
      within(head.day, ...dates) &&
      among(companies, head.company) &&
      among(suppliers, head.supplier) &&
      within(head.dueDay, ...due) &&
      (onHold === null || onHold === head.onHold) &&
      among<string>(payments, head.payment) &&
      among<string>(statuses, head.status)
    );
  };
}

function adjustmentMatcher(world: World, criteria: Criteria): Matcher {
  const companies = criteria.companies('Company_Reference');
  const suppliers = criteria.suppliers('Supplier_Reference');
  const dates = [criteria.day('Invoice_Date_On_or_After'), criteria.day('Invoice_Date_On_or_Before')] as const;
  const onHold = criteria.flag('Invoice_On_Hold');
  const statuses = criteria.statuses('Invoice_Status_Reference', 'Document_Status_ID');
  return (index, version) => {
    const doc = world.document('adjustment', index, version);
    return (
      within(dayNumber(doc.date), ...dates) &&
      among(companies, doc.company) &&
      among(suppliers, doc.supplier) &&
      (onHold === null || onHold === doc.onHold) &&
      // Every credit memo of this world is approved.
      among<string>(statuses, 'APPROVED')
    );
  };
}

function paymentMatcher(world: World, criteria: Criteria): Matcher {
  const inner = criteria.within('General_Payment_Criteria');
  const companies = inner.companies('Company_Reference');
  const dates = [inner.day('Payment_Date_on_Date_Or_After'), inner.day('Payment_Date_on_Date_Or_Before')] as const;
  const number = inner.text('Transaction_Reference_Number');
  inner.refuseUnread();
  return (index, version) => {
    if ([companies, number, ...dates].every((one) => one === null)) return true;
    const doc = world.document('payment', index, version);
    return (
      within(dayNumber(doc.date), ...dates) &&
      among(companies, doc.company) &&
      (number === null || number === doc.number)
    );
  };
}

const MATCHERS: Partial<Record<Kind, (world: World, criteria: Criteria) => Matcher>> = {
  supplier: supplierMatcher,
  'purchase-order': orderMatcher,
  invoice: invoiceMatcher,
  adjustment: adjustmentMatcher,
  payment: paymentMatcher,
};

function searchKind(world: World, kind: Kind, request: ReadRequest, asOf: number): Int32Array {
  const criteria = Criteria.of(world, request.criteria, request.spec.operation);
  const matches = MATCHERS[kind]?.(world, criteria) ?? ((): boolean => true);
  criteria.refuseUnread();
  const found: number[] = [];
  const count = world.count(kind);
  for (let index = 0; index < count; index += 1) {
    const version = world.versionAt(kind, index, asOf);
    if (version > 0 && matches(index, version, asOf)) found.push(index);
  }
  return Int32Array.from(found);
}

function searchJournals(world: World, request: ReadRequest, asOf: number): Int32Array {
  const criteria = Criteria.of(world, request.criteria, request.spec.operation);
  const companies = criteria.companies('Organization_Reference');
  const dates = [criteria.day('Accounting_From_Date'), criteria.day('Accounting_To_Date')] as const;
  const sources = criteria.statuses('Journal_Source_Reference', 'Journal_Source_ID');
  const updated = updatedRange(criteria);
  const number = criteria.text('Journal_Number');
  const statuses = criteria.statuses('Status_Reference', 'Journal_Entry_Status_ID');
  criteria.refuseUnread();
  const needsBody = [companies, ...dates, sources, number].some((one) => one !== null);
  const matchesBody = (place: number): boolean => {
    const doc = journalAt(world, { family: familyOfPlace(place), index: indexOfPlace(place) }, asOf);
    if (doc === undefined) return false;
    if (!needsBody) return true;
    const own = within(dayNumber(doc.date), ...dates) && (number === null || number === doc.number);
    return own && among(companies, doc.company) && among<string>(sources, doc.source);
  };
  const found: number[] = [];
  for (const family of JOURNAL_FAMILIES) {
    const count = journalPlaces(world, family);
    for (let index = 0; index < count; index += 1) {
      const moments = journalMoments(world, { family, index });
      if (moments[0] === undefined || moments[0] > asOf || !among<string>(statuses, 'POSTED')) continue;
      if (!enteredWithin(moments, updated, asOf)) continue;
      const place = placeOf(index, family);
      // Only an edited object can be gone again, so the whole journal is made only where it decides.
      if ((needsBody || !world.isUntouched(documentOf(family), index)) && !matchesBody(place)) continue;
      found.push(place);
    }
  }
  return Int32Array.from(found);
}

function exists(world: World, kind: Kind | 'journal', place: number, asOf: number): boolean {
  if (kind !== 'journal') return world.versionAt(kind, place, asOf) > 0;
  const address = { family: familyOfPlace(place), index: indexOfPlace(place) };
  return address.index < journalPlaces(world, address.family) && journalAt(world, address, asOf) !== undefined;
}

function byReference(world: World, kind: Kind | 'journal', request: ReadRequest, asOf: number): Int32Array {
  const path = `/wd:${request.spec.operation}_Request[1]/wd:Request_References[1]/wd:${request.spec.reference}`;
  const places = (request.references ?? []).map((reference, at) =>
    resolvePlace(world, reference, kind, `${path}[${at + 1}]`),
  );
  return Int32Array.from(new Set(places.filter((place) => exists(world, kind, place, asOf))));
}

/** The places of everything that a request asks for, as of a moment, in a stable order. */
export function search(world: World, request: ReadRequest, asOf: number): Int32Array {
  const kind = OPERATION_KINDS[request.spec.operation];
  if (kind === undefined) throw new Error(`operation ${request.spec.operation} is not practised`);
  if (request.references !== null) return byReference(world, kind, request, asOf);
  return kind === 'journal' ? searchJournals(world, request, asOf) : searchKind(world, kind, request, asOf);
}

const CACHED_SETS = 8;

/** Keeps the sets of the last searches, as Workday does between pages; a set is void as soon as anything was entered. */
export class SearchCache {
  readonly #sets = new Map<string, Int32Array>();

  find(world: World, request: ReadRequest, asOf: number): Int32Array {
    // Nothing is entered after `lastMoment`, so every later moment sees the same set.
    const moment = asOf >= world.lastMoment ? 'latest' : String(asOf);
    const wanted = JSON.stringify([request.spec.operation, request.references, request.criteria, moment]);
    const key = `${world.revision}|${wanted}`;
    const known = this.#sets.get(key);
    if (known !== undefined) return known;
    const set = search(world, request, asOf);
    this.#sets.set(key, set);
    const oldest = this.#sets.keys().next().value;
    if (this.#sets.size > CACHED_SETS && oldest !== undefined) this.#sets.delete(oldest);
    return set;
  }
}
