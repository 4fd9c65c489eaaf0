import type { JsonObject } from './json.ts';

/** What `changedAt` of a record means: its own change time, its document date, or only the moment it was read as of. */
export type SourceTimeKind = 'updated' | 'document' | 'as_of';

/** One source entity, normalised by its connector. Amounts, counts and dates are text exactly as the source wrote them. */
export interface SourceRecord {
  /** The source's immutable id (Workday WID); where one is unique only within a company, the JSON list of both. */
  readonly key: string;
  /** What a person calls it: an invoice number, a supplier's name. */
  readonly label: string;
  /** Instant (UTC ISO) or calendar date, by `kind`; null if the source gives none. Information only, never the order. */
  readonly changedAt: string | null;
  readonly timeKind: SourceTimeKind;
  readonly fields: JsonObject;
}

/** A record of a page that could not be read at all. It is counted as read and rejected. */
export interface UnreadableRecord {
  readonly key: string | null;
  readonly label: string;
  readonly reason: string;
}

/** A cell of a delivered row: decimals, integers, dates and instants are text; JSON is text. */
export type Cell = string | boolean | null;

/** One row of one table. */
export interface Row {
  /** Values of the key columns, in their order. */
  readonly key: readonly string[];
  /** SHA-256 (hex) over the mapped values, added columns left out. */
  readonly hash: string;
  readonly values: Readonly<Record<string, Cell>>;
}

/** A mapped record: one header row and its sets of lines by table name. Held, rejected or delivered whole. */
export interface MappedDocument {
  readonly key: string;
  readonly label: string;
  /** SHA-256 (hex) over the hashes of the header and of all lines. */
  readonly hash: string;
  readonly changedAt: string | null;
  readonly timeKind: SourceTimeKind;
  readonly header: Row;
  /** Every child table of the stream is present, also when the document has no line in it. */
  readonly lines: Readonly<Record<string, readonly Row[]>>;
  /** The source no longer has it: of its values only the key is here, and the destination marks what it has as deleted. */
  readonly deleted?: true;
}

/** Why one record was rejected (design §5.6): which field, which value, what was expected; `code` gives text and next step. */
export interface RejectionReason {
  readonly code: string;
  /** Column or source path, with the line where it applies: `lines[3].extended_amount`. */
  readonly field: string;
  readonly value: string | null;
  readonly expected: string | null;
  /** How people call the value, where that is more than the value itself; sentences name it so. */
  readonly called?: string | undefined;
}

/** What became of a record that a run read. The seven add up to what was read (design §5.3). */
export const dispositions = ['loaded', 'unchanged', 'excluded', 'rejected', 'held', 'waiting'] as const;
export type Disposition = (typeof dispositions)[number];
