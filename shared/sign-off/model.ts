import { z } from 'zod';
import { documentSumsSchema } from '../model/tally.ts';
import { periodSchema } from '../tie-out/model.ts';

/** What stands in the way of signing off a period. Each may be overridden by name, with a reason. */
export const blockerKinds = ['run-under-way', 'waiting', 'rejected', 'totals', 'tie-out'] as const;
export const blockerKindSchema = z.enum(blockerKinds);
export type BlockerKind = z.infer<typeof blockerKindSchema>;

export const blockerSchema = z.object({
  kind: blockerKindSchema,
  /** Records, streams or tie-outs that it is about. */
  count: z.number().int(),
  /** The first of them by name. */
  names: z.array(z.string()),
});
export type Blocker = z.infer<typeof blockerSchema>;

export const overrideSchema = z.object({ kind: blockerKindSchema, reason: z.string().trim().min(1).max(500) }).strict();
export type Override = z.infer<typeof overrideSchema>;

/** A person's word that a period of a flow is complete, with the hash of what proves it. Only ever taken back, never removed. */
export const signOffSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  flowName: z.string(),
  period: periodSchema,
  atUtc: z.string(),
  /** Who signed, as typed; and the account and machine that it was done from. */
  name: z.string(),
  by: z.string(),
  comment: z.string(),
  packSha256: z.string(),
  packFile: z.string(),
  records: z.number().int(),
  /** What was overridden, as it stood then. */
  overridden: z.array(blockerSchema.extend({ reason: z.string() })),
  takenBack: z.object({ atUtc: z.string(), name: z.string(), by: z.string(), reason: z.string() }).nullable(),
});
export type SignOff = z.infer<typeof signOffSchema>;

/** A record of a period whose landed version is another one since the sign-off. */
export const changedRecordSchema = z.object({
  kind: z.enum(['added', 'changed', 'gone']),
  stream: z.string(),
  key: z.string(),
  label: z.string(),
  before: documentSumsSchema,
  after: documentSumsSchema,
});
export type ChangedRecord = z.infer<typeof changedRecordSchema>;

export const effectSchema = z.object({
  stream: z.string(),
  company: z.string(),
  amount: z.string(),
  currency: z.string(),
  before: z.string(),
  after: z.string(),
  difference: z.string(),
});
export type Effect = z.infer<typeof effectSchema>;

export const changesSinceSchema = z.object({
  added: z.number().int(),
  changed: z.number().int(),
  gone: z.number().int(),
  /** The first of them; the counts are of all. */
  records: z.array(changedRecordSchema),
  /** What all of them do to each sum, where it is not the same as before. */
  effects: z.array(effectSchema),
});
export type ChangesSince = z.infer<typeof changesSinceSchema>;
