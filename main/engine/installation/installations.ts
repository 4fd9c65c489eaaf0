import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { metAnother, type InstallationState } from '../../../shared/model/installation.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import {
  assertBackupPossible,
  makeBackup,
  type BackupMade,
  type BackupProgress,
  type BackupRequest,
} from '../backup/make-backup.ts';
import { prepareRestore, type Restored, type RestoreProgress, type RestoreRequest } from '../backup/restore.ts';
import type { PassphraseCost } from '../../vault/passphrase-key.ts';
import type { Runner } from '../runner.ts';
import { ownInstallation, saveInstallation, storedInstallation } from './identity.ts';

/** The data file and the vault, which backups need as a whole. */
export interface FolderAccess {
  readonly dataFile: string;
  /** Throws VAULT_LOCKED and what the vault throws. */
  readSecret(owner: { readonly id: string; readonly practice: boolean }, name: string): string;
  /** Null while the vault is locked. */
  dataKey(): Uint8Array | null;
  /** What a try at a backup's passphrase costs; default the product's own. */
  readonly cost?: PassphraseCost;
}

export interface InstallationsOptions {
  readonly deps: EngineDeps;
  readonly runner: Pick<Runner, 'isBusy'>;
  /** Null where the engine has no data file of its own: then there is nothing to back up. */
  readonly access: FolderAccess | null;
}

/** Which of two goes on with a flow that both deliver. */
export interface Decision {
  readonly flowId: string;
  readonly goesOn: 'this' | 'other';
  readonly reason: string;
}

/** This installation as a whole: its backups, its place among others, and whether it works or rests. */
export class Installations {
  readonly #options: InstallationsOptions;

  constructor(options: InstallationsOptions) {
    this.#options = options;
  }

  state(): InstallationState {
    return ownInstallation(this.#options.deps);
  }

  /** When the trail last says that a backup was made; null if it never does. */
  lastBackupAtUtc(): string | null {
    return this.#options.deps.store.audit.of(this.state().id, 'installation.backed-up').at(-1)?.atUtc ?? null;
  }

  /** Throws BACKUP_* and VAULT_LOCKED. */
  async backUp(request: BackupRequest, onProgress: BackupProgress): Promise<BackupMade> {
    const { deps } = this.#options;
    const made = await makeBackup({ deps, ...this.#access() }, request, onProgress);
    if (deps.store.condition.state === 'ready') {
      deps.store.transaction(() => {
        this.#note('installation.backed-up', { bytes: made.bytes, secretsSealed: made.secrets });
      });
    }
    return made;
  }

  /** Throws RESTORE_NOT_EMPTY, BACKUP_*, VAULT_LOCKED. The next start of the engine takes what was prepared. */
  prepareRestore(request: RestoreRequest, onProgress?: RestoreProgress): Promise<Restored> {
    return prepareRestore({ deps: this.#options.deps, ...this.#access() }, request, onProgress);
  }

  /**
   * Lets this installation rest before it is handed over: from the next start of the engine on nothing is changed or sent here.
   * Throws ENGINE_BUSY while a run is under way, and what would keep the backup from being made.
   */
  async rest(request: BackupRequest & { readonly reason: string }): Promise<void> {
    const { deps, runner } = this.#options;
    await assertBackupPossible({ deps, ...this.#access() }, request);
    if (runner.isBusy) throw new AppError('INSTALLATION_BUSY', 'config');
    const atUtc = nowUtc(deps.clock);
    deps.store.transaction(() => {
      saveInstallation(deps.store, { ...this.state(), rest: { kind: 'moved', atUtc, reason: request.reason } }, atUtc);
      this.#note('installation.handed-over', { reason: request.reason });
    });
  }

  /** Work goes on here from the next start of the engine on. Throws INSTALLATION_NOT_AT_REST. */
  wake(reason: string): void {
    const { deps } = this.#options;
    const known = storedInstallation(deps.store);
    if (known === null || known.rest === null) throw new AppError('INSTALLATION_NOT_AT_REST', 'config');
    const { rest, ...others } = known;
    deps.store.file.despiteRest(() => {
      saveInstallation(deps.store, { ...others, rest: null }, nowUtc(deps.clock));
      this.#note('installation.taken-back', { kind: rest.kind, reason });
    });
  }

  /**
   * A person says which goes on with the flow. This one: it is resumed and compares every record with what landed, since the other
   * changed it. The other: it stays paused. Throws APP_NOT_FOUND, and APP_BAD_REQUEST if no other was met.
   */
  decide({ flowId, goesOn, reason }: Decision): void {
    const { store, clock, publish } = this.#options.deps;
    const flow = store.flows.get(flowId);
    if (flow === null) throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'flow', id: flowId } });
    if (!metAnother(flow.paused?.error ?? null)) {
      throw new AppError('APP_BAD_REQUEST', 'config', { details: { reason: 'no other installation was met' } });
    }
    const atUtc = nowUtc(clock);
    store.transaction(() => {
      if (goesOn === 'this') {
        const own = this.state();
        saveInstallation(store, { ...own, decided: { ...own.decided, [flowId]: atUtc } }, atUtc);
        for (const stream of flow.streams) {
          store.streams.update(flowId, stream.id, { hashesVoid: true, unverified: true });
        }
        store.flows.save({ ...flow, paused: null, updatedAtUtc: atUtc });
      } else {
        const error = toErrorDto(new AppError('INSTALLATION_OTHER_GOES_ON', 'config'));
        store.flows.save({ ...flow, paused: { reason: error.text, error, atUtc }, updatedAtUtc: atUtc });
      }
      store.audit.append(atUtc, 'installation.decided', flowId, { goesOn, reason });
    });
    publish({ topic: 'changed', subject: 'flows' });
  }

  #note(event: Parameters<EngineDeps['store']['audit']['append']>[1], details: Record<string, string | number>): void {
    const { store, clock } = this.#options.deps;
    store.audit.append(nowUtc(clock), event, this.state().id, details);
  }

  #access(): FolderAccess {
    if (this.#options.access !== null) return this.#options.access;
    throw new AppError('APP_BAD_REQUEST', 'config', { details: { reason: 'there is no data file' } });
  }
}
