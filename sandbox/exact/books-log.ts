import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cells, Doc, Kind } from './books-facts.ts';

/** What stored books need to come back exactly as they were. */
export interface BooksHeader {
  readonly format: 1;
  readonly seed: number;
  readonly scale: number;
  readonly createdAt: number;
}

/** One thing that happened after the beginning: a record entered anew or taken away, a division moved, a round made. */
export type LoggedChange =
  | {
      readonly division: number;
      readonly moment: number;
      readonly kind: Kind;
      readonly index: number;
      readonly facts: Cells | Doc | null;
    }
  | { readonly division: number; readonly moment: number; readonly moved: true }
  | { readonly round: number };

/** Where changes are kept: a folder, or nowhere. */
export interface BooksLog {
  readonly header: BooksHeader;
  readonly changes: readonly LoggedChange[];
  /** Kept as one line, so that all of it comes back or nothing; written before it returns. */
  append(changes: readonly LoggedChange[]): void;
}

const HEADER_FILE = 'books.json';
const CHANGES_FILE = 'changes.ndjson';

export function memoryBooksLog(header: BooksHeader): BooksLog {
  return { header, changes: [], append: () => undefined };
}

function isHeader(value: unknown): value is BooksHeader {
  if (typeof value !== 'object' || value === null) return false;
  const { format, seed, scale, createdAt } = value as Record<string, unknown>;
  return format === 1 && [seed, scale, createdAt].every((part) => typeof part === 'number');
}

function readChanges(file: string): LoggedChange[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const end = text.lastIndexOf('\n') + 1;
  // A process killed while it wrote leaves half a line; what it had not finished did not happen.
  if (end < text.length) truncateSync(file, Buffer.byteLength(text.slice(0, end)));
  const lines = text.slice(0, end).split('\n');
  return lines.filter((line) => line !== '').flatMap((line) => JSON.parse(line) as LoggedChange[]);
}

/**
 * Opens or begins the log in a folder. A folder that holds books keeps their seed, scale and creation moment, whatever is asked for now.
 * Throws an Error if the folder holds something that are not books of this format.
 */
export function folderBooksLog(folder: string, fresh: BooksHeader): BooksLog {
  mkdirSync(folder, { recursive: true });
  const headerFile = join(folder, HEADER_FILE);
  const changesFile = join(folder, CHANGES_FILE);
  if (!existsSync(headerFile)) writeFileSync(headerFile, JSON.stringify(fresh));
  const stored: unknown = JSON.parse(readFileSync(headerFile, 'utf8'));
  if (!isHeader(stored)) throw new Error(`${headerFile} is not a header of practice books of this version`);
  return {
    header: stored,
    changes: readChanges(changesFile),
    append: (changes) => {
      appendFileSync(changesFile, `${JSON.stringify(changes)}\n`);
    },
  };
}
