import { z } from 'zod';

/** A backup that lies in one of the person's folders, as it says of itself without its passphrase. */
export const backupFoundSchema = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  takenAtUtc: z.string(),
});
export type BackupFound = z.infer<typeof backupFoundSchema>;

/** Where backups go on the computer that runs the app, and which are there. */
export const backupPlacesSchema = z.object({
  folders: z.array(z.object({ kind: z.enum(['documents', 'downloads', 'home']), path: z.string() })),
  /** Between the parts of a path here. */
  separator: z.string(),
  /** A name for the next one. */
  fileName: z.string(),
  /** Newest first. */
  found: z.array(backupFoundSchema),
});
export type BackupPlaces = z.infer<typeof backupPlacesSchema>;
