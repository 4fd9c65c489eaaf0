import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a seal was made with, and the seal itself; both lower-case hex. */
export interface MadeSeal {
  /** Tells keys apart without saying anything of them. */
  readonly keyId: string;
  readonly hmac: string;
}

/** `locked`: nobody can say, for the vault is not open. `other-key`: made with another vault's key. */
export type SealVerdict = 'own' | 'forged' | 'other-key' | 'locked';

/**
 * HMAC-SHA256 with a key derived from the vault's data key (HKDF, RFC 5869): only this installation can make and check such a
 * seal, and only while its vault is open.
 */
export class InstallationSeal {
  #key: Buffer | null = null;
  #keyId = '';

  /** Takes the data key of the vault; derives its own from it and keeps no copy. */
  open(dataKey: Uint8Array): void {
    this.#key = Buffer.from(hkdfSync('sha256', dataKey, '', 'ml-connector installation seal 1', 32));
    this.#keyId = this.#hmac(this.#key, 'key id', '').slice(0, 16);
  }

  get isOpen(): boolean {
    return this.#key !== null;
  }

  /** Seals a text; `purpose` keeps a seal of one thing from standing for another. Null while the vault is locked. */
  make(purpose: string, content: string): MadeSeal | null {
    return this.#key === null ? null : { keyId: this.#keyId, hmac: this.#hmac(this.#key, purpose, content) };
  }

  check(purpose: string, content: string, made: MadeSeal): SealVerdict {
    if (this.#key === null) return 'locked';
    if (made.keyId !== this.#keyId) return 'other-key';
    const expected = Buffer.from(this.#hmac(this.#key, purpose, content), 'hex');
    const given = Buffer.from(made.hmac, 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected) ? 'own' : 'forged';
  }

  #hmac(key: Buffer, purpose: string, content: string): string {
    return createHmac('sha256', key).update(`${purpose}\u0000${content}`).digest('hex');
  }
}
