import { z } from 'zod';
import { runSchema } from '../model/run.ts';
import { heldDetailSchema, heldFilterSchema, heldItemSchema, heldSortColumns } from '../model/held.ts';
import { rejectedReasonSchema } from '../model/record-view.ts';
import { method } from './method.ts';
import { pageQuerySchema, pageSchema, selectionSchema } from './paging.ts';

const minute = 60_000;
const reason = z.string().trim().min(3).max(500);
const chosen = z.object({ filter: heldFilterSchema, selection: selectionSchema, reason }).strict();

/** What waits for a person's word although nothing is wrong with it. */
export const heldMethods = {
  'held.list': method('engine', pageQuerySchema(heldFilterSchema, heldSortColumns), pageSchema(heldItemSchema)),
  /** How many of the filtered records wait for each reason, the most frequent first. */
  'held.reasons': method('engine', heldFilterSchema, z.array(rejectedReasonSchema)),
  'held.get': method('engine', z.object({ id: z.string() }).strict(), heldDetailSchema),
  /**
   * Chosen records that wait are to be loaded all the same, in the version that waits, by the runs that start or, where none can start
   * now, by the next ones.
   */
  'held.release': method('engine', chosen, z.object({ changed: z.number().int(), runs: z.array(runSchema) }), minute),
  /** Chosen records that wait are not to be loaded; a newer version is judged anew. */
  'held.dismiss': method('engine', chosen, z.object({ changed: z.number().int() }), minute),
  /** Takes dismissals back. A record that is held again since stays as it is: `kept` counts those. */
  'held.reopen': method(
    'engine',
    z.object({ ids: z.array(z.string()).min(1).max(500) }).strict(),
    z.object({ changed: z.number().int(), kept: z.number().int() }),
  ),
  /**
   * So many of a stream’s records that seem to be gone at the source may be marked as deleted: the run that starts reads the stream
   * whole, looks again, and asks again if more are gone. `run` is null where none can start now: the next one does it.
   * GONE_NOTHING_ASKED if nothing is asked of the stream.
   */
  'gone.confirm': method(
    'engine',
    z.object({ flowId: z.string(), stream: z.string(), upTo: z.number().int().min(1), reason }).strict(),
    z.object({ run: runSchema.nullable() }),
  ),
} as const;
