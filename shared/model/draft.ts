import { z } from 'zod';
import { streamMappingSchema } from '../mapping/mapping.ts';
import { flowCalendarSchema } from '../schedule/flow-calendar.ts';
import { connectionSettingsSchema } from './connection.ts';
import { messagingSchema } from '../messages/rule.ts';
import { integrationIdSchema, scheduleSchema } from './flow.ts';
import { systemIdSchema } from './system.ts';

/** What was typed of a connection that is not saved yet. Settings only: a secret never stands in a draft. */
export const draftFormSchema = z.object({
  system: systemIdSchema,
  name: z.string().max(120),
  settings: connectionSettingsSchema,
});
export type DraftForm = z.infer<typeof draftFormSchema>;

/** How far a person came on the way from nothing to a flow. Kept until the flow is saved, or the draft is thrown away. */
export const connectDraftSchema = z.object({
  id: z.string(),
  step: z.string().max(40),
  integration: integrationIdSchema.nullable(),
  connections: z.object({ source: z.string().nullable(), destination: z.string().nullable() }),
  /** Forms that were begun and not saved. */
  forms: z.object({ source: draftFormSchema.nullable(), destination: draftFormSchema.nullable() }),
  /** Chosen streams; null while all of them are. */
  streams: z.array(z.string()).nullable(),
  /** Mappings that differ from the default, by stream. */
  mappings: z.record(z.string(), streamMappingSchema),
  schedule: scheduleSchema,
  /** Planned absence, close and freezes; left out while there are none. */
  calendar: flowCalendarSchema.optional(),
  name: z.string().max(120),
  /** Rules, of a flow that posts messages; left out until one was made. */
  messaging: messagingSchema.optional(),
  updatedAtUtc: z.string(),
});
export type ConnectDraft = z.infer<typeof connectDraftSchema>;

/** What a window sends: without an id a new draft is made. */
export const connectDraftInputSchema = connectDraftSchema
  .omit({ id: true, updatedAtUtc: true })
  .extend({ id: z.string().optional() });
export type ConnectDraftInput = z.infer<typeof connectDraftInputSchema>;
