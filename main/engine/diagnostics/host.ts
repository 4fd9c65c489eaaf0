import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, hostname, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import packageFile from '../../../package.json' with { type: 'json' };
import type { Clock, Random } from '../../ports/time.ts';
import { createMemorySecretStore } from '../../vault/secret-store.ts';
import { createVault } from '../../vault/vault.ts';
import type { Store } from '../../store/store.ts';
import type { EngineSecrets } from '../secrets.ts';
import { lookInThread } from './look-into.ts';
import type { BatchLook, DatabaseLook } from './look.ts';

export interface Versions {
  readonly app: string;
  readonly node: string;
  readonly sqlite: string;
  readonly platform: string;
  readonly electron: string | null;
  readonly chromium: string | null;
}

/** Who uses this computer, and its name: what is taken out of a support bundle. */
export interface Account {
  readonly user: string;
  readonly home: string;
  readonly computer: string;
}

/** The folder that everything is kept in. */
export interface FolderHost {
  readonly folder: string;
  readonly logFolder: string;
  /** Null where the file system does not say. */
  freeBytes(): Promise<number | null>;
  /** Writes a small file, reads it back and removes it. Throws what the system has against it. */
  tryWriting(): void;
  /** Whether somebody holds the folder's lock, and which process has announced itself there; null if none has. */
  lock(): { readonly isHeld: boolean; readonly announced: number | null };
  lookIntoDatabase(signal: AbortSignal): Promise<DatabaseLook>;
  lookIntoBatches(most: number, signal: AbortSignal): Promise<BatchLook>;
}

export interface VaultTrial {
  readonly isOpen: boolean;
  /** Secrets of real systems and of the proxy that are stored. */
  readonly stored: number;
  /** Those of them that do not open. */
  readonly unreadable: readonly { readonly owner: string; readonly name: string }[];
}

/** What the diagnostics need of the world besides the engine. */
export interface DiagnosticsHost {
  readonly versions: Versions;
  readonly account: Account;
  readonly process: number;
  /** Null for a store in memory. */
  readonly folder: FolderHost | null;
  /** Seals and opens a trial text, and opens all that is stored; nothing is written and no value kept. Throws what the vault throws. */
  tryVault(): VaultTrial;
  /** Values of the secrets that can be read, for taking them out of a text. */
  secretValues(): string[];
}

export interface DiagnosticsHostOptions {
  readonly store: Store;
  readonly secrets: EngineSecrets;
  readonly clock: Clock;
  readonly random: Random;
  readonly dataFile?: string;
  readonly logFolder?: string;
  readonly freeBytes?: () => Promise<number | null>;
}

/** The diagnostics' view of this computer and this process. */
export function createDiagnosticsHost(options: DiagnosticsHostOptions): DiagnosticsHost {
  const { dataFile, logFolder } = options;
  return {
    versions: versionsNow(),
    account: accountNow(),
    process: process.pid,
    folder: dataFile === undefined || logFolder === undefined ? null : folderHost(options, dataFile, logFolder),
    tryVault: () => tryVault(options),
    secretValues: () => readable(options),
  };
}

/** The same for an engine whose data is in memory, without a vault. */
export function hostWithoutFolder(): DiagnosticsHost {
  return {
    versions: versionsNow(),
    account: accountNow(),
    process: process.pid,
    folder: null,
    tryVault: () => ({ isOpen: false, stored: 0, unreadable: [] }),
    secretValues: () => [],
  };
}

function versionsNow(): Versions {
  const { electron, chrome, node, sqlite } = process.versions as Partial<NodeJS.ProcessVersions> & { node: string };
  return {
    app: packageFile.version,
    node,
    sqlite: sqlite ?? '',
    platform: `${process.platform} ${process.arch}`,
    electron: electron ?? null,
    chromium: chrome ?? null,
  };
}

function accountNow(): Account {
  const about = { home: homedir(), computer: hostname() };
  try {
    return { user: userInfo().username, ...about };
  } catch {
    // A process may run under a number that has no name.
    return { user: '', ...about };
  }
}

const unknownSpace = (): Promise<null> => Promise.resolve(null);

function folderHost(
  { random, freeBytes = unknownSpace }: DiagnosticsHostOptions,
  dataFile: string,
  logFolder: string,
): FolderHost {
  const folder = dirname(dataFile);
  return {
    folder,
    logFolder,
    freeBytes,
    tryWriting: () => {
      const file = join(folder, `.ml-connector-trial-${random.uuid()}`);
      const content = random.uuid();
      try {
        writeFileSync(file, content, { flag: 'wx', mode: 0o600, flush: true });
        if (readFileSync(file, 'utf8') !== content) throw new Error('what was read back is not what was written');
      } finally {
        rmSync(file, { force: true });
      }
    },
    lock: () => ({ isHeld: isHeld(join(folder, 'instance.lock')), announced: announcedIn(folder) }),
    lookIntoDatabase: (signal) => lookInThread({ task: 'database', file: dataFile }, signal),
    lookIntoBatches: (most, signal) => lookInThread({ task: 'batches', file: dataFile, most }, signal),
  };
}

/**
 * Through SQLite alone: opening and closing the file by any other way would end the lock that this process has on it
 * (sqlite.org/howtocorrupt.html, "POSIX advisory locks").
 */
function isHeld(file: string): boolean {
  if (!existsSync(file)) return false;
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
    database.exec('ROLLBACK');
    return false;
  } catch {
    return true;
  } finally {
    database.close();
  }
}

function announcedIn(folder: string): number | null {
  try {
    const { pid } = JSON.parse(readFileSync(join(folder, 'instance.json'), 'utf8')) as { pid?: unknown };
    return typeof pid === 'number' ? pid : null;
  } catch {
    return null;
  }
}

function tryVault({ store, secrets, clock, random }: DiagnosticsHostOptions): VaultTrial {
  const all = store.secrets.listReal();
  const dataKey = secrets.dataKey();
  if (dataKey === null) return { isOpen: false, stored: all.length, unreadable: [] };
  const trial = createVault({ dataKey, store: createMemorySecretStore(), clock });
  const text = random.uuid();
  trial.save('trial', 'trial', text);
  const isSame = trial.read('trial', 'trial') === text;
  trial.lock();
  if (!isSame) throw new Error('what was opened is not what was sealed');
  const unreadable = all.filter(({ connectionId, field }) => valueOf(secrets, connectionId, field) === null);
  return {
    isOpen: true,
    stored: all.length,
    unreadable: unreadable.map(({ connectionId, field }) => ({ owner: connectionId, name: field })),
  };
}

function readable({ store, secrets }: DiagnosticsHostOptions): string[] {
  return store.connections
    .list()
    .flatMap(({ id, practice, secrets: names }) => names.map(({ name }) => valueOf(secrets, id, name, practice)))
    .concat(store.secrets.listReal().map(({ connectionId, field }) => valueOf(secrets, connectionId, field)))
    .filter((value) => value !== null);
}

function valueOf(secrets: EngineSecrets, id: string, name: string, practice = false): string | null {
  try {
    return secrets.read({ id, practice }, name);
  } catch {
    return null;
  }
}
