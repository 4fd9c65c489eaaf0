import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import packageFile from '../../../package.json' with { type: 'json' };
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import { nowUtc } from '../../ports/time.ts';
import { migrations } from '../../store/migrations/index.ts';
import { passphraseCost, type PassphraseCost } from '../../vault/passphrase-key.ts';
import { assertStrongPassphrase, openSealedFile, writeSealedFile } from '../../vault/sealed-file.ts';
import type { EngineDeps } from '../deps.ts';
import { diskReason } from '../disk-reason.ts';
import { ownInstallation } from '../installation/identity.ts';
import { listBytes, readContents, type BackupList, type SecretList } from './contents.ts';
import { copyPath } from './folder.ts';

export interface BackupDeps {
  readonly deps: Pick<EngineDeps, 'store' | 'clock' | 'random'>;
  readonly dataFile: string;
  /** Throws VAULT_LOCKED and what the vault throws. */
  readSecret(owner: { readonly id: string; readonly practice: boolean }, name: string): string;
  /** What a try at the passphrase costs; default the product's own. */
  readonly cost?: PassphraseCost;
}

export interface BackupRequest {
  /** Whole path of the file that is to be made. */
  readonly path: string;
  readonly passphrase: string;
}

export type BackupPhase = 'copy' | 'seal' | 'verify';
/** `share` goes from 0 to 1 within its phase. */
export type BackupProgress = (phase: BackupPhase, share: number) => void;

export interface BackupMade {
  readonly path: string;
  readonly bytes: number;
  readonly takenAtUtc: string;
  readonly secrets: number;
}

/**
 * Makes a backup while the engine works: a copy of the data file as of one moment, the vault's secrets and the window's settings,
 * sealed under the passphrase, read back and compared before it gets its name. Throws BACKUP_* and VAULT_LOCKED; nothing is left
 * behind then.
 */
export async function makeBackup(
  of: BackupDeps,
  request: BackupRequest,
  onProgress: BackupProgress,
): Promise<BackupMade> {
  const { deps, dataFile } = of;
  await assertBackupPossible(of, request);
  const secrets = gatherSecrets(of);
  const id = deps.random.uuid();
  const copy = copyPath(dataFile, id);
  const draft = `${request.path}.${id.slice(0, 8)}.part`;
  try {
    const takenAtUtc = nowUtc(deps.clock);
    await deps.store.file.copyTo(copy, (done, all) => {
      onProgress('copy', all === 0 ? 1 : done / all);
    });
    removeSecrets(copy);
    const sealed = await describe(of, { copy, secrets, takenAtUtc });
    await seal(of, { ...request, draft, copy, ...sealed }, onProgress);
    await verify({ ...request, draft, ...sealed, cost: costOf(of) }, onProgress);
    await rename(draft, request.path);
    const { size } = await stat(request.path);
    return { path: request.path, bytes: size, takenAtUtc, secrets: secrets.length };
  } catch (error) {
    throw isAppError(error) ? error : notWritten(error);
  } finally {
    await rm(copy, { force: true });
    await rm(draft, { force: true });
  }
}

/** Throws what can be known beforehand: BACKUP_PASSPHRASE_WEAK, BACKUP_EXISTS, BACKUP_NOT_WRITTEN, VAULT_LOCKED. */
export async function assertBackupPossible(of: BackupDeps, request: BackupRequest): Promise<void> {
  assertStrongPassphrase(request.passphrase);
  if (!isAbsolute(request.path)) throw notWhole();
  await assertFree(request.path);
  gatherSecrets(of);
  await access(dirname(request.path), constants.W_OK).catch((error: unknown) => {
    throw notWritten(error);
  });
}

function notWhole(): AppError {
  return new AppError('BACKUP_NOT_WRITTEN', 'config', { details: { reason: 'the path of its folder is not whole' } });
}

async function assertFree(path: string): Promise<void> {
  try {
    await access(path);
  } catch {
    return;
  }
  throw new AppError('BACKUP_EXISTS', 'config', { details: { file: basename(path) } });
}

