import { z } from 'zod';
import type { AlertKind } from './alert.ts';

/** Alerts that a person may want to do without. What stops the work, or makes figures wrong, is always told. */
export const optionalAlerts = [
  'falling-behind',
  'rejected',
  'rejected-share',
  'volume-deviates',
  'held-long',
  'messages-undecided',
  'secret-expires',
  'disk-full',
] as const satisfies readonly AlertKind[];
export const optionalAlertSchema = z.enum(optionalAlerts);
export type OptionalAlert = z.infer<typeof optionalAlertSchema>;

const percent = z.number().int().min(0).max(100);
const records = z.number().int().min(1).max(1_000_000);

/** From where on the figures of a reading need a person. */
export const alertLimitsSchema = z
  .object({
    /** Of what a run read of a stream, in per cent: more than this rejected is told. */
    rejectedPercent: percent,
    /** Fewer rejected records than this are told as rejected records, never as a share: one of ten says nothing about the rest. */
    rejectedLeast: records,
    /** Further than this from what is usual, in per cent of it, is told. */
    volumePercent: z.number().int().min(1).max(1_000),
  })
  .strict();
export type AlertLimits = z.infer<typeof alertLimitsSchema>;

/** What is told, and from where on. One set of rules for all flows. */
export const alertRulesSchema = z
  .object({
    /** Kinds that are not told. */
    off: z.array(optionalAlertSchema).max(optionalAlerts.length),
    limits: alertLimitsSchema,
    /** The limits that hold for a flow on the days of its close. */
    closeLimits: alertLimitsSchema,
    /** Whether the days of a close in a flow's calendar bring the limits of a close with them. */
    closeByCalendar: z.boolean(),
    /** Up to this moment the limits of a close hold for every flow: switched on by hand. Null: they do not. */
    closeUntilUtc: z.iso.datetime().nullable(),
    /** A secret that expires is told so many days ahead, again 14 and 3 days ahead, and on the day. */
    secretDays: z.number().int().min(1).max(365),
    /** Records that have been held for more than so many days are told. */
    heldDays: z.number().int().min(1).max(365),
  })
  .strict();
export type AlertRules = z.infer<typeof alertRulesSchema>;

export const usualAlertRules: AlertRules = {
  off: [],
  limits: { rejectedPercent: 5, rejectedLeast: 5, volumePercent: 50 },
  closeLimits: { rejectedPercent: 1, rejectedLeast: 1, volumePercent: 25 },
  closeByCalendar: true,
  closeUntilUtc: null,
  secretDays: 30,
  heldDays: 3,
};

/** How many days ahead an expiring secret is told, the most first; 0 is the day itself. */
export function secretSteps({ secretDays }: Pick<AlertRules, 'secretDays'>): number[] {
  return [secretDays, ...[14, 3, 0].filter((days) => days < secretDays)];
}
