import { chmodSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createDiagnosticsHost } from '../../../main/engine/diagnostics/host.ts';
import { runSelfChecks } from '../../../main/engine/diagnostics/run-checks.ts';
import { lookIntoDatabase } from '../../../main/engine/diagnostics/look.ts';
import { say } from '../../../main/engine/diagnostics/say.ts';
import type { SelfCheck } from '../../../main/engine/diagnostics/check.ts';
import { packJson, unpackJson } from '../../../main/store/compression.ts';
import { selfCheckIds } from '../../../shared/model/diagnostics.ts';
import { invoice } from '../../support/engine-harness.ts';
import { createSeededRandom, createVirtualClock } from '../../support/virtual-clock.ts';
import { Installation } from './installation.ts';

let here: Installation;

beforeEach(async () => {
  here = await Installation.open();
});

afterEach(async () => {
  await here.close();
});

const signal = new AbortController().signal;

test('a sound installation has no check that fails; nothing is asked and nothing is left behind', async () => {
  const before = readdirSync(here.folder).sort();
  const { source, destination } = here.harness;
  const asked = [source.reads, destination.deliveries, destination.totalsAsked];
  const report = await here.diagnostics().run({ checkId: undefined, signal });
  expect(report.checks.map(({ id }) => id)).toEqual([...selfCheckIds]);
  const results = Object.fromEntries(report.checks.map(({ id, result }) => [id, result]));
  expect(results).toEqual({
    ...Object.fromEntries(selfCheckIds.map((id) => [id, 'ok'])),
    // No connection was checked yet, so no clock was compared.
    D7: 'not-known',
    D9: 'warning',
  });
  expect(readdirSync(here.folder).sort()).toEqual(before);
  expect([source.reads, destination.deliveries, destination.totalsAsked]).toEqual(asked);
});

describe('D1, data folder', () => {
  test('fails where nothing can be written', async () => {
    const isRoot = process.getuid?.() === 0;
    const place = isRoot ? join(here.folder, 'gone') : here.folder;
    if (!isRoot) chmodSync(place, 0o500);
    const options = { store: here.harness.store, secrets: here.secrets, clock: here.harness.clock };
    const { folder } = createDiagnosticsHost({
      ...options,
      random: createSeededRandom('folder'),
      dataFile: join(place, 'ml-connector.sqlite'),
      logFolder: here.logFolder,
    });
    const found = await here.check('D1', { folder });
    chmodSync(here.folder, 0o700);
    expect(found.result).toBe('failed');
    expect(found.detail).toContain(isRoot ? 'there is no such folder' : 'this account may not write there');
  });

  test.each([
    [500_000_000, 'warning', '500 MB'],
    [50_000_000, 'failed', '50 MB'],
    [null, 'ok', 'does not say'],
  ] as const)('with %s bytes free: %s', async (free, result, words) => {
    const folder = here.host.folder;
    if (folder === null) throw new Error('no folder');
    const found = await here.check('D1', { folder: { ...folder, freeBytes: () => Promise.resolve(free) } });
    expect(found).toMatchObject({ result, detail: expect.stringContaining(words) });
  });
});

test('D2 finds flipped bytes while the file is open', async () => {
  here.flipBytes();
  expect(await here.check('D2')).toMatchObject({
    result: 'failed',
    detail: expect.stringContaining('The data file is damaged'),
    next: expect.stringContaining('restore the last backup'),
  });
});

test('D2 calls a file that is no database damaged', () => {
  writeFileSync(here.dataFile, 'a mail gateway put this here instead'.repeat(500));
  rmSync(`${here.dataFile}-wal`);
  expect(lookIntoDatabase(here.dataFile)).toMatchObject({
    damage: [expect.stringContaining('not a database')],
    tables: [],
  });
});

test.each([
  [3, 'this version needs'],
  [999, 'of a newer version'],
])('D3 fails for a file of format %i', async (format, words) => {
  here.meddle((db) => {
    db.exec(`PRAGMA user_version = ${String(format)}`);
  });
  expect(await here.check('D3')).toMatchObject({ result: 'failed', detail: expect.stringContaining(words) });
});

