import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { webhookRejections } from './rejection.ts';

/** Days for which events are kept; never fewer than those in which one that comes again is told from a new one. */
export const leastKeepDays = 30;
export const webhookSettingsSchema = z
  .object({
    on: z.boolean(),
    /** Of 127.0.0.1. */
    port: z.number().int().min(1024).max(65_535),
    /** Where the tunnel is: `https://` and a name, optionally a path before ours. Empty until one is known. */
    publicAddress: z.string().max(500),
    keepDays: z.number().int().min(leastKeepDays).max(3_650),
  })
  .strict();
export type WebhookSettings = z.infer<typeof webhookSettingsSchema>;

export const defaultWebhookSettings: WebhookSettings = { on: false, port: 47_610, publicAddress: '', keepDays: 90 };

export const webhookHealthSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('off') }),
  z.object({ kind: z.literal('starting') }),
  z.object({ kind: z.literal('listening'), port: z.number().int() }),
  z.object({ kind: z.literal('failed'), error: errorDtoSchema }),
]);

const timingSchema = z.object({
  /** Events that were measured. */
  count: z.number().int(),
  medianMs: z.number().nullable(),
  p95Ms: z.number().nullable(),
});
export type WebhookTiming = z.infer<typeof timingSchema>;

/** A connection that can ring. */
export const webhookConnectionSchema = z.object({
  connectionId: z.string(),
  connectionName: z.string(),
  practice: z.boolean(),
  /** Where its system is to call; null while no public address is set. */
  callbackUrl: z.string().nullable(),
  hasSecret: z.boolean(),
  /** Another name than that of the app's redirect URI, which Exact insists on: that name. */
  domainDiffersFrom: z.string().nullable(),
  lastEventAtUtc: z.string().nullable(),
  events: z.number().int(),
});
export type WebhookConnection = z.infer<typeof webhookConnectionSchema>;

export const webhookOverviewSchema = z.object({
  settings: webhookSettingsSchema,
  health: webhookHealthSchema,
  /** Connections of systems that can ring; where there are none, nothing of this is of use. */
  connections: z.array(webhookConnectionSchema),
  rejections: z.array(
    z.object({
      connectionId: z.string().nullable(),
      rejection: z.enum(webhookRejections),
      count: z.number().int(),
      lastAtUtc: z.string(),
    }),
  ),
  lastEventAtUtc: z.string().nullable(),
  /** Events by what became of them. */
  waiting: z.number().int(),
  /** From received to landed, of the last thousand that landed. */
  landed: timingSchema,
  /** How long the receiver took to answer, 95th of 100 of its last thousand answers; null before the first. */
  answeredP95Ms: z.number().nullable(),
  /** Records that runs of the schedule found changed and that nobody had announced, in the last 30 days. */
  missed: z.number().int(),
});
export type WebhookOverview = z.infer<typeof webhookOverviewSchema>;

/** One topic of one company: whether its system calls us for it. */
export const subscriptionSchema = z.object({
  topic: z.string(),
  stream: z.string(),
  /** Null: not subscribed. */
  id: z.string().nullable(),
  /** Calls another address than ours. */
  callsElsewhere: z.boolean(),
  createdAtUtc: z.string().nullable(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

export const companySubscriptionsSchema = z.object({
  division: z.string(),
  topics: z.array(subscriptionSchema),
  /** Why they could not be listed. */
  error: errorDtoSchema.nullable(),
});
export type CompanySubscriptions = z.infer<typeof companySubscriptionsSchema>;
