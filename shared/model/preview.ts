import { z } from 'zod';
import { rejectedRecordSchema } from './run.ts';
import { schemaPlanSchema } from './plan.ts';

export const cellSchema = z.union([z.string(), z.boolean(), z.null()]);

/** What delivering a document would do. Nothing is written to find out. */
export const comparisonSchema = z.object({
  documentKey: z.string(),
  action: z.enum(['insert', 'update', 'unchanged']),
  /** Changed header columns, then changed lines (`lines[2].extended_amount`; a whole line has no before or no after). */
  changes: z.array(z.object({ field: z.string(), before: cellSchema, after: cellSchema })),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const previewItemSchema = z.object({
  key: z.string().nullable(),
  label: z.string(),
  outcome: z.enum(['insert', 'update', 'unchanged', 'rejected', 'excluded', 'held']),
  /** The source record as read, for the left side; null if it could not be read. */
  source: z.json().nullable(),
  header: z.record(z.string(), cellSchema).nullable(),
  lines: z.record(z.string(), z.array(z.record(z.string(), cellSchema))).nullable(),
  changes: comparisonSchema.shape.changes,
  reasons: rejectedRecordSchema.shape.reasons,
  excludedReason: z.string().nullable(),
});
export type PreviewItem = z.infer<typeof previewItemSchema>;

export const previewSchema = z.object({
  stream: z.string(),
  label: z.string(),
  /** Records the source says the next window holds. */
  announced: z.number().int().nullable(),
  /** True if the items are all of the window. */
  complete: z.boolean(),
  window: z.string(),
  items: z.array(previewItemSchema),
  counts: z.object({
    insert: z.number().int(),
    update: z.number().int(),
    unchanged: z.number().int(),
    rejected: z.number().int(),
    excluded: z.number().int(),
    held: z.number().int(),
  }),
  /** Effect on money per currency of inserting and updating the items: decimal text. */
  moneyEffect: z.array(z.object({ amount: z.string(), currency: z.string(), delta: z.string() })),
  plan: schemaPlanSchema,
});
export type Preview = z.infer<typeof previewSchema>;
