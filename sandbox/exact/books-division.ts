import type { Base } from '../world/base.ts';
import { beginningOf, countsOf } from './books-beginning.ts';
import type { BookEntity, BookRow, DeletedRow } from './books.ts';
import { DOC_KINDS, isDocKind, KINDS, MASTER_KINDS, type Cells, type Doc, type DocKind, type Kind, type MasterKind } from './books-facts.ts'; // oxfmt-ignore
import { divisionSeed } from './books-ids.ts';
import { namesOf } from './books-names.ts';
import { SHAPES, type Names } from './books-render.ts';
import { bodiesOf, cellsOf, isLedgerRow, KeptRow, slotName, slotsOf, type Held, type Made, type Owner, type Slot } from './books-rows.ts'; // oxfmt-ignore
import type { Company } from './world-divisions.ts';

/** Made records whose cells are kept; the others are made again when they are asked for. */
const CELLS_KEPT = 2_000;

/** Rows whose going `sync/Deleted` tells, with their EntityType; of orders and sales invoices these are the lines. */
const DELETED_TYPES: Partial<Record<BookEntity, number>> = {
  TransactionLines: 1,
  Accounts: 2,
  GLAccounts: 7,
  Items: 9,
  SalesInvoiceLines: 13,
  PurchaseOrderLines: 22,
};

/** What an entry did to a record and to its transaction. */
export interface Effect {
  readonly entity: BookEntity;
  readonly key: string;
  readonly action: 'Create' | 'Update' | 'Delete';
}

/** First row version after so many moves: below all earlier ones after the first, above them after the second, and so on. */
function firstVersion(moves: number): bigint {
  if (moves % 2 === 0) return 84_213_000n + 100_000_000n * BigInt(moves);
  return 4_000n + 10_000_000n * BigInt((moves - 1) / 2);
}

