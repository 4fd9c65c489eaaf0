import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { createPassphraseVault } from '../../../main/vault/passphrase.ts';
import { writePassphraseFile } from '../../../main/vault/passphrase-file.ts';
import type { Run } from '../../../shared/model/run.ts';
import { AppProcess, passphrase as vaultPassphrase } from '../../kill/app-process.ts';
import { buildApp, type BuiltApp } from '../../kill/build-app.ts';
import { connectFlows, type FlowIds } from '../../kill/connect-flows.ts';
import { addsUp, landedOnce, saidOnce, trailIsWhole } from '../../kill/outside.ts';
import { Surroundings } from '../../kill/surroundings.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

const passphrase = 'correct horse battery staple';
const folder = mkdtempSync(join(tmpdir(), 'mlc-move-'));
const sealed = join(folder, 'move.mlcbackup');
const changes = createSeededRandom('move');

let built: BuiltApp;
let around: Surroundings;
let old: AppProcess;
let fresh: AppProcess;
let flows: FlowIds;

/** The real app as a process of its own, with a vault of its own key. */
async function started(name: string): Promise<AppProcess> {
  const dataFolder = join(folder, name, 'data');
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const { file } = await createPassphraseVault(vaultPassphrase, createSeededRandom(name));
  writePassphraseFile(dataFolder, file);
  return AppProcess.start({ built, dataFolder, aheadMs: 0, order: null });
}

async function run(process: AppProcess, flowId: string): Promise<Run> {
  const done = await process.run({ flowId });
  if (done === null) throw new Error(`the app ended by itself: ${process.complaints}`);
  return done;
}

/** What a data folder holds of a table, read past the app. */
function rowsOf(name: string, sql: string): unknown[] {
  const db = new DatabaseSync(join(folder, name, 'data', 'ml-connector.sqlite'), { readOnly: true });
  try {
    return db.prepare(sql).all();
  } finally {
    db.close();
  }
}

const kept = {
  connections: 'SELECT id, name, system, settings, created_at FROM connections ORDER BY id',
  flows: 'SELECT id, name, streams, schedule, created_at FROM flows ORDER BY id',
  cursors: 'SELECT flow_id, stream, cursor, sequence, position FROM stream_states ORDER BY 1, 2',
  outbox: `SELECT id, stream, hex(payload) AS payload, payload_hash, audit_head FROM batches
    WHERE state <> 'acknowledged' ORDER BY id`,
  documents: 'SELECT flow_id, stream, key, state, landed_hash, staged_batch_id FROM documents ORDER BY 1, 2, 3',
  messages: 'SELECT id, flow_id, state FROM messages ORDER BY id',
  secrets: 'SELECT connection_id, field FROM secrets ORDER BY 1, 2',
} as const;

const hashesOf = (name: string): unknown[] => rowsOf(name, 'SELECT hash FROM audit ORDER BY number');

const codeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'nothing thrown',
    (error: unknown) => (error as { code?: unknown }).code,
  );

/** A message whose turn has not come goes by itself a little later. */
async function untilTold(process: AppProcess): Promise<void> {
  await vi.waitUntil(
    async () => {
      const counts = await ask(process.app, 'messages.counts', { flowId: flows.messages });
      return counts.every(({ states }) => states.every(({ state }) => state === 'posted' || state === 'covered'));
    },
    { timeout: 60_000, interval: 100 },
  );
}

const restore = (path: string, by = passphrase) =>
  ask(fresh.app, 'backup.restore', { path, passphrase: by, replaces: true });

beforeAll(async () => {
  built = await buildApp();
  around = await Surroundings.start(11);
  [old, fresh] = await Promise.all([started('old'), started('fresh')]);
  flows = await connectFlows(old.app, around);
}, 180_000);

