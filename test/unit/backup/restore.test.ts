import { existsSync, mkdtempSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settleFolder } from '../../../main/engine/backup/folder.ts';
import { Installations } from '../../../main/engine/installation/installations.ts';
import { EngineSecrets } from '../../../main/engine/secrets.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import type { EngineDeps } from '../../../main/engine/deps.ts';
import { cheapCost } from '../../support/cheap-cost.ts';
import { createSeededRandom, createVirtualClock } from '../../support/virtual-clock.ts';

const passphrase = 'correct horse battery staple';
const secret = 'S3cret-of-workday';
const atUtc = '2026-11-20T08:00:00.000Z';

/** A data folder with a store, a vault of its own key, and what backs it up. */
class Folder {
  readonly path = mkdtempSync(join(tmpdir(), 'mlc-backup-'));
  readonly dataFile = join(this.path, 'ml-connector.sqlite');
  readonly key: Uint8Array;
  readonly clock = createVirtualClock({ auto: true });
  store: Store;
  installations: Installations;
  secrets: EngineSecrets;

  constructor(name: string) {
    const random = createSeededRandom(name);
    this.key = random.bytes(32);
    this.store = openStore(this.dataFile);
    [this.secrets, this.installations] = this.#compose(name);
  }

  /** As after a start of the engine's thread. */
  reopen(): this {
    this.store.close();
    settleFolder(this.dataFile);
    this.store = openStore(this.dataFile);
    [this.secrets, this.installations] = this.#compose(`${this.path} again`);
    return this;
  }

  fill(): void {
    const { store } = this;
    for (const system of ['workday', 'databricks'] as const) {
      store.connections.save({
        id: system,
        name: system,
        system,
        practice: false,
        settings: {},
        lastCheck: null,
        createdAtUtc: atUtc,
        updatedAtUtc: atUtc,
      });
    }
    store.flows.save({
      id: 'flow',
      name: 'Invoices',
      integration: 'workday-databricks',
      sourceConnectionId: 'workday',
      destinationConnectionId: 'databricks',
      streams: [],
      schedule: { kind: 'manual' },
      paused: null,
      createdAtUtc: atUtc,
      updatedAtUtc: atUtc,
    });
    store.transaction(() => store.audit.append(atUtc, 'flow.saved', 'flow', {}));
    store.streams.update('flow', 'supplier_invoices', { cursor: { changedSince: '2026-11-19' }, sequence: '42' });
    this.secrets.save({ id: 'workday', practice: false }, 'password', secret);
    writeFileSync(join(this.path, 'settings.json'), JSON.stringify({ theme: 'dark' }));
  }

  #compose(name: string): [EngineSecrets, Installations] {
    const { store, clock, key } = this;
    const secrets = new EngineSecrets({ store, clock, dataKey: key, practiceKey: new Uint8Array(32) });
    const deps = { store, clock, random: createSeededRandom(name), publish: () => undefined } as unknown as EngineDeps;
    const access = {
      dataFile: this.dataFile,
      readSecret: (owner: { id: string; practice: boolean }, field: string) => secrets.read(owner, field),
      dataKey: () => secrets.dataKey(),
      cost: cheapCost,
    };
    return [secrets, new Installations({ deps, runner: { isBusy: false }, access })];
  }
}

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing thrown',
    (error: unknown) => (error as { code?: unknown }).code,
  );

async function backedUp(name: string): Promise<{ old: Folder; path: string }> {
  const old = new Folder(name);
  old.fill();
  const path = join(old.path, 'out.mlcbackup');
  await old.installations.backUp({ path, passphrase }, () => undefined);
  return { old, path };
}

