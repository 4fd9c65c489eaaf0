import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSystemRandom } from '../../../main/ports/system-time.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import type { Keychain } from '../../../main/vault/data-key.ts';
import { createKeyRing, createMemoryKeyRing, type KeyRing } from '../../../main/vault/key-ring.ts';
import { createVault } from '../../../main/vault/vault.ts';
import { errorOf } from '../../support/http-harness.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const random = createSystemRandom();
const passphrase = 'correct horse battery staple ü';

describe('vaults over the real data file', () => {
  let folder: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mlc-vault-'));
    store = openStore(join(folder, 'data.sqlite'));
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const noKeychain = () => Promise.reject(new Error('Cannot autolaunch D-Bus'));
  const ring = (hasSecrets = false, loadKeychain: () => Promise<Keychain> = noKeychain): KeyRing =>
    createKeyRing({
      dataFolder: folder,
      dataFolderId: 'f1',
      clock: createVirtualClock(),
      random,
      hasSecrets,
      loadKeychain,
    });
  const vaultWith = (dataKey: Uint8Array | null) =>
    createVault({ dataKey, store: store.secrets, clock: createVirtualClock() });

  it('offers a passphrase where there is no keychain, and opens with it after a restart', async () => {
    const first = ring();
    expect(await first.open()).toMatchObject({
      kind: 'keychain',
      state: 'unset',
      reason: 'no keychain service is running in this session',
    });
    expect(first.dataKey()).toBeNull();
    expect((await errorOf(first.unlock('too short'))).code).toBe('VAULT_PASSPHRASE_WEAK');
    expect(await first.unlock(passphrase)).toEqual({ kind: 'passphrase', state: 'open', reason: null });
    vaultWith(first.dataKey()).save('c1', 'password', 'planted-😀-secret');

    const second = ring(true);
    expect(await second.open()).toEqual({ kind: 'passphrase', state: 'locked', reason: null });
    expect((await errorOf(second.unlock(`${passphrase}!`))).code).toBe('VAULT_PASSPHRASE_WRONG');
    expect(second.dataKey()).toBeNull();
    // The same letters, composed differently by another keyboard.
    await second.unlock(passphrase.normalize('NFD'));
    expect(vaultWith(second.dataKey()).read('c1', 'password')).toBe('planted-😀-secret');
  });

  it('keeps neither the passphrase nor the key in its file, and the file to its owner', async () => {
    const first = ring();
    await first.unlock(passphrase);
    const file = join(folder, 'vault.json');
    const text = readFileSync(file, 'utf8');
    expect(text).not.toContain(passphrase);
    expect(text).not.toContain(Buffer.from(first.dataKey() ?? []).toString('base64'));
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });

  it('leaves a damaged vault file as it is and says so', async () => {
    const first = ring();
    await first.unlock(passphrase);
    const file = join(folder, 'vault.json');
    const good = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const sealed = Buffer.from(String(good['sealedKey']), 'base64');
    sealed[20] = (sealed[20] ?? 0) ^ 1;
    for (const text of [
      '{',
      '{}',
      JSON.stringify({ ...good, n: 2 ** 30 }),
      JSON.stringify({ ...good, sealedKey: sealed.toString('base64') }),
    ]) {
      writeFileSync(file, text);
      expect((await ring(true).open()).state).toBe('locked');
      expect((await errorOf(ring(true).unlock(passphrase))).code).toBe('VAULT_FILE_DAMAGED');
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  });

  it('makes no passphrase vault where the keychain sealed secrets before', async () => {
    const again = ring(true);
    expect(await again.open()).toMatchObject({ kind: 'keychain', state: 'locked' });
    expect((await errorOf(again.unlock(passphrase))).code).toBe('VAULT_LOCKED');
    expect(readdirSync(folder)).not.toContain('vault.json');
  });

  it('lets the operator start a new vault when the keychain has lost the key', async () => {
    vaultWith(random.bytes(32)).save('c1', 'password', 'old');
    const empty: Keychain = {
      getPassword: () => Promise.resolve(null),
      setPassword: () => Promise.reject(new Error('no')),
    };
    const again = ring(true, () => Promise.resolve(empty));
    expect(await again.open()).toMatchObject({ kind: 'keychain', state: 'unset' });
    expect(again.status().reason).toContain('no longer holds the key');
    expect(await again.unlock(passphrase)).toMatchObject({ kind: 'passphrase', state: 'open' });
    const vault = vaultWith(again.dataKey());
    expect(() => vault.read('c1', 'password')).toThrow('VAULT_SECRET_UNREADABLE');
    vault.save('c1', 'password', 'new');
    expect(vault.read('c1', 'password')).toBe('new');
  });

  it('forgets the memory vault with the process', () => {
    const memory = createMemoryKeyRing(random);
    vaultWith(memory.dataKey()).save('c1', 'password', 'practice');
    expect(vaultWith(memory.dataKey()).read('c1', 'password')).toBe('practice');
    const next = vaultWith(createMemoryKeyRing(random).dataKey());
    expect(() => next.read('c1', 'password')).toThrow('VAULT_SECRET_UNREADABLE');
  });

  it('leaves no plain secret in any byte of the data files', () => {
    const vault = vaultWith(random.bytes(32));
    const secrets = ['planted-secret-one', 'planted-ß-😀-two', 'k3y'.repeat(3400)];
    secrets.forEach((secret, index) => {
      vault.save('c1', `s${String(index)}`, 'planted-before-replaced');
      vault.save('c1', `s${String(index)}`, secret);
    });
    const files = readdirSync(folder).map((name) => readFileSync(join(folder, name)));
    expect(files.some((bytes) => bytes.includes('s2'))).toBe(true);
    for (const secret of ['planted', ...secrets.map((text) => text.slice(0, 24))]) {
      for (const encoding of ['utf8', 'utf16le'] as const) {
        expect(files.some((bytes) => bytes.includes(Buffer.from(secret, encoding)))).toBe(false);
      }
      expect(files.some((bytes) => bytes.includes(Buffer.from(secret).toString('base64').slice(0, 8)))).toBe(false);
    }
  });

  it('refuses rows that someone swapped in the file', () => {
    const vault = vaultWith(random.bytes(32));
    vault.save('c1', 'password', 'one');
    vault.save('c2', 'password', 'two');
    const other = new DatabaseSync(join(folder, 'data.sqlite'));
    other.exec(
      "UPDATE secrets SET sealed = (SELECT sealed FROM secrets WHERE connection_id = 'c1') WHERE connection_id = 'c2'",
    );
    other.close();
    expect(vault.read('c1', 'password')).toBe('one');
    expect(() => vault.read('c2', 'password')).toThrow('VAULT_SECRET_UNREADABLE');
  });
});
