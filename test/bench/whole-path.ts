import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../../main/api/ask.ts';
import { createApp } from '../../main/app.ts';
import type { AppPort } from '../../main/app-port.ts';
import type { Run } from '../../shared/model/run.ts';

export interface WholePathBench {
  /** Rows of all tables that were delivered: headers and lines. */
  readonly rows: number;
  readonly documents: number;
  /** From the start of the run to its end: every stream is landed and its totals are compared. */
  readonly milliseconds: number;
  readonly rowsPerSecond: number;
  /** Processor time of the whole process in the meantime, both practice systems included. */
  readonly processorMs: number;
}

/**
 * One run of every stream from the practice Workday to the practice Databricks, both in the same process as the app, as the demo
 * does it: nothing is known yet, so that every row is read, mapped, staged, delivered and compared. Throws if it does not reconcile.
 */
export async function benchWholePath(scale: number): Promise<WholePathBench> {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-bench-path-'));
  try {
    const app = await createApp({
      dataFolder: folder,
      host: 'cli',
      vault: 'memory',
      practiceScale: scale,
      keepsSchedules: false,
    });
    try {
      return await measure(app);
    } finally {
      await app.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(app: AppPort): Promise<WholePathBench> {
  await ask(app, 'practice.start', {});
  const [overview] = await ask(app, 'flows.overview', {});
  if (overview === undefined) throw new Error('there is no practice flow');
  const before = process.cpuUsage();
  const run = await ended(app, overview.flow.id);
  const used = process.cpuUsage(before);
  if (!run.streams.every((stream) => stream.reconciled === true)) throw new Error('the whole path does not reconcile');
  const batches = await ask(app, 'runs.batches', { id: run.id });
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0);
  const milliseconds = Date.parse(run.endedAtUtc ?? '') - Date.parse(run.startedAtUtc);
  return {
    rows,
    documents: batches.reduce((sum, batch) => sum + batch.documents, 0),
    milliseconds,
    rowsPerSecond: rows / (milliseconds / 1000),
    processorMs: (used.user + used.system) / 1000,
  };
}

/** Waits for the event that says so: asking all the time would be work of its own. */
async function ended(app: AppPort, flowId: string): Promise<Run> {
  const end = new Promise<Run>((resolve) => {
    app.subscribe(null, ({ payload }) => {
      if (payload.topic === 'run' && payload.run.endedAtUtc !== null) resolve(payload.run);
    });
  });
  await ask(app, 'runs.start', { flowId });
  return end;
}
