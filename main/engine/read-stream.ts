import { AppError, isAppError } from '../../shared/errors/app-error.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { Destination } from '../ports/destination.ts';
import type { ReadWindow, Source, SourcePage, WindowRequest } from '../ports/source.ts';
import { nowUtc } from '../ports/time.ts';
import type { StreamState } from '../store/stream-states.ts';
import type { DeliveryAlongside } from './deliver-alongside.ts';
import type { EngineDeps } from './deps.ts';
import { releaseHeld } from './held/release-held.ts';
import type { RangeReading } from './resync/range-reading.ts';
import { settleGone } from './gone/settle-gone.ts';
import { WindowTold } from './gone/window-told.ts';
import { sourceMoment } from './source-moment.ts';
import { Stage } from './stage.ts';
import type { StreamRun } from './stream-run.ts';

export interface ReadRequest {
  readonly source: Source;
  readonly destination: Destination;
  readonly run: StreamRun;
  /** Null reads what changed since the cursor; keys read just these records and move no cursor. */
  readonly onlyKeys: readonly string[] | null;
  /** Keys among them that the source said were deleted: what it does not give either is gone. */
  readonly saidDeleted: readonly string[];
  /** Days that are read again; they move no cursor. */
  readonly range: RangeReading | null;
  readonly signal: AbortSignal;
  /** Delivers what was staged while the rest is read; null leaves it in the outbox. */
  readonly alongside: DeliveryAlongside | null;
  onProgress(): void;
}

const maxWindowRestarts = 3;
/** Older than any moment that a source names. */
export const longAgo = '1970-01-01T00:00:00.000Z';

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
  const asked = windowRequest(deps, request, state);
  const window =
    request.onlyKeys === null
      ? await source.openWindow(run.id, asked, signal)
      : await chosenRecords(source, { stream: run.id, cursor: state.cursor, signal }, request.onlyKeys);
  run.set({ window: window.description, reach: window.reach });
  const stage = stageFor(deps, request, state, window.asOf);
  const { announced, cursor, told } = await readPages(request, window, stage);
  signal.throwIfAborted();
  await flush(stage, request);
  assertComplete(run, announced);
  // A range repairs its own documents at most: what voided the others' hashes stands.
  if (request.onlyKeys !== null) {
    told.takeGone(request.saidDeleted);
    await settleGone(deps, { ...request, told });
    return;
  }
  if (request.range !== null) return;
  await settleGone(deps, { ...request, told });
  await judgeHeldAgain(deps, request, told);
  deps.store.transaction(() => {
    deps.store.streams.update(run.flowId, run.id, {
      cursor: cursor ?? window.nextCursor ?? state.cursor,
      // Something that was found missing while this was read, or was not compared, is for the next run to set right.
      hashesVoid: run.foundMissing || (state.hashesVoid && told.failure !== null),
    });
    if (told.failure === null) noteReadWhole(deps, run, asked);
  });
  if (told.failure !== null) throw told.failure;
}

/** What is read by its keys is pinned to a moment as a window is, and moves no cursor. */
async function chosenRecords(
  source: Source,
  of: Parameters<typeof sourceMoment>[1],
  keys: readonly string[],
): Promise<ReadWindow> {
  const asOf = await sourceMoment(source, of);
  return {
    asOf,
    description: `${String(keys.length)} chosen records`,
    reach: 'chosen',
    criteria: {},
    nextCursor: null,
  };
}

function stageFor(deps: EngineDeps, { run, destination }: ReadRequest, state: StreamState, asOf: string): Stage {
  return new Stage(deps, run, {
    sequence: nextSequence(state.sequence, asOf),
    repairThrough: state.hashesVoid ? destination : null,
    maxDocuments: destination.capabilities.maxDocumentsPerBatch,
    maxBytes: destination.capabilities.maxBytesPerBatch,
  });
}

/** Stored records are newer than all that was staged, because nothing newer was read of them, and older than what is read from now on. */
async function judgeHeldAgain(deps: EngineDeps, request: ReadRequest, told: WindowTold): Promise<void> {
  const { run } = request;
  const state = deps.store.streams.get(run.flowId, run.id);
  const stage = stageFor(deps, request, state, longAgo);
  await releaseHeld(deps, { ...request, told, stage, flush: (one) => flush(one, request) });
  assertAddsUp(run);
}

/** From then on what the stream does not have is unknown to documents that name it. */
function noteReadWhole({ store, clock }: EngineDeps, run: StreamRun, { kind, ...asked }: WindowRequest): void {
  if (run.plan.definition.dimension === undefined) return;
  const isWhole = kind === 'full' || ('cursor' in asked && asked.cursor === null);
  if (isWhole) store.dimensions.noteReadWhole(run.flowId, run.id, nowUtc(clock));
}

/** After totals disagreed, everything is read anew: only so can every record be compared with what landed. */
function windowRequest(
  { store }: EngineDeps,
  { range, run }: ReadRequest,
  { cursor, hashesVoid, askedGone }: StreamState,
): WindowRequest {
  if (range !== null) return { kind: 'range', from: range.from, to: range.to };
  // A person's word about records that are gone is held against all that the source has.
  const isAsked = (askedGone?.confirmed ?? null) !== null;
  // Reference data that was read before anything was checked against it is not all kept yet.
  const isNew =
    run.plan.definition.dimension !== undefined && store.dimensions.readWholeAt(run.flowId, run.id) === null;
  const isWhole = hashesVoid || isAsked || (isNew && cursor !== null);
  return isWhole ? { kind: 'full' } : { kind: 'incremental', cursor };
}

/** What the pages of a window told beside their records. */
interface PagesTold {
  readonly announced: number | null;
  /** The last one told; null if none was. */
  readonly cursor: JsonObject | null;
  readonly told: WindowTold;
}

async function readPages(request: ReadRequest, window: ReadWindow, stage: Stage): Promise<PagesTold> {
  const { run, source, signal } = request;
  const pages: AsyncIterable<SourcePage> =
    request.onlyKeys === null
      ? source.read(run.id, window, signal)
      : source.readByKey(run.id, request.onlyKeys, signal);
  let announced: number | null = null;
  let cursor: JsonObject | null = null;
  const told = new WindowTold();
  for await (const page of pages) {
    signal.throwIfAborted();
    announced = request.onlyKeys === null ? page.announced : null;
    cursor = page.cursor ?? cursor;
    told.take(page);
    run.set({ announced });
    for (const record of page.records) {
      stage.add(record);
      if (stage.isFull) await flush(stage, request);
    }
    for (const record of page.unreadable) stage.addUnreadable(record);
    run.refresh();
    request.onProgress();
  }
  return { announced, cursor, told };
}

async function flush(stage: Stage, request: ReadRequest): Promise<void> {
  await stage.review(request.signal);
  stage.flush();
  request.alongside?.kick();
}

function assertAddsUp(run: StreamRun): void {
  const accounted = run.window.counts().read;
  if (accounted === run.read) return;
  throw new AppError('ENGINE_NUMBERS_DO_NOT_ADD_UP', 'internal', {
    phase: 'stage',
    details: { stream: run.data.label, read: run.read, accounted },
  });
}

function assertComplete(run: StreamRun, announced: number | null): void {
  assertAddsUp(run);
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
