import { z } from 'zod';

/**
 * What of a stream a run read. `everything`: all that the source has. `recent`: what is dated within the last days, and what is still
 * open. `changed`: what changed since the last run. `chosen`: records or days that a person named.
 */
export const windowReachSchema = z.enum(['everything', 'recent', 'changed', 'chosen']);
export type WindowReach = z.infer<typeof windowReachSchema>;
