import { AppError } from '../../shared/errors/app-error.ts';
import { nowUtc, type Clock, type Random } from '../ports/time.ts';
import { createSystemRandom } from '../ports/system-time.ts';
import { dataKeyBytes, open, seal } from './envelope.ts';
import type { SecretStore } from './secret-store.ts';

/** Secrets are replaced, never shown: only the call that needs a value reads it, and nothing lists values. */
export interface Vault {
  /** Durable when it returns. Throws VAULT_LOCKED, VAULT_SECRET_INVALID. */
  save(connectionId: string, name: string, value: string): void;
  /** Throws VAULT_LOCKED, VAULT_SECRET_MISSING, VAULT_SECRET_UNREADABLE. */
  read(connectionId: string, name: string): string;
  /** Names and times only; works while the vault is locked. */
  names(connectionId: string): readonly { readonly name: string; readonly replacedAtUtc: string }[];
  /** Removes every secret of the connection; works while the vault is locked. */
  remove(connectionId: string): void;
  /** Forgets the data key. Later `save` and `read` throw VAULT_LOCKED. */
  lock(): void;
}

export interface VaultOptions {
  /** 32 bytes, copied; null for a vault that is still locked. */
  readonly dataKey: Uint8Array | null;
  readonly store: SecretStore;
  readonly clock: Clock;
  /** Default: the operating system's generator. Nonces must never repeat, so only tests of the format give another. */
  readonly random?: Random;
}

const largestSecretBytes = 64 * 1024;

/** The vault over a store of sealed rows. Made where the store is (the engine's thread); the key comes to it once, as bytes. */
export function createVault(options: VaultOptions): Vault {
  const random = options.random ?? createSystemRandom();
  const { store } = options;
  let key: Uint8Array | null = options.dataKey === null ? null : copyKey(options.dataKey);
  const opened = (): Uint8Array => {
    if (key === null) throw new AppError('VAULT_LOCKED', 'config');
    return key;
  };
  return {
    save(connectionId, name, value) {
      const plain = encode(name, value);
      try {
        store.put(
          connectionId,
          name,
          seal(opened(), { connectionId, field: name }, plain, random),
          nowUtc(options.clock),
        );
      } finally {
        plain.fill(0);
      }
    },
    read(connectionId, name) {
      const present = opened();
      const sealed = store.get(connectionId, name);
      if (sealed === null) throw new AppError('VAULT_SECRET_MISSING', 'config', { details: { name } });
      const plain = open(present, { connectionId, field: name }, sealed);
      try {
        return new TextDecoder('utf-8', { ignoreBOM: true }).decode(plain);
      } finally {
        plain.fill(0);
      }
    },
    names: (connectionId) => store.names(connectionId).map(({ name, replacedAtUtc }) => ({ name, replacedAtUtc })),
    remove(connectionId) {
      store.remove(connectionId);
    },
    lock() {
      key?.fill(0);
      key = null;
    },
  };
}

function encode(name: string, value: string): Uint8Array {
  const refuse = (reason: string): AppError =>
    new AppError('VAULT_SECRET_INVALID', 'config', { details: { name, reason } });
  if (value === '') throw refuse('it is empty');
  // Half a surrogate pair would silently become another sign, and the system would then refuse the password.
  if (!value.isWellFormed()) throw refuse('it holds a broken sign');
  const plain = new TextEncoder().encode(value);
  if (plain.byteLength > largestSecretBytes) throw refuse('it is longer than 64 KB');
  return plain;
}

function copyKey(key: Uint8Array): Uint8Array {
  if (key.byteLength !== dataKeyBytes) throw new AppError('VAULT_KEY_DAMAGED', 'config');
  return Uint8Array.from(key);
}
