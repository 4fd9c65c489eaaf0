import { makeBase, type Base } from '../world/base.ts';
import type { World } from '../world/world.ts';
import { DivisionBooks } from './books-division.ts';
import { heldIn } from './books-expected.ts';
import type { Cells, Doc, Kind } from './books-facts.ts';
import { guidOf } from './books-ids.ts';
import { folderBooksLog, memoryBooksLog, type BooksHeader, type BooksLog, type LoggedChange } from './books-log.ts';
import { writtenCells } from './books-write.ts';
import type { BookChange, BookDivision, BookEntity, BookRow, DeletedRow, ExactBooks, ExpectedHold, ExpectedRefusal } from './books.ts'; // oxfmt-ignore
import { makeRound } from './rounds.ts';
import { CUSTOMER, divisionOf, EXACT_COMPANIES, isInUse, type Company } from './world-divisions.ts';
import { plantedRejections } from './world-planted.ts';

export interface OpenBooksOptions {
  /** Seed and creation moment are taken from it, so that suppliers, accounts and cost centers are the same in both. */
  readonly world: World;
  readonly clock: { now(): number };
  /** Where changes are kept; without it, they end with the process. */
  readonly folder?: string | undefined;
  /** 1 is the demo's size, about 300 documents; `exactScaleForLines` says what a number of lines needs. Left out: the world's. */
  readonly scale?: number | undefined;
}

class Books implements ExactBooks {
  readonly customer = CUSTOMER;
  readonly #log: BooksLog;
  readonly #base: Base;
  readonly #clock: OpenBooksOptions['clock'];
  readonly #opened = new Map<number, DivisionBooks>();
  readonly #stored = new Map<number, LoggedChange[]>();
  readonly #listeners: ((change: BookChange) => void)[] = [];
  #rounds = 0;

  constructor(log: BooksLog, clock: OpenBooksOptions['clock']) {
    const { seed, scale, createdAt } = log.header;
    this.#log = log;
    this.#base = makeBase(seed, scale, createdAt);
    this.#clock = clock;
    for (const change of log.changes) {
      if ('round' in change) this.#rounds = change.round;
      else this.#stored.set(change.division, [...(this.#stored.get(change.division) ?? []), change]);
    }
  }

  get rounds(): number {
    return this.#rounds;
  }

  get divisions(): readonly BookDivision[] {
    return EXACT_COMPANIES.map((company) => divisionOf(company, this.#movedAt(company)));
  }

  /** Known without making the division's books. */
  #movedAt(company: Company): number | null {
    const opened = this.#opened.get(company.code);
    if (opened !== undefined) return opened.movedAt;
    const moves = (this.#stored.get(company.code) ?? []).filter((change) => 'moved' in change);
    return moves.at(-1)?.moment ?? null;
  }

  /** The books of a division, made when they are first asked for. Throws an Error for a division that is not there. */
  #of(division: number): DivisionBooks {
    const known = this.#opened.get(division);
    if (known !== undefined) return known;
    const company = EXACT_COMPANIES.find(({ code }) => code === division);
    if (company === undefined) throw new Error(`no division ${division} in these books`);
    const books = new DivisionBooks(this.#base, company);
    for (const change of this.#stored.get(division) ?? []) apply(books, change);
    this.#opened.set(division, books);
    return books;
  }

  get #inUse(): readonly DivisionBooks[] {
    return EXACT_COMPANIES.filter(isInUse).map(({ code }) => this.#of(code));
  }

  rows(division: number, entity: BookEntity): readonly BookRow[] {
    return this.#of(division).rows(entity);
  }

  find(division: number, entity: BookEntity, key: string): BookRow | undefined {
    return this.#of(division).find(entity, key);
  }

  linesOf(division: number, entity: BookEntity, documentKey: string): readonly BookRow[] {
    return this.#of(division).linesOf(entity, documentKey);
  }

  deleted(division: number): readonly DeletedRow[] {
    return this.#of(division).deleted();
  }

  /** Makes changes, keeps them as one piece, and then tells of them. */
  #commit(changes: readonly LoggedChange[], told: readonly BookChange[]): void {
    this.#log.append(changes);
    for (const change of told) for (const listener of this.#listeners) listener(change);
  }

  change(): string[] {
    const changes: LoggedChange[] = [];
    const told: BookChange[] = [];
    const now = this.#clock.now();
    const sentences = makeRound({
      seed: this.#base.seed,
      round: this.#rounds,
      moment: now,
      divisions: this.#inUse,
      enter: (books, kind, index, facts) => {
        changes.push(this.#enter(books, kind, index, facts, told));
      },
    });
    this.#rounds += 1;
    this.#commit([...changes, { round: this.#rounds }], told);
    return sentences;
  }

  #enter(books: DivisionBooks, kind: Kind, index: number, facts: Cells | Doc | null, told: BookChange[]): LoggedChange {
    const { code } = books.company;
    // A clock that was set back does not make changes older than those before.
    const moment = Math.max(this.#clock.now(), books.latest);
    for (const effect of books.enter(kind, index, facts, moment)) told.push({ division: code, ...effect, at: moment });
    return { division: code, moment, kind, index, facts };
  }

  write(division: number, entity: 'GLAccounts' | 'Costcenters', key: string | null, cells: Cells): string {
    const books = this.#of(division);
    const kind = entity === 'GLAccounts' ? 'gl' : 'center';
    const place = key === null ? books.count(kind) : books.placeOf(entity, key);
    if (place === undefined) throw new Error(`No ${entity} has the ID ${key ?? ''}`);
    const all = Array.from({ length: books.count(kind) }, (_, at) => books.master(kind, at));
    const facts = writtenCells(all[place], cells, {
      kind,
      others: all.flatMap((other, at) => (at === place || other === undefined ? [] : [other])),
      describe: (of, code) => describe(books, of, code),
    });
    const told: BookChange[] = [];
    this.#commit([this.#enter(books, kind, place, facts, told)], told);
    return guidOf(books.seed, kind, place);
  }

  move(division: number): void {
    const books = this.#of(division);
    const moment = Math.max(this.#clock.now(), books.latest);
    books.move(moment);
    this.#commit([{ division, moment, moved: true }], []);
  }

  expectedHeld(): readonly ExpectedHold[] {
    return this.#inUse.flatMap(heldIn);
  }

  expectedRejections(): readonly ExpectedRefusal[] {
    return this.#inUse.flatMap(({ company, seed, counts }) => plantedRejections(company.code, seed, counts));
  }

  onChange(listener: (change: BookChange) => void): void {
    this.#listeners.push(listener);
  }
}

function apply(books: DivisionBooks, change: LoggedChange): void {
  if ('moved' in change) books.move(change.moment);
  else if ('kind' in change) books.enter(change.kind, change.index, change.facts, change.moment);
}

function describe(books: DivisionBooks, kind: 'center' | 'unit' | 'vat', code: Cells[string]): Cells[string] {
  for (let at = 0; at < books.count(kind); at += 1) {
    const cells = books.master(kind, at);
    if (cells !== undefined && cells['Code'] === code) return cells['Description'] ?? null;
  }
  return null;
}

/**
 * Opens the books of the practice Exact Online, beside a practice Workday: with a folder, a second start gives exactly the same books.
 * Each division is made when it is first asked for.
 */
export function openExactBooks({ world, clock, folder, scale }: OpenBooksOptions): ExactBooks {
  const { seed, createdAt } = world.base;
  const header: BooksHeader = { format: 1, seed, scale: scale ?? world.base.scale, createdAt };
  return new Books(folder === undefined ? memoryBooksLog(header) : folderBooksLog(folder, header), clock);
}