/** Those of practice connections open nothing and are made anew at each start. */
function gatherSecrets({ deps, readSecret }: BackupDeps): SecretList {
  return deps.store.secrets.listReal().map(({ connectionId, field }) => {
    const owner = { id: connectionId, practice: false };
    return { connectionId, field, value: readSecret(owner, field) };
  });
}

/** What the vault sealed opens with this computer's key only; it travels apart. The copy becomes one file without a journal. */
function removeSecrets(copy: string): void {
  const db = new DatabaseSync(copy);
  try {
    db.exec('PRAGMA secure_delete = ON; PRAGMA journal_mode = DELETE; DELETE FROM secrets');
  } finally {
    db.close();
  }
}

function costOf({ cost = passphraseCost }: BackupDeps): PassphraseCost {
  return cost;
}

interface Described {
  readonly list: BackupList;
  readonly secretBytes: Buffer;
  readonly settingsBytes: Buffer;
  readonly dataHash: string;
}

async function describe(
  { deps, dataFile }: BackupDeps,
  made: { copy: string; secrets: SecretList; takenAtUtc: string },
): Promise<Described> {
  const { id, line, generation } = ownInstallation(deps);
  const secretBytes = Buffer.from(JSON.stringify(made.secrets), 'utf8');
  const settingsBytes = await readFile(join(dirname(dataFile), 'settings.json')).catch(() => Buffer.from('{}'));
  const hash = createHash('sha256');
  for await (const piece of createReadStream(made.copy)) hash.update(piece as Uint8Array);
  const { size } = await stat(made.copy);
  return {
    secretBytes,
    settingsBytes,
    dataHash: hash.digest('hex'),
    list: {
      takenAtUtc: made.takenAtUtc,
      dataFormat: migrations.length,
      installation: { id, line, generation },
      files: [
        { name: 'secrets', bytes: secretBytes.byteLength },
        { name: 'settings', bytes: settingsBytes.byteLength },
        { name: 'data', bytes: size },
      ],
    },
  };
}

interface Sealing extends BackupRequest, Described {
  readonly draft: string;
  readonly copy: string;
}

async function seal(of: BackupDeps, sealing: Sealing, onProgress: BackupProgress): Promise<void> {
  const { list, secretBytes, settingsBytes, copy } = sealing;
  const first = listBytes(list);
  const plainBytes = list.files.reduce((sum, file) => sum + file.bytes, first.byteLength);
  async function* content(): AsyncGenerator<Uint8Array> {
    yield first;
    yield secretBytes;
    yield settingsBytes;
    for await (const piece of createReadStream(copy, { highWaterMark: 1024 * 1024 })) yield piece as Uint8Array;
  }
  await writeSealedFile({
    path: sealing.draft,
    passphrase: sealing.passphrase,
    about: { takenAtUtc: list.takenAtUtc, appVersion: packageFile.version, dataFormat: list.dataFormat },
    plainBytes,
    content: content(),
    random: of.deps.random,
    cost: costOf(of),
    onProgress: (done) => {
      onProgress('seal', done / plainBytes);
    },
  });
  secretBytes.fill(0);
}

/** Reads back what was written, as a restore would. */
async function verify(
  written: BackupRequest & Described & { readonly draft: string; readonly cost: PassphraseCost },
  onProgress: BackupProgress,
): Promise<void> {
  const reader = await openSealedFile(written.draft, written.passphrase, written.cost);
  const hash = createHash('sha256');
  let done = 0;
  try {
    await readContents(reader.chunks(), {
      onList: () => undefined,
      onPiece: (name, bytes) => {
        if (name === 'data') hash.update(bytes);
        done += bytes.byteLength;
        onProgress('verify', Math.min(1, done / reader.plainBytes));
        return Promise.resolve();
      },
    });
  } finally {
    await reader.close();
  }
  if (hash.digest('hex') !== written.dataHash) throw notWritten(new Error('what was read back differs'));
}

function notWritten(error: unknown): AppError {
  return new AppError('BACKUP_NOT_WRITTEN', 'config', { details: { reason: diskReason(error) }, cause: error });
}
