import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { Desktop } from './desktop.ts';
import type { NetCaseResult, runNetTransportCases } from './net-transport-cases.ts';

const root = resolve(import.meta.dirname, '../..');

interface Host {
  getBuiltinModule?(name: string): unknown;
  readonly mainModule?: { require(name: string): unknown };
}

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
      const host = process as unknown as Host;
      const module = host.getBuiltinModule?.('node:module') ?? host.mainModule?.require('node:module');
      const { createRequire } = module as { createRequire(from: string): (name: string) => unknown };
      const cases = createRequire(path)(path) as { runNetTransportCases: typeof runNetTransportCases };
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
