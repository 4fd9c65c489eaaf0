import { z } from 'zod';
import { rejectedFilterSchema } from '../model/record-view.ts';
import { runSchema } from '../model/run.ts';
import {
  replayModeSchema,
  replayPlanSchema,
  replayRecordSchema,
  replayScopeSchema,
  waitingSchema,
} from '../replay/replay.ts';
import { method } from './method.ts';
import { selectionSchema } from './paging.ts';

const minute = 60_000;
const flowFilter = z.object({ flowId: z.string().optional() }).strict();

/** What may be asked about sending again what was stored, and about rejected records that a person decides on. */
export const replayMethods = {
  /** Batches that wait, with their attempts and what is going to happen to them. At most 200 of them. */
  'replay.waiting': method('engine', flowFilter, waitingSchema),
  /**
   * What a replay would do, per stream and table: it asks the destination, and in mode `read-again` the source. Writes nothing.
   * REPLAY_SEVERAL_FLOWS if what was chosen belongs to more than one flow, REPLAY_NOTHING_CHOSEN if there is nothing of it.
   */
  'replay.plan': method(
    'engine',
    z.object({ scope: replayScopeSchema, mode: replayModeSchema }).strict(),
    replayPlanSchema,
    10 * minute,
  ),
  /**
   * Runs exactly what the plan says, as a run of trigger `replay`. REPLAY_PLAN_USED, REPLAY_PLAN_OUTDATED (the flow was changed or ran
   * since, or an hour went by) and REPLAY_NOTHING_TO_DO; otherwise as `runs.start`.
   */
  'replay.start': method('engine', z.object({ planId: z.string() }).strict(), runSchema),
  /** The newest replays that a person started, at most 50. */
  'replay.list': method('engine', flowFilter, z.array(replayRecordSchema)),
  /** What was said and done by the replay that this run is; null for other runs and for automatic retries. */
  'replay.of-run': method('engine', z.object({ runId: z.string() }).strict(), replayRecordSchema.nullable()),
  /** Closes open entries with a reason of the operator's own; those that are not open are passed over. */
  'rejected.dismiss': method(
    'engine',
    z
      .object({
        filter: rejectedFilterSchema,
        selection: selectionSchema,
        reason: z.string().trim().min(3).max(500),
      })
      .strict(),
    z.object({ changed: z.number().int() }),
    minute,
  ),
  /** Takes dismissals back. An entry whose record was rejected again since stays as it is: `kept` counts those. */
  'rejected.reopen': method(
    'engine',
    z.object({ ids: z.array(z.string()).min(1).max(500) }).strict(),
    z.object({ changed: z.number().int(), kept: z.number().int() }),
  ),
} as const;
