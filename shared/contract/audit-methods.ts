import { z } from 'zod';
import { auditChainSchema, auditFilterSchema, auditItemSchema, auditSortColumns } from '../model/audit.ts';
import { trailSettingsSchema, trailStateSchema } from '../model/audit-retention.ts';
import { method } from './method.ts';
import { pageQuerySchema, pageSchema } from './paging.ts';

const minute = 60_000;

/** What may be asked about the audit trail. */
export const auditMethods = {
  /**
   * Entries in pages, the newest first unless another order is asked for, with what recomputing the chain shows. Entries that were
   * recomputed since the data file was opened are not computed again, unless `verifyAnew` asks for it.
   */
  'audit.list': method(
    'engine',
    pageQuerySchema(auditFilterSchema, auditSortColumns).extend({ verifyAnew: z.boolean().optional() }),
    pageSchema(auditItemSchema).extend(auditChainSchema.shape),
    minute,
  ),
  /** Who is in the trail: `app`, and `person:` with each account; what the filter `who` takes. */
  'audit.people': method('engine', z.object({}).strict(), z.array(z.string())),
  /** How long the trail is kept, what would go now at each choice, and what stands for what went. */
  'audit.retention': method('engine', z.object({}).strict(), trailStateSchema),
  /** Holds at once, or as soon as the vault is open. What went cannot be brought back. */
  'audit.keep': method('engine', trailSettingsSchema, trailStateSchema),
  /** Writes down that a list left the app as a file. */
  'audit.note-export': method(
    'engine',
    z
      .object({
        /** The file's name, without a path. */
        file: z.string().min(1).max(200),
        format: z.enum(['csv', 'ndjson']),
        rows: z.number().int().nonnegative(),
      })
      .strict(),
    z.object({}),
  ),
} as const;
