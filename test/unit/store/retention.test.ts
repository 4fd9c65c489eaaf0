import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { packJson } from '../../../main/store/compression.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import { openStore, type Store } from '../../../main/store/store.ts';
import { nothingRemoved } from '../../../shared/model/retention.ts';

const old = '2020-01-01T00:00:00.000Z';
const limit = '2021-01-01T00:00:00.000Z';
const recent = '2022-01-01T00:00:00.000Z';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-retention-'));
  file = join(folder, 'data.sqlite');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Rows as a store leaves them, without what the engine knows of them. */
function put(statements: readonly (readonly [string, ...(string | Uint8Array | null)[]])[]): void {
  const raw = new DatabaseSync(file);
  raw.exec(`INSERT OR IGNORE INTO batch_targets (id, target) VALUES (1, '{}')`);
  for (const [sql, ...values] of statements) raw.prepare(sql).run(...values);
  raw.close();
}

function batch(id: string, state: string, acknowledgedAtUtc: string | null, payload: Uint8Array, described = '1') {
  return [
    `INSERT INTO batches (id, run_id, flow_id, stream, sequence, state, documents, rows, bytes, target_id, payload, payload_hash, audit_head, created_at, acknowledged_at, described)
     VALUES (?, 'run', 'flow', 'invoices', '1', ?, 3, 4, length(?3), '1', ?3, 'hash', 'head', '${old}', ?4, CAST(?5 AS INTEGER))`,
    id,
    state,
    payload,
    acknowledgedAtUtc,
    described,
  ] as const;
}

function rejected(id: string, state: string, closedAtUtc: string | null) {
  return [
    `INSERT INTO rejected (id, flow_id, run_id, stream, key, label, reasons, source, state, first_seen_at, last_seen_at, described, closed_at)
     VALUES (?1, 'flow', 'run', 'invoices', ?1, ?1, '[]', ?2, ?3, '${old}', '${old}', 1, ?4)`,
    id,
    packJson({ key: id }),
    state,
    closedAtUtc,
  ] as const;
}

function sweepAll(store: Store) {
  const atUtc = recent;
  return store.retention.erase(() => ({
    contents: store.retention.removeContents(store.retention.finished(limit, 100), atUtc),
    sources: store.retention.removeSources(limit, 100, atUtc),
    requests: store.retention.removeRequests(limit, 100),
  }));
}

