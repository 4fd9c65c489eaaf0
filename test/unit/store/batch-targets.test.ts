import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '../../../main/store/migrations/index.ts';
import { openStore } from '../../../main/store/store.ts';
import { createHarness, invoice } from '../../support/engine-harness.ts';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'mlc-targets-'));
  file = join(folder, 'store.sqlite');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function targets(): unknown[] {
  const raw = new DatabaseSync(file, { readOnly: true });
  try {
    return raw.prepare('SELECT id FROM batch_targets').all();
  } finally {
    raw.close();
  }
}

describe('how the rows of batches were mapped', () => {
  test('is kept once for all batches that were mapped the same way', async () => {
    const harness = createHarness(['invoices'], file);
    for (const total of ['1', '2', '3']) {
      harness.source.put('a', invoice('a', [total], total));
      await harness.sync();
      await harness.clock.advance(60_000);
    }
    const run = harness.store.runs.latest('flow');
    const batches = harness.store.evidence.batches(run?.id ?? '');
    expect(batches).toHaveLength(1);
    expect(harness.store.batches.get(batches[0]?.id ?? '')?.target.mapping).toBeDefined();
    harness.store.close();
    expect(targets()).toHaveLength(1);
  });

  test('is taken out of the batches of a data file of the format before', () => {
    const raw = new DatabaseSync(file);
    for (const migration of migrations.slice(0, 26)) raw.exec(migration);
    const put = raw.prepare(
      `INSERT INTO batches (id, run_id, flow_id, stream, sequence, state, documents, rows, bytes, target, payload, payload_hash, audit_head, created_at)
       VALUES (?, 'run', 'flow', 'invoices', '1', 'acknowledged', 1, 1, 0, ?, x'', 'h', 'h', ?)`,
    );
    for (const [id, target] of [
      ['a', '{"one":1}'],
      ['b', '{"other":2}'],
      ['c', '{"one":1}'],
    ] as const)
      put.run(id, target, `2026-11-21T10:00:00.00${String(id.charCodeAt(0) - 96)}Z`);
    raw.exec('PRAGMA user_version = 26');
    raw.close();
    const store = openStore(file);
    expect(store.condition.state).toBe('ready');
    expect(store.evidence.batches('run').map(({ id, target }) => [id, target])).toEqual([
      ['a', '{"one":1}'],
      ['b', '{"other":2}'],
      ['c', '{"one":1}'],
    ]);
    store.close();
    expect(targets()).toHaveLength(2);
  });
});
