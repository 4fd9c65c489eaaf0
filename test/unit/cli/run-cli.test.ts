import { describe, expect, it } from 'vitest';
import { runCli } from '../../../main/cli/run-cli.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import type { Run } from '../../../shared/model/run.ts';
import { FakeApp, fakeIo, flow, info, overview, runOf, type FakeIo } from './fake-app.ts';

async function run(words: string, app: FakeApp, io: FakeIo = fakeIo()): Promise<number> {
  const openWindow = (): Promise<{ address: string; close: () => Promise<void> }> =>
    Promise.resolve({ address: 'http://127.0.0.1:1/#t', close: () => Promise.resolve() });
  return runCli(words === '' ? [] : words.split(' '), { io, openApp: () => Promise.resolve(app), openWindow });
}

const running = runOf({ state: 'running', endedAtUtc: null });

function syncing(ended: Run): FakeApp {
  return new FakeApp({
    'app.info': () => info,
    'flows.overview': () => [overview],
    'runs.start': () => running,
    'runs.get': () => ended,
    'runs.cancel': () => ({ kept: '3 records stay staged.' }),
  });
}

/** Lets other work go on until the condition holds, at most 1,000 turns. */
async function until(condition: () => boolean): Promise<void> {
  for (let turn = 0; turn < 1_000 && !condition(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(condition()).toBe(true);
}

describe('the command line', () => {
  it.each(['nonsense', 'sync a b', 'sync --nonsense', 'runs --limit zero', 'import', 'help nonsense'])(
    'ends with 2 for “%s” and says what to do',
    async (words) => {
      const io = fakeIo();
      expect(await run(words, syncing(runOf()), io)).toBe(2);
      expect(io.stderr.join()).toContain('Next: Run “help”');
    },
  );

  it('shows help for all verbs and for one', async () => {
    const io = fakeIo();
    expect(await run('', syncing(runOf()), io)).toBe(0);
    expect(await run('help sync', syncing(runOf()), io)).toBe(0);
    for (const verb of [
      'import',
      'export',
      'connections',
      'check',
      'flows',
      'preview',
      'sync',
      'runs',
      'rejected',
      'evidence',
      'verify',
      'replay',
      'serve',
    ]) {
      expect(io.stdout[0]).toContain(`  ${verb}`);
    }
    expect(io.stdout[1]).toContain('--verify');
  });

  it('prints an error’s own words and closes the app', async () => {
    const app = new FakeApp({
      'flows.overview': () => {
        throw new AppError('ENGINE_FLOW_PAUSED', 'config', { details: { flow: 'Finance', reason: 'expired' } });
      },
    });
    const io = fakeIo();
    expect(await run('flows --json', app, io)).toBe(1);
    expect(io.stderr[0]).toContain('“Finance” is paused: expired.');
    expect(JSON.parse(io.stdout[0] ?? '')).toMatchObject({ error: { code: 'ENGINE_FLOW_PAUSED' } });
    expect(app.closed).toBe(true);
  });
});

describe('sync', () => {
  it.each([
    ['succeeded', 0],
    ['succeeded-with-rejections', 3],
    ['incomplete', 1],
    ['failed', 1],
    ['cancelled', 1],
  ] as const)('of a run that ended %s ends with %i', async (state, code) => {
    const io = fakeIo();
    const app = syncing(runOf({ state }));
    expect(await run('sync', app, io)).toBe(code);
    expect(io.stdout[0]).toContain('read 5 = loaded 3');
    expect(app.listeners).toBe(0);
  });

  it('passes its choice of streams and --verify on', async () => {
    const app = syncing(runOf());
    await run('sync Finance --stream suppliers --stream journal_entries --verify', app);
    expect(app.calls.find((call) => call.method === 'runs.start')?.input).toEqual({
      flowId: flow.id,
      streams: ['suppliers', 'journal_entries'],
      verify: true,
    });
  });

  it('prints the run as JSON', async () => {
    const io = fakeIo();
    await run('sync --json', syncing(runOf()), io);
    expect(JSON.parse(io.stdout.join(''))).toEqual(runOf());
  });

  it('ends by the run’s own event', async () => {
    const app = syncing(running);
    const io = { ...fakeIo(), clock: { now: () => 0, sleep: () => new Promise<void>(() => undefined) } };
    const done = run('sync', app, io);
    await until(() => app.listeners > 0);
    app.send(runOf());
    expect(await done).toBe(0);
  });

  it('cancels when it is stopped, says what is kept and waits for the end', async () => {
    const io = fakeIo();
    io.stopper.abort();
    const app = syncing(runOf({ state: 'cancelled' }));
    expect(await run('sync', app, io)).toBe(1);
    expect(app.calls.map((call) => call.method)).toContain('runs.cancel');
    expect(io.stderr).toEqual(['Cancelled. 3 records stay staged.']);
  });

  it('asks which flow where there are several, and none is named', async () => {
    const app = new FakeApp({
      'app.info': () => info,
      'flows.overview': () => [overview, { ...overview, flow: { ...flow, id: 'f2', name: 'Other' } }],
    });
    const io = fakeIo();
    expect(await run('sync', app, io)).toBe(2);
    expect(io.stderr[0]).toContain('Say which flow: “Finance”, “Other”.');
  });
});

describe('the vault', () => {
  const locked = { ...info, vault: { kind: 'passphrase', state: 'locked', reason: null } };
  const app = (state: 'locked' | 'unset'): FakeApp =>
    new FakeApp({
      'app.info': () => ({ ...locked, vault: { ...locked.vault, state } }),
      'vault.unlock': () => info.vault,
      'flows.overview': () => [overview],
      'runs.start': () => runOf(),
      'runs.get': () => runOf(),
    });

  it('is opened by the environment', async () => {
    const fake = app('locked');
    expect(await run('sync', fake, fakeIo({ env: { MLC_VAULT_PASSPHRASE: 'open sesame' } }))).toBe(0);
    expect(fake.calls.find((call) => call.method === 'vault.unlock')?.input).toEqual({ passphrase: 'open sesame' });
  });

  it('is refused where nobody can be asked', async () => {
    const io = fakeIo();
    expect(await run('sync', app('locked'), io)).toBe(1);
    expect(io.stderr[0]).toContain('MLC_VAULT_PASSPHRASE');
  });

  it('gets a new passphrase only if it was typed twice the same', async () => {
    expect(await run('sync', app('unset'), fakeIo({ answers: ['a', 'b'] }))).toBe(2);
    expect(await run('sync', app('unset'), fakeIo({ answers: ['a', 'a'] }))).toBe(0);
  });
});

describe('serve', () => {
  it('prints the address and runs until it is stopped', async () => {
    const terminal = fakeIo();
    const sleep = (_ms: number, signal?: AbortSignal): Promise<void> =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          reject(new Error('stopped'));
        });
      });
    const io = { ...terminal, clock: { now: () => 0, sleep } };
    const app = syncing(runOf());
    const done = run('serve', app, io);
    await until(() => io.stdout.length > 0);
    expect(io.stdout).toEqual(['Window: http://127.0.0.1:1/#t']);
    expect(app.closed).toBe(false);
    io.stopper.abort();
    expect(await done).toBe(0);
    expect(app.closed).toBe(true);
  });
});
