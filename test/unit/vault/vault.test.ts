import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSystemRandom } from '../../../main/ports/system-time.ts';
import { openKeychainKey, type Keychain } from '../../../main/vault/data-key.ts';
import { open, seal } from '../../../main/vault/envelope.ts';
import { createMemorySecretStore } from '../../../main/vault/secret-store.ts';
import { createVault } from '../../../main/vault/vault.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const random = createSystemRandom();
const key = random.bytes(32);
const row = { connectionId: 'c1', field: 'password' };

describe('an envelope', () => {
  it('opens to what was sealed, whatever it is, and never seals the same twice', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (plain) => {
        const sealed = seal(key, row, plain, random);
        expect(Uint8Array.from(open(key, row, sealed))).toEqual(plain);
        expect(Buffer.from(sealed).equals(Buffer.from(seal(key, row, plain, random)))).toBe(false);
      }),
    );
  });

  it('does not open when any one bit was changed', () => {
    const sealed = seal(key, row, Buffer.from('secret'), random);
    for (let bit = 0; bit < sealed.byteLength * 8; bit += 1) {
      const changed = Uint8Array.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => open(key, row, changed)).toThrow('VAULT_SECRET_UNREADABLE');
    }
  });

  it('does not open with another key, in another row, or cut off', () => {
    const sealed = seal(key, row, Buffer.from('secret'), random);
    expect(() => open(random.bytes(32), row, sealed)).toThrow('VAULT_SECRET_UNREADABLE');
    expect(() => open(key, { ...row, connectionId: 'c2' }, sealed)).toThrow('VAULT_SECRET_UNREADABLE');
    expect(() => open(key, { ...row, field: 'token' }, sealed)).toThrow('VAULT_SECRET_UNREADABLE');
    expect(() => open(key, { connectionId: 'c1p', field: 'assword' }, sealed)).toThrow('VAULT_SECRET_UNREADABLE');
    for (let length = 0; length < sealed.byteLength; length += 1) {
      expect(() => open(key, row, sealed.subarray(0, length))).toThrow('VAULT_SECRET_UNREADABLE');
    }
  });
});

describe('a vault', () => {
  const make = () => {
    const store = createMemorySecretStore();
    return { store, vault: createVault({ dataKey: key, store, clock: createVirtualClock() }) };
  };

  it.each([
    ['emoji', 'pä$$😀wörd\u0000\u{1F469}\u200D\u{1F4BB}'],
    ['a mark at its start', '\uFEFFsecret'],
    ['10 KB', 'k'.repeat(10_240)],
  ])('keeps a secret with %s exactly', (_, value) => {
    const { vault } = make();
    vault.save('c1', 'password', value);
    expect(vault.read('c1', 'password')).toBe(value);
  });

  it('lists names and times, never values, and removes all of a connection', () => {
    const { vault } = make();
    vault.save('c1', 'token', 'planted-token');
    vault.save('c1', 'password', 'planted-password');
    vault.save('c2', 'password', 'other');
    expect(vault.names('c1')).toEqual([
      { name: 'password', replacedAtUtc: '2026-11-21T12:00:00.000Z' },
      { name: 'token', replacedAtUtc: '2026-11-21T12:00:00.000Z' },
    ]);
    vault.remove('c1');
    expect(vault.names('c1')).toEqual([]);
    expect(() => vault.read('c1', 'token')).toThrow('VAULT_SECRET_MISSING');
    expect(vault.read('c2', 'password')).toBe('other');
  });

  it('refuses rows that were swapped between connections or fields', () => {
    const { vault, store } = make();
    vault.save('c1', 'password', 'one');
    vault.save('c2', 'password', 'two');
    store.put('c2', 'password', store.get('c1', 'password') ?? new Uint8Array(), '');
    expect(() => vault.read('c2', 'password')).toThrow('VAULT_SECRET_UNREADABLE');
  });

  it('refuses everything while it is locked, but still lists names', () => {
    const { vault } = make();
    vault.save('c1', 'password', 'one');
    vault.lock();
    expect(() => vault.read('c1', 'password')).toThrow('VAULT_LOCKED');
    expect(() => {
      vault.save('c1', 'password', 'two');
    }).toThrow('VAULT_LOCKED');
    expect(vault.names('c1')).toHaveLength(1);
  });

  it.each(['', '\uD800half', 'x'.repeat(64 * 1024 + 1)])(
    'does not store what could not come back as it was',
    (value) => {
      const { vault } = make();
      vault.save('c1', 'password', 'old');
      expect(() => {
        vault.save('c1', 'password', value);
      }).toThrow('VAULT_SECRET_INVALID');
      expect(vault.read('c1', 'password')).toBe('old');
    },
  );
});

describe('the keychain key', () => {
  const fake = (changes: Partial<Keychain> = {}): Keychain & { entries: Map<string, string> } => {
    const entries = new Map<string, string>();
    return {
      entries,
      getPassword: (service, account) => Promise.resolve(entries.get(`${service}/${account}`) ?? null),
      setPassword: (service, account, password) => {
        entries.set(`${service}/${account}`, password);
        return Promise.resolve();
      },
      ...changes,
    };
  };
  const ask = (keychain: Keychain, mustExist = false) =>
    openKeychainKey({
      dataFolderId: 'f1',
      clock: createVirtualClock(),
      random,
      mustExist,
      loadKeychain: () => Promise.resolve(keychain),
    });

  it('is made once and found again', async () => {
    const keychain = fake();
    const first = await ask(keychain);
    expect(first).toMatchObject({ state: 'open' });
    expect(await ask(keychain)).toEqual(first);
    expect([...keychain.entries.keys()]).toEqual(['ml-connector/data-key/f1']);
  });

  it('is never made anew where secrets exist, nor in place of what is not a key', async () => {
    const keychain = fake();
    await expect(ask(keychain, true)).rejects.toThrow('VAULT_KEY_MISSING');
    expect(keychain.entries.size).toBe(0);
    keychain.entries.set('ml-connector/data-key/f1', 'hello');
    await expect(ask(keychain)).rejects.toThrow('VAULT_KEY_DAMAGED');
    expect(keychain.entries.get('ml-connector/data-key/f1')).toBe('hello');
  });

  it.each([
    ['Cannot autolaunch D-Bus without X11 $DISPLAY', 'absent'],
    ['libsecret-1.so.0: cannot open shared object file', 'absent'],
    ['The user name or passphrase: access denied', 'denied'],
    ['something else', 'failed'],
  ])('says why there is no keychain: %s', async (message, problem) => {
    const result = await ask(fake({ getPassword: () => Promise.reject(new Error(message)) }));
    expect(result).toMatchObject({ state: 'unset', problem });
    expect(JSON.stringify(result)).not.toContain(message);
  });

  it('does not trust a keychain that forgets', async () => {
    expect(await ask(fake({ setPassword: () => Promise.resolve() }))).toMatchObject({
      state: 'unset',
      problem: 'failed',
    });
  });

  it('is given up after the time-out when the keychain hangs', async () => {
    const clock = createVirtualClock();
    const hanging = fake({ getPassword: () => new Promise(() => undefined) });
    const result = openKeychainKey({
      dataFolderId: 'f1',
      clock,
      random,
      mustExist: false,
      timeoutMs: 30_000,
      loadKeychain: () => Promise.resolve(hanging),
    });
    await clock.untilSleeping();
    await clock.advance(30_000);
    expect(await result).toMatchObject({ state: 'unset', problem: 'no-answer' });
  });
});
