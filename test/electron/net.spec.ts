import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { Desktop } from './desktop.ts';
import type { NetCaseResult } from './net-transport-cases.ts';

const root = resolve(import.meta.dirname, '../..');

/** The network of the app over Electron's own, run where it runs: in the main process of a real one. */
async function runCases(): Promise<readonly NetCaseResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'mlc-electron-net-'));
  const file = join(folder, 'cases.cjs');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/electron/net-transport-cases.ts'],
    outfile: file,
    bundle: true,
    platform: 'node',
    target: 'node16.17',
    format: 'cjs',
    logLevel: 'error',
  });
  const desktop = await Desktop.start();
  try {
    return await desktop.electron.evaluate(async ({ net, session }, path) => {
      // Only newer ones give a built-in module to code without a file of its own.
      const { createRequire } = (process.getBuiltinModule?.('node:module') ??
        process.mainModule?.require('node:module')) as typeof import('node:module');
      const cases = createRequire(path)(path) as typeof import('./net-transport-cases.ts');
      return cases.runNetTransportCases({ net, session });
    }, file);
  } finally {
    await desktop.close();
    await rm(folder, { recursive: true, force: true });
  }
}

const results = await runCases();

test('the cases ran', () => {
  expect(results.length).toBeGreaterThan(10);
});

test.each(results)('the network of Electron: $name', ({ ok, detail }) => {
  expect(ok ? '' : detail).toBe('');
});
