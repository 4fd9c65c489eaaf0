import { z } from 'zod';
import { trailSettingsSchema, trailStateSchema } from '../model/audit-retention.ts';
import { method } from './method.ts';

/** What may be asked about the audit trail besides its list. */
export const auditMethods = {
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
