import type { Run } from '../../shared/model/run.ts';
import { authError, flowOf, minutesFromNow, overviewOf, runOf, type Overview } from './fake-data.ts';

/** The state that the app of the fake is in when its window opens. */
export type Scenario =
  | 'first-start'
  | 'healthy'
  | 'running'
  | 'failed'
  | 'paused'
  | 'locked'
  | 'read-only'
  | 'messages'
  | 'exact'
  | 'alerts';

/** A run under way: some streams done, one being read. */
export function runningRun(id: string): Run {
  const run = runOf(id, { state: 'running', endedAtUtc: null, startedAtUtc: minutesFromNow(0) });
  const streams = run.streams.map((stream, index) => {
    const open = { landedAtUtc: null, reconciled: null, endedAtUtc: null, totals: [], windowTotals: [] };
    if (index < 4) return stream;
    if (index > 4)
      return {
        ...stream,
        ...open,
        phase: 'queued' as const,
        announced: null,
        counts: { ...stream.counts, read: 0, loaded: 0, unchanged: 0 },
      };
    return {
      ...stream,
      ...open,
      phase: 'reading' as const,
      excludedBy: [],
      counts: { read: 600, loaded: 0, unchanged: 9, excluded: 0, rejected: 1, held: 0, waiting: 590 },
    };
  });
  return { ...run, streams };
}

/** The latest run as a window finds it. */
export function startRunOf(scenario: Scenario): Run {
  if (scenario === 'running') return runningRun('run-1');
  if (scenario === 'failed') return runOf('run-1', { state: 'failed', error: authError });
  return runOf('run-1');
}

/** The flow to that run, as a window finds it. */
export function startFlow(scenario: Scenario, run: Run | null): Overview {
  if (scenario === 'running') return overviewOf(run, { state: 'running' });
  if (scenario === 'failed') return overviewOf(run, { state: 'failed', openRejections: 0 });
  if (scenario === 'paused') {
    return overviewOf(run, {
      state: 'paused',
      nextRunAtUtc: null,
      flow: { ...flowOf(), paused: { reason: authError.text, error: authError, atUtc: minutesFromNow(-12) } },
    });
  }
  return overviewOf(run);
}

/** One of the runs before it. */
export function olderRun(index: number): Run {
  const minutes = -30 * (index + 1);
  return runOf(`run-old-${String(index)}`, {
    state: index % 7 === 3 ? 'incomplete' : 'succeeded',
    trigger: 'schedule',
    startedAtUtc: minutesFromNow(minutes),
    endedAtUtc: minutesFromNow(minutes + 2),
  });
}