test('D3 warns of a journal that has grown', async () => {
  // Without a byte on the disk; SQLite reads what was committed and no further.
  truncateSync(`${here.dataFile}-wal`, 300_000_000);
  expect(await here.check('D3')).toMatchObject({ result: 'warning', detail: expect.stringContaining('300 MB') });
});

describe('D4, vault', () => {
  const save = (): void => {
    const { store } = here.harness;
    const at = '2026-11-20T00:00:00.000Z';
    store.connections.save({
      id: 'real',
      name: 'Workday production',
      system: 'workday',
      practice: false,
      settings: {},
      lastCheck: null,
      createdAtUtc: at,
      updatedAtUtc: at,
    });
    here.secrets.save({ id: 'real', practice: false }, 'password', 'a-password');
  };

  test('opens what is stored', async () => {
    save();
    expect(await here.check('D4')).toMatchObject({ result: 'ok', detail: expect.stringContaining('(1)') });
  });

  test('fails for a sealed secret that was changed, and names whose it is', async () => {
    save();
    here.meddle((db) => {
      db.exec(`UPDATE secrets SET sealed = CAST(substr(sealed, 1, length(sealed) - 1) || x'00' AS BLOB)`);
    });
    const found = await here.check('D4');
    expect(found).toMatchObject({ result: 'failed', detail: expect.stringContaining('“Workday production”') });
    expect(JSON.stringify(found)).not.toContain('a-password');
  });

  test('warns while it is locked', async () => {
    save();
    const { store, clock } = here.harness;
    const secrets = { secrets: await lockedSecrets() };
    const host = createDiagnosticsHost({ store, clock, random: createSeededRandom('locked'), ...secrets });
    expect(await here.check('D4', { tryVault: host.tryVault })).toMatchObject({ result: 'warning' });
  });

  async function lockedSecrets() {
    const { EngineSecrets } = await import('../../../main/engine/secrets.ts');
    const { store, clock } = here.harness;
    return new EngineSecrets({ store, clock, dataKey: null, practiceKey: new Uint8Array(32) });
  }
});

test('D5 fails at the entry that was changed', async () => {
  here.meddle((db) => {
    db.exec(`UPDATE audit SET details = '{"rows":1}' WHERE number = 2`);
  });
  expect(await here.check('D5')).toMatchObject({ result: 'failed', detail: expect.stringContaining('entry 2') });
});

test('D5 fails where the end of the trail was cut off, which leaves a chain that fits', async () => {
  here.alter(`DELETE FROM audit WHERE number >= (SELECT min(number) FROM audit WHERE event = 'batch.staged')`);
  expect(await here.check('D5')).toMatchObject({ result: 'failed', detail: expect.stringContaining('cut off') });
});

