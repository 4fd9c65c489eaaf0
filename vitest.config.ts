import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './scripts/summary-reporter.ts';

// The scripts know where browsers are; they are plain JavaScript without types.
const script = fileURLToPath(new URL('./scripts/find-chromium.mjs', import.meta.url));
const { findChromium } = (await import(script)) as { findChromium(): string | null };
const chromium = findChromium();

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // Kills of the real app take minutes of waiting: `npm run test:kill` runs them.
    exclude: ['**/node_modules/**', 'test/kill/**'],
    environment: 'node',
    pool: 'forks',
    // One less than the cores, vitest's own choice, is one on two cores; the tests in a browser mostly wait.
    maxWorkers: Math.max(2, availableParallelism()),
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: chromium === null ? {} : { MLC_CHROMIUM: chromium },
    reporters: ['default', new SummaryReporter()],
  },
});
