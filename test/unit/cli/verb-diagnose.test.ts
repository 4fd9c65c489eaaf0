import { expect, test } from 'vitest';
import { runCli } from '../../../main/cli/run-cli.ts';
import type { SelfCheckOutcome } from '../../../shared/model/diagnostics.ts';
import { FakeApp, fakeIo, type FakeIo } from './fake-app.ts';

const base = { description: 'Looks.', error: null, durationMs: 3 } as const;
const fine: SelfCheckOutcome = { ...base, id: 'D1', label: 'Data folder', result: 'ok', detail: 'Fine.', next: null };
const warns: SelfCheckOutcome = {
  ...fine,
  id: 'D4',
  label: 'Vault',
  result: 'warning',
  detail: 'Locked.',
  next: 'Open it.',
};
const broken: SelfCheckOutcome = {
  ...fine,
  id: 'D5',
  label: 'Audit trail',
  result: 'failed',
  detail: 'Breaks at 2.',
  next: 'Tell.',
};
const bytes = Buffer.from('a bundle in two parts');

function appWith(checks: readonly SelfCheckOutcome[]): FakeApp {
  return new FakeApp({
    'diagnostics.run': () => ({ madeAtUtc: '2026-11-21T12:00:00.000Z', version: '0.1.0', checks }),
    'diagnostics.bundle': () => ({
      fileName: 'ml-connector-support.zip',
      sha256: 'abc',
      bytes: bytes.length,
      parts: 2,
      files: [{ name: 'report.txt', kind: 'report.txt', bytes: 10 }],
    }),
    'diagnostics.bundle-part': ({ part }: { part: number }) => ({
      base64: bytes.subarray(part * 10, part === 0 ? 10 : undefined).toString('base64'),
    }),
  });
}

async function run(words: readonly string[], app: FakeApp, io: FakeIo): Promise<number> {
  const openWindow = () => Promise.reject(new Error('no window'));
  return runCli(words, { io, openApp: () => Promise.resolve(app), openWindow });
}

test('names every check with its number and result, and ends with 0 while none failed', async () => {
  const io = fakeIo();
  expect(await run(['diagnose'], appWith([fine, warns]), io)).toBe(0);
  const text = io.stdout.join('\n');
  expect(text).toContain('D1  ok        Data folder: Fine.');
  expect(text).toMatch(/D4 {2}warning {3}Vault: Locked\.\n {14}Open it\./);
  expect(text).toContain('0 failed, 1 with a warning, 1 ok, 0 not known.');
});

test('ends with 1 if a check failed; --json prints only JSON', async () => {
  const io = fakeIo();
  expect(await run(['diagnose', '--json'], appWith([fine, broken]), io)).toBe(1);
  expect(JSON.parse(io.stdout.join('\n'))).toMatchObject({ version: '0.1.0', checks: [fine, broken] });
});

test('--bundle writes the whole bundle to a new file and says what is in it', async () => {
  const io = fakeIo();
  const app = appWith([fine]);
  expect(await run(['diagnose', '--bundle', 'support.zip'], app, io)).toBe(0);
  expect(Buffer.from(io.written.get('support.zip') ?? [])).toEqual(bytes);
  expect(io.stdout.join('\n')).toContain('support.zip: report.txt\nSHA-256 abc');
  expect(app.listeners).toBe(0);
  expect(app.closed).toBe(true);
});
