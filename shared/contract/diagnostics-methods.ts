import { z } from 'zod';
import { bundleMadeSchema, selfCheckReportSchema } from '../model/diagnostics.ts';
import { method } from './method.ts';

const minute = 60_000;
/** A name of the asker's own: checks then come as events of topic `check`, under this subject, as they end. */
const request = z.object({ checkId: z.string().min(1).max(64).optional() }).strict();

/** Self-checks of the installation, and the bundle for support. Neither asks any system. */
export const diagnosticsMethods = {
  'diagnostics.run': method('engine', request, selfCheckReportSchema, 30 * minute),
  /** Runs the checks anew, makes the bundle and writes that down in the audit trail. Its parts can be fetched until another is made. */
  'diagnostics.bundle': method('engine', request, bundleMadeSchema, 30 * minute),
  /** One part of the bundle, counted from 0. APP_NOT_FOUND once it is no longer held. */
  'diagnostics.bundle-part': method(
    'engine',
    z.object({ sha256: z.string(), part: z.number().int().nonnegative() }).strict(),
    z.object({ base64: z.string() }),
  ),
} as const;
