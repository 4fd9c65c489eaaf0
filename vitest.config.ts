import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './scripts/summary-reporter.ts';
import { SlowestFirst } from './test/slowest-first.ts';

// The scripts know where browsers are; they are plain JavaScript without types.
const script = fileURLToPath(new URL('./scripts/find-chromium.mjs', import.meta.url));
const { findChromium } = (await import(script)) as {
  findChromium(wanted: { forTests: boolean }): string | null;
};
const chromium = findChromium({ forTests: true });

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    environment: 'node',
    pool: 'forks',
    // A worker goes from file to file, with one browser and what is imported: to begin anew with each takes half as long again.
    isolate: false,
    // Tests in a browser and between processes wait now and then: another one works then.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: SlowestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: chromium === null ? {} : { MLC_CHROMIUM: chromium },
    reporters: ['default', new SummaryReporter()],
  },
});
