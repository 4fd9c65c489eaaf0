import { describe, expect, it } from 'vitest';
import { runCli } from '../../../main/cli/run-cli.ts';
import { noEffect, type ReplayPlan, type StreamEffect } from '../../../shared/replay/replay.ts';
import { FakeApp, fakeIo, info, runOf, type FakeIo } from './fake-app.ts';

const effect: StreamEffect = {
  stream: 'supplier_invoices',
  label: 'Supplier invoices',
  batches: 1,
  documents: { ...noEffect(), update: 212, unchanged: 8 },
  tables: [{ table: 'workday_supplier_invoices', insert: 0, update: 212, remove: 0, unchanged: 8, newer: 0 }],
};

function planOf(part: Partial<ReplayPlan> = {}): ReplayPlan {
  return {
    id: 'plan-1',
    flowId: 'f1',
    flowName: 'Invoices',
    scope: { kind: 'run', runId: 'r1' },
    mode: 'stored',
    createdAtUtc: '2026-11-21T12:00:00.000Z',
    canStart: true,
    streams: [effect],
    leftOut: [],
    ...part,
  };
}

const heldItem = {
  ...{ id: 'h1', flowId: 'f1', flowName: 'Invoices', runId: 'r1', stream: 'invoices', streamLabel: 'Invoices' },
  ...{ key: 'k1', label: 'SI-1', labelIsName: false, state: 'open' },
  ...{ firstSeenAtUtc: '2026-11-21T12:00:00.000Z', lastSeenAtUtc: '2026-11-21T12:00:00.000Z' },
  reasons: [
    {
      ...{ code: 'SOME_REASON', field: 'center', value: 'NL-1', expected: null },
      ...{ text: 'It names NL-1.', next: 'Enter NL-1.', waitsFor: { stream: 'centers', name: 'NL-1' } },
    },
  ],
  awaited: [{ stream: 'centers', streamLabel: 'Cost centers', name: 'NL-1', called: 'NL-1 Sales (Amstel)' }],
};

function appWith(plan: ReplayPlan = planOf()): FakeApp {
  const run = runOf({ state: 'succeeded-with-rejections', trigger: 'replay' });
  return new FakeApp({
    'app.info': () => info,
    'replay.plan': () => plan,
    'replay.start': () => run,
    'runs.get': () => run,
    'replay.of-run': () => ({
      plan,
      runId: run.id,
      startedAtUtc: run.startedAtUtc,
      runState: run.state,
      done: [effect],
      cameTrue: true,
    }),
    'rejected.dismiss': () => ({ changed: 2 }),
    'rejected.reopen': () => ({ changed: 1, kept: 0 }),
    'held.list': () => ({ total: 1, items: [heldItem] }),
    'held.release': () => ({ changed: 2, runs: [] }),
    'held.dismiss': () => ({ changed: 1 }),
    'held.reopen': () => ({ changed: 1, kept: 0 }),
  });
}

async function run(words: string[], app: FakeApp, io: FakeIo): Promise<number> {
  return await runCli(words, {
    io,
    openApp: () => Promise.resolve(app),
    openWindow: () => Promise.resolve({ address: '', close: () => Promise.resolve() }),
  });
}

