/** Where sealed secrets are kept. It sees ciphertext only; the store of the engine implements it with its table `secrets`. */
export interface SecretStore {
  /** Replaces what is there; durable when it returns. */
  put(connectionId: string, field: string, sealed: Uint8Array, replacedAtUtc: string): void;
  get(connectionId: string, field: string): Uint8Array | null;
  /** Ordered by name. */
  names(connectionId: string): readonly { readonly name: string; readonly replacedAtUtc: string }[];
  /** Removes every secret of the connection. */
  remove(connectionId: string): void;
}

/** Keeps sealed secrets until the process ends: for practice systems and tests. */
export function createMemorySecretStore(): SecretStore {
  const rows = new Map<string, Map<string, { sealed: Uint8Array; replacedAtUtc: string }>>();
  return {
    put(connectionId, field, sealed, replacedAtUtc) {
      const fields = rows.get(connectionId) ?? new Map<string, { sealed: Uint8Array; replacedAtUtc: string }>();
      rows.set(connectionId, fields.set(field, { sealed: Uint8Array.from(sealed), replacedAtUtc }));
    },
    get: (connectionId, field) => rows.get(connectionId)?.get(field)?.sealed ?? null,
    names: (connectionId) =>
      [...(rows.get(connectionId) ?? [])]
        .map(([name, { replacedAtUtc }]) => ({ name, replacedAtUtc }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    remove: (connectionId) => void rows.delete(connectionId),
  };
}
