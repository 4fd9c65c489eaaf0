import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ask } from '../../main/api/ask.ts';
import { isAppError } from '../../shared/errors/app-error.ts';
import { openStore } from '../../main/store/store.ts';
import { createHarness, invoice, type Harness } from '../support/engine-harness.ts';
import { sentencesOf } from '../support/practice-app.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import { createSeededRandom } from '../support/virtual-clock.ts';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-store-faults-'));
  file = join(folder, 'data.sqlite');
});

afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

function put(harness: Harness, from: number, count: number): void {
  for (let n = from; n < from + count; n += 1) {
    const key = `k${String(n).padStart(4, '0')}`;
    harness.source.put(key, invoice(key, ['10.25', '0.75'], '11'));
  }
}

function landed(harness: Harness): string[] {
  return [...harness.destination.rows.keys()].sort();
}

/** Everything of the source is at the destination, and every total agrees when it is computed anew. */
async function expectAllThere(harness: Harness): Promise<void> {
  const run = await harness.sync({ verify: true });
  expect(run.state).toBe('succeeded');
  expect(landed(harness)).toEqual(harness.source.keys().sort());
  expect(harness.store.batches.openCount(harness.flowId)).toBe(0);
  expect(harness.store.audit.firstBroken()).toBeNull();
}

describe('a full disk', () => {
  test('fails the run in words, and with space again the next one brings everything', async () => {
    const { exec } = DatabaseSync.prototype;
    const open: DatabaseSync[] = [];
    vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql: string) {
      if (!open.includes(this)) open.push(this);
      exec.call(this, sql);
    });
    const harness = createHarness(['invoices'], file);
    put(harness, 0, 40);
    await harness.sync();
    put(harness, 40, 600);
    const db = open.at(-1);
    const pages = Number(db?.prepare('PRAGMA page_count').get()?.['page_count']);
    // SQLite answers as on a full disk once the file would grow beyond this.
    db?.exec(`PRAGMA max_page_count = ${String(pages + 8)}`);
    const { id } = await ask(harness.engine, 'runs.start', { flowId: harness.flowId });
    await harness.engine.services.runner.whenIdle();
    const refused = await ask(harness.engine, 'runs.start', { flowId: harness.flowId }).then(
      async () => {
        await harness.engine.services.runner.whenIdle();
        return null;
      },
      (error: unknown) => toErrorDto(error),
    );
    const found = refused ?? (await ask(harness.engine, 'runs.get', { id })).streams[0]?.error ?? null;
    expect(found?.code).toBe('STORE_FULL');
    expect(sentencesOf(found)).toMatch(/disk is full.*Nothing is lost.*Free some space/);
    db?.exec('PRAGMA max_page_count = 1000000');
    await expectAllThere(harness);
    expect((await ask(harness.engine, 'runs.get', { id })).state).not.toBe('running');
    harness.store.close();
  });
});

describe.runIf(process.platform !== 'win32')('a folder that may not be written', () => {
  /** Nobody is an account without rights; a test that runs as another one has no rights here once the mode says so. */
  const nobody = 65_534;

  function asOrdinaryUser<T>(work: () => T): T {
    if (process.getuid?.() !== 0) return work();
    process.seteuid?.(nobody);
    try {
      return work();
    } finally {
      process.seteuid?.(0);
    }
  }

  function hand(mode: { folder: number; file: number }): void {
    if (process.getuid?.() === 0) for (const one of [folder, file]) if (existsSync(one)) chownSync(one, nobody, nobody);
    if (existsSync(file)) chmodSync(file, mode.file);
    chmodSync(folder, mode.folder);
  }

  test('opens for reading only, shows what is there, and says so', async () => {
    const harness = createHarness(['invoices'], file);
    put(harness, 0, 5);
    await harness.sync();
    harness.store.close();
    hand({ folder: 0o500, file: 0o400 });
    asOrdinaryUser(() => {
      const store = openStore(file);
      expect(store.condition.state).toBe('read-only');
      expect(store.condition.error?.code).toBe('STORE_NOT_WRITABLE');
      expect(sentencesOf(toErrorDto(store.condition.error))).toMatch(/may not write.*reading only/);
      // Nothing that looks like a new, empty installation.
      expect(store.flows.list()).toHaveLength(1);
      expect(store.documents.get('flow', 'invoices', 'k0001')?.state).toBe('landed');
      store.close();
    });
    chmodSync(folder, 0o700);
  });

  test('without a data file yet, says that it cannot begin', () => {
    hand({ folder: 0o500, file: 0o400 });
    asOrdinaryUser(() => {
      expect(() => openStore(file)).toThrow('STORE_UNUSABLE');
    });
    chmodSync(folder, 0o700);
    expect(existsSync(file)).toBe(false);
  });
});

