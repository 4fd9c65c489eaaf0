import { chmod, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

export interface Platform {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
}

const here = (): Platform => ({ platform: process.platform, env: process.env, home: homedir() });

/**
 * Where everything of this user lives: MLC_DATA_DIR, else the platform's folder for local data. Never a folder that roams with
 * the user's profile or is synced: a database must not be.
 */
export function dataFolder(where: Platform = here()): string {
  const named = where.env['MLC_DATA_DIR'];
  if (named !== undefined && named !== '') return resolve(named);
  switch (where.platform) {
    case 'win32':
      return join(where.env['LOCALAPPDATA'] ?? join(where.home, 'AppData', 'Local'), 'ml-connector');
    case 'darwin':
      return join(where.home, 'Library', 'Application Support', 'ml-connector');
    default:
      return join(where.env['XDG_DATA_HOME'] ?? join(where.home, '.local', 'share'), 'ml-connector');
  }
}

/** Makes the folder, readable by its owner only (on Windows the profile's own rights say so). */
export async function ensureDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // An existing folder keeps its mode at mkdir.
  await chmod(folder, 0o700);
}
