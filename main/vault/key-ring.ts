import { AppError, isAppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { Clock, Random } from '../ports/time.ts';
import { dataKeyBytes } from './envelope.ts';
import { openKeychainKey, type DataKeyResult, type Keychain } from './data-key.ts';
import { createPassphraseVault, openPassphraseVault } from './passphrase.ts';
import { readPassphraseFile, writePassphraseFile } from './passphrase-file.ts';

/** As `app.info` shows it. */
export interface VaultStatus {
  readonly kind: 'keychain' | 'passphrase' | 'memory';
  readonly state: 'open' | 'locked' | 'unset';
  readonly reason: string | null;
}

/** Holds the data key on the main thread and hands it to the engine once. */
export interface KeyRing {
  status(): VaultStatus;
  /** Tries the keychain, unless the folder has a passphrase vault. Never throws: the status says what is wrong. Safe to call again. */
  open(): Promise<VaultStatus>;
  /** Opens the passphrase vault, or makes it where the state is `unset`. Throws VAULT_PASSPHRASE_WRONG, VAULT_PASSPHRASE_WEAK. */
  unlock(passphrase: string): Promise<VaultStatus>;
  /** A copy of the key for the engine; null unless the state is `open`. */
  dataKey(): Uint8Array | null;
}

export interface KeyRingOptions {
  readonly dataFolder: string;
  readonly dataFolderId: string;
  readonly clock: Clock;
  readonly random: Random;
  /** True if the store holds sealed secrets. */
  readonly hasSecrets: boolean;
  readonly keychainTimeoutMs?: number;
  readonly loadKeychain?: () => Promise<Keychain>;
}

/** The key ring of a data folder: keychain first; a passphrase only where there is no keychain and the operator chooses one. */
export function createKeyRing(options: KeyRingOptions): KeyRing {
  let key: Uint8Array | null = null;
  let status: VaultStatus = { kind: 'keychain', state: options.hasSecrets ? 'locked' : 'unset', reason: null };
  const set = (next: VaultStatus, opened: Uint8Array | null): VaultStatus => {
    key = opened;
    status = next;
    return status;
  };
  return {
    status: () => status,
    dataKey: () => (key === null ? null : Uint8Array.from(key)),
    async open() {
      if (key !== null) return status;
      try {
        if (readPassphraseFile(options.dataFolder) === null) return await fromKeychain(options, set);
        return set({ kind: 'passphrase', state: 'locked', reason: null }, null);
      } catch (error) {
        return set(statusOf(error), null);
      }
    },
    async unlock(passphrase) {
      if (key !== null) return status;
      const stored = readPassphraseFile(options.dataFolder);
      if (stored !== null) return set(openStatus('passphrase'), await openPassphraseVault(passphrase, stored));
      // The keychain has the key to the secrets that exist, and may open yet; only a key known to be lost is replaced.
      if (status.state === 'locked') throw new AppError('VAULT_LOCKED', 'config');
      const made = await createPassphraseVault(passphrase, options.random);
      writePassphraseFile(options.dataFolder, made.file);
      return set(openStatus('passphrase'), made.key);
    },
  };
}

/** The key ring for practice: a key that is forgotten when the process ends, and with it every secret. */
export function createMemoryKeyRing(random: Random): KeyRing {
  const key = random.bytes(dataKeyBytes);
  const status = openStatus('memory');
  return {
    status: () => status,
    open: () => Promise.resolve(status),
    unlock: () => Promise.resolve(status),
    dataKey: () => Uint8Array.from(key),
  };
}

async function fromKeychain(
  options: KeyRingOptions,
  set: (next: VaultStatus, opened: Uint8Array | null) => VaultStatus,
): Promise<VaultStatus> {
  const result: DataKeyResult = await openKeychainKey({
    dataFolderId: options.dataFolderId,
    clock: options.clock,
    random: options.random,
    mustExist: options.hasSecrets,
    ...(options.keychainTimeoutMs === undefined ? {} : { timeoutMs: options.keychainTimeoutMs }),
    ...(options.loadKeychain === undefined ? {} : { loadKeychain: options.loadKeychain }),
  });
  if (result.state === 'open') return set(openStatus('keychain'), result.key);
  // Where secrets exist, the keychain has their key: it must be unlocked, and a passphrase would not help.
  return set({ kind: 'keychain', state: options.hasSecrets ? 'locked' : 'unset', reason: result.reason }, null);
}

/**
 * A lost or damaged key leaves the vault unset: the operator may choose a passphrase and enter the secrets again. A damaged
 * vault file leaves it locked, since the file may still be restored.
 */
function statusOf(error: unknown): VaultStatus {
  if (!isAppError(error)) return { kind: 'keychain', state: 'locked', reason: 'the vault could not be opened' };
  const reason = toErrorDto(error).text;
  if (error.code === 'VAULT_FILE_DAMAGED') return { kind: 'passphrase', state: 'locked', reason };
  return { kind: 'keychain', state: 'unset', reason };
}

function openStatus(kind: VaultStatus['kind']): VaultStatus {
  return { kind, state: 'open', reason: null };
}
