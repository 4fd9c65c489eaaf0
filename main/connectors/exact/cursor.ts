import { z } from 'zod';
import type { JsonObject } from '../../../shared/model/json.ts';

/** Where reading of one company stands. Versions are texts: they have more digits than a JavaScript number keeps. */
const companySchema = z.object({
  /** The highest row version that was read; null of a feed by change time. */
  version: z.string().regex(/^\d+$/).nullable(),
  /** The highest row version of deletions that was read. */
  deletedVersion: z.string().regex(/^\d+$/).nullable(),
  /** When either changes, all row versions were made anew (reference page §2). */
  movedAt: z.string().nullable(),
  linkChangedAt: z.string().nullable(),
  /** When the company was last read, and when last whole, by Exact's clock. */
  readAtUtc: z.string(),
  wholeAtUtc: z.string(),
  /** Deletions were told of which nobody can say whether they were of a record or of one of its lines. */
  linesGone: z.boolean(),
  /** The company cannot be asked for this stream; when that was last found. */
  leftOut: z.boolean().default(false),
  /** The calls of the day ended while it was read: it goes on from `version`, or from `readAtUtc`. */
  goesOn: z.boolean().default(false),
});
export type CompanyCursor = z.infer<typeof companySchema>;

/** A listing of all records, by no order that a cursor could name, during which the calls of the day ended. */
const unfinishedSchema = z.object({
  /** Where the listing goes on. */
  skiptoken: z.string(),
  /** Records that were listed so far. */
  read: z.number().int(),
  /** When it began, by Exact's clock: what changed since is read once it is through. */
  startedAtUtc: z.string(),
  movedAt: z.string().nullable(),
  linkChangedAt: z.string().nullable(),
});
export type Unfinished = z.infer<typeof unfinishedSchema>;

const cursorSchema = z.object({
  /** A cursor of one site says nothing of another. */
  host: z.string(),
  divisions: z.record(z.string(), companySchema),
  unfinished: z.record(z.string(), unfinishedSchema).default({}),
});
export type Cursor = z.infer<typeof cursorSchema>;

/** The stored cursor, or an empty one where it is of another site or form. */
export function cursorOf(stored: JsonObject | null, host: string): Cursor {
  const parsed = cursorSchema.safeParse(stored);
  return parsed.success && parsed.data.host === host ? parsed.data : { host, divisions: {}, unfinished: {} };
}

/** The cursor after one company was read; the others stay where they are. */
export function advanced(cursor: Cursor, division: number, company: CompanyCursor): Cursor {
  return { ...settled(cursor, division), divisions: { ...cursor.divisions, [String(division)]: company } };
}

/** The cursor with nothing of the company that goes on. */
export function settled(cursor: Cursor, division: number): Cursor {
  const { [String(division)]: _, ...unfinished } = cursor.unfinished;
  return { ...cursor, unfinished };
}
