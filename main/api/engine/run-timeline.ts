import type { Run, RunStream } from '../../../shared/model/run.ts';
import type { RunTimeline } from '../../../shared/model/record-view.ts';
import type { Store } from '../../store/store.ts';

/** When each phase, batch and pause of a run happened, from what the run, its batches and the trail say. */
export function timelineOf(store: Store, run: Run): RunTimeline {
  const batches = store.batches.summaries(run.id);
  return {
    startedAtUtc: run.startedAtUtc,
    endedAtUtc: run.endedAtUtc,
    streams: run.streams.map((stream) => ({
      stream: stream.stream,
      label: stream.label,
      startedAtUtc: stream.startedAtUtc,
      endedAtUtc: stream.endedAtUtc,
      phases: phasesOf(stream),
      batches: batches
        .filter((batch) => batch.stream === stream.stream)
        .map((batch) => ({
          id: batch.id,
          state: batch.state,
          documents: batch.documents,
          attempts: batch.attempts,
          startedAtUtc: batch.createdAtUtc,
          endedAtUtc: batch.acknowledgedAtUtc,
          failed: batch.attempts < 2 && batch.error === null ? [] : failedAttempts(store, batch.id),
          waitingUntilUtc: batch.nextAttemptAtUtc,
          error: batch.error,
        })),
    })),
    pauses: store.requests.pauses(run.id).flatMap(({ host, atUtc, ms, waitUntilUtc, error }) => {
      if (waitUntilUtc === undefined) return [];
      const fromUtc = new Date(Date.parse(atUtc) + ms).toISOString();
      return [{ host, fromUtc, untilUtc: waitUntilUtc, code: error ?? '' }];
    }),
  };
}

/** A phase lasts until the next begins. `queued` and `done` are no work and are left out. */
function phasesOf(stream: RunStream): RunTimeline['streams'][number]['phases'] {
  const phases = stream.phases ?? [];
  return phases.flatMap(({ phase, startedAtUtc }, index) => {
    if (phase === 'queued' || phase === 'done') return [];
    return [{ phase, startedAtUtc, endedAtUtc: phases[index + 1]?.startedAtUtc ?? stream.endedAtUtc }];
  });
}

function failedAttempts(store: Store, batchId: string): { atUtc: string; code: string }[] {
  return store.audit.of(batchId, 'batch.attempt-failed').map(({ atUtc, details }) => {
    const { code } = details;
    return { atUtc, code: typeof code === 'string' ? code : '' };
  });
}
