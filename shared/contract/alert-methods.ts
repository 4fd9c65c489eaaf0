import { z } from 'zod';
import { alertFilterSchema, alertSchema, alertSortColumns, snoozeSchema } from '../alerts/alert.ts';
import { alertRulesSchema } from '../alerts/rules.ts';
import { isTimeZone } from '../messages/calendar.ts';
import { method } from './method.ts';
import { pageQuerySchema, pageSchema } from './paging.ts';

/** What needs a person, and what did. */
export const alertMethods = {
  /** Alerts in pages: those nobody has looked at first, then those that still stand, then the closed ones; each the newest first. */
  'alerts.list': method('engine', pageQuerySchema(alertFilterSchema, alertSortColumns), pageSchema(alertSchema)),
  /** A person has looked at these and says so in a note. Those that are closed or were looked at before stay as they are. */
  'alerts.acknowledge': method(
    'engine',
    z.object({ ids: z.array(z.string()).min(1).max(500), note: z.string().trim().min(1).max(500) }).strict(),
    z.object({ changed: z.number().int() }),
  ),
  /** A person puts these off: they call nobody until then, and come back if they still stand. Those acknowledged or closed stay so. */
  'alerts.snooze': method(
    'engine',
    z
      .object({
        ids: z.array(z.string()).min(1).max(500),
        snooze: snoozeSchema,
        /** Whose morning it is. */
        timeZone: z.string().min(1).max(64).refine(isTimeZone),
      })
      .strict(),
    z.object({ changed: z.number().int() }),
  ),
  /** What is told, and from where on. */
  'alerts.rules': method('engine', z.object({}).strict(), alertRulesSchema),
  /** Holds from the next look on: alerts of kinds that are not told any more close. */
  'alerts.save-rules': method('engine', alertRulesSchema, alertRulesSchema),
} as const;
