import { createHash } from 'node:crypto';
import { openExactBooks } from '../../../sandbox/exact/open-books.ts';
import {
  bookEntities,
  type BookCell,
  type BookEntity,
  type BookRow,
  type ExactBooks,
} from '../../../sandbox/exact/books.ts';
import { openWorld, type World } from '../../../sandbox/world/world.ts';
import { sumAmounts } from '../../../shared/money/decimal.ts';

export const NL = 2_256_995;
export const BE = 2_256_996;
export const UK = 2_256_997;
export const IN_USE: readonly number[] = [NL, BE, UK];

/** Stands still until it is set. */
export class SetClock {
  moment = Date.parse('2026-11-21T10:00:00Z');
  now(): number {
    return this.moment;
  }
}

export function newWorld(seed = 7): World {
  return openWorld({ seed, scale: 1, clock: new SetClock() });
}

export interface Opened {
  readonly books: ExactBooks;
  readonly clock: SetClock;
}

export function openBooks(options: { folder?: string; scale?: number; seed?: number } = {}): Opened {
  const clock = new SetClock();
  const { seed, ...rest } = options;
  return { books: openExactBooks({ world: newWorld(seed), clock, ...rest }), clock };
}

/** Makes a round a minute after the one before. */
export function round({ books, clock }: Opened): string[] {
  clock.moment += 60_000;
  return books.change();
}

/** Everything that the books of all divisions say, as one digest. */
export function everything(books: ExactBooks): string {
  const divisions = books.divisions.map(({ code }) => [
    code,
    bookEntities.map((entity) => books.rows(code, entity).map(({ version, modified, key, parent, cells }) => [String(version), modified, key, parent, cells])), // oxfmt-ignore
    books.deleted(code).map((row) => ({ ...row, version: String(row.version) })),
  ]);
  const said = [divisions, books.divisions, books.expectedHeld(), books.expectedRejections()];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

/** A decimal cell's text. Throws for anything else. */
export function decimalOf(row: BookRow, field: string): string {
  const cell: BookCell | undefined = row.cells[field];
  if (typeof cell !== 'object' || cell === null || !('decimal' in cell)) throw new Error(`${field} is no decimal`);
  return cell.decimal;
}

export function sumOf(rows: readonly BookRow[], field: string): string {
  return sumAmounts(rows.map((row) => decimalOf(row, field)));
}

export function dateOf(row: BookRow, field: string): string {
  const cell = row.cells[field];
  return typeof cell === 'object' && cell !== null && 'date' in cell ? cell.date : '';
}

export function allRows(books: ExactBooks, entity: BookEntity): { division: number; row: BookRow }[] {
  return books.divisions.flatMap(({ code }) => books.rows(code, entity).map((row) => ({ division: code, row })));
}

export function textOf(row: BookRow, field: string): string {
  const cell = row.cells[field];
  return typeof cell === 'string' ? cell : '';
}
