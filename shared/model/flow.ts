import { z } from 'zod';
import { streamMappingSchema } from '../mapping/mapping.ts';
import { errorDtoSchema } from '../errors/error-dto.ts';
import { messagingSchema } from '../messages/rule.ts';
import { flowCalendarSchema } from '../schedule/flow-calendar.ts';

export const integrationIds = ['workday-databricks', 'workday-slack', 'exact-databricks'] as const;
export const integrationIdSchema = z.enum(integrationIds);
export type IntegrationId = z.infer<typeof integrationIdSchema>;

/** Minutes between runs per class of stream; floor five minutes (design §5.10). `manual` never runs by itself. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('manual') }),
  z.object({
    kind: z.literal('every'),
    transactionalMinutes: z.number().int().min(5).max(1440),
    referenceMinutes: z.number().int().min(5).max(10080),
  }),
]);
export type Schedule = z.infer<typeof scheduleSchema>;

/** Reasons to leave records out by the operator's choice; counted as excluded, by reason. */
export const exclusionRuleSchema = z.object({
  /** Shown as the reason: “Only company CO-100”. */
  reason: z.string().min(1),
  path: z.string(),
  test: z.enum(['is', 'is-not']),
  values: z.array(z.string()).min(1),
});
export type ExclusionRule = z.infer<typeof exclusionRuleSchema>;

export const flowStreamSchema = z.object({
  id: z.string(),
  enabled: z.boolean(),
  mapping: streamMappingSchema,
  exclusions: z.array(exclusionRuleSchema),
});
export type FlowStream = z.infer<typeof flowStreamSchema>;

export const flowSchema = z.object({
  id: z.string(),
  name: z.string().min(1).max(120),
  integration: integrationIdSchema,
  sourceConnectionId: z.string(),
  destinationConnectionId: z.string(),
  streams: z.array(flowStreamSchema),
  schedule: scheduleSchema,
  /** Planned absence, days of the close and freezes. Left out: the schedule holds at all times. */
  calendar: flowCalendarSchema.optional(),
  /** Only of a flow that posts messages. */
  messaging: messagingSchema.optional(),
  paused: z.object({ reason: z.string(), error: errorDtoSchema.nullable(), atUtc: z.string() }).nullable(),
  createdAtUtc: z.string(),
  updatedAtUtc: z.string(),
});
export type Flow = z.infer<typeof flowSchema>;

/** What a person enters; a stream without `mapping` gets the integration's default. */
export const flowDraftSchema = z.object({
  id: z.string().optional(),
  name: z.string().min(1).max(120),
  integration: integrationIdSchema,
  sourceConnectionId: z.string(),
  destinationConnectionId: z.string(),
  streams: z.array(
    z.object({
      id: z.string(),
      enabled: z.boolean(),
      mapping: streamMappingSchema.optional(),
      exclusions: z.array(exclusionRuleSchema).optional(),
    }),
  ),
  schedule: scheduleSchema,
  /** Left out: it stays as it is. Null: the flow has none any more. */
  calendar: flowCalendarSchema.nullable().optional(),
  messaging: messagingSchema.optional(),
});
export type FlowDraft = z.infer<typeof flowDraftSchema>;
