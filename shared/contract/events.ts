import { z } from 'zod';
import { checkStepSchema } from '../model/check.ts';
import { runSchema } from '../model/run.ts';

/**
 * Events carry the whole present state of one subject, never a difference, and a number that only grows. A window that was
 * away asks for everything after the last number it saw (or 0) and gets the newest snapshot of each subject.
 */
export const eventPayloadSchema = z.discriminatedUnion('topic', [
  /** A run's progress; at most four a second for each run. Subject: run id. */
  z.object({ topic: z.literal('run'), subject: z.string(), run: runSchema }),
  /** Connections, flows, rejected records or settings changed: ask again. Subject: the area's name. */
  z.object({
    topic: z.literal('changed'),
    subject: z.enum([
      'connections',
      'flows',
      'records',
      'rejected',
      'settings',
      'network',
      'retention',
      'resyncs',
      'webhooks',
      'messages',
      'alerts',
      'practice',
      'proof',
      'write-back',
      'app',
      // The engine was started anew on other data: everything may be different.
      'installation',
    ]),
  }),
  /** Steps of a check so far. Subject: the caller's check id. */
  z.object({
    topic: z.literal('check'),
    subject: z.string(),
    steps: z.array(checkStepSchema),
    ok: z.boolean().nullable(),
  }),
]);
export type EventPayload = z.infer<typeof eventPayloadSchema>;

export const appEventSchema = z.object({
  sequence: z.number().int(),
  /** Changes when the engine restarts: numbers start again and the window asks for everything. */
  epoch: z.string(),
  payload: eventPayloadSchema,
});
export type AppEvent = z.infer<typeof appEventSchema>;
