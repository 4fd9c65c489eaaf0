import { readdir, readFile, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join, sep } from 'node:path';
import { readSealedAbout } from '../../vault/sealed-file.ts';
import type { BackupFound, BackupPlaces } from '../../../shared/model/backup-places.ts';
import type { Clock } from '../../ports/time.ts';

const ending = '.mlcbackup';
const mostFound = 20;

export interface PlacesOptions {
  readonly clock: Clock;
  /** Default: that of the person who runs the app. */
  readonly home?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

type Folder = BackupPlaces['folders'][number];

/**
 * Where backups of this person go: their own folders that exist, a name for the next one, and those that lie there, newest first. What a
 * backup says of itself is not proven before it is opened. Never throws: a folder that cannot be read has none.
 */
export async function backupPlaces(options: PlacesOptions): Promise<BackupPlaces> {
  const folders = await existingFolders(options);
  const lists = await Promise.all(folders.map((folder) => backupsIn(folder)));
  const found = lists.flat().sort((a, b) => (a.takenAtUtc < b.takenAtUtc ? 1 : -1));
  return { folders, separator: sep, fileName: nextName(options.clock.now()), found: found.slice(0, mostFound) };
}

async function existingFolders({ home = homedir(), environment = process.env }: PlacesOptions): Promise<Folder[]> {
  const named = await namedFolders(home, environment);
  const kept: Folder[] = [];
  for (const folder of [...named, { kind: 'home' as const, path: home }]) {
    const isFolder = await stat(folder.path).then(
      (found) => found.isDirectory(),
      () => false,
    );
    if (isFolder && !kept.some(({ path }) => path === folder.path)) kept.push(folder);
  }
  return kept;
}

/** Desktops of Linux name the folders in the person's own language and say so in one file. */
async function namedFolders(home: string, environment: NonNullable<PlacesOptions['environment']>): Promise<Folder[]> {
  const configured = environment['XDG_CONFIG_HOME'];
  const config = configured === undefined || configured === '' ? join(home, '.config') : configured;
  const named = await readFile(join(config, 'user-dirs.dirs'), 'utf8').catch(() => '');
  const folder = (kind: 'downloads' | 'documents', name: string): Folder => {
    const path = new RegExp(`^XDG_${kind === 'downloads' ? 'DOWNLOAD' : 'DOCUMENTS'}_DIR="([^"]+)"`, 'm').exec(named);
    return { kind, path: path?.[1]?.replace('$HOME', home) ?? join(home, name) };
  };
  return [folder('documents', 'Documents'), folder('downloads', 'Downloads')];
}

async function backupsIn({ path: folder }: Folder): Promise<BackupFound[]> {
  const names = await readdir(folder).catch(() => []);
  const found: BackupFound[] = [];
  for (const name of names.filter((one) => one.endsWith(ending))) {
    const path = join(folder, name);
    const sealed = await readSealedAbout(path);
    const takenAtUtc = sealed?.about['takenAtUtc'];
    if (sealed === null || typeof takenAtUtc !== 'string' || Number.isNaN(Date.parse(takenAtUtc))) continue;
    found.push({ path, name, bytes: sealed.bytes, takenAtUtc });
  }
  return found;
}

/** By the day and time of this computer, as the person will look for it. */
function nextName(nowMs: number): string {
  const now = new Date(nowMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const day = [String(now.getFullYear()), two(now.getMonth() + 1), two(now.getDate())].join('-');
  return `ml-connector-${day}-${two(now.getHours())}${two(now.getMinutes())}${ending}`;
}
