import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';
import { startEngineWorker, type EngineWorker } from '../../main/engine/start-worker.ts';

type Transport = Parameters<typeof startEngineWorker>[2];

export interface EngineThreads {
  /** Starts an engine in a thread of its own, closed after the test. `dataFile`: name within the folder of the test file. */
  start(entry: URL, transport?: Transport, dataFile?: string): Promise<EngineWorker>;
}

/** The app's own engine, as the thread that starts it knows it. */
export const realEngine = new URL('../../main/engine/worker.ts', import.meta.url);

/** Engines in threads over one data folder, for the tests of a file; the folder goes with the last test. */
export function engineThreads(): EngineThreads {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-engine-'));
  const running: EngineWorker[] = [];
  afterEach(async () => {
    for (const one of running.splice(0)) await one.close();
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    start: async (entry, transport, dataFile = 'data.sqlite') => {
      const engine = await startEngineWorker(
        entry,
        {
          dataFile: join(folder, dataFile),
          logFolder: join(folder, 'logs'),
          dataKey: null,
          practiceKey: new Uint8Array(32),
        },
        transport,
      );
      running.push(engine);
      return engine;
    },
  };
}
