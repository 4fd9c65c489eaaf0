import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';

/**
 * `open`: found, waits for a person. `writing`: approved and on its way; what became of it is asked of the source. `written`: the source
 * has it. `conflict`: the source has changed since the version that was edited. `failed`: the source refused it. `dismissed`: a person
 * said no. `withdrawn`: it was taken back in the destination before anybody decided.
 */
export const proposalStates = ['open', 'writing', 'written', 'conflict', 'failed', 'dismissed', 'withdrawn'] as const;
export const proposalStateSchema = z.enum(proposalStates);
export type ProposalState = z.infer<typeof proposalStateSchema>;

const cell = z.union([z.string(), z.boolean(), z.null()]);

/** One field that somebody changed at the destination. */
export const proposedChangeSchema = z.object({
  /** Path of the source's record that would be written. */
  path: z.string(),
  column: z.string(),
  label: z.string(),
  before: cell,
  after: cell,
  /** What the source would refuse of the new value; null if nothing. */
  problem: z.enum(['empty', 'too-long', 'not-one-of']).nullable(),
});
export type ProposedChange = z.infer<typeof proposedChangeSchema>;

/** A change of one record, made at the destination and proposed to the source. */
export const proposalSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  stream: z.string(),
  key: z.string(),
  label: z.string(),
  changes: z.array(proposedChangeSchema).min(1),
  /** Stands for the version that was edited and what it was edited to: a decision names it, so that it holds for what was seen. */
  fingerprint: z.string(),
  state: proposalStateSchema,
  error: errorDtoSchema.nullable(),
  foundAtUtc: z.string(),
  decidedAtUtc: z.string().nullable(),
  decidedBy: z.string().nullable(),
  reason: z.string().nullable(),
  /** The run that brought the written record back to the destination. */
  runId: z.string().nullable(),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** What may be written back of a flow, and whether it is switched on. */
export const writeBackStateSchema = z.object({
  flowId: z.string(),
  streams: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      enabled: z.boolean(),
      fields: z.array(z.object({ path: z.string(), column: z.string().nullable(), label: z.string() })),
    }),
  ),
  lookedAtUtc: z.string().nullable(),
  open: z.number().int(),
});
export type WriteBackState = z.infer<typeof writeBackStateSchema>;
