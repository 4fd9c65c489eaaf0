import { closeSync, openSync } from 'node:fs';

/**
 * Holds a file for this process alone, or returns null if another one (or another holder in this one) has it. The lock is the
 * operating system's, taken through SQLite: it ends with the process however that ends, so there are no stale locks to guess at.
 */
export async function holdFile(path: string): Promise<(() => void) | null> {
  // Loaded late: a host without node:sqlite can still attach to a running app.
  const { DatabaseSync } = await import('node:sqlite');
  closeSync(openSync(path, 'a', 0o600));
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return () => {
    database.close();
  };
}

/** SQLITE_BUSY, with or without an extended code. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 255) === 5
  );
}