describe('details of finished work', () => {
  test('go only where the work was finished before the moment, and lists have read it', () => {
    openStore(file).close();
    const payload = randomBytes(50_000);
    put([
      batch('old', 'acknowledged', old, payload),
      batch('at the limit', 'acknowledged', limit, payload),
      batch('recent', 'acknowledged', recent, payload),
      batch('open', 'staged', null, payload),
      batch('unknown', 'unknown', null, payload),
      batch('not described', 'acknowledged', old, payload, '0'),
      rejected('closed long ago', 'resolved', old),
      rejected('dismissed long ago', 'dismissed', old),
      rejected('closed lately', 'resolved', recent),
      rejected('open', 'open', null),
      [
        `INSERT INTO runs (id, flow_id, flow_name, trigger, state, started_at, ended_at) VALUES ('done', 'flow', 'f', 'manual', 'succeeded', '${old}', '${old}')`,
      ],
      [
        `INSERT INTO runs (id, flow_id, flow_name, trigger, state, started_at) VALUES ('going', 'flow', 'f', 'manual', 'running', '${old}')`,
      ],
      [`INSERT INTO run_requests (run_id, data) VALUES ('done', '{"é":1}'), ('going', '{}')`],
    ]);
    const store = openStore(file);
    const older = store.retention.older(limit);
    expect(older).toMatchObject({ batches: 1, versions: 3, rejected: 2, requests: 1 });
    const removed = sweepAll(store);
    expect(removed.contents).toEqual({ ...nothingRemoved, batches: 1, versions: 3, bytes: 50_000 });
    expect(removed.sources.rejected).toBe(2);
    expect(removed.requests).toEqual({ ...nothingRemoved, requests: 1, bytes: 8 });
    expect(removed.contents.bytes + removed.sources.bytes + removed.requests.bytes).toBe(older.bytes);
    expect(store.retention.older(limit)).toEqual(nothingRemoved);
    expect(store.batches.contentsRemovedAt('old')).toBe(recent);
    expect(store.batches.contentsRemovedAt('recent')).toBeNull();
    expect(store.batches.summaries('run').map((one) => [one.id, one.contentsRemovedAtUtc])).toContainEqual([
      'old',
      recent,
    ]);
    store.close();

    const raw = new DatabaseSync(file, { readOnly: true });
    const kept = raw.prepare('SELECT id FROM batches WHERE length(payload) > 0 ORDER BY id').all();
    expect(kept.map((row) => row['id'])).toEqual(['at the limit', 'not described', 'open', 'recent', 'unknown']);
    const sources = raw.prepare('SELECT id FROM rejected WHERE source IS NOT NULL ORDER BY id').all();
    expect(sources.map((row) => row['id'])).toEqual(['closed lately', 'open']);
    expect(
      raw
        .prepare('SELECT run_id FROM run_requests')
        .all()
        .map((row) => row['run_id']),
    ).toEqual(['going']);
    raw.close();
  });

  test('are overwritten in the data file, not only given free', () => {
    openStore(file).close();
    const payload = randomBytes(200_000);
    put([batch('old', 'acknowledged', old, payload)]);
    // The middle of the third page that the payload fills.
    const part = payload.subarray(10_000, 10_500);
    expect(readFileSync(file).includes(part)).toBe(true);
    const store = openStore(file);
    sweepAll(store);
    store.retention.settle();
    store.close();
    expect(readFileSync(file).includes(part)).toBe(false);
  });

  test('go with their flow, with what was noted of them', () => {
    openStore(file).close();
    put([
      batch('old', 'acknowledged', old, randomBytes(10)),
      [
        `INSERT INTO batch_outcomes (batch_id, document_key, outcome) VALUES ('old', 'k', 'delivered'), ('other', 'k', 'delivered')`,
      ],
    ]);
    const store = openStore(file);
    sweepAll(store);
    store.transaction(() => {
      store.flows.remove('flow');
    });
    store.close();
    const raw = new DatabaseSync(file, { readOnly: true });
    expect(raw.prepare('SELECT batch_id FROM removed_contents').all()).toEqual([]);
    expect(
      raw
        .prepare('SELECT batch_id FROM batch_outcomes')
        .all()
        .map((row) => row['batch_id']),
    ).toEqual(['other']);
    raw.close();
  });
});

describe('a data file of the format before', () => {
  test('knows of a closed rejection the latest moment at which it can have been closed', () => {
    const raw = new DatabaseSync(file);
    for (const migration of migrations.slice(0, 7)) raw.exec(migration);
    raw.exec(`PRAGMA user_version = 7;
      INSERT INTO rejected (id, flow_id, run_id, stream, label, reasons, source, state, first_seen_at, last_seen_at) VALUES
        ('closed', 'flow', 'run', 'invoices', 'l', '[]', x'00', 'resolved', '${old}', '${old}'),
        ('open', 'flow', 'run', 'invoices', 'l', '[]', x'00', 'open', '${old}', '${old}');
      INSERT INTO audit (number, at, event, subject, details, hash) VALUES
        (1, '${old}', 'run.started', 'run', '{}', 'h'), (2, '${recent}', 'run.ended', 'run', '{}', 'h');`);
    raw.close();
    const store = openStore(file);
    expect(store.condition.state).toBe('ready');
    expect(store.retention.older(limit)).toEqual(nothingRemoved);
    store.close();
    const after = new DatabaseSync(file, { readOnly: true });
    expect(after.prepare('PRAGMA user_version').get()).toEqual({ user_version: migrations.length });
    const closed = after.prepare('SELECT id, closed_at FROM rejected ORDER BY id').all();
    expect(closed.map((row) => [row['id'], row['closed_at']])).toEqual([
      ['closed', recent],
      ['open', null],
    ]);
    after.close();
  });
});
