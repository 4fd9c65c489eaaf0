import { AppError } from '../../shared/errors/app-error.ts';
import type { Connection } from '../../shared/model/connection.ts';

const addressSettings = ['host', 'tokenUrl', 'azureLoginAddress'];

/**
 * A practice connection reaches this machine and nothing else. It is told by its mark, never by its address, and a real one is
 * never turned into it. Throws ENGINE_PRACTICE_ADDRESS (`config`) for any address outside loopback.
 */
export function assertPracticeStaysAtHome(connection: Connection): void {
  if (!connection.practice) return;
  for (const name of addressSettings) {
    const address = connection.settings[name];
    if (address === undefined || address === '') continue;
    if (!isLoopback(address)) {
      throw new AppError('ENGINE_PRACTICE_ADDRESS', 'config', {
        details: { connection: connection.name, setting: name },
      });
    }
  }
}

function isLoopback(address: string): boolean {
  try {
    return new URL(address).hostname === '127.0.0.1';
  } catch {
    return false;
  }
}
