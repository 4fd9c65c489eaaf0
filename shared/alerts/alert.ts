import { z } from 'zod';
import { textFilter } from '../contract/paging.ts';
import { errorDtoSchema } from '../errors/error-dto.ts';

/** What an alert is about. The list is closed: each has words in both languages, and an action. */
export const alertKinds = [
  'falling-behind',
  'run-failed',
  'flow-paused',
  'stream-paused',
  'totals-differ',
  'rejected',
  'rejected-share',
  'volume-deviates',
  'gone-asks',
  'held-long',
  'channel-stopped',
  'messages-undecided',
  'secret-expires',
  'audit-broken',
  'disk-full',
] as const;
export const alertKindSchema = z.enum(alertKinds);
export type AlertKind = (typeof alertKinds)[number];

/**
 * `open`: nobody has looked at it. `snoozed`: a person put it off, and it comes back. `acknowledged`: a person has looked at it, and it is
 * still so. `closed`: it is not so any more.
 */
export const alertStates = ['open', 'snoozed', 'acknowledged', 'closed'] as const;
export const alertStateSchema = z.enum(alertStates);
export type AlertState = (typeof alertStates)[number];

/** What is known of it; each kind has its own of these. Never an amount, never a name from a record. */
export const alertDetailsSchema = z
  .object({
    /** The run that showed it. */
    runId: z.string().optional(),
    streams: z.array(z.string()).optional(),
    /** What stands in the way. */
    error: errorDtoSchema.optional(),
    /** Rejected or held records, messages, or records that are gone at the source. */
    count: z.number().int().optional(),
    /** Records that the run read. */
    read: z.number().int().optional(),
    /** Records that runs like it usually read. */
    usual: z.number().int().optional(),
    /** When everything that is promised had been read; null if never. */
    lastReadAtUtc: z.string().nullable().optional(),
    limitMinutes: z.number().int().optional(),
    channelId: z.string().optional(),
    channelName: z.string().optional(),
    /** Number of the first entry of the trail that does not fit. */
    brokenAt: z.number().int().optional(),
    freeBytes: z.number().int().optional(),
    connectionId: z.string().optional(),
    connectionName: z.string().optional(),
    /** The secret's label in its form, and the day on which it expires, so many days from now: 0 today, below it that long ago. */
    secret: z.string().optional(),
    expiresOn: z.string().optional(),
    /** It is a sign-in, which ends on that day only if nothing uses it until then. */
    isSignIn: z.boolean().optional(),
    /** Of held records: for how many days at least they have waited. */
    days: z.number().int().optional(),
    /** The flow is falling behind because a run of it has been under way for too long, because it waits, or because none was started. */
    because: z.enum(['under-way', 'waits-for-network', 'no-run']).optional(),
    host: z.string().optional(),
  })
  .strict();
export type AlertDetails = z.infer<typeof alertDetailsSchema>;

/** How long an alert can be put off: until the next day's morning, or for so long. */
export const snoozes = ['hour', 'tomorrow', 'week'] as const;
export const snoozeSchema = z.enum(snoozes);
export type Snooze = (typeof snoozes)[number];

export const alertSchema = z.object({
  id: z.string(),
  /** Null for what is about the installation. */
  flowId: z.string().nullable(),
  flowName: z.string().nullable(),
  kind: alertKindSchema,
  state: alertStateSchema,
  /** From when on it has been so. */
  sinceUtc: z.string(),
  /** When the app found it, found that it had become worse after a person had looked at it, or brought it back after it was put off. */
  raisedAtUtc: z.string(),
  /** When it was over; null while it is so. */
  untilUtc: z.string().nullable(),
  acknowledged: z.object({ atUtc: z.string(), note: z.string() }).nullable(),
  /** Until when it is put off, or was the last time; left out if it never was. */
  snoozedUntilUtc: z.string().optional(),
  details: alertDetailsSchema,
});
export type Alert = z.infer<typeof alertSchema>;

export const alertFilterSchema = z
  .object({
    /** `standing`: what is so now, looked at or not. */
    state: z.enum([...alertStates, 'standing']).optional(),
    flowId: z.string().optional(),
    kind: alertKindSchema.optional(),
    ...textFilter,
  })
  .strict();
export type AlertFilter = z.infer<typeof alertFilterSchema>;

export const alertSortColumns = ['raisedAtUtc', 'sinceUtc', 'kind', 'state'] as const;