describe('a damaged data file', () => {
  test('with bytes flipped anywhere is refused in words, or holds what it held; it never opens empty', async () => {
    const harness = createHarness(['invoices'], file);
    put(harness, 0, 200);
    await harness.sync();
    harness.store.close();
    const whole = readFileSync(file);
    const { next } = createSeededRandom('flipped');
    const ends = new Map<string, number>();
    for (let time = 0; time < 100; time += 1) {
      const bytes = Buffer.from(whole);
      const at = Math.floor(next() * bytes.length);
      for (let n = at; n < Math.min(at + 64, bytes.length); n += 1) bytes[n] = (bytes[n] ?? 0) ^ 0xa5;
      writeFileSync(file, bytes);
      const end = readAll(file);
      ends.set(end, (ends.get(end) ?? 0) + 1);
    }
    expect(
      [...ends.keys()].filter((end) => !['STORE_CORRUPT', 'STORE_CONTENT_DAMAGED', 'whole', 'audit'].includes(end)),
    ).toEqual([]);
    expect(ends.get('STORE_CORRUPT') ?? 0).toBeGreaterThan(5);
  });

  /** What a reader of everything meets. */
  function readAll(path: string): string {
    const store = openStore(path);
    try {
      if (store.condition.error !== null) return store.condition.error.code;
      const runs = store.runs.page({}, { sort: [], offset: 0, limit: 10 }).items;
      for (const { id } of store.batches.summaries(runs[0]?.id ?? '')) store.batches.get(id);
      for (let n = 0; n < 200; n += 1) store.documents.get('flow', 'invoices', `k${String(n).padStart(4, '0')}`);
      if (store.audit.firstBroken() !== null) return 'audit';
      return store.flows.list().length === 1 ? 'whole' : 'empty';
    } catch (error) {
      return isAppError(error) ? error.code : `raw: ${String(error)}`;
    } finally {
      store.close();
    }
  }

  test('with its journal cut off anywhere goes back to a moment that was, and the next run brings the rest', async () => {
    const first = createHarness(['invoices'], file);
    for (let round = 0; round < 6; round += 1) {
      put(first, round * 4, 6);
      await first.sync();
    }
    const journal = `${file}-wal`;
    const size = statSync(journal).size;
    const { next } = createSeededRandom('truncated');
    for (let time = 0; time < 12; time += 1) {
      const cut = join(folder, `cut-${String(time)}.sqlite`);
      copyFileSync(file, cut);
      copyFileSync(journal, `${cut}-wal`);
      truncateSync(`${cut}-wal`, Math.floor(next() * size));
      const store = openStore(cut);
      expect(store.condition.state).toBe('ready');
      expect(store.audit.firstBroken()).toBeNull();
      if (store.flows.get('flow') === null) {
        // Cut before the installation was set up: nothing was synced by then.
        expect(store.audit.head().number).toBe(0);
        store.close();
        continue;
      }
      await expectAllThere(first.continueOn(store));
      store.close();
    }
    first.store.close();
  });
});

describe('a source that has changed its shape', () => {
  test('loads records with a new field, and rejects those without a field or with another kind of value, by name', async () => {
    const harness = createHarness();
    const sound = invoice('a', ['1'], '1');
    harness.source.put('a', { ...sound, added_field: { deep: ['x'] } });
    const without = Object.fromEntries(Object.entries(sound).filter(([name]) => name !== 'company'));
    harness.source.put('b', { ...without, id: 'b' });
    harness.source.put('c', { ...sound, id: 'c', total: { amount: '1', currency: 'EUR' } });
    harness.source.put('d', { ...sound, id: 'd', lines: 'none' });
    harness.source.put('e', { ...sound, id: 'e' });
    const run = await harness.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    expect(landed(harness)).toEqual(['a', 'e']);
    const page = { filter: {}, sort: [], limit: 10, offset: 0 };
    const { items } = await ask(harness.engine, 'rejected.list', page);
    expect(items.map(({ key, reasons }) => [key, reasons[0]?.field]).sort()).toEqual([
      ['b', 'company'],
      ['c', 'total'],
      ['d', 'lines'],
    ]);
  });
});
