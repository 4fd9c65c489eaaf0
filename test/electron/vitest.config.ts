import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from '../../scripts/summary-reporter.ts';

/** Started by run.ts, which finds the Electron and the display; `npm test` does not take these files. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/electron/**/*.spec.ts'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 20_000 } },
    reporters: ['default', new SummaryReporter()],
  },
});
