import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type DestinationStream } from 'pino';

const largestBytes = 5 * 1024 * 1024;
const keptFiles = 4;

/**
 * The log of a data folder, readable by its owner only: `ml-connector.log`, and up to four older ones of 5 MB. Files are turned
 * over when the app starts.
 */
export function openLogFile(folder: string): DestinationStream {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'ml-connector.log');
  if (existsSync(file) && statSync(file).size > largestBytes) turnOver(file);
  return pino.destination({ dest: file, append: true, mode: 0o600, sync: true });
}

/** Log files of a folder that are not written to any more. */
export interface ClosedLogs {
  /** Those last written to before this moment (UTC ISO). */
  older(beforeUtc: string): { readonly files: number; readonly bytes: number };
  /** Removes them, and says what went. */
  remove(beforeUtc: string): { readonly files: number; readonly bytes: number };
}

/** The closed files beside the log of this folder; the one that is written to is none of them. */
export function closedLogs(folder: string): ClosedLogs {
  const olderThan = (beforeUtc: string) =>
    Array.from({ length: keptFiles }, (_, index) => join(folder, `ml-connector.log.${String(index + 1)}`)).flatMap(
      (file) => {
        const found = statSync(file, { throwIfNoEntry: false });
        return found === undefined || found.mtimeMs >= Date.parse(beforeUtc) ? [] : [{ file, bytes: found.size }];
      },
    );
  const sum = (found: readonly { readonly bytes: number }[]) => ({
    files: found.length,
    bytes: found.reduce((all, one) => all + one.bytes, 0),
  });
  return {
    older: (beforeUtc) => sum(olderThan(beforeUtc)),
    remove: (beforeUtc) => {
      const found = olderThan(beforeUtc);
      for (const { file } of found) rmSync(file, { force: true });
      return sum(found);
    },
  };
}

function turnOver(file: string): void {
  rmSync(`${file}.${String(keptFiles)}`, { force: true });
  for (let age = keptFiles - 1; age >= 1; age -= 1) {
    if (existsSync(`${file}.${String(age)}`)) renameSync(`${file}.${String(age)}`, `${file}.${String(age + 1)}`);
  }
  renameSync(file, `${file}.1`);
}
