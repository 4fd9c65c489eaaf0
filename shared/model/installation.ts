import { z } from 'zod';

/** Why an installation only looks: it was moved to another computer, or it is a copy that was restored to look into. */
export const restSchema = z.object({
  kind: z.enum(['moved', 'copy']),
  atUtc: z.string(),
  reason: z.string().nullable(),
});

/** Who this installation is to others that deliver the same flows. Kept in the data file; a restored one gets an id of its own. */
export const installationSchema = z.object({
  /** The same for an installation and all that are restored from its backups. */
  line: z.string(),
  id: z.string(),
  /** 1 at first; one more with each restore. */
  generation: z.number().int().min(1),
  /** What others completed up to here is known to this one, or was before it. */
  sinceUtc: z.string(),
  /** The backup it was restored from; null if it was set up anew. */
  from: z.object({ id: z.string(), generation: z.number().int(), takenAtUtc: z.string() }).nullable(),
  /** Null while it works. */
  rest: restSchema.nullable(),
  /** By flow: a person decided on others up to this moment. */
  decided: z.record(z.string(), z.string()),
});
export type InstallationState = z.infer<typeof installationSchema>;

/** How another installation stands to this one. */
export const relationSchema = z.enum(['newer', 'older', 'stranger']);
export type InstallationRelation = z.infer<typeof relationSchema>;

/** Another installation that delivered the same flow, as the destination shows it. */
export const otherInstallationSchema = z.object({
  id: z.string(),
  line: z.string(),
  generation: z.number().int(),
  /** When its newest batch was completed there. */
  lastAtUtc: z.string(),
});
export type OtherInstallation = z.infer<typeof otherInstallationSchema>;

/**
 * `newer`: restored from a backup of this one or of one that this one came from; `older`: the one this came from, at work again;
 * `stranger`: set up by itself.
 */
export function relationTo(
  own: Pick<InstallationState, 'line' | 'generation'>,
  other: OtherInstallation,
): InstallationRelation {
  if (other.line !== own.line) return 'stranger';
  return other.generation < own.generation ? 'older' : 'newer';
}

const othersCodes = ['INSTALLATION_OTHER', 'SLACK_ROTATION_LOST'];

/** True for an error that says that another installation is at work: a person chooses which of the two goes on. */
export function metAnother(error: { readonly code: string } | null): boolean {
  return error !== null && othersCodes.includes(error.code);
}
