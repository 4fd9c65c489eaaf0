import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ChainCheck } from '../../../main/api/engine/audit-chain.ts';
import { AuditRows } from '../../../main/store/audit.ts';
import { openDatabase, type Database } from '../../../main/store/database.ts';
import { auditEvents } from '../../../shared/model/audit.ts';
import { createVirtualClock } from '../../support/virtual-clock.ts';

const entries = 100_000;
const page = { sort: [], offset: 0, limit: 50 };
const folder = mkdtempSync(join(tmpdir(), 'mlc-audit-'));
const file = join(folder, 'data.sqlite');
const actor = { kind: 'app', account: 'j.visser', machine: 'FIN-LT-0231', where: 'background' } as const;
let db: Database;
let rows: AuditRows;
let asked: { sql: string; values: SQLInputValue[] }[] = [];

beforeAll(() => {
  db = openDatabase(file);
  rows = new AuditRows(db, () => actor);
  db.transaction(() => {
    for (let index = 0; index < entries; index += 1) {
      const event = auditEvents[index % auditEvents.length] ?? 'run.started';
      const atUtc = new Date(Date.UTC(2026, 0, 1) + index * 60_000).toISOString();
      rows.append(atUtc, event, `subject-${String(index % 1000)}`, { note: `n${String(index)}`, sum: '0.10' });
    }
  });
  const all = db.all.bind(db);
  const get = db.get.bind(db);
  db.all = (sql, ...values) => {
    asked.push({ sql, values });
    return all(sql, ...values);
  };
  db.get = (sql, ...values) => {
    asked.push({ sql, values });
    return get(sql, ...values);
  };
});

beforeEach(() => {
  asked = [];
});

afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

function plan(): string {
  const raw = new DatabaseSync(file, { readOnly: true });
  const found = asked.flatMap(({ sql, values }) =>
    raw
      .prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all(...values)
      .map((row) => String(row['detail'])),
  );
  raw.close();
  return found.join('; ');
}

/** Changes the trail behind the store's back, looks, and puts it back. */
function tampered<T>(change: string, undo: string, look: () => T): T {
  const raw = new DatabaseSync(file);
  raw.exec(change);
  try {
    return look();
  } finally {
    raw.exec(undo);
    raw.close();
  }
}

describe('pages of a hundred thousand entries', () => {
  test('the newest first, each with the hash before it, without sorting the table', () => {
    const { total, items } = rows.page({}, page);
    expect(total).toBe(entries);
    expect(items.map((item) => item.number)).toEqual(Array.from({ length: 50 }, (_, index) => entries - index));
    expect(items[0]?.previousHash).toBe(items[1]?.hash);
    expect(items[0]?.details['sum']).toBe('0.10');
    const used = plan();
    expect(used).toContain('SEARCH one USING INTEGER PRIMARY KEY');
    expect(used).not.toContain('TEMP B-TREE');
  });

  test('events of one class come from the index of events, a period from that of times', () => {
    const { total, items } = rows.page({ kind: 'connection' }, page);
    const ofConnections = auditEvents.map((event) => event.startsWith('connection.'));
    const expected = Array.from({ length: entries }, (_, index) => ofConnections[index % ofConnections.length]);
    expect(total).toBe(expected.filter((isOne) => isOne).length);
    expect(new Set(items.map((item) => item.event.split('.')[0]))).toEqual(new Set(['connection']));
    expect(plan()).toContain('COVERING INDEX audit_by_event (event=?)');
    asked = [];
    const day = { fromUtc: '2026-01-02T00:00:00.000Z', toUtc: '2026-01-03T00:00:00.000Z' };
    const ofDay = rows.page(day, { ...page, sort: [{ column: 'atUtc', direction: 'asc' }] });
    expect(ofDay.total).toBe(24 * 60);
    expect(ofDay.items[0]?.atUtc).toBe(day.fromUtc);
    expect(plan()).toContain('COVERING INDEX audit_by_time (at>? AND at<?)');
  });

  test('every word must be found, in the subject, the event or the details', () => {
    expect(rows.page({ text: 'n4242 subject-242' }, page).items.map((item) => item.number)).toEqual([4243]);
    expect(rows.page({ text: 'n4242 subject-243' }, page).total).toBe(0);
    expect(rows.page({ text: '100%' }, page).total).toBe(0);
  });
});

describe('the chain', () => {
  test('is recomputed once, then only what was added', async () => {
    const check = new ChainCheck(rows, createVirtualClock());
    const read: number[] = [];
    const each = db.each.bind(db);
    db.each = function* (sql, ...values) {
      for (const row of each(sql, ...values)) {
        read.push(Number(row['number']));
        yield row;
      }
    };
    expect(await check.verify(false)).toMatchObject({ verified: true, brokenAt: null, verifiedEntries: entries });
    expect(read).toHaveLength(entries);
    await check.verify(false);
    expect(read).toHaveLength(entries);
    const [event] = auditEvents;
    rows.append('2026-12-01T00:00:00.000Z', event, 'added', {});
    expect(await check.verify(false)).toMatchObject({ verified: true, verifiedEntries: entries + 1 });
    expect(read.slice(entries)).toEqual([entries + 1]);
    db.run('DELETE FROM audit WHERE number = ?', entries + 1);
    expect(await check.verify(false)).toMatchObject({ verified: false, brokenAt: entries + 1 });
    db.each = each;
  });

  test('shows a tampered entry when it is opened and when it is asked for anew', async () => {
    const check = new ChainCheck(rows, createVirtualClock());
    expect((await check.verify(false)).verified).toBe(true);
    const broken = tampered(
      `UPDATE audit SET details = '{"sum":"0.11"}' WHERE number = 61234`,
      `UPDATE audit SET details = '{"note":"n61233","sum":"0.10"}' WHERE number = 61234`,
      () => rows.firstBroken(),
    );
    expect(broken).toBe(61_234);
    db.run('UPDATE audit SET subject = ? WHERE number = 5', 'other');
    expect(await check.verify(true)).toMatchObject({ verified: false, brokenAt: 5, verifiedEntries: 4 });
    expect(await new ChainCheck(rows, createVirtualClock()).verify(false)).toMatchObject({ brokenAt: 5 });
    db.run('UPDATE audit SET subject = ? WHERE number = 5', 'subject-4');
    expect((await check.verify(true)).verified).toBe(true);
  });
});
