import type { Connection } from '../../shared/model/connection.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Clock } from '../ports/time.ts';
import type { Store } from '../store/store.ts';
import { createVault, type Vault } from '../vault/vault.ts';

/** Whose secrets: practice or not decides which vault. */
type SecretOwner = Pick<Connection, 'id' | 'practice'>;

export interface EngineSecretsOptions {
  readonly store: Store;
  readonly clock: Clock;
  /** Null while the vault is locked. */
  readonly dataKey: Uint8Array | null;
  readonly practiceKey: Uint8Array;
}

/**
 * Secrets by connection. Those of practice connections are sealed with a key that is forgotten when the process ends; they
 * open nothing but the practice systems and are stored anew at each start.
 */
export class EngineSecrets {
  readonly #options: EngineSecretsOptions;
  readonly #practice: Vault;
  #real: Vault | null;
  #dataKey: Uint8Array | null;

  constructor(options: EngineSecretsOptions) {
    this.#options = options;
    this.#practice = this.#vault(options.practiceKey);
    this.#dataKey = options.dataKey;
    this.#real = options.dataKey === null ? null : this.#vault(options.dataKey);
  }

  /** Whether the secrets of this connection can be read. */
  isOpenFor({ practice }: Pick<Connection, 'practice'>): boolean {
    return practice || this.#real !== null;
  }

  /** Takes the key of the vault, once it has been unlocked. */
  open(dataKey: Uint8Array): void {
    this.#dataKey = Uint8Array.from(dataKey);
    this.#real = this.#vault(dataKey);
  }

  /** The key of the vault, for a data file that is restored; null while it is locked. */
  dataKey(): Uint8Array | null {
    return this.#dataKey;
  }

  /** Throws VAULT_LOCKED, VAULT_SECRET_MISSING (`config`) and what the vault throws for an altered row. */
  read(connection: SecretOwner, name: string): string {
    return this.#vaultOf(connection).read(connection.id, name);
  }

  save(connection: SecretOwner, name: string, value: string): void {
    this.#vaultOf(connection).save(connection.id, name, value);
  }

  #vaultOf(connection: SecretOwner): Vault {
    if (connection.practice) return this.#practice;
    if (this.#real === null) throw new AppError('VAULT_LOCKED', 'config');
    return this.#real;
  }

  #vault(dataKey: Uint8Array): Vault {
    const { store, clock } = this.#options;
    return createVault({ dataKey, store: store.secrets, clock });
  }
}
