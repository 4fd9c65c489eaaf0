import { z } from 'zod';

/**
 * What a fault of a practice system concerns, in the order in which a person reads them. `outage`: no answer, or a broken one.
 * `content`: what is read or written. `codes`: answers of the vendor's own tables that nothing else leads to.
 */
export const practiceFaultGroups = ['outage', 'limits', 'access', 'content', 'codes'] as const;
export const practiceFaultGroupSchema = z.enum(practiceFaultGroups);
export type PracticeFaultGroup = z.infer<typeof practiceFaultGroupSchema>;
