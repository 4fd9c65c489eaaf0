import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../../main/api/ask.ts';
import { createApp, type AppOptions } from '../../main/app.ts';
import type { AppPort } from '../../main/app-port.ts';
import type { Run } from '../../shared/model/run.ts';

/**
 * Works with a fresh app whose practice systems are running in the same process, `scale` times the usual world. They answer at
 * once, unless a `latency` is given for the source.
 */
export async function withPractice<T>(
  scale: number,
  work: (app: AppPort, flowId: string) => Promise<T>,
  latency?: AppOptions['practiceLatency'],
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-bench-'));
  try {
    const app = await createApp({
      dataFolder: folder,
      host: 'cli',
      vault: 'memory',
      practiceScale: scale,
      ...(latency === undefined ? {} : { practiceLatency: latency }),
      practiceIntegrations: ['workday-databricks'],
      keepsSchedules: false,
    });
    try {
      await ask(app, 'practice.start', {});
      const [overview] = await ask(app, 'flows.overview', {});
      if (overview === undefined) throw new Error('there is no practice flow');
      return await work(app, overview.flow.id);
    } finally {
      await app.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the flow and waits for the event that says it ended: asking all the time would be work of its own. */
export async function runToEnd(app: AppPort, flowId: string): Promise<Run> {
  const end = new Promise<Run>((resolve) => {
    app.subscribe(null, ({ payload }) => {
      if (payload.topic === 'run' && payload.run.endedAtUtc !== null) resolve(payload.run);
    });
  });
  await ask(app, 'runs.start', { flowId });
  return end;
}

/** Rows of all tables that the run's batches carried: headers and lines. */
export async function rowsOf(app: AppPort, run: Run): Promise<{ readonly rows: number; readonly documents: number }> {
  const batches = await ask(app, 'runs.batches', { id: run.id });
  const sum = (of: (batch: (typeof batches)[number]) => number) => batches.reduce((all, batch) => all + of(batch), 0);
  return { rows: sum(({ rows }) => rows), documents: sum(({ documents }) => documents) };
}
