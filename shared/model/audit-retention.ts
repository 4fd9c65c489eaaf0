import { z } from 'zod';

/** How long entries of the audit trail are kept, the shortest first: never less than a year. */
export const trailChoices = ['1-year', '2-years', '7-years', '10-years', 'for-ever'] as const;
export const trailChoiceSchema = z.enum(trailChoices);
export type TrailChoice = z.infer<typeof trailChoiceSchema>;

export const trailSettingsSchema = z.object({ keep: trailChoiceSchema }).strict();
export type TrailSettings = z.infer<typeof trailSettingsSchema>;

/** Nothing of the trail goes unless a person decides it. */
export const defaultTrail: TrailSettings = { keep: 'for-ever' };

/** Whether the first choice keeps less than the second. */
export function keepsLessTrail(one: TrailChoice, other: TrailChoice): boolean {
  return trailChoices.indexOf(one) < trailChoices.indexOf(other);
}

/** What stands for the entries that went: the chain goes on from its number and hash. */
export const tombstoneSchema = z.object({
  /** Number and hash of the last entry that went. */
  number: z.number().int(),
  hash: z.string(),
  /** All that ever went, and from when to when they were. */
  entries: z.number().int(),
  fromUtc: z.string(),
  toUtc: z.string(),
  removedAtUtc: z.string(),
});
export type Tombstone = z.infer<typeof tombstoneSchema>;

/** `own`: made by this installation, unaltered. `other-key` and `locked`: nobody can tell here, or not now. */
export const sealVerdictSchema = z.enum(['own', 'forged', 'other-key', 'locked']);

export const checkedTombstoneSchema = tombstoneSchema.extend({ seal: sealVerdictSchema });
export type CheckedTombstone = z.infer<typeof checkedTombstoneSchema>;

export const trailStateSchema = trailSettingsSchema.extend({
  /** Entries that would go now at each choice, the shortest first. `beforeUtc` null: none ever. */
  effects: z.array(
    z.object({ keep: trailChoiceSchema, beforeUtc: z.string().nullable(), entries: z.number().int().nonnegative() }),
  ),
  tombstone: checkedTombstoneSchema.nullable(),
  /** Entries are due to go, and wait until the vault is open: what stands for them is sealed with its key. */
  waitsForVault: z.boolean(),
});
export type TrailState = z.infer<typeof trailStateSchema>;