/** The books of one division: every record with its rows, and the one counter of row versions. */
export class DivisionBooks implements Owner {
  readonly company: Company;
  readonly seed: number;
  readonly counts: Readonly<Record<DocKind, number>>;
  movedAt: number | null = null;
  #counter = firstVersion(0);
  #moves = 0;
  #latest = 0;
  readonly #held = new Map<Kind, (Held | null)[]>();
  readonly #rows = new Map<BookEntity, readonly KeptRow[]>();
  readonly #index = new Map<BookEntity, ReadonlyMap<string, KeptRow>>();
  #deleted: readonly DeletedRow[] = [];
  #names: Names | undefined;
  readonly #made = {
    own: new Map<Held, Made>(),
    ledger: new Map<Held, Made>(),
  };

  constructor(base: Base, company: Company) {
    this.company = company;
    this.seed = divisionSeed(base.seed, company.code);
    this.counts = countsOf(company, base.scale);
    this.#begin(base);
  }

  #begin(base: Base): void {
    const beginning = beginningOf(base, this.company, this.seed);
    const all: { held: Held; modified: number }[] = [];
    for (const kind of [...MASTER_KINDS, ...DOC_KINDS]) {
      const list = beginning[kind].map(({ facts, created, modified }, index) => {
        const held: Held = { owner: this, kind, index, facts, created, rows: [] };
        all.push({ held, modified });
        return held;
      });
      this.#held.set(kind, list);
    }
    all.sort(
      (a, b) => a.modified - b.modified || KINDS[a.held.kind] - KINDS[b.held.kind] || a.held.index - b.held.index,
    );
    const lists = new Map<BookEntity, KeptRow[]>();
    for (const { held, modified } of all) {
      held.rows = slotsOf(held, this).map((slot, at) => this.#row(held, at, slot, modified));
      for (const row of held.rows) listOf(lists, row.entity).push(row);
      this.#latest = Math.max(this.#latest, modified);
    }
    for (const [entity, rows] of lists) this.#rows.set(entity, rows);
  }

  #row(held: Held, at: number, slot: Slot, modified: number): KeptRow {
    this.#counter += 1n;
    return new KeptRow(held, at, slot, { version: this.#counter, modified });
  }

  cellsOf(row: KeptRow): Cells {
    const made = isLedgerRow(row) ? this.#made.ledger : this.#made.own;
    let found = made.get(row.held);
    if (found === undefined) {
      found = cellsOf(row.held, isLedgerRow(row), this.names);
      if (made.size >= CELLS_KEPT) made.clear();
      made.set(row.held, found);
    }
    return found.cells[row.at - found.from] ?? {};
  }

  get names(): Names {
    this.#names ??= namesOf(this.company, this.seed, (kind) => this.#listOf(kind).map((held) => (held === null ? null : (held.facts as Cells)))); // oxfmt-ignore
    return this.#names;
  }

  /** No record was changed later than this. */
  get latest(): number {
    return this.#latest;
  }

  #listOf(kind: Kind): (Held | null)[] {
    const list = this.#held.get(kind) ?? [];
    this.#held.set(kind, list);
    return list;
  }

  /** Records of a kind are numbered from 0 to below this, those that are gone included. */
  count(kind: Kind): number {
    return this.#listOf(kind).length;
  }

  master(kind: MasterKind, index: number): Cells | undefined {
    return this.#listOf(kind)[index]?.facts as Cells | undefined;
  }

  doc(kind: DocKind, index: number): Doc | undefined {
    return this.#listOf(kind)[index]?.facts as Doc | undefined;
  }

  rows(entity: BookEntity): readonly BookRow[] {
    return this.#rows.get(entity) ?? [];
  }

  deleted(): readonly DeletedRow[] {
    return this.#deleted;
  }

  #indexOf(entity: BookEntity): ReadonlyMap<string, KeptRow> {
    let index = this.#index.get(entity);
    if (index === undefined) {
      index = new Map((this.#rows.get(entity) ?? []).map((row) => [row.key, row]));
      this.#index.set(entity, index);
    }
    return index;
  }

  find(entity: BookEntity, key: string): BookRow | undefined {
    return this.#indexOf(entity).get(key.toLowerCase());
  }

  /** Place of a record by its key. */
  placeOf(entity: BookEntity, key: string): number | undefined {
    return this.#indexOf(entity).get(key.toLowerCase())?.held.index;
  }

  linesOf(entity: BookEntity, documentKey: string): readonly BookRow[] {
    const document = DOCUMENT_OF[entity];
    if (document === undefined) return [];
    const held = this.#indexOf(document).get(documentKey.toLowerCase())?.held;
    return held?.rows.filter((row) => row.entity === entity) ?? [];
  }

  /** Enters a record anew, or takes it away (null); rows that stay as they are keep their version. Says what became of it. */
  enter(kind: Kind, index: number, facts: Cells | Doc | null, moment: number): readonly Effect[] {
    const list = this.#listOf(kind);
    const old = list[index] ?? null;
    if (index > list.length) throw new Error(`no ${kind} ${index} in these books`);
    this.#latest = Math.max(this.#latest, moment);
    const before = old === null ? [] : bodiesOf(old, this.names);
    const fresh: Held | null =
      facts === null ? null : { owner: this, kind, index, facts, created: old?.created ?? this.#latest, rows: [] };
    list[index] = fresh;
    if (!isDocKind(kind)) this.#forgetNames();
    if (fresh !== null) fresh.rows = this.#revised(old, before, fresh);
    const left = new Set(fresh?.rows.map(slotName));
    const gone = (old?.rows ?? []).filter((row) => !left.has(slotName(row)));
    for (const row of gone) this.#delete(row);
    this.#relist(old?.rows ?? [], fresh?.rows ?? []);
    return effects(old?.rows ?? [], fresh?.rows ?? []);
  }

  #forgetNames(): void {
    this.#names = undefined;
    this.#made.own.clear();
    this.#made.ledger.clear();
  }

  #revised(old: Held | null, before: readonly Cells[], fresh: Held): KeptRow[] {
    const bodies = bodiesOf(fresh, this.names);
    const oldRows = new Map((old?.rows ?? []).map((row, at) => [slotName(row), { row, body: before[at] }]));
    const slots = slotsOf(fresh, this);
    const changed = slots.map((slot, at) => {
      const was = oldRows.get(slotName(slot));
      return was === undefined || JSON.stringify(was.body) !== JSON.stringify(bodies[at]);
    });
    const touched = spread(fresh.kind, slots, changed, old?.rows ?? []);
    return slots.map((slot, at) => {
      const was = oldRows.get(slotName(slot))?.row;
      if (was === undefined || touched[at] === true) return this.#row(fresh, at, slot, this.#latest);
      return new KeptRow(fresh, at, slot, was);
    });
  }

  #delete(row: KeptRow): void {
    const entityType = DELETED_TYPES[row.entity];
    if (entityType === undefined) return;
    this.#counter += 1n;
    this.#deleted = [...this.#deleted, { version: this.#counter, key: row.key, entityType, deletedAt: this.#latest }];
  }

  #relist(old: readonly KeptRow[], fresh: readonly KeptRow[]): void {
    const dropped = new Set(old);
    for (const entity of new Set([...old, ...fresh].map((row) => row.entity))) {
      const kept = (this.#rows.get(entity) ?? []).filter((row) => !dropped.has(row));
      const added = fresh.filter((row) => row.entity === entity);
      this.#rows.set(
        entity,
        [...kept, ...added].sort((a, b) => (a.version < b.version ? -1 : 1)),
      );
      this.#index.delete(entity);
    }
  }

  /** Gives every row, present or deleted, another version, in the order of the old ones. */
  move(moment: number): void {
    this.#moves += 1;
    this.#counter = firstVersion(this.#moves);
    this.movedAt = Math.max(moment, this.#latest);
    const all: { version: bigint }[] = [...this.#rows.values()].flat();
    const deleted = this.#deleted.map((row) => ({ ...row }));
    for (const row of [...all, ...deleted].sort((a, b) => (a.version < b.version ? -1 : 1))) {
      this.#counter += 1n;
      row.version = this.#counter;
    }
    this.#deleted = deleted;
  }
}

function listOf(lists: Map<BookEntity, KeptRow[]>, entity: BookEntity): KeptRow[] {
  const list = lists.get(entity) ?? [];
  lists.set(entity, list);
  return list;
}

const DOCUMENT_OF: Partial<Record<BookEntity, BookEntity>> = {
  ...Object.fromEntries(Object.values(SHAPES).map(({ entity, lineEntity }) => [lineEntity, entity])),
  TransactionLines: 'Transactions',
};

/**
 * Which rows get a new version: those that changed; the head of a document and of a transaction with any of their rows; and, of orders
 * and sales invoices, all lines with the head's own cells, since a row of their feed shows both.
 */
function spread(kind: Kind, slots: readonly Slot[], changed: readonly boolean[], old: readonly KeptRow[]): boolean[] {
  if (!isDocKind(kind)) return changed.map(() => true);
  const { entity, lineEntity } = SHAPES[kind];
  const names = new Set(slots.map(slotName));
  const isTouched = (head: BookEntity, lines: BookEntity): boolean =>
    slots.some((slot, at) => (slot.entity === head || slot.entity === lines) && changed[at] === true) ||
    old.some((row) => row.entity === lines && !names.has(slotName(row)));
  const document = isTouched(entity, lineEntity);
  const transaction = isTouched('Transactions', 'TransactionLines');
  const headChanged = changed[0] === true && (kind === 'order' || kind === 'sales');
  return slots.map((slot, at) => {
    if (slot.entity === entity) return document;
    if (slot.entity === 'Transactions') return transaction;
    return changed[at] === true || (slot.entity === lineEntity && headChanged);
  });
}

function effects(old: readonly KeptRow[], fresh: readonly KeptRow[]): Effect[] {
  const heads = (rows: readonly KeptRow[]): KeptRow[] => rows.filter((row) => row.isHead);
  const before = new Map(heads(old).map((row) => [row.entity, row]));
  const after = new Map(heads(fresh).map((row) => [row.entity, row]));
  const found: Effect[] = [];
  for (const [entity, row] of after) {
    const was = before.get(entity);
    if (was === undefined) found.push({ entity, key: row.key, action: 'Create' });
    else if (was.version !== row.version) found.push({ entity, key: row.key, action: 'Update' });
  }
  for (const [entity, row] of before) if (!after.has(entity)) found.push({ entity, key: row.key, action: 'Delete' });
  return found;
}
