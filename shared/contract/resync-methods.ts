import { z } from 'zod';
import { resyncPlanSchema, resyncViewSchema } from '../resync/resync.ts';
import { method } from './method.ts';

const byId = z.object({ id: z.string() }).strict();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const range = { flowId: z.string(), stream: z.string(), from: day, to: day };

/** Reading a range of days of one stream again. No cursor is moved; what did not change is recognised. */
export const resyncMethods = {
  /** What would be read, in how many parts, and what the days mean for the stream. Asks neither system. */
  'resync.plan': method('engine', z.object(range).strict(), resyncPlanSchema),
  /**
   * Begins it and answers at once; the same range that was begun before goes on instead. Throws RESYNC_OPEN where another one of the
   * flow has not ended, RESYNC_RANGE_UNSOUND, APP_NOT_FOUND.
   */
  'resync.start': method('engine', z.object({ ...range, findGone: z.boolean().optional() }).strict(), resyncViewSchema),
  /** What is staged by then stays staged; the part under way is read again when it goes on. */
  'resync.pause': method('engine', byId, resyncViewSchema),
  /** Goes on; parts that were given up are tried again. */
  'resync.resume': method('engine', byId, resyncViewSchema),
  /** Ends it for good. What was delivered stays delivered. */
  'resync.stop': method('engine', byId, resyncViewSchema),
  /** A person's word on the records of a part that are gone and are too many to be marked without it. */
  'resync.confirm': method(
    'engine',
    z
      .object({
        id: z.string(),
        part: z.number().int().min(1),
        mark: z.boolean(),
        reason: z.string().trim().min(1).max(500),
      })
      .strict(),
    resyncViewSchema,
  ),
  'resync.get': method('engine', byId, resyncViewSchema),
  /** The newest first; of one flow where it is named. */
  'resync.list': method(
    'engine',
    z.object({ flowId: z.string().optional(), limit: z.number().int().min(1).max(100).optional() }).strict(),
    z.array(resyncViewSchema),
  ),
} as const;
