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
});
export type CompanyCursor = z.infer<typeof companySchema>;

const cursorSchema = z.object({
  /** A cursor of one site says nothing of another. */
  host: z.string(),
  divisions: z.record(z.string(), companySchema),
});
export type Cursor = z.infer<typeof cursorSchema>;

/** The stored cursor, or an empty one where it is of another site or form. */
export function cursorOf(stored: JsonObject | null, host: string): Cursor {
  const parsed = cursorSchema.safeParse(stored);
  return parsed.success && parsed.data.host === host ? parsed.data : { host, divisions: {} };
}

/** The cursor after one company was read; the others stay where they are. */
export function advanced(cursor: Cursor, division: number, company: CompanyCursor): Cursor {
  return { ...cursor, divisions: { ...cursor.divisions, [String(division)]: company } };
}
