import { isAppError } from '../../shared/errors/app-error.ts';
import type { Destination } from '../ports/destination.ts';
import type { Source } from '../ports/source.ts';
import { deliverOutbox } from './deliver.ts';
import type { EngineDeps } from './deps.ts';
import { forgetPreparation, prepareDestination } from './prepare.ts';
import { readStream } from './read-stream.ts';
import type { StreamRun } from './stream-run.ts';
import { compareTotals } from './totals.ts';

export interface RunStreamRequest {
  readonly source: Source;
  readonly destination: Destination;
  readonly run: StreamRun;
  readonly onlyKeys: readonly string[] | null;
  readonly verify: boolean;
  readonly signal: AbortSignal;
  /** Called whenever what people see has changed; `phase` true at a change of phase. */
  onProgress(phase: boolean): void;
}

/**
 * One stream from plan to compared totals. What waits in the outbox from earlier goes first. A fault while reading does not
 * keep staged records from being delivered; the fault is thrown afterwards.
 */
export async function runStream(deps: EngineDeps, request: RunStreamRequest): Promise<void> {
  const { run } = request;
  run.start();
  if (deps.store.batches.openIds(run.flowId, run.id).length > 0) await deliver(deps, request);
  // Read before this run's own deliveries: those are confirmed over the window's keys, earlier ones over all keys.
  const unconfirmed = deps.store.streams.get(run.flowId, run.id).unverified;
  const readError = await read(deps, request);
  request.signal.throwIfAborted();
  if (deps.store.batches.openIds(run.flowId, run.id).length > 0) await deliver(deps, request);
  enter(request, 'comparing');
  await compare(deps, request, unconfirmed);
  if (readError !== null) throw readError.error;
  const reconciled = run.data.totals.every((entry) => entry.agrees) && run.window.counts().waiting === 0;
  run.set({ reconciled });
}

async function read(deps: EngineDeps, request: RunStreamRequest): Promise<{ error: unknown } | null> {
  enter(request, 'reading');
  try {
    await readStream(deps, {
      ...request,
      onProgress: () => {
        request.onProgress(false);
      },
    });
    return null;
  } catch (error) {
    const cancelled = request.signal.aborted || (isAppError(error) && error.kind === 'cancelled');
    if (cancelled) throw error;
    return { error };
  }
}

async function compare(deps: EngineDeps, request: RunStreamRequest, unconfirmed: boolean): Promise<void> {
  try {
    await compareTotals(deps, { ...request, unconfirmed });
  } catch (error) {
    forgetPreparation(deps, request.run.flowId, request.run.id, error);
    throw error;
  }
}

async function deliver(deps: EngineDeps, request: RunStreamRequest): Promise<void> {
  const { run, destination, signal } = request;
  enter(request, 'planning');
  await prepareDestination(deps, { destination, flowId: run.flowId, target: run.plan.target, signal });
  enter(request, 'delivering');
  const once = () =>
    deliverOutbox(deps, {
      destination,
      run,
      signal,
      onProgress: () => {
        request.onProgress(false);
      },
    });
  try {
    await once();
  } catch (error) {
    if (!forgetPreparation(deps, run.flowId, run.id, error)) throw error;
    await prepareDestination(deps, { destination, flowId: run.flowId, target: run.plan.target, signal });
    await once();
  }
}

function enter(request: RunStreamRequest, phase: Parameters<StreamRun['setPhase']>[0]): void {
  request.run.setPhase(phase);
  request.onProgress(true);
}
