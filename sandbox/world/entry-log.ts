import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Documents, Kind } from './documents.ts';

/** One change after the creation: the document as it was entered then, or null if a draft vanished. */
export interface LoggedEntry {
  readonly kind: Kind;
  readonly index: number;
  readonly moment: number;
  readonly document: Documents[Kind] | null;
}

/** What a stored world needs to come back exactly as it was. */
export interface WorldHeader {
  readonly format: 1;
  readonly seed: number;
  readonly scale: number;
  readonly createdAt: number;
  /** How many rounds of changes were made. */
  readonly rounds: number;
}

/** Where entries are kept: a folder, or nowhere. */
export interface EntryLog {
  readonly header: WorldHeader;
  readonly entries: readonly LoggedEntry[];
  append(entries: readonly LoggedEntry[]): void;
  saveRounds(rounds: number): void;
}

const HEADER_FILE = 'world.json';
const ENTRIES_FILE = 'entries.ndjson';

export function memoryLog(header: WorldHeader): EntryLog {
  return { header, entries: [], append: () => undefined, saveRounds: () => undefined };
}

function isHeader(value: unknown): value is WorldHeader {
  if (typeof value !== 'object' || value === null) return false;
  const { format, seed, scale, createdAt, rounds } = value as Record<string, unknown>;
  return format === 1 && [seed, scale, createdAt, rounds].every((part) => typeof part === 'number');
}

function readEntries(file: string): LoggedEntry[] {
  if (!existsSync(file)) return [];
  const text = readFileSync(file, 'utf8');
  const end = text.lastIndexOf('\n') + 1;
  // A process killed while it wrote leaves half a line; what it had not finished did not happen.
  if (end < text.length) truncateSync(file, Buffer.byteLength(text.slice(0, end)));
  const lines = text
    .slice(0, end)
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as LoggedEntry);
}

/**
 * Opens or begins the log in a folder. A folder that holds a world keeps its seed, scale and creation moment, whatever is asked for now.
 * Throws an Error if the folder holds something that is not a world of this format.
 */
export function folderLog(folder: string, fresh: WorldHeader): EntryLog {
  mkdirSync(folder, { recursive: true });
  const headerFile = join(folder, HEADER_FILE);
  const entriesFile = join(folder, ENTRIES_FILE);
  if (!existsSync(headerFile)) writeFileSync(headerFile, JSON.stringify(fresh));
  const stored: unknown = JSON.parse(readFileSync(headerFile, 'utf8'));
  if (!isHeader(stored)) throw new Error(`${headerFile} is not a stored practice world of this version`);
  return {
    header: stored,
    entries: readEntries(entriesFile),
    append: (entries) => {
      appendFileSync(entriesFile, entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    },
    saveRounds: (rounds) => {
      writeFileSync(headerFile, JSON.stringify({ ...stored, rounds }));
    },
  };
}
