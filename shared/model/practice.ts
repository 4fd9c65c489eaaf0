import { z } from 'zod';

/** What is made to happen in the practice world: a round of changes as people make them, or an invoice that is taken out of it. */
export const practiceChanges = ['round', 'removal'] as const;
export const practiceChangeSchema = z.enum(practiceChanges);
export const practiceChangeInput = z.object({ what: practiceChangeSchema.optional() }).strict();
export type PracticeChange = (typeof practiceChanges)[number];

/**
 * What a fault of a practice system concerns, in the order in which a person reads them. `outage`: no answer, or a broken one.
 * `content`: what is read or written. `codes`: answers of the vendor's own tables that nothing else leads to.
 */
export const practiceFaultGroups = ['outage', 'limits', 'access', 'content', 'codes'] as const;
export const practiceFaultGroupSchema = z.enum(practiceFaultGroups);
export type PracticeFaultGroup = z.infer<typeof practiceFaultGroupSchema>;
