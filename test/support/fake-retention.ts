import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { OldRuns, RemovedRun } from '../../shared/model/old-runs.ts';
import {
  nothingRemoved,
  retentionChoices,
  retentionLimit,
  type RetentionChoice,
  type RetentionState,
} from '../../shared/model/retention.ts';
import { minutesFromNow, runOf } from './fake-data.ts';

/** An installation of some three years: the shorter what is kept, the more goes. */
export function retentionOf(keep: RetentionChoice): RetentionState {
  const nowMs = Date.parse(minutesFromNow(0));
  const share: Partial<Record<RetentionChoice, number>> = { '90-days': 5, '1-year': 3, '2-years': 1 };
  return {
    keep,
    effects: retentionChoices.map((one) => {
      const times = share[one] ?? 0;
      const removes = {
        batches: 412 * times,
        versions: 148_230 * times,
        rejected: 17 * times,
        requests: 3_100 * times,
        messages: 260 * times,
        runs: 210 * times,
        entries: 17 * times,
        alerts: 4 * times,
        logFiles: 0,
        bytes: 61_400_000 * times,
      };
      return { keep: one, beforeUtc: retentionLimit(one, nowMs), removes: times === 0 ? nothingRemoved : removes };
    }),
    lastSweep: { atUtc: minutesFromNow(-200), beforeUtc: retentionLimit(keep, nowMs), removed: nothingRemoved },
    lastRemoval: null,
  };
}

const day = 24 * 60;

/** What is left of two months' runs that went. */
export function olderRuns(): OldRuns[] {
  return [-4 * 30, -5 * 30].map((days) => {
    const run = runOf('run-1');
    const startedAtUtc = minutesFromNow(days * day);
    return {
      flowId: run.flowId,
      flowName: run.flowName,
      month: startedAtUtc.slice(0, 7),
      runs: 1_440,
      states: [
        { state: 'succeeded', runs: 1_431 },
        { state: 'failed', runs: 9 },
      ],
      firstStartedAtUtc: `${startedAtUtc.slice(0, 7)}-01T05:00:00.000Z`,
      lastEndedAtUtc: `${startedAtUtc.slice(0, 7)}-28T21:02:11.000Z`,
      streams: run.streams.map((one) => ({
        stream: one.stream,
        label: one.label,
        runs: 1_440,
        counts: one.counts,
        unreconciled: 0,
        sums: one.windowTotals
          .filter(({ company }) => company === one.windowTotals[0]?.company)
          .map(({ amount, currency, source, loaded }) => ({ amount, currency, source, loaded })),
      })),
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      removedAtUtc: minutesFromNow(-3 * day),
    };
  });
}

/** A run that went, as the trail tells of it. */
export function removedRunOf(id: string): RemovedRun {
  const { flowId, flowName, trigger, state, streams } = runOf(id);
  return {
    ...{ id, flowId, flowName, trigger, state },
    removedAtUtc: minutesFromNow(-3 * day),
    startedAtUtc: minutesFromNow(-120 * day),
    endedAtUtc: minutesFromNow(-120 * day + 2),
    streams: streams.map(({ stream, counts, reconciled }) => ({ stream, counts, reconciled })),
  };
}

export const runRemovedError = toErrorDto(
  new AppError('RUN_REMOVED', 'config', { details: { id: 'run-removed', date: '2026-11-20' } }),
);