describe('D6, batches that wait', () => {
  beforeEach(async () => {
    here.harness.destination.faults.push('auth');
    here.harness.source.put('i4', invoice('i4', ['7.00'], '7.00'));
    await here.harness.sync();
  });

  test('are as they were staged', async () => {
    expect(await here.check('D6')).toMatchObject({
      result: 'ok',
      detail: expect.stringContaining('1 batches wait; 1'),
    });
  });

  test.each([
    ['an amount', /"7(?:\.0+)?"/, '"8.00"'],
    ['a key', /\["i4","i4"/, '["i5","i4"'],
  ])('fail where %s was changed', async (_, from, to) => {
    repack((text) => text.replace(from, to));
    expect(await here.check('D6')).toMatchObject({
      result: 'failed',
      detail: expect.stringContaining('its rows are not those that were staged'),
    });
  });

  test('fail where one cannot be unpacked', async () => {
    here.alter(`UPDATE batches SET payload = x'00ff' WHERE state <> 'acknowledged'`);
    expect(await here.check('D6')).toMatchObject({ result: 'failed', detail: expect.stringContaining('unpacked') });
  });

  test('fail where what one carried is gone', async () => {
    here.alter(
      `INSERT INTO removed_contents SELECT id, '2026-11-20T00:00:00.000Z' FROM batches WHERE state <> 'acknowledged'`,
    );
    expect(await here.check('D6')).toMatchObject({
      result: 'failed',
      detail: expect.stringContaining('no longer there'),
    });
  });

  test('fail where one holds fewer records than were staged', async () => {
    here.alter(`UPDATE batches SET documents = 2 WHERE state <> 'acknowledged'`);
    expect(await here.check('D6')).toMatchObject({ result: 'failed', detail: expect.stringContaining('as many') });
  });

  test('fail where one is not what the trail names', async () => {
    here.alter(`UPDATE audit SET details = json_set(details, '$.payload', 'other') WHERE event = 'batch.staged'`);
    expect(await here.check('D6')).toMatchObject({ result: 'failed', detail: expect.stringContaining('audit trail') });
  });

  test('fail where records wait in one that is gone', async () => {
    here.alter(`PRAGMA foreign_keys = OFF; DELETE FROM batches WHERE state <> 'acknowledged'`);
    expect(await here.check('D6')).toMatchObject({
      result: 'failed',
      detail: expect.stringContaining('not in the data file'),
    });
  });

  function repack(change: (text: string) => string): void {
    here.meddle((db) => {
      const row = db.prepare(`SELECT payload FROM batches WHERE state <> 'acknowledged'`).get();
      const text = JSON.stringify(unpackJson(row?.['payload'] as Uint8Array));
      const changed = change(text);
      expect(changed).not.toBe(text);
      db.prepare(`UPDATE batches SET payload = ? WHERE state <> 'acknowledged'`).run(packJson(JSON.parse(changed)));
    });
  }
});

describe('D7 and D9, clock and connections, by the last checks', () => {
  const checked = (
    id: string,
    at: { readonly daysAgo?: number; readonly ok?: boolean; readonly clock?: string },
  ): void => {
    const { store, clock } = here.harness;
    const known = store.connections.get(id);
    if (known === null) throw new Error(id);
    const atUtc = new Date(clock.now() - (at.daysAgo ?? 0) * 86_400_000).toISOString();
    const state = at.clock === 'warning' ? ('warning' as const) : ('passed' as const);
    const step = { id: 'clock', label: 'Clock', state, durationMs: 1, detail: 'Differs by 2 s', error: null };
    store.connections.save({
      ...known,
      lastCheck: { atUtc, ok: at.ok ?? true, steps: at.clock === undefined ? [] : [step] },
    });
  };

  test('both passed lately', async () => {
    checked('workday', { clock: 'passed' });
    checked('databricks', { daysAgo: 3 });
    expect(await here.check('D7')).toMatchObject({ result: 'ok', detail: expect.stringContaining('Differs by 2 s') });
    expect(await here.check('D9')).toMatchObject({ result: 'ok', detail: expect.stringContaining('2026-11-18') });
  });

  test('a clock that was off, and a check that failed', async () => {
    checked('workday', { clock: 'warning' });
    checked('databricks', { ok: false });
    expect(await here.check('D7')).toMatchObject({ result: 'warning' });
    expect(await here.check('D9')).toMatchObject({ result: 'failed', detail: expect.stringContaining('“databricks”') });
  });

  test('what was checked long ago says little', async () => {
    checked('workday', { clock: 'passed', daysAgo: 40 });
    checked('databricks', {});
    expect(await here.check('D7')).toMatchObject({ result: 'not-known' });
    expect(await here.check('D9')).toMatchObject({ result: 'warning', detail: expect.stringContaining('“workday”') });
  });

  test('a clock that was set back', async () => {
    const { store } = here.harness;
    store.transaction(() => store.audit.append('2027-01-01T00:00:00.000Z', 'export.list', 'export', {}));
    expect(await here.check('D7')).toMatchObject({ result: 'failed', detail: expect.stringContaining('2027-01-01') });
  });
});

test('D8 fails for a stream without a next run, warns of one that is overdue', async () => {
  const { store, clock } = here.harness;
  const flow = store.flows.get('flow');
  if (flow === null) throw new Error('no flow');
  store.flows.save({ ...flow, schedule: { kind: 'every', transactionalMinutes: 15, referenceMinutes: 60 } });
  const due = (ms: number | null): void => {
    const nextRunAtUtc = ms === null ? null : new Date(clock.now() + ms).toISOString();
    store.transaction(() => {
      store.streams.update('flow', 'invoices', { nextRunAtUtc });
    });
  };
  due(null);
  expect(await here.check('D8')).toMatchObject({ result: 'failed', detail: expect.stringContaining('“Invoices”') });
  due(-3_600_000);
  expect(await here.check('D8')).toMatchObject({ result: 'warning' });
  due(60_000);
  expect(await here.check('D8')).toMatchObject({ result: 'ok', detail: expect.stringContaining('1 flows') });
});

test('D10 fails for an extra CA file that is not there', async () => {
  const { store } = here.harness;
  const settings = { proxy: { kind: 'automatic' }, extraCaFile: join(here.folder, 'no-such.pem') } as const;
  store.transaction(() => {
    store.values.put('network', settings, '2026-11-20T00:00:00.000Z');
  });
  expect(await here.check('D10')).toMatchObject({ result: 'failed', detail: expect.stringContaining('CA file') });
});

test('D11 fails where nobody holds the lock, and where another process has announced itself', async () => {
  writeFileSync(join(here.folder, 'instance.json'), JSON.stringify({ address: 'x', token: 'y', pid: 1 }));
  expect(await here.check('D11')).toMatchObject({ result: 'failed', detail: expect.stringContaining('Process 1') });
  await here.release();
  expect(await here.check('D11')).toMatchObject({ result: 'failed', detail: expect.stringContaining('not held') });
});

test('D12 and D14 go by the versions', async () => {
  const { versions } = here.host;
  expect(await here.check('D12', { versions: { ...versions, node: '22.1.0' } })).toMatchObject({ result: 'failed' });
  const electron = { ...versions, electron: '45.0.0', chromium: '150.0.1' };
  expect(await here.check('D14', { versions: electron })).toMatchObject({
    result: 'warning',
    detail: expect.stringContaining('45.0.0'),
  });
});

test('D13 warns of details that are older than is kept', async () => {
  const { store } = here.harness;
  store.transaction(() => {
    store.values.put('retention', { keep: '1-year' }, '2026-11-20T00:00:00.000Z');
  });
  expect(await here.check('D13')).toMatchObject({ result: 'ok' });
  // Lists read what they need of a batch before it may go.
  here.alter(`UPDATE batches SET acknowledged_at = '2024-01-01T00:00:00.000Z', described = 1`);
  expect(await here.check('D13')).toMatchObject({ result: 'warning', detail: expect.stringContaining('1 details') });
});

describe('checks among each other', () => {
  const made = (id: SelfCheck['id'], look: SelfCheck['look']): SelfCheck => ({
    id,
    label: id,
    description: id,
    limitSeconds: 30,
    look,
  });
  const fine = made('D3', () => Promise.resolve({ result: 'ok', found: say('fine') }));

  test('one that throws, and one that does not end, have failed with a sentence; the others go on', async () => {
    const clock = createVirtualClock();
    const services = here.services();
    let told: AbortSignal | null = null;
    const endless = made('D2', (_, own) => {
      told = own;
      return new Promise(() => undefined);
    });
    const throws = made('D1', () => {
      throw new TypeError('a value of a supplier: Jansen');
    });
    const running = runSelfChecks({
      services: { ...services, deps: { ...services.deps, clock } },
      host: here.host,
      signal,
      nameOf: (id) => ({ here: id, elsewhere: id }),
      checks: [throws, endless, fine],
    });
    await clock.untilSleeping();
    await clock.advance(30_000);
    const { checks } = await running;
    expect(checks.map(({ here: one }) => [one.id, one.result])).toEqual([
      ['D1', 'failed'],
      ['D2', 'failed'],
      ['D3', 'ok'],
    ]);
    expect(checks[1]?.here.detail).toBe('It did not end within 30 seconds.');
    expect(JSON.stringify(checks)).not.toContain('Jansen');
    expect((told as AbortSignal | null)?.aborted).toBe(true);
  });
});

test('a data folder that is gone leaves every check an answer', async () => {
  rmSync(here.logFolder, { recursive: true });
  const { checks } = await here.diagnostics().run({ checkId: undefined, signal });
  expect(checks).toHaveLength(selfCheckIds.length);
});
