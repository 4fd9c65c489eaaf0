import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { Resync, ResyncPart } from '../../../shared/resync/resync.ts';

const minute = 60_000;
/** How long after each failure a part is tried again; after the last one it is given up until a person asks. */
const retriesAfterMs = [1, 5, 15, 60].map((minutes) => minutes * minute);

/** The part as its ended run leaves it. A cancelled run leaves it to be read again. */
export function settledPart(part: ResyncPart, run: Run, nowMs: number): ResyncPart {
  const [stream] = run.streams;
  const read = {
    ...part,
    announced: stream?.announced ?? null,
    counts: stream?.counts ?? null,
    totals: stream?.windowTotals ?? [],
    gone: stream?.gone ?? null,
    error: null,
    nextAttemptAtUtc: null,
  };
  if (run.state === 'cancelled') return { ...part, state: 'waiting' };
  if (stream?.error === null && run.error === null && stream.reconciled === true) {
    return { ...read, state: stream.gone?.asks === true ? 'asks' : 'done' };
  }
  const unnamed = new AppError('RESYNC_NOT_RECONCILED', 'transient', { details: { stream: stream?.label ?? '' } });
  return failedPart(read, stream?.error ?? run.error ?? toErrorDto(unnamed), nowMs);
}

/** The part after a failure: tried again later, or given up. */
export function failedPart(part: ResyncPart, error: NonNullable<ResyncPart['error']>, nowMs: number): ResyncPart {
  const delayMs = retriesAfterMs[part.attempts - 1];
  const nextAttemptAtUtc = delayMs === undefined ? null : new Date(nowMs + delayMs).toISOString();
  return { ...part, state: 'failed', error, nextAttemptAtUtc };
}

/** The part that is to be read next, and from when; null if there is none. What failed waits until all others were read. */
export function nextPart({ parts }: Pick<Resync, 'parts'>): { part: ResyncPart; dueMs: number } | null {
  const waiting = parts.find((part) => part.state === 'waiting');
  if (waiting !== undefined) return { part: waiting, dueMs: 0 };
  const again = parts.flatMap((part) =>
    part.state === 'failed' && part.nextAttemptAtUtc !== null
      ? [{ part, dueMs: Date.parse(part.nextAttemptAtUtc) }]
      : [],
  );
  return again.sort((a, b) => a.dueMs - b.dueMs || a.part.number - b.part.number)[0] ?? null;
}

/** How a re-sync stands when no part is left to be read. */
export function finalState({ parts }: Pick<Resync, 'parts'>): 'asks' | 'failed' | 'done' {
  if (parts.some((part) => part.state === 'asks')) return 'asks';
  return parts.some((part) => part.state === 'failed') ? 'failed' : 'done';
}