afterAll(async () => {
  await Promise.all([old.kill(), fresh.kill()]);
  await around.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the app, moved to another computer', () => {
  test('is handed over with a batch that could not be delivered, and refuses to work from then on', async () => {
    for (const id of Object.values(flows)) expect(addsUp(await run(old, id))).toEqual([]);
    // What still waited would be posted by the new computer at once, and no longer be as it was.
    await untilTold(old);
    around.change(changes);
    around.enterLarge(changes);
    around.databricks.setFault('denied-warehouse', true);
    const failed = await run(old, flows.warehouse);
    expect(failed.streams.reduce((sum, { counts }) => sum + counts.waiting, 0)).toBeGreaterThan(0);
    expect(rowsOf('old', kept.outbox).length).toBeGreaterThan(0);

    const moved = await ask(old.app, 'installation.hand-over', { path: sealed, passphrase, reason: 'new laptop' });
    expect(moved.secrets).toBeGreaterThan(3);
    expect((await ask(old.app, 'app.info', {})).store.state).toBe('read-only');
    expect((await ask(old.app, 'installation.get', {})).rest).toMatchObject({ kind: 'moved', reason: 'new laptop' });
    expect(await codeOf(ask(old.app, 'runs.start', { flowId: flows.warehouse }))).toBe('INSTALLATION_AT_REST');
  }, 120_000);

  test('changes nothing where the passphrase is wrong or the file is damaged', async () => {
    const bytes = readFileSync(sealed);
    const damaged = join(folder, 'damaged.mlcbackup');
    bytes.writeUInt8(bytes.readUInt8(bytes.byteLength - 40_000) ^ 1, bytes.byteLength - 40_000);
    writeFileSync(damaged, bytes);
    const before = await ask(fresh.app, 'installation.get', {});
    expect(await codeOf(restore(sealed, 'another horse entirely'))).toBe('BACKUP_PASSPHRASE_WRONG');
    expect(await codeOf(restore(damaged))).toBe('BACKUP_DAMAGED');
    expect(await codeOf(restore(join(folder, 'none.mlcbackup')))).toBe('BACKUP_UNREADABLE');
    expect(await ask(fresh.app, 'connections.list', {})).toEqual([]);
    expect(await ask(fresh.app, 'installation.get', {})).toEqual(before);
  }, 60_000);

  test('finds everything as it was, its engine at work, its secrets under the key of the new computer', async () => {
    const restored = await restore(sealed);
    expect(restored.generation).toBe(2);
    for (const [what, sql] of Object.entries(kept)) {
      expect([what, rowsOf('fresh', sql)]).toEqual([what, rowsOf('old', sql)]);
    }
    const trail = hashesOf('old');
    expect(hashesOf('fresh').slice(0, trail.length)).toEqual(trail);
    expect((await ask(fresh.app, 'app.info', {})).store.state).toBe('ready');
    expect(await ask(fresh.app, 'installation.get', {})).toMatchObject({ rest: null, generation: 2 });
    const { id } = (await ask(fresh.app, 'connections.list', {})).find(({ system }) => system === 'workday') ?? {
      id: '',
    };
    const check = await ask(fresh.app, 'connections.check', { id, checkId: 'moved', streams: ['purchase_orders'] });
    expect(check.ok).toBe(true);
    // What is there is not replaced.
    expect(await codeOf(restore(sealed))).toBe('RESTORE_NOT_EMPTY');
  }, 60_000);

  test('delivers the batch that waited once, with totals that agree and a trail that holds', async () => {
    const [waiting] = rowsOf('fresh', kept.outbox) as { id: string }[];
    around.databricks.setFault('denied-warehouse', false);
    for (const id of Object.values(flows)) {
      const done = await run(fresh, id);
      expect([done.error, addsUp(done)]).toEqual([null, []]);
    }
    await untilTold(fresh);
    const verified = await fresh.run({ flowId: flows.warehouse, verify: true });
    expect(verified?.streams.map(({ reconciled }) => reconciled)).toEqual([true, true]);
    expect(rowsOf('fresh', kept.outbox)).toEqual([]);
    const completed = await around.databricks.query(
      `SELECT count(*) FROM "uc_main"."finance"."_mlc_batches" WHERE batch_id = '${waiting?.id ?? ''}'`,
    );
    expect(completed).toEqual([['1']]);
    expect([...(await landedOnce(around)), ...saidOnce(around, true), ...(await trailIsWhole(fresh.app))]).toEqual([]);
  }, 120_000);

  test('stops the old one before it delivers anything, also where it is taken back', async () => {
    await ask(old.app, 'installation.take-back', { reason: 'by mistake' });
    around.change(changes);
    around.enterLarge(changes);
    for (const id of Object.values(flows)) {
      await run(old, id);
      const { paused } = await ask(old.app, 'flows.get', { id });
      expect(paused?.error?.code).toBe('INSTALLATION_OTHER');
    }
    for (const id of Object.values(flows)) expect((await run(fresh, id)).error).toBeNull();
    await untilTold(fresh);
    expect([...(await landedOnce(around)), ...saidOnce(around, true), ...(await trailIsWhole(old.app))]).toEqual([]);
  }, 120_000);
});
