import { z } from 'zod';
import {
  periodSchema,
  tieOutItemSchema,
  tieOutKindSchema,
  tieOutParametersSchema,
  tieOutSchema,
} from '../tie-out/model.ts';
import { blockerSchema, changesSinceSchema, overrideSchema, signOffSchema } from '../sign-off/model.ts';
import { languages } from '../model/settings.ts';
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

  /** What stands in the way of signing off a month now. */
  'sign-offs.check': method(
    'engine',
    z.object({ flowId: z.string(), period: periodSchema }).strict(),
    z.array(blockerSchema),
  ),
  /** Signs a month off with the hash of its evidence, made now. What stands in the way is overridden by name, or refused. */
  'sign-offs.make': method(
    'engine',
    z
      .object({
        flowId: z.string(),
        period: periodSchema,
        name: z.string().trim().min(1).max(200),
        comment: z.string().trim().max(2000),
        overrides: z.array(overrideSchema),
        timeZone: z.string().min(1).max(60),
        language: z.enum(languages),
      })
      .strict(),
    signOffSchema,
    10 * minute,
  ),
  /** All sign-offs of a flow, the newest first, with how many records changed since where it stands. */
  'sign-offs.list': method(
    'engine',
    z.object({ flowId: z.string() }).strict(),
    z.array(signOffSchema.extend({ changed: z.number().int().nullable() })),
    minute,
  ),
  'sign-offs.take-back': method(
    'engine',
    z
      .object({ id: z.string(), name: z.string().trim().min(1).max(200), reason: z.string().trim().min(1).max(500) })
      .strict(),
    signOffSchema,
  ),
  /** Records of the month whose landed version is another one since, and what that does to each sum. */
  'sign-offs.changes': method('engine', z.object({ id: z.string() }).strict(), changesSinceSchema, minute),
  /** The stored evidence pack of a sign-off, in parts counted from 0. */
  'sign-offs.pack': method(
    'engine',
    z.object({ id: z.string(), part: z.number().int().nonnegative() }).strict(),
    z.object({ base64: z.string(), parts: z.number().int() }),
  ),
} as const;
