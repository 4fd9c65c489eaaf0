import { z } from 'zod';
import { checkStepSchema } from './check.ts';
import { isDay } from '../messages/calendar.ts';
import { systemIdSchema } from './system.ts';

const daySchema = z.string().refine(isDay);

/** Settings of a connection: text by field name, as the descriptor lists them. Never a secret. */
export const connectionSettingsSchema = z.record(z.string(), z.string());

export const connectionSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(120),
  system: systemIdSchema,
  /** A practice system is known by this mark, never by its address. */
  practice: z.boolean(),
  settings: connectionSettingsSchema,
  /**
   * Names of the secrets that are stored, with the moment each was last replaced, and the day on which it expires where a person said
   * so. Values never leave the main process.
   */
  secrets: z.array(z.object({ name: z.string(), replacedAtUtc: z.string(), expiresOn: daySchema.optional() })),
  lastCheck: z.object({ atUtc: z.string(), ok: z.boolean(), steps: z.array(checkStepSchema) }).nullable(),
  createdAtUtc: z.string(),
  updatedAtUtc: z.string(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** What a person enters. Secrets are write-only: a name left out keeps the stored one. */
export const connectionDraftSchema = z.object({
  id: z.string().optional(),
  name: z.string().min(1).max(120),
  system: systemIdSchema,
  practice: z.boolean(),
  settings: connectionSettingsSchema,
  secrets: z.record(z.string(), z.string()),
  /**
   * Days on which secrets expire, by the secret's name; empty text: none is known. What is left out stays, unless its secret is replaced:
   * a new secret expires when it says so itself.
   */
  expiries: z.record(z.string(), z.union([daySchema, z.literal('')])).optional(),
});
export type ConnectionDraft = z.infer<typeof connectionDraftSchema>;
