import { z } from 'zod';
import { checkedTombstoneSchema } from './audit-retention.ts';
import { callOrigins } from '../contract/call-origin.ts';
import { textFilter } from '../contract/paging.ts';

/** Everything that the audit trail records. The list is closed: the trail takes no other name, and each has words in both languages. */
export const auditEvents = [
  'alert.acknowledged',
  'alert.closed',
  'alert.raised',
  'alert.rules-saved',
  'alert.snoozed',
  'batch.acknowledged',
  'batch.attempt-failed',
  'batch.sent-again',
  'batch.staged',
  'connection.checked',
  'connection.removed',
  'connection.saved',
  'connection.sign-in-begun',
  'connection.sign-in-failed',
  'connection.signed-in',
  'evidence.made',
  'export.config',
  'export.list',
  'export.support-bundle',
  'flow.paused',
  'flow.removed',
  'flow.resumed',
  'flow.saved',
  'gone.asked',
  'gone.confirmed',
  'held.dismissed',
  'held.released',
  'held.reopened',
  'installation.backed-up',
  'installation.decided',
  'installation.handed-over',
  'installation.met-another',
  'installation.restored',
  'installation.taken-back',
  'message.channel-resumed',
  'message.channel-stopped',
  'message.click-recorded',
  'message.click-refused',
  'message.dead-man-adopted',
  'message.dead-man-failed',
  'message.dead-man-spoke',
  'message.decided',
  'message.failed',
  'message.gathered',
  'message.given-up',
  'message.incident-began',
  'message.incident-ended',
  'message.posted',
  'message.replaced',
  'message.tested',
  'message.undecided',
  'network.saved',
  'resync.asked',
  'resync.confirmed',
  'resync.ended',
  'resync.paused',
  'resync.resumed',
  'resync.started',
  'resync.stopped',
  'rejected.dismissed',
  'rejected.reopened',
  'replay.ended',
  'replay.started',
  'proof.signed-off',
  'proof.taken-back',
  'proof.tied-out',
  'retention.saved',
  'retention.swept',
  'retention.trail-saved',
  'retention.trail-swept',
  'run.ended',
  'run.interrupted',
  'run.rate-limited',
  'run.requests',
  'run.rules-applied',
  'run.started',
  'schema.changed',
  'totals.compared',
  'totals.differences-named',
  'write-back.approved',
  'write-back.dismissed',
  'write-back.ended',
  'write-back.proposed',
  'write-back.set',
  'webhooks.address-renewed',
  'webhooks.rung-again',
  'webhooks.saved',
  'webhooks.secret-saved',
  'webhooks.subscribed',
  'webhooks.unsubscribed',
] as const;
export type AuditEvent = (typeof auditEvents)[number];

/** What a person filters by: events of one kind, in the order in which they are offered. */
export const auditClasses = [
  'run',
  'alert',
  'batch',
  'replay',
  'rejected',
  'held',
  'gone',
  'message',
  'totals',
  'resync',
  'proof',
  'schema',
  'flow',
  'connection',
  'network',
  'webhooks',
  'retention',
  'evidence',
  'export',
  'installation',
  'write-back',
] as const;
export type AuditClass = (typeof auditClasses)[number];

/** The events of a class. */
export function eventsOf(kind: AuditClass): AuditEvent[] {
  return auditEvents.filter((event) => event.startsWith(`${kind}.`));
}

/** The name as one of the list; undefined for one that this version does not know. */
export function auditEventOf(name: string): AuditEvent | undefined {
  return auditEvents.find((event) => event === name);
}

/** Where what was done was asked for. `background`: nobody asked, the app does it by itself. */
export const actorPlaces = [...callOrigins, 'background'] as const;

/** Who did it: the operating system's account and the computer's name, as they were then. */
export const auditActorSchema = z.object({
  kind: z.enum(['person', 'app']),
  account: z.string(),
  machine: z.string(),
  where: z.enum(actorPlaces),
});
export type AuditActor = z.infer<typeof auditActorSchema>;

export const auditEntrySchema = z.object({
  number: z.number().int(),
  atUtc: z.string(),
  event: z.string(),
  /** Id of what it happened to, as it stands in the hash. */
  subject: z.string(),
  details: z.record(z.string(), z.json()),
  /** Null for an entry of a version that did not yet write it down. */
  actor: auditActorSchema.nullable(),
  hash: z.string(),
  previousHash: z.string(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** What an entry is about, by the names it has today. What is gone has none, only its id. */
export const auditAboutSchema = z.object({
  flow: z.object({ id: z.string(), name: z.string(), exists: z.boolean() }).nullable(),
  connection: z.string().nullable(),
  run: z.object({ id: z.string(), startedAtUtc: z.string() }).nullable(),
  streamLabel: z.string().nullable(),
  /** A message, by the rule that called for it and what it tells of. */
  message: z.object({ id: z.string(), label: z.string() }).nullable(),
});
export type AuditAbout = z.infer<typeof auditAboutSchema>;

export const auditItemSchema = auditEntrySchema.extend({ about: auditAboutSchema });
export type AuditItem = z.infer<typeof auditItemSchema>;

export const auditFilterSchema = z
  .object({
    kind: z.enum(auditClasses).optional(),
    /** Whose entries: `app`, or `person:` with the account. */
    who: z.string().max(300).optional(),
    /** First moment that is let through. */
    fromUtc: z.string().optional(),
    /** First moment that no longer is. */
    toUtc: z.string().optional(),
    ...textFilter,
  })
  .strict();
export type AuditFilter = z.infer<typeof auditFilterSchema>;

export const auditSortColumns = ['number', 'atUtc', 'event', 'subject'] as const;

/** What recomputing the chain showed. */
export const auditChainSchema = z.object({
  verified: z.boolean(),
  /** Number of the first entry that does not fit. */
  brokenAt: z.number().int().nullable(),
  /** What stands for entries that went after the retention time; the chain is verified from it on. Null where none went. */
  tombstone: checkedTombstoneSchema.nullable(),
  /** Entries whose hashes were recomputed and fit. */
  verifiedEntries: z.number().int(),
  verifiedAtUtc: z.string(),
});
export type AuditChain = z.infer<typeof auditChainSchema>;
