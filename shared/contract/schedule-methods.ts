import { z } from 'zod';
import { method } from './method.ts';

const minute = 60_000;

/** What whoever keeps the schedules asks. */
export const scheduleMethods = {
  /**
   * Flows with streams that are due by this computer's clock. One under way, paused or frozen has none. `lateByMs` is how late the
   * latest of the streams is.
   */
  'schedule.due': method(
    'engine',
    z.object({}).strict(),
    z.array(z.object({ flowId: z.string(), streams: z.array(z.string()), lateByMs: z.number() })),
  ),
  /** Whether the source of a flow can be reached by the app's own way; if not, the flow is shown as waiting for the network. */
  'schedule.reach': method(
    'engine',
    z.object({ flowId: z.string() }).strict(),
    z.object({ reachable: z.boolean() }),
    minute,
  ),
} as const;
