import { AppError, isAppError } from '../../shared/errors/app-error.ts';
import type { Destination } from '../ports/destination.ts';
import type { ReadWindow, Source, SourcePage, WindowRequest } from '../ports/source.ts';
import type { StreamState } from '../store/stream-states.ts';
import type { DeliveryAlongside } from './deliver-alongside.ts';
import type { EngineDeps } from './deps.ts';
import type { RangeReading } from './resync/range-reading.ts';
import { Stage } from './stage.ts';
import type { StreamRun } from './stream-run.ts';

export interface ReadRequest {
  readonly source: Source;
  readonly destination: Destination;
  readonly run: StreamRun;
  /** Null reads what changed since the cursor; keys read just these records and move no cursor. */
  readonly onlyKeys: readonly string[] | null;
  /** Days that are read again; they move no cursor. */
  readonly range: RangeReading | null;
  readonly signal: AbortSignal;
  /** Delivers what was staged while the rest is read; null leaves it in the outbox. */
  readonly alongside: DeliveryAlongside | null;
  onProgress(): void;
}

const maxWindowRestarts = 3;

/**
 * Reads one window whole, judges and stages it. The cursor moves after all of it is staged, and only if the
 * announced number of records was read (design §5.1). A window whose totals move is read again from its first page.
 *
 * Throws what the source throws, what delivering threw if that kept the window from being read again, ENGINE_ANNOUNCED_COUNT_DIFFERS and ENGINE_NUMBERS_DO_NOT_ADD_UP.
 */
export async function readStream(deps: EngineDeps, request: ReadRequest): Promise<void> {
  for (let restarts = 0; ; restarts += 1) {
    try {
      await readOnce(deps, request);
      return;
    } catch (error) {
      const moved = isAppError(error) && error.code === 'ENGINE_WINDOW_MOVED';
      if (!moved || restarts >= maxWindowRestarts) throw error;
      // What was sent must be known to have arrived: only then is what is still in the outbox dropped and the rest counted anew.
      await request.alongside?.halt();
      deps.store.transaction(() => {
        deps.store.documents.forgetStaged(request.run.flowId, request.run.id, request.run.runId);
        deps.store.batches.discardStaged(request.run.runId, request.run.id);
        deps.store.waitingReaders.forget(request.run.runId, request.run.id);
        request.run.restart();
        request.run.recomputePosition();
        request.run.save();
      });
      request.alongside?.resume();
    }
  }
}

async function readOnce(deps: EngineDeps, request: ReadRequest): Promise<void> {
  const { run, source, signal } = request;
  run.foundMissing = false;
  const state = deps.store.streams.get(run.flowId, run.id);
  const window = await source.openWindow(run.id, windowRequest(request, state), signal);
  run.set({
    window: request.onlyKeys === null ? window.description : `${String(request.onlyKeys.length)} chosen records`,
    reach: request.onlyKeys === null ? window.reach : 'chosen',
  });
  const stage = new Stage(deps, run, {
    sequence: nextSequence(state.sequence, window.asOf),
    repairThrough: state.hashesVoid ? request.destination : null,
    maxDocuments: request.destination.capabilities.maxDocumentsPerBatch,
    maxBytes: request.destination.capabilities.maxBytesPerBatch,
  });
  const announced = await readPages(request, window, stage);
  signal.throwIfAborted();
  await flush(stage, request);
  assertComplete(run, announced);
  // A range repairs its own documents at most: what voided the others' hashes stands.
  if (request.onlyKeys !== null || request.range !== null) return;
  deps.store.transaction(() => {
    deps.store.streams.update(run.flowId, run.id, {
      cursor: window.nextCursor ?? state.cursor,
      // Something that was found missing while this was read is for the next run to set right.
      hashesVoid: run.foundMissing,
    });
  });
}

/** After totals disagreed, everything is read anew: only so can every record be compared with what landed. */
function windowRequest(
  { range }: Pick<ReadRequest, 'range'>,
  { cursor, hashesVoid }: Pick<StreamState, 'cursor' | 'hashesVoid'>,
): WindowRequest {
  if (range !== null) return { kind: 'range', from: range.from, to: range.to };
  return hashesVoid ? { kind: 'full' } : { kind: 'incremental', cursor };
}

async function readPages(request: ReadRequest, window: ReadWindow, stage: Stage): Promise<number | null> {
  const { run, source, signal } = request;
  const pages: AsyncIterable<SourcePage> =
    request.onlyKeys === null
      ? source.read(run.id, window, signal)
      : source.readByKey(run.id, request.onlyKeys, signal);
  let announced: number | null = null;
  for await (const page of pages) {
    signal.throwIfAborted();
    announced = request.onlyKeys === null ? page.announced : null;
    run.set({ announced });
    for (const record of page.records) {
      stage.add(record);
      if (stage.isFull) await flush(stage, request);
    }
    for (const record of page.unreadable) stage.addUnreadable(record);
    run.refresh();
    request.onProgress();
  }
  return announced;
}

async function flush(stage: Stage, request: ReadRequest): Promise<void> {
  await stage.review(request.signal);
  stage.flush();
  request.alongside?.kick();
}

function assertComplete(run: StreamRun, announced: number | null): void {
  const accounted = run.window.counts().read;
  if (accounted !== run.read) {
    throw new AppError('ENGINE_NUMBERS_DO_NOT_ADD_UP', 'internal', {
      phase: 'stage',
      details: { stream: run.data.label, read: run.read, accounted },
    });
  }
  if (announced !== null && announced !== run.read) {
    throw new AppError('ENGINE_ANNOUNCED_COUNT_DIFFERS', 'transient', {
      phase: 'read',
      details: { stream: run.data.label, announced, read: run.read },
    });
  }
}

/** max(previous + 1, the pinned read moment in microseconds by the source's clock): design §4 “Order”. */
export function nextSequence(previous: string, asOf: string): string {
  const moment = BigInt(Date.parse(asOf)) * 1000n;
  const next = BigInt(previous) + 1n;
  return (moment > next ? moment : next).toString();
}
