import type { BookEntity, BookRow } from './books.ts';
import { isDocKind, type Cells, type Doc, type DocKind, type Kind, type MasterKind } from './books-facts.ts';
import { guidOf } from './books-ids.ts';
import { isBooked, ledgerLineIds, ledgerLines, transactionHead } from './books-ledger.ts';
import { parentField, SHAPES, type Body, type Names } from './books-render.ts';

/** Who changed everything, as Exact names people on a record. */
export const BOOKKEEPER = { id: '6f0c1a0e-3a6b-4c1e-9d57-0d2f3b1a7c11', name: 'Practice Bookkeeper' } as const;

export const MASTER_ENTITIES: Readonly<Record<MasterKind, BookEntity>> = {
  gl: 'GLAccounts', center: 'Costcenters', unit: 'Costunits', item: 'Items', account: 'Accounts', journal: 'Journals',
  vat: 'VATCodes', period: 'FinancialPeriods',
}; // oxfmt-ignore

/** Records that say nothing, or only half, about who changed them when (reference page §4.3). */
const AUDIT: Partial<Record<BookEntity, 'none' | 'modified'>> = {
  PurchaseEntryLines: 'none',
  SalesInvoiceLines: 'none',
  PurchaseInvoices: 'modified',
  PurchaseInvoiceLines: 'modified',
};

/** Whose records these are. */
export interface Owner extends Pick<Names, 'company' | 'seed'> {
  /** The cells of a row. */
  cellsOf(row: KeptRow): Cells;
}

/** One revision of a record with its rows. */
export interface Held {
  readonly owner: Owner;
  readonly kind: Kind;
  readonly index: number;
  readonly facts: Cells | Doc;
  readonly created: number;
  rows: readonly KeptRow[];
}

/** Where a row stands in its record; within one record, no two have the same. */
export interface Slot {
  readonly entity: BookEntity;
  /** Number of the line in the row's ID; 0 for what is no line. */
  readonly line: number;
}

export function slotName({ entity, line }: Slot): string {
  return `${entity} ${line}`;
}

/** A row whose key and cells are made when they are asked for: there may be very many. */
export class KeptRow implements BookRow {
  readonly entity: BookEntity;
  readonly line: number;
  version: bigint;
  readonly modified: number;
  readonly held: Held;
  /** Its place among the rows of its record. */
  readonly at: number;
  #key: string | undefined;
  #parent: string | null | undefined;

  constructor(held: Held, at: number, slot: Slot, stamp: { readonly version: bigint; readonly modified: number }) {
    this.entity = slot.entity;
    this.line = slot.line;
    this.version = stamp.version;
    this.modified = stamp.modified;
    this.held = held;
    this.at = at;
  }

  get key(): string {
    this.#key ??= keyOf(this.held, this);
    return this.#key;
  }

