import { AppError, isAppError, isRetryable } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import { attemptsInOneRun, retryDelayMs } from '../../shared/replay/back-off.ts';
import type { Batch, DeliveryReport, Destination } from '../ports/destination.ts';
import type { StoredBatch } from '../store/batches.ts';
import { acknowledge } from './acknowledge.ts';
import type { EngineDeps } from './deps.ts';
import { askWhetherAlone, assertAlone, markOf } from './installation/alone.ts';
import { isOther, type AloneInRun } from './installation/alone-in-run.ts';
import type { Outbox } from './outbox.ts';
import type { StreamRun } from './stream-run.ts';

export interface DeliverRequest {
  readonly destination: Destination;
  readonly run: StreamRun;
  readonly signal: AbortSignal;
  readonly outbox: Outbox;
  /** Only where streams deliver beside each other. */
  readonly alone?: AloneInRun | undefined;
  onProgress(): void;
  /** Called before a batch is tried. */
  readonly onBegin?: (stored: StoredBatch) => void;
}

const firstDelayMs = 500;
const longestDelayMs = 30_000;

/**
 * Delivers the stream's outbox, oldest batch first. A passing fault is tried again a few times, then left in the outbox for
 * the next run; a batch the destination refuses as a whole is marked failed, stays in the outbox and its neighbours go on.
 *
 * Throws the last passing or connection-wide error once the outbox could not be emptied; what was delivered is acknowledged.
 */
export async function deliverOutbox(deps: EngineDeps, request: DeliverRequest): Promise<void> {
  const { signal, outbox } = request;
  let refused: AppError | null = null;
  // Asked anew after each batch: more may have been staged meanwhile.
  for (let stored = outbox.begin(); stored !== null; stored = outbox.begin()) {
    signal.throwIfAborted();
    // When the batch is on its way, not before: making the next one ready would hold it up.
    setImmediate(() => {
      outbox.lookAhead();
    });
    try {
      request.onBegin?.(stored);
      const { others = [] } = await deliverBatch(deps, request, stored);
      outbox.end(stored, 'acknowledged');
      // This batch is in; nothing further goes while another installation delivers the same flow.
      assertAlone(request.run.flowId, others);
    } catch (error) {
      const isRefused = isRefusal(error);
      if (!isOther(error)) outbox.end(stored, isRefused ? 'refused' : 'again');
      if (!isRefused) throw error;
      refused = error;
    }
    request.onProgress();
  }
  if (refused !== null) throw refused;
}

/** True if the fault is one batch's: the destination refused it as a whole, or answered in a way that should not be. Others may go. */
export function isRefusal(error: unknown): error is AppError {
  return isAppError(error) && (error.kind === 'record' || error.kind === 'internal');
}

async function deliverBatch(deps: EngineDeps, request: DeliverRequest, stored: StoredBatch): Promise<DeliveryReport> {
  const { batch } = stored;
  for (let attempt = 1; ; attempt += 1) {
    deps.store.batches.startAttempt(batch.id);
    try {
      await becomeAlone(deps, request);
      const report = await deliverOnce(deps, request, stored);
      if (acknowledge(deps, request.run, stored, report)) return report;
      throw unknownOutcome(batch, report);
    } catch (error) {
      const again = isRetryable(error) && attempt < attemptsInOneRun && !request.signal.aborted;
      const delayMs = again ? backOffMs(deps, attempt, error) : laterMs(deps, stored.attempts + attempt, error);
      noteFailedAttempt(deps, batch.id, error, delayMs === null ? null : deps.clock.now() + delayMs);
      if (!again || delayMs === null) throw error;
      await deps.clock.sleep(delayMs, request.signal);
    }
  }
}

/** Once for each outbox, replays included: each batch then tells with its completion. A fault of asking is one of delivering. */
async function becomeAlone(deps: EngineDeps, request: DeliverRequest): Promise<void> {
  const { outbox, run } = request;
  if (outbox.isKnownAlone) return;
  const ask = () => askWhetherAlone(deps, { ...request, flowId: run.flowId, target: run.plan.target });
  await (request.alone === undefined ? ask() : request.alone.ensure(run.id, ask));
  outbox.isKnownAlone = true;
}

async function deliverOnce(deps: EngineDeps, request: DeliverRequest, stored: StoredBatch): Promise<DeliveryReport> {
  const progress = deps.store.batches.get(stored.batch.id)?.progress ?? null;
  const report = await request.destination.deliver(stored.target, stored.batch, {
    progress,
    saveProgress: (next) => {
      deps.store.batches.saveProgress(stored.batch.id, next);
      return Promise.resolve();
    },
    signal: request.signal,
    installation: markOf(deps, request.run.flowId),
  });
  assertReportIsWhole(stored.batch, report);
  return report;
}

/** When a batch that this run could not deliver goes back by itself; null if only a person can help (design §5.9). */
function laterMs(deps: EngineDeps, attempts: number, error: unknown): number | null {
  if (!isRetryable(error)) return null;
  return retryDelayMs(attempts, deps.random.next(), isAppError(error) ? error.retryAfterMs : undefined);
}

/** A destination that forgets or invents a document would break the numbers: that is a bug of ours, said loudly. */
export function assertReportIsWhole(batch: Batch, report: DeliveryReport): void {
  const expected = new Set(batch.documents.map((document) => document.key));
  const fits =
    report.outcomes.length === expected.size && report.outcomes.every((one) => expected.delete(one.documentKey));
  if (fits) return;
  throw new AppError('ENGINE_REPORT_INCOMPLETE', 'internal', { phase: 'deliver', details: { batch: batch.id } });
}

function noteFailedAttempt(deps: EngineDeps, batchId: string, error: unknown, nextAt: number | null): void {
  const cancelled = isAppError(error) ? error.kind === 'cancelled' : true;
  const state = isRefusal(error) ? 'failed' : cancelled || isUnknown(error) ? 'unknown' : 'staged';
  deps.store.transaction(() => {
    const dto = toErrorDto(error);
    deps.store.batches.endAttempt(batchId, state, dto, nextAt === null ? null : new Date(nextAt).toISOString());
    deps.store.audit.append(new Date(deps.clock.now()).toISOString(), 'batch.attempt-failed', batchId, {
      code: dto.code,
      state,
    });
  });
}

function isUnknown(error: unknown): boolean {
  return isAppError(error) && error.code === 'ENGINE_OUTCOME_UNKNOWN';
}

/** The error of a report in which not every outcome is known. */
export function unknownOutcome(batch: Batch, report: DeliveryReport): AppError {
  const documents = report.outcomes.filter((one) => one.outcome === 'unknown').length;
  return new AppError('ENGINE_OUTCOME_UNKNOWN', 'transient', {
    phase: 'deliver',
    details: { batch: batch.id, documents },
  });
}

/** Milliseconds until the next attempt of this run: full jitter (design §5.9); the destination's own wish counts if it is longer. */
export function backOffMs(deps: EngineDeps, attempt: number, error: unknown): number {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** attempt);
  const asked = isAppError(error) ? (error.retryAfterMs ?? 0) : 0;
  return Math.max(asked, Math.round(deps.random.next() * ceiling));
}
