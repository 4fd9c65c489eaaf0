import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import { settingsSchema, defaultSettings, type Settings } from '../../../shared/model/settings.ts';
import { nowUtc } from '../../ports/time.ts';
import { migrations } from '../../store/migrations/index.ts';
import { openStore, type Store } from '../../store/store.ts';
import type { PassphraseCost } from '../../vault/passphrase-key.ts';
import { openSealedFile } from '../../vault/sealed-file.ts';
import { createVault } from '../../vault/vault.ts';
import type { EngineDeps } from '../deps.ts';
import { saveInstallation, storedInstallation } from '../installation/identity.ts';
import { readContents, secretListSchema, type BackupList, type SecretList } from './contents.ts';
import { approveDraft, draftFile, draftFolder } from './folder.ts';

export interface RestoreDeps {
  readonly deps: Pick<EngineDeps, 'store' | 'clock' | 'random'>;
  readonly dataFile: string;
  /** The key that this installation's vault opens with; null while it is locked. */
  dataKey(): Uint8Array | null;
  /** The least that a try at the passphrase must cost; default the product's own. */
  readonly cost?: PassphraseCost;
}

export interface RestoreRequest {
  readonly path: string;
  readonly passphrase: string;
  /** True: it goes on here in place of the installation that it came from. False: a copy to look into. */
  readonly replaces: boolean;
}

export interface Restored {
  readonly takenAtUtc: string;
  readonly generation: number;
  readonly secrets: number;
  readonly settings: Settings;
}

/** Told how much of it is done, from 0 to 1. */
export type RestoreProgress = (phase: 'open' | 'check', share: number) => void;

interface Taken {
  readonly list: BackupList;
  readonly secrets: SecretList;
  readonly settings: Settings;
}

/**
 * Prepares a restored data file beside the empty one: nothing here is changed until the next start of the engine puts it into
 * its place as a whole. Throws RESTORE_NOT_EMPTY, BACKUP_*, VAULT_LOCKED; what was prepared is removed then.
 */
export async function prepareRestore(
  of: RestoreDeps,
  request: RestoreRequest,
  onProgress: RestoreProgress = tellsNobody,
): Promise<Restored> {
  const { deps, dataFile } = of;
  assertEmpty(deps.store);
  const folder = draftFolder(dataFile, deps.random.uuid());
  mkdirSync(folder, { mode: 0o700 });
  try {
    const taken = await extract(request, draftFile(folder), { cost: of.cost, onProgress });
    onProgress('check', 0);
    // In one piece: it is told before.
    await nextTurn();
    const generation = settle(of, request, draftFile(folder), taken);
    approveDraft(dataFile, folder);
    return { takenAtUtc: taken.list.takenAtUtc, generation, secrets: taken.secrets.length, settings: taken.settings };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

const tellsNobody: RestoreProgress = () => undefined;

function assertEmpty({ connections, flows, runs }: Store): void {
  const isEmpty = connections.list().length === 0 && flows.list().length === 0 && runs.running().length === 0;
  if (!isEmpty) throw new AppError('RESTORE_NOT_EMPTY', 'config');
}

async function extract(
  { path, passphrase }: RestoreRequest,
  target: string,
  { cost, onProgress }: { readonly cost: PassphraseCost | undefined; readonly onProgress: RestoreProgress },
): Promise<Taken> {
  const reader = await openSealedFile(path, passphrase, cost);
  const file = await open(target, 'wx', 0o600);
  let done = 0;
  const small = { secrets: [] as Uint8Array[], settings: [] as Uint8Array[] };
  try {
    const list = await readContents(reader.chunks(), {
      onList: ({ dataFormat }) => {
        if (dataFormat <= migrations.length) return;
        throw new AppError('BACKUP_NEWER', 'config', { details: { found: dataFormat, known: migrations.length } });
      },
      onPiece: async (name, bytes) => {
        done += bytes.byteLength;
        onProgress('open', Math.min(1, done / Math.max(1, reader.plainBytes)));
        if (name === 'data') await file.writeFile(bytes);
        else small[name].push(Uint8Array.from(bytes));
      },
    });
    await file.sync();
    return { list, secrets: parseSecrets(small.secrets), settings: parseSettings(small.settings) };
  } catch (error) {
    throw isAppError(error) ? error : new AppError('BACKUP_DAMAGED', 'config', { cause: error });
  } finally {
    await file.close();
    await reader.close();
  }
}

function parseSecrets(pieces: readonly Uint8Array[]): SecretList {
  return secretListSchema.parse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
}

/** Settings of a person are worth no failed restore: what is not understood is left at its default. */
function parseSettings(pieces: readonly Uint8Array[]): Settings {
  try {
    const stored = JSON.parse(Buffer.concat(pieces).toString('utf8')) as object;
    return settingsSchema.parse({ ...defaultSettings, ...stored });
  } catch {
    return defaultSettings;
  }
}

/** Brings the file to this version's format, seals the secrets with this computer's key and says in the trail what was done. */
function settle(of: RestoreDeps, request: RestoreRequest, file: string, { list, secrets }: Taken): number {
  const { deps } = of;
  const store = openStore(file);
  try {
    const { error } = store.condition;
    const isAtRest = error?.code === 'INSTALLATION_AT_REST' || error?.code === 'INSTALLATION_COPY';
    if (error !== null && !isAtRest) throw new AppError('BACKUP_DAMAGED', 'config', { cause: error });
    const brokenAt = store.audit.firstBroken();
    const generation = list.installation.generation + 1;
    store.file.despiteRest(() => {
      sealSecrets(of, store, secrets);
      takeOver(deps, store, { request, list, generation });
      store.audit.append(nowUtc(deps.clock), 'installation.restored', storedInstallation(store)?.id ?? '', {
        from: list.installation.id,
        generation,
        taken: list.takenAtUtc,
        replaces: request.replaces,
        secrets: secrets.length,
        ...(brokenAt === null ? {} : { brokenAt }),
      });
    });
    return generation;
  } finally {
    store.close();
  }
}

function sealSecrets({ deps, dataKey }: RestoreDeps, store: Store, secrets: SecretList): void {
  if (secrets.length === 0) return;
  const key = dataKey();
  if (key === null) throw new AppError('VAULT_LOCKED', 'config');
  const vault = createVault({ dataKey: key, store: store.secrets, clock: deps.clock, random: deps.random });
  for (const { connectionId, field, value } of secrets) vault.save(connectionId, field, value);
  vault.lock();
}

function takeOver(
  { clock, random }: RestoreDeps['deps'],
  store: Store,
  { request, list, generation }: { request: RestoreRequest; list: BackupList; generation: number },
): void {
  const atUtc = nowUtc(clock);
  const { id, line } = list.installation;
  saveInstallation(
    store,
    {
      line,
      id: random.uuid(),
      generation,
      // What the old one delivers after the backup is unknown here: it must be met before anything is delivered.
      sinceUtc: list.takenAtUtc,
      from: { id, generation: list.installation.generation, takenAtUtc: list.takenAtUtc },
      rest: request.replaces ? null : { kind: 'copy', atUtc, reason: null },
      decided: storedInstallation(store)?.decided ?? {},
    },
    atUtc,
  );
}
