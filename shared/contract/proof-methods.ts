import { z } from 'zod';
import {
  periodSchema,
  tieOutItemSchema,
  tieOutKindSchema,
  tieOutParametersSchema,
  tieOutSchema,
} from '../tie-out/model.ts';
import { method } from './method.ts';

const minute = 60_000;

/** What may be asked about proof: reports of the source held against what landed. */
export const proofMethods = {
  /** Kinds of report that can be compared for a flow, and whether asking wakes a warehouse, which costs money. */
  'tie-outs.kinds': method(
    'engine',
    z.object({ flowId: z.string() }).strict(),
    z.object({
      wakesWarehouse: z.boolean(),
      kinds: z.array(z.object({ kind: tieOutKindSchema, streamLabel: z.string(), leftOut: z.array(z.string()) })),
      companies: z.array(z.string()),
    }),
  ),
  /** Compares a pasted report with what landed and keeps the result. Wakes a warehouse that sleeps. */
  'tie-outs.make': method(
    'engine',
    z.object({ parameters: tieOutParametersSchema, entered: z.string().min(1).max(2_000_000) }).strict(),
    tieOutSchema,
    20 * minute,
  ),
  /** The newest first. */
  'tie-outs.list': method(
    'engine',
    z.object({ flowId: z.string(), period: periodSchema.optional() }).strict(),
    z.array(tieOutItemSchema),
  ),
  'tie-outs.get': method('engine', z.object({ id: z.string() }).strict(), tieOutSchema),
} as const;
