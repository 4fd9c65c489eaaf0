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
});
export type CheckStep = z.infer<typeof checkStepSchema>;