  get parent(): string | null {
    if (this.#parent === undefined) this.#parent = parentOf(this.held, this);
    return this.#parent;
  }

  /** A row that is its document's or its transaction's own. */
  get isHead(): boolean {
    return this.line === 0;
  }

  get cells(): Cells {
    return this.held.owner.cellsOf(this);
  }
}

function keyOf({ owner, kind, index }: Held, { entity, line }: Slot): string {
  if (entity === 'Transactions' && isDocKind(kind)) return transactionKey(owner.seed, kind, index);
  if (line === 0) return guidOf(owner.seed, kind, index);
  return guidOf(owner.seed, kind, index, entity === 'TransactionLines' ? 'ledger' : 'line', line);
}

function parentOf({ owner, kind, index }: Held, { entity, line }: Slot): string | null {
  if (line === 0 || !isDocKind(kind)) return null;
  return entity === 'TransactionLines' ? transactionKey(owner.seed, kind, index) : guidOf(owner.seed, kind, index);
}

type Recorded = Pick<Held, 'kind' | 'index' | 'facts'>;

/** Which rows a record has, in their order, without making their cells: itself, its lines, its transaction, the ledger lines. */
export function slotsOf({ kind, facts }: Recorded, names: Pick<Names, 'company'>): Slot[] {
  if (!isDocKind(kind)) return [{ entity: MASTER_ENTITIES[kind], line: 0 }];
  const doc = facts as Doc;
  const { entity, lineEntity } = SHAPES[kind];
  const slots: Slot[] = [{ entity, line: 0 }];
  for (const { id } of doc.lines) slots.push({ entity: lineEntity, line: id });
  if (!isBooked(kind, doc)) return slots;
  slots.push({ entity: 'Transactions', line: 0 });
  for (const line of ledgerLineIds(kind, doc, names)) slots.push({ entity: 'TransactionLines', line });
  return slots;
}

/** Entries are their own transactions; invoices are processed into one. */
export function transactionKey(seed: number, kind: DocKind, index: number): string {
  const isOwn = kind !== 'invoice' && kind !== 'sales';
  return isOwn ? guidOf(seed, kind, index) : guidOf(seed, kind, index, 'ledger', 0);
}

/** The cells of a record's rows in the order of `slotsOf`, without key, division and who changed them when. */
export function bodiesOf({ kind, facts }: Recorded, names: Names): Body[] {
  if (!isDocKind(kind)) return [{ ...(facts as Cells), ...referencesOf(kind, facts as Cells, names) }];
  const doc = facts as Doc;
  return [...documentBodies(kind, doc, names), ...ledgerBodies(kind, doc, names)];
}

function documentBodies(kind: DocKind, doc: Doc, names: Names): Body[] {
  const { head, line } = SHAPES[kind];
  return [head(doc, names), ...doc.lines.map((each) => line(doc, each, names))];
}

function ledgerBodies(kind: DocKind, doc: Doc, names: Names): Body[] {
  return isBooked(kind, doc) ? [transactionHead(kind, doc, names), ...ledgerLines(kind, doc, names)] : [];
}

const ITEM_GROUPS: Readonly<Record<string, string>> = {
  GOODS: '2f1d7c44-51a0-4b6e-8a55-6f0b6f4c1d01',
  SERVICES: '2f1d7c44-51a0-4b6e-8a55-6f0b6f4c1d02',
};

/** GUIDs of the reference data that other reference data names by its code. */
function referencesOf(kind: MasterKind, facts: Cells, names: Names): Body {
  const gl = (field: string): string | null => {
    const code = facts[field];
    return typeof code === 'string' ? names.gl(code).id : null;
  };
  if (kind === 'item') {
    const group = facts['ItemGroupCode'];
    const ItemGroup = typeof group === 'string' ? (ITEM_GROUPS[group] ?? null) : null;
    return { ItemGroup, GLRevenue: gl('GLRevenueCode'), GLCosts: gl('GLCostsCode'), GLStock: gl('GLStockCode') };
  }
  if (kind === 'journal') return { GLAccount: gl('GLAccountCode') };
  if (kind === 'vat') return { GLToClaim: gl('GLToClaimCode'), GLToPay: gl('GLToPayCode') };
  return {};
}

function keyField(entity: BookEntity, kind: Kind): string {
  if (entity === 'Transactions') return 'EntryID';
  return isDocKind(kind) && entity === SHAPES[kind].entity ? SHAPES[kind].key : 'ID';
}

function parentName({ entity }: KeptRow, kind: DocKind): string {
  return entity === 'TransactionLines' ? 'EntryID' : parentField(kind);
}

/** With the key, the division and who changed it when. */
function completed(body: Body, row: KeptRow): Cells {
  const { entity, modified, held } = row;
  const { created, kind, owner } = held;
  const keys = { [keyField(entity, kind)]: row.key, Division: owner.company.code };
  if (row.parent !== null && isDocKind(kind)) keys[parentName(row, kind)] = row.parent;
  const audit = AUDIT[entity] ?? 'all';
  if (audit === 'none') return { ...body, ...keys };
  const last = { moment: modified };
  const { id, name } = BOOKKEEPER;
  if (audit === 'modified') return { ...body, ...keys, Modified: last, Modifier: id, ModifierFullName: name };
  const first = { Created: { moment: created }, Creator: id, CreatorFullName: name };
  return { ...body, ...keys, ...first, Modified: last, Modifier: id, ModifierFullName: name };
}

/** True for a row of the ledger, false for one of the record itself. */
export function isLedgerRow({ entity }: Slot): boolean {
  return entity === 'Transactions' || entity === 'TransactionLines';
}

/** Cells of the rows of a record from a place on. */
export interface Made {
  readonly from: number;
  readonly cells: readonly Cells[];
}

/** The cells, as Exact shows them, of a record's own rows or of its ledger rows. */
export function cellsOf(held: Held, ofLedger: boolean, names: Names): Made {
  const { kind, facts } = held;
  const bodies = !isDocKind(kind)
    ? bodiesOf(held, names)
    : (ofLedger ? ledgerBodies : documentBodies)(kind, facts as Doc, names);
  const from = ofLedger ? held.rows.length - bodies.length : 0;
  const cells = bodies.map((body, at) => {
    const row = held.rows[from + at];
    if (row === undefined) throw new Error(`${kind} ${held.index} has no row ${from + at}`);
    return completed(body, row);
  });
  return { from, cells };
}
