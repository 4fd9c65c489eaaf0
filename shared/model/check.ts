import { z } from 'zod';
import { errorDtoSchema } from '../errors/error-dto.ts';

/** One line of a connection check: named, timed, with what to do if it failed. Sent again as its state changes. */
export const checkStepSchema = z.object({
  /** Stable id within one check: `tls`, `authenticate`, `read.supplier_invoices`. */
  id: z.string(),
  label: z.string(),
  state: z.enum(['running', 'passed', 'warning', 'failed', 'skipped']),
  durationMs: z.number().nullable(),
  /** What was found, in words: “1,204 supplier invoices”, “clock differs by 2 s”. */
  detail: z.string().nullable(),
  error: errorDtoSchema.nullable(),
  /** Requests that the step sent, without payload, path or secret; empty for what asks no server. */
  requests: z
    .array(
      z.object({
        method: z.string(),
        host: z.string(),
        purpose: z.string(),
        /** Null if no answer came. */
        status: z.number().int().nullable(),
        ms: z.number(),
      }),
    )
    .optional(),
});
export type CheckStep = z.infer<typeof checkStepSchema>;
