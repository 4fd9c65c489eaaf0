import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../main/store/migrations/index.ts';
import { openStore } from '../../../main/store/store.ts';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-store-'));
  file = join(folder, 'data.sqlite');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function fill(): void {
  const store = openStore(file);
  store.transaction(() => {
    for (let n = 0; n < 200; n += 1)
      store.audit.append('2026-11-21T10:00:00.000Z', 'run.started', `run-${String(n)}`, {});
  });
  store.close();
}

describe('opening the data file', () => {
  test('a new file gets the newest format, durable settings and an empty trail', () => {
    const store = openStore(file);
    expect(store.condition).toEqual({ state: 'ready', error: null });
    expect(store.audit.head().number).toBe(0);
    store.close();
    const raw = new DatabaseSync(file);
    expect(raw.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length });
    expect(raw.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    raw.close();
  });

  test('what was committed is there after opening again', () => {
    fill();
    const store = openStore(file);
    expect(store.audit.head().number).toBe(200);
    expect(store.audit.firstBroken()).toBeNull();
    store.close();
  });

  test('a transaction that throws leaves nothing behind', () => {
    const store = openStore(file);
    expect(() => {
      store.transaction(() => {
        store.audit.append('2026-11-21T10:00:00.000Z', 'run.started', 'x', {});
        throw new Error('stop');
      });
    }).toThrow('stop');
    expect(store.audit.head().number).toBe(0);
    store.close();
  });

  test('a file of a newer version is opened for reading only and not one byte of it changes', () => {
    fill();
    const raw = new DatabaseSync(file);
    raw.exec(`PRAGMA user_version = ${String(migrations.length + 1)}; PRAGMA wal_checkpoint(TRUNCATE)`);
    raw.close();
    const before = readFileSync(file);
    const store = openStore(file);
    expect(store.condition.error?.code).toBe('STORE_NEWER');
    expect(store.audit.head().number).toBe(200);
    expect(() => store.transaction(() => 1)).toThrow('APP_STORE_READ_ONLY');
    store.close();
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a damaged file is never overwritten, and opens for reading only', () => {
    fill();
    const bytes = readFileSync(file);
    bytes.fill(0xab, 4096, bytes.length - 4096);
    writeFileSync(file, bytes);
    copyFileSync(file, `${file}.before`);
    const store = openStore(file);
    expect(store.condition.state).toBe('read-only');
    expect(store.condition.error?.code).toBe('STORE_CORRUPT');
    store.close();
    expect(readFileSync(file).equals(readFileSync(`${file}.before`))).toBe(true);
  });

  test('a file that is no database at all is left as it is, and the app still opens', () => {
    writeFileSync(file, 'not a database, but somebody’s text');
    const store = openStore(file);
    expect(store.condition.error?.code).toBe('STORE_CORRUPT');
    expect(store.connections.list()).toEqual([]);
    store.close();
    expect(readFileSync(file, 'utf8')).toBe('not a database, but somebody’s text');
  });

  test('a folder that does not exist is a clear error', () => {
    expect(() => openStore(join(folder, 'missing', 'data.sqlite'))).toThrow('STORE_UNUSABLE');
  });
});

describe('the audit trail', () => {
  test('shows where somebody changed an entry, took one out or added one', () => {
    fill();
    const changes = [
      `UPDATE audit SET subject = 'other' WHERE number = 7`,
      `DELETE FROM audit WHERE number = 7`,
      `UPDATE audit SET hash = (SELECT hash FROM audit WHERE number = 8) WHERE number = 7`,
    ];
    for (const change of changes) {
      const copy = join(folder, `${String(changes.indexOf(change))}.sqlite`);
      copyFileSync(file, copy);
      const raw = new DatabaseSync(copy);
      raw.exec(change);
      raw.close();
      const store = openStore(copy);
      expect(store.audit.firstBroken()).toBe(7);
      store.close();
    }
  });
});
