import { z } from 'zod';

/** How long details of finished work are kept, the shortest first. */
export const retentionChoices = ['90-days', '1-year', '2-years', '7-years', '10-years', 'for-ever'] as const;
export const retentionChoiceSchema = z.enum(retentionChoices);
export type RetentionChoice = z.infer<typeof retentionChoiceSchema>;

export const retentionSettingsSchema = z.object({ keep: retentionChoiceSchema }).strict();
export type RetentionSettings = z.infer<typeof retentionSettingsSchema>;

/** The longest duty of the countries we know: nothing that has to be kept goes unless a person decides it (decision 0010). */
export const defaultRetention: RetentionSettings = { keep: '10-years' };

const count = z.number().int().nonnegative();

/** What a sweep removes, or would remove. */
export const removedDetailsSchema = z.object({
  /** Batches whose contents go. */
  batches: count,
  /** Versions of records in those batches. */
  versions: count,
  /** Rejected records whose source record goes. */
  rejected: count,
  /** Requests of runs. */
  requests: count,
  /** Messages whose words and facts go. */
  messages: count.default(0),
  /** Runs, with how each of their streams went; their sums are added to their month. */
  runs: count.default(0),
  /** Closed rejections, with their reasons. */
  entries: count.default(0),
  /** Alerts that were over. */
  alerts: count.default(0),
  /** Log files that were closed. */
  logFiles: count,
  /** What it all takes as it is stored. */
  bytes: count,
});
export type RemovedDetails = z.infer<typeof removedDetailsSchema>;

export const nothingRemoved: RemovedDetails = {
  batches: 0,
  versions: 0,
  rejected: 0,
  requests: 0,
  messages: 0,
  runs: 0,
  entries: 0,
  alerts: 0,
  logFiles: 0,
  bytes: 0,
};

export const retentionSweepSchema = z.object({
  atUtc: z.string(),
  /** What was finished before this moment went; null where all is kept. */
  beforeUtc: z.string().nullable(),
  removed: removedDetailsSchema,
});
export type RetentionSweep = z.infer<typeof retentionSweepSchema>;

export const retentionStateSchema = retentionSettingsSchema.extend({
  /**
   * What would go now at each choice, the shortest first; empty where the data file is open for reading only. `beforeUtc`: what
   * was finished before this moment; null: nothing goes.
   */
  effects: z.array(
    z.object({ keep: retentionChoiceSchema, beforeUtc: z.string().nullable(), removes: removedDetailsSchema }),
  ),
  /** The sweep that ended last; null before the first. */
  lastSweep: retentionSweepSchema.nullable(),
  /** The last sweep that removed anything; null if none did. */
  lastRemoval: retentionSweepSchema.nullable(),
});
export type RetentionState = z.infer<typeof retentionStateSchema>;

/**
 * Work that was finished before this moment (UTC ISO) is older than is kept; null where everything is kept. Seven and ten years
 * are counted from the end of the calendar year in which the work was finished, as the duties to keep records are.
 */
export function retentionLimit(keep: RetentionChoice, nowMs: number): string | null {
  switch (keep) {
    case '90-days':
      return new Date(nowMs - 90 * 86_400_000).toISOString();
    case '1-year':
      return yearsBefore(nowMs, 1);
    case '2-years':
      return yearsBefore(nowMs, 2);
    case '7-years':
      return startOfYear(nowMs, 7);
    case '10-years':
      return startOfYear(nowMs, 10);
    case 'for-ever':
      return null;
  }
}

/** Whether the first choice keeps less than the second. */
export function keepsLess(one: RetentionChoice, other: RetentionChoice): boolean {
  return retentionChoices.indexOf(one) < retentionChoices.indexOf(other);
}

export function addRemoved(one: RemovedDetails, other: RemovedDetails): RemovedDetails {
  return {
    batches: one.batches + other.batches,
    versions: one.versions + other.versions,
    rejected: one.rejected + other.rejected,
    requests: one.requests + other.requests,
    messages: one.messages + other.messages,
    runs: one.runs + other.runs,
    entries: one.entries + other.entries,
    alerts: one.alerts + other.alerts,
    logFiles: one.logFiles + other.logFiles,
    bytes: one.bytes + other.bytes,
  };
}

export function isNothing(removed: RemovedDetails): boolean {
  const { batches, rejected, requests, messages, runs, entries, alerts, logFiles } = removed;
  return batches + rejected + requests + messages + runs + entries + alerts + logFiles === 0;
}

function yearsBefore(nowMs: number, years: number): string {
  const then = new Date(nowMs);
  const month = then.getUTCMonth();
  then.setUTCFullYear(then.getUTCFullYear() - years);
  // The 29th of February has become the 1st of March: a day earlier keeps longer, never shorter.
  if (then.getUTCMonth() !== month) then.setUTCDate(0);
  return then.toISOString();
}

function startOfYear(nowMs: number, years: number): string {
  return new Date(Date.UTC(new Date(nowMs).getUTCFullYear() - years, 0, 1)).toISOString();
}
