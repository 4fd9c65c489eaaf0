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

function turnOver(file: string): void {
  rmSync(`${file}.${String(keptFiles)}`, { force: true });
  for (let age = keptFiles - 1; age >= 1; age -= 1) {
    if (existsSync(`${file}.${String(age)}`)) renameSync(`${file}.${String(age)}`, `${file}.${String(age + 1)}`);
  }
  renameSync(file, `${file}.1`);
}
