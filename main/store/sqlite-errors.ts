import { AppError, isAppError } from '../../shared/errors/app-error.ts';

/** SQLite's primary result codes (sqlite.org/rescode.html) that a person can do something about. */
const primary = { readOnly: 8, inputOutput: 10, corrupt: 11, full: 13, cannotOpen: 14, notADatabase: 26 } as const;

/**
 * What SQLite threw, as an error that says what to do: STORE_FULL, STORE_NOT_WRITABLE, STORE_CORRUPT or STORE_DISK_FAILED. Anything
 * else is given back as it is.
 */
export function asStoreError(error: unknown, file: string): unknown {
  if (isAppError(error)) return error;
  const code = primaryCodeOf(error);
  const details = { file, reason: reasonOf(error) };
  switch (code) {
    case primary.full:
      return new AppError('STORE_FULL', 'transient', { details, cause: error });
    case primary.readOnly:
    case primary.cannotOpen:
      return new AppError('STORE_NOT_WRITABLE', 'config', { details, cause: error });
    case primary.inputOutput:
      return new AppError('STORE_DISK_FAILED', 'transient', { details, cause: error });
    case primary.corrupt:
    case primary.notADatabase:
      return new AppError('STORE_CORRUPT', 'internal', { details, cause: error });
    default:
      return error;
  }
}

/** Extended codes carry the primary one in their lowest byte. */
function primaryCodeOf(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null;
  return error.errcode % 256;
}

/** Words of SQLite itself. They name no values. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
