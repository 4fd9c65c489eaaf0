import { describe, expect, it } from 'vitest';
import { runCli } from '../../../main/cli/run-cli.ts';
import type { ResyncView } from '../../../shared/resync/resync.ts';
import { FakeApp, fakeIo, info, overview, type FakeIo } from './fake-app.ts';

const counts = { read: 6, loaded: 1, unchanged: 5, excluded: 0, rejected: 0, held: 0, waiting: 0 };

function view(change: Partial<ResyncView> = {}): ResyncView {
  const part = {
    ...{ number: 1, from: '2026-01-01', to: '2026-01-31', state: 'done' as const, attempts: 1, runId: 'run' },
    ...{ nextAttemptAtUtc: null, error: null, announced: 6, counts, totals: [], gone: null, decision: null },
  };
  return {
    ...{ id: 're', flowId: overview.flow.id, flowName: overview.flow.name, stream: 'invoices', label: 'Invoices' },
    ...{ from: '2026-01-01', to: '2026-01-31', rangeBy: 'invoice-date', findGone: false, state: 'done' },
    ...{ createdAtUtc: '2026-02-01T00:00:00.000Z', endedAtUtc: null, parts: [part] },
    sum: { partsDone: 1, announced: 6, counts, gone: 0, markedDeleted: 0, totals: [] },
    ...change,
  };
}

async function run(words: string, app: FakeApp, io: FakeIo): Promise<number> {
  const openWindow = () => Promise.resolve({ address: '', close: () => Promise.resolve() });
  return runCli(words.split(' '), { io, openApp: () => Promise.resolve(app), openWindow });
}

function appWith(latest: ResyncView): FakeApp {
  return new FakeApp({
    'app.info': () => info,
    'flows.overview': () => [overview],
    'resync.plan': () => ({
      ...{ stream: 'invoices', label: 'Invoices', rangeBy: 'invoice-date', parts: [{ from: 'a', to: 'b' }], known: 7 },
      ...{ canFindGone: true, movesCursor: false, openId: null },
    }),
    'resync.start': () => view({ state: 'running' }),
    'resync.get': () => latest,
    'resync.list': () => [latest],
    'resync.confirm': () => view(),
    'resync.pause': () => view({ state: 'paused' }),
  });
}

const range = '--flow flow --stream invoices --from 2026-01-01 --to 2026-01-31'.replace('flow flow', 'flow FLOW');
const words = `resync ${range.replace('FLOW', overview.flow.id)}`;

describe('resync', () => {
  it('follows the re-sync to its end and prints the counts that add up', async () => {
    const io = fakeIo();
    expect(await run(words, appWith(view()), io)).toBe(0);
    expect(io.stdout.join()).toContain('read 6 of 6 announced = loaded 1 + unchanged 5');
  });

  it('prints JSON alone with --json, and ends with 3 where records were rejected', async () => {
    const io = fakeIo();
    const rejected = view({ sum: { ...view().sum, counts: { ...counts, rejected: 1 } } });
    expect(await run(`${words} --json`, appWith(rejected), io)).toBe(3);
    expect(JSON.parse(io.stdout.join(''))).toMatchObject({ id: 're', state: 'done' });
  });

  it('only says what would be read with --plan', async () => {
    const [app, io] = [appWith(view()), fakeIo()];
    expect(await run(`${words} --plan`, app, io)).toBe(0);
    expect(io.stdout.join()).toContain('by invoice date, in 1 part(s). The cursor is not moved.');
    expect(app.calls.some((call) => call.method === 'resync.start')).toBe(false);
  });

  it('is paused when the process is stopped, and says how to go on', async () => {
    const [app, io] = [appWith(view({ state: 'running' })), fakeIo()];
    io.stopper.abort();
    expect(await run(words, app, io)).toBe(1);
    expect(app.calls.at(-1)?.method).toBe('resync.pause');
    expect(io.stderr.join()).toContain('start the same range again to go on');
  });

  it('answers what an open re-sync asks', async () => {
    const gone = { known: 10, missing: 6, gone: 6, marked: 0, asks: true, examples: [{ key: 'k', label: 'INV-1' }] };
    const asking = view({ state: 'asks', parts: view().parts.map((part) => ({ ...part, state: 'asks', gone })) });
    const [app, io] = [appWith(asking), fakeIo()];
    expect(await run(words, app, io)).toBe(1);
    expect(io.stdout.join()).toContain('6 of 10 records are gone at the source (INV-1)');
    expect(await run(`resync ${overview.flow.id} --mark-deleted checked`, app, fakeIo())).toBe(0);
    expect(app.calls.at(-1)).toMatchObject({ method: 'resync.confirm', input: { part: 1, mark: true } });
  });

  it('ends with 2 where the range is not whole', async () => {
    expect(await run(`resync ${overview.flow.id} --stream invoices`, appWith(view()), fakeIo())).toBe(2);
  });
});
