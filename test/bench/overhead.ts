import { ask } from '../../main/api/ask.ts';
import type { AppPort } from '../../main/app-port.ts';
import { rowsOf, runToEnd, withPractice } from './practice-run.ts';

export interface OverheadBench {
  readonly rows: number;
  readonly requests: number;
  /** From the start of the run to its end. */
  readonly milliseconds: number;
  /** Of it, what the source's API took to answer: its requests go one at a time (design §5). */
  readonly sourceMs: number;
}

/**
 * One run from a practice Workday that takes its time: the first page of a set longer than the others, as while a real one
 * makes it. What the run takes beyond the source's answers is the app's own, receiving the pages included. Throws if the run
 * does not reconcile.
 */
export async function benchOverhead(scale: number, latency: Latency): Promise<OverheadBench> {
  return withPractice(
    scale,
    async (app, flowId) => {
      const run = await runToEnd(app, flowId);
      if (!run.streams.every((stream) => stream.reconciled === true))
        throw new Error('the slow run does not reconcile');
      const { rows } = await rowsOf(app, run);
      const times = await sourceTimes(app, run.id);
      return {
        rows,
        requests: times.length,
        milliseconds: Date.parse(run.endedAtUtc ?? '') - Date.parse(run.startedAtUtc),
        sourceMs: times.reduce((sum, ms) => sum + ms, 0),
      };
    },
    { workday: latency },
  );
}

type Latency = NonNullable<Parameters<typeof withPractice>[2]>['workday'];

/** What each request to the source took until it was answered. */
async function sourceTimes(app: AppPort, runId: string): Promise<number[]> {
  const connections = await ask(app, 'connections.list', {});
  const source = connections.find(({ system }) => system === 'workday');
  const times: number[] = [];
  const limit = 500;
  for (let offset = 0; ; offset += limit) {
    const { items } = await ask(app, 'runs.requests', {
      filter: { runId },
      sort: [{ column: 'number', direction: 'asc' }],
      offset,
      limit,
    });
    for (const one of items) if (one.connectionId === source?.id) times.push(one.ms);
    if (items.length < limit) return times;
  }
}
