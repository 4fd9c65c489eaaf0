import { mkdtempSync, rmSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { ask } from '../../../main/api/ask.ts';
import { actorNow, onBehalfOf } from '../../../main/ports/actor.ts';
import { openStore } from '../../../main/store/store.ts';
import { migrations } from '../../../main/store/migrations/index.ts';
import { auditActors } from '../../../main/store/migrations/0017-audit-actors.ts';
import { createHarness, invoice } from '../../support/engine-harness.ts';

const identity = { account: 'j.visser', machine: 'FIN-LT-0231' };
const all = { sort: [], offset: 0, limit: 50 };

test('a call acts for whoever asked until it is answered; what it began goes on as the app', async () => {
  let release = (): void => undefined;
  const later = new Promise<void>((resolve) => {
    release = resolve;
  });
  const seen: string[] = [];
  let background: Promise<unknown> = Promise.resolve();
  const note = () => {
    const { kind, where } = actorNow(identity);
    seen.push(`${kind} ${where}`);
  };
  const noted = () => {
    note();
    return Promise.resolve();
  };
  await onBehalfOf('window', async () => {
    note();
    background = later.then(note);
    await Promise.resolve();
    note();
  });
  release();
  await background;
  await onBehalfOf('schedule', noted);
  await onBehalfOf('command-line', noted);
  await onBehalfOf(undefined, noted);
  note();
  expect(seen).toEqual([
    'person window',
    'person window',
    'app background',
    'app schedule',
    'person command-line',
    'app background',
    'app background',
  ]);
});

test('a run that a person starts is started by that person and goes on by the app', async () => {
  const harness = createHarness();
  harness.source.put('INV-1', invoice('INV-1', ['1.00'], '1.00'));
  const { store } = harness;
  await harness.engine.call('runs.start', { flowId: 'flow' }, 'window');
  await harness.engine.services.runner.whenIdle();
  await harness.engine.call('flows.pause', { id: 'flow', reason: 'close' }, 'command-line');
  const { items } = store.audit.page({}, { ...all, sort: [{ column: 'number', direction: 'asc' }] });
  const by = items.map(({ event, actor }) => `${event} ${actor?.kind ?? ''} ${actor?.where ?? ''}`);
  expect(by[0]).toBe('run.started person window');
  expect(by).toContain('run.ended app background');
  expect(by.at(-1)).toBe('flow.paused person command-line');
  const people = await ask(harness.engine, 'audit.people', {});
  expect(people).toHaveLength(2);
  const [who = ''] = people.filter((one) => one.startsWith('person:'));
  expect(store.audit.page({ who }, all).total).toBe(2);
  expect(store.audit.page({ who: 'app' }, all).total).toBe(items.length - 2);
  expect(store.audit.firstBroken()).toBeNull();
});

test('entries of before keep their hash, new ones are hashed with who did it, and neither can be told differently', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-actor-'));
  const file = join(folder, 'data.sqlite');
  try {
    const old = new DatabaseSync(file);
    const before = migrations.indexOf(auditActors);
    for (const migration of migrations.slice(0, before)) old.exec(migration);
    old.exec(`PRAGMA user_version = ${String(before)}`);
    const parts = ['1', '2026-01-01T00:00:00.000Z', 'run.started', 'run-1', '{"flow":"f"}'];
    const hash = createHash('sha256')
      .update(['0'.repeat(64), ...parts].join('\u0000'))
      .digest('hex');
    old.prepare('INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?)').run(1, ...parts.slice(1), hash);
    old.close();
    const store = openStore(file, identity);
    store.audit.append('2026-01-02T00:00:00.000Z', 'run.ended', 'run-1', {});
    expect(store.audit.firstBroken()).toBeNull();
    const [newest, oldest] = store.audit.page({}, all).items;
    expect(oldest).toMatchObject({ actor: null, hash });
    expect(newest?.actor).toEqual({ kind: 'app', ...identity, where: 'background' });
    const raw = new DatabaseSync(file);
    const broken = (change: string): number | null => {
      raw.exec(`BEGIN; ${change}; COMMIT`);
      return store.audit.firstBroken();
    };
    const actor = JSON.stringify({ kind: 'app', ...identity, where: 'background' });
    expect(broken(`UPDATE audit SET actor = replace(actor, 'j.visser', 'a.nother') WHERE number = 2`)).toBe(2);
    expect(broken(`UPDATE audit SET actor = NULL WHERE number = 2`)).toBe(2);
    expect(broken(`UPDATE audit SET actor = '${actor}' WHERE number = 2`)).toBeNull();
    expect(broken(`UPDATE audit SET actor = '${actor}' WHERE number = 1`)).toBe(1);
    raw.close();
    store.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what leaves as a file is written down, with who took it', async () => {
  const { engine, store } = createHarness();
  await engine.call('config.export', {}, 'command-line');
  await engine.call('audit.note-export', { file: 'runs.csv', format: 'csv', rows: 12 }, 'window');
  const { items } = store.audit.page({ kind: 'export' }, { ...all, sort: [{ column: 'number', direction: 'asc' }] });
  expect(items.map(({ event, actor, details }) => [event, actor?.where, details])).toEqual([
    ['export.config', 'command-line', { format: 'json', connections: 0, flows: 0 }],
    ['export.list', 'window', { file: 'runs.csv', format: 'csv', rows: 12 }],
  ]);
});