describe('backup and restore', () => {
  test('restores connections, flows, cursors, trail, settings and secrets under another key', async () => {
    const { old, path } = await backedUp('one');
    const fresh = new Folder('two');
    const restored = await fresh.installations.prepareRestore({ path, passphrase, replaces: true });
    expect(restored).toMatchObject({ generation: 2, secrets: 1, settings: { theme: 'dark' } });
    // Nothing is different before the next start.
    expect(fresh.store.flows.list()).toEqual([]);
    fresh.reopen();
    expect(fresh.store.condition.state).toBe('ready');
    expect(fresh.store.flows.list()).toEqual(old.store.flows.list());
    expect(fresh.store.streams.get('flow', 'supplier_invoices')).toMatchObject({
      cursor: { changedSince: '2026-11-19' },
      sequence: '42',
    });
    expect(fresh.secrets.read({ id: 'workday', practice: false }, 'password')).toBe(secret);
    expect(fresh.store.audit.firstBroken()).toBeNull();
    const { id, line } = old.installations.state();
    const now = fresh.installations.state();
    expect(now).toMatchObject({ line, generation: 2, rest: null, from: { id, generation: 1 } });
    expect(now.id).not.toBe(id);
    expect(fresh.store.audit.of(now.id, 'installation.restored')).toHaveLength(1);
    expect(readdirSync(fresh.path).filter((one) => /restor|copy/.test(one))).toEqual([]);
  });

  test('is made as of one moment while others go on writing', async () => {
    const old = new Folder('busy');
    old.fill();
    const work = { isOver: false, written: 0 };
    const write = (): void => {
      if (work.isOver) return;
      old.store.transaction(() => old.store.audit.append(atUtc, 'flow.saved', 'flow', { reason: 'x'.repeat(2_000) }));
      work.written += 1;
      setImmediate(write);
    };
    write();
    for (let count = 1; count <= 5; count += 1) {
      const path = join(old.path, `${String(count)}.mlcbackup`);
      expect(await codeOf(old.installations.backUp({ path, passphrase }, () => undefined))).toBe('nothing thrown');
    }
    work.isOver = true;
    expect(work.written).toBeGreaterThan(5);
    const fresh = new Folder('after busy');
    await fresh.installations.prepareRestore({ path: join(old.path, '5.mlcbackup'), passphrase, replaces: true });
    expect(fresh.reopen().store.audit.firstBroken()).toBeNull();
  });

  test('leaves neither secrets nor copies in the open', async () => {
    const { old, path } = await backedUp('three');
    expect(
      readdirSync(old.path)
        .sort()
        .filter((one) => /part|copy/.test(one)),
    ).toEqual([]);
    const bytes = readFileSync(path);
    for (const word of [secret, 'SQLite format', 'Invoices', passphrase])
      expect(bytes.includes(word), word).toBe(false);
  });

  test('restores nothing from what is wrong, and leaves nothing behind', async () => {
    const { path } = await backedUp('four');
    const fresh = new Folder('five');
    const { installations } = fresh;
    const wrong = { path, passphrase: 'some other passphrase', replaces: true };
    expect(await codeOf(installations.prepareRestore(wrong))).toBe('BACKUP_PASSPHRASE_WRONG');
    const cut = join(fresh.path, 'cut.mlcbackup');
    writeFileSync(cut, readFileSync(path));
    truncateSync(cut, 20_000);
    expect(await codeOf(installations.prepareRestore({ path: cut, passphrase, replaces: true }))).toBe(
      'BACKUP_CUT_OFF',
    );
    expect(readdirSync(fresh.path).filter((one) => one.startsWith('restor'))).toEqual([]);
    expect(fresh.reopen().store.flows.list()).toEqual([]);
  });

  test('refuses a weak passphrase, a file that is there, a folder that is not, and an installation that is not empty', async () => {
    const { old, path } = await backedUp('six');
    const backUp = (at: string, by = passphrase) =>
      codeOf(old.installations.backUp({ path: at, passphrase: by }, () => undefined));
    expect(await backUp(join(old.path, 'new'), 'too short')).toBe('BACKUP_PASSPHRASE_WEAK');
    expect(await backUp(path)).toBe('BACKUP_EXISTS');
    expect(await backUp('documents/new.mlcbackup')).toBe('BACKUP_NOT_WRITTEN');
    expect(await backUp(join(old.path, 'no', 'such', 'folder'))).toBe('BACKUP_NOT_WRITTEN');
    expect(await codeOf(old.installations.prepareRestore({ path, passphrase, replaces: true }))).toBe(
      'RESTORE_NOT_EMPTY',
    );
  });

  test('a copy to look into changes nothing until it takes over', async () => {
    const { path } = await backedUp('seven');
    const copy = new Folder('eight');
    await copy.installations.prepareRestore({ path, passphrase, replaces: false });
    copy.reopen();
    expect(copy.store.condition).toMatchObject({ state: 'read-only', error: { code: 'INSTALLATION_COPY' } });
    expect(() => {
      copy.store.flows.remove('flow');
    }).toThrow(expect.objectContaining({ code: 'INSTALLATION_COPY' }) as Error);
    copy.installations.wake('the old laptop is gone');
    copy.reopen();
    expect(copy.store.condition.state).toBe('ready');
    expect(copy.store.audit.firstBroken()).toBeNull();
  });

  test('an installation that was handed over rests, its backup does not, and it may be taken back', async () => {
    const { old } = await backedUp('nine');
    const path = join(old.path, 'move.mlcbackup');
    await old.installations.rest({ path, passphrase, reason: 'new laptop' });
    old.reopen();
    expect(old.store.condition).toMatchObject({ state: 'read-only', error: { code: 'INSTALLATION_AT_REST' } });
    await old.installations.backUp({ path, passphrase }, () => undefined);
    const fresh = new Folder('ten');
    await fresh.installations.prepareRestore({ path, passphrase, replaces: true });
    expect(fresh.reopen().store.condition.state).toBe('ready');
    const { id } = old.installations.state();
    old.installations.wake('the new laptop was stolen');
    old.reopen();
    expect(old.store.condition.state).toBe('ready');
    expect(old.store.audit.of(id, 'installation.taken-back')[0]?.details).toMatchObject({
      reason: 'the new laptop was stolen',
    });
  });

  test('a start after a kill removes what was half made', async () => {
    const { old } = await backedUp('eleven');
    writeFileSync(join(old.path, 'backup-copy-x.sqlite'), 'half');
    old.reopen();
    expect(existsSync(join(old.path, 'backup-copy-x.sqlite'))).toBe(false);
    expect(old.store.flows.list()).toHaveLength(1);
  });
});
