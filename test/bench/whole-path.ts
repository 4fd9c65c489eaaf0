import { rowsOf, runToEnd, withPractice } from './practice-run.ts';

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
  return withPractice(scale, async (app, flowId) => {
    const before = process.cpuUsage();
    const run = await runToEnd(app, flowId);
    const used = process.cpuUsage(before);
    if (!run.streams.every((stream) => stream.reconciled === true))
      throw new Error('the whole path does not reconcile');
    const { rows, documents } = await rowsOf(app, run);
    const milliseconds = Date.parse(run.endedAtUtc ?? '') - Date.parse(run.startedAtUtc);
    return {
      rows,
      documents,
      milliseconds,
      rowsPerSecond: rows / (milliseconds / 1000),
      processorMs: (used.user + used.system) / 1000,
    };
  });
}
