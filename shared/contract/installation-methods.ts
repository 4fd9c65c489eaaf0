import { z } from 'zod';
import { backupPlacesSchema } from '../model/backup-places.ts';
import { installationSchema } from '../model/installation.ts';
import { settingsSchema } from '../model/settings.ts';
import { method } from './method.ts';

const minute = 60_000;
const none = z.object({}).strict();
const reason = z.string().trim().min(3).max(500);
const sealedFile = { path: z.string().trim().min(1).max(1000), passphrase: z.string().max(1000) };
/** A name of the asker's own: the steps then come as events of topic `check`, under this subject. */
const checkId = z.string().min(1).max(64).optional();

export const backupMadeSchema = z.object({
  path: z.string(),
  bytes: z.number().int(),
  takenAtUtc: z.string(),
  secrets: z.number().int(),
});

export const restoredSchema = z.object({
  takenAtUtc: z.string(),
  generation: z.number().int(),
  secrets: z.number().int(),
});

/** The installation as a whole: backup, restore, moving to another computer, and others that deliver the same flow. */
export const installationMethods = {
  'installation.get': method(
    'engine',
    none,
    installationSchema
      .pick({ line: true, id: true, generation: true, from: true, rest: true })
      .extend({ lastBackupAtUtc: z.string().nullable() }),
  ),
  /** Folders of the person on the computer that runs the app, and the backups in them. */
  'backup.places': method('host', none, backupPlacesSchema),
  /** One sealed file of all that is here; the engine works on meanwhile. Read back before it is answered. */
  'backup.make': method('engine', z.object({ ...sealedFile, checkId }).strict(), backupMadeSchema, 120 * minute),
  /**
   * Takes a backup over into an empty installation, secrets and settings included. `replaces`: work goes on here in place of the
   * installation that it came from; else it is a copy to look into.
   */
  'backup.restore': method(
    'host',
    z.object({ ...sealedFile, replaces: z.boolean(), checkId }).strict(),
    restoredSchema,
    120 * minute,
  ),
  /** Makes a backup for another computer and lets this installation rest: from then on it only looks. */
  'installation.hand-over': method(
    'host',
    z.object({ ...sealedFile, reason, checkId }).strict(),
    backupMadeSchema,
    120 * minute,
  ),
  /** Work goes on here: after a move that did not happen, or with a copy that is to replace what it came from. */
  'installation.take-back': method('host', z.object({ reason }).strict(), z.object({}), minute),
  /** Where two installations deliver one flow: which of them goes on. The flow is paused until then. */
  'installation.decide': method(
    'engine',
    z.object({ flowId: z.string(), goesOn: z.enum(['this', 'other']), reason }).strict(),
    z.object({}),
  ),

  /** Parts of the above that the engine does; its thread is then started anew by its host. */
  'engine.prepare-restore': method(
    'engine',
    z.object({ ...sealedFile, replaces: z.boolean(), checkId }).strict(),
    restoredSchema.extend({ settings: settingsSchema }),
    120 * minute,
  ),
  'engine.rest': method('engine', z.object({ ...sealedFile, reason }).strict(), z.object({})),
  'engine.wake': method('engine', z.object({ reason }).strict(), z.object({})),
} as const;