describe('replay', () => {
  it('says what it would do and starts nothing without --yes', async () => {
    const [app, io] = [appWith(), fakeIo()];
    expect(await run(['replay', '--run', 'r1'], app, io)).toBe(0);
    expect(io.stdout.join('\n')).toContain('Supplier invoices: 212 updated, 8 unchanged');
    expect(io.stdout.join('\n')).toContain('Add --yes to start it.');
    expect(app.calls.map(({ method }) => method)).not.toContain('replay.start');
  });

  it('does with --yes what was said, and says whether it came true', async () => {
    const [app, io] = [appWith(), fakeIo()];
    expect(await run(['replay', '--batch', 'b1', '--batch', 'b2', '--yes'], app, io)).toBe(3);
    const asked = app.calls.find(({ method }) => method === 'replay.plan');
    expect(asked?.input).toEqual({ scope: { kind: 'batches', ids: ['b1', 'b2'] }, mode: 'stored' });
    expect(io.stdout.join('\n')).toContain('What was said is what was done.');
  });

  it('maps rejected records anew unless another way is asked for, and prints JSON alone', async () => {
    const [app, io] = [appWith(), fakeIo()];
    expect(await run(['replay', '--reason', 'RECORD_REQUIRED', '--run', 'r1', '--json'], app, io)).toBe(0);
    const asked = app.calls.find(({ method }) => method === 'replay.plan');
    expect(asked?.input).toMatchObject({
      mode: 'todays-mapping',
      scope: { filter: { reason: 'RECORD_REQUIRED', runId: 'r1' } },
    });
    expect(JSON.parse(io.stdout.join('\n'))).toMatchObject({ plan: { id: 'plan-1' } });
  });

  it('fails where nothing can be replayed, and names why', async () => {
    const left = {
      reason: 'contents-removed' as const,
      stream: 's',
      label: 'Suppliers',
      count: 1,
      names: ['b1'],
      sinceUtc: null,
    };
    const [app, io] = [appWith(planOf({ canStart: false, streams: [], leftOut: [left] })), fakeIo()];
    expect(await run(['replay', '--batch', 'b1', '--yes'], app, io)).toBe(1);
    expect(io.stdout.join('\n')).toContain('left out of Suppliers: 1 (contents-removed): b1');
  });

  it('refuses two choices and an unknown mode', async () => {
    const io = fakeIo();
    expect(await run(['replay', '--batch', 'b1', '--rejected', 'x'], appWith(), io)).toBe(2);
    expect(await run(['replay', '--batch', 'b1', '--mode', 'again'], appWith(), io)).toBe(2);
  });
});

describe('rejected', () => {
  it('dismisses by reason or by id, with the reason of the operator', async () => {
    const [app, io] = [appWith(), fakeIo()];
    expect(await run(['rejected', 'dismiss', '--reason', 'RECORD_REQUIRED', '--why', 'Test data'], app, io)).toBe(0);
    expect(app.calls.at(-1)?.input).toEqual({
      filter: { reason: 'RECORD_REQUIRED' },
      selection: { kind: 'all', except: [] },
      reason: 'Test data',
    });
    expect(await run(['rejected', 'reopen', '--id', 'x'], app, io)).toBe(0);
  });

  it('dismisses nothing without a reason, or without saying which', async () => {
    const [app, io] = [appWith(), fakeIo()];
    expect(await run(['rejected', 'dismiss', '--id', 'x'], app, io)).toBe(2);
    expect(await run(['rejected', 'dismiss', '--why', 'Test data'], app, io)).toBe(2);
    expect(app.calls).toEqual([]);
  });
});

describe('rejected --held', () => {
  it('lists held records with what they wait for', async () => {
    const io = fakeIo();
    expect(await run(['rejected', '--held'], appWith(), io)).toBe(0);
    expect(io.stdout.join('\n')).toContain('waits for Cost centers NL-1 Sales (Amstel)');
  });

  it('loads them all the same, dismisses them and takes that back, and asks why', async () => {
    const io = fakeIo();
    const app = appWith();
    expect(await run(['rejected', 'release', '--held', '--id', 'h1', '--why', 'Agreed'], app, io)).toBe(0);
    expect(app.calls.at(-1)).toMatchObject({
      method: 'held.release',
      input: { selection: { kind: 'keys', keys: ['h1'] }, reason: 'Agreed' },
    });
    expect(await run(['rejected', 'dismiss', '--held', '--reason', 'SOME', '--why', 'Test data'], app, io)).toBe(0);
    expect(await run(['rejected', 'reopen', '--held', '--id', 'h1'], app, io)).toBe(0);
    expect(await run(['rejected', 'release', '--held', '--id', 'h1'], app, io)).toBe(2);
    expect(await run(['rejected', 'release', '--id', 'h1', '--why', 'Agreed'], app, io)).toBe(2);
  });
});
