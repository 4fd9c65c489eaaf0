import { AppError } from '../../../shared/errors/app-error.ts';
import type { SourceRecord } from '../../../shared/model/record.ts';
import type { Destination } from '../../ports/destination.ts';
import type { Source, SourcePage } from '../../ports/source.ts';
import type { ReplayWork } from '../../store/replays.ts';
import type { EngineDeps } from '../deps.ts';
import { longAgo, nextSequence } from '../read-stream.ts';
import { sourceMoment } from '../source-moment.ts';
import { Stage } from '../stage.ts';
import type { StreamRun } from '../stream-run.ts';

export interface StageAnewRequest {
  readonly source: Source;
  /** Asked which records it has as they are: hashes are not believed, because the effect was stated by value. */
  readonly destination: Destination;
  readonly run: StreamRun;
  readonly work: ReplayWork;
  readonly signal: AbortSignal;
  onProgress(phase: boolean): void;
}

/** Stored records in one page. */
const pageSize = 500;
/** Keys asked of the source at once. */
const keysAtOnce = 500;

/**
 * Judges stored source records, or the records as the source has them now, by the flow's mapping of today and stages what the
 * destination does not have. Moves no cursor. Answers the batches that were staged, oldest first.
 *
 * Throws what the source throws, and ENGINE_NUMBERS_DO_NOT_ADD_UP.
 */
export async function stageAnew(deps: EngineDeps, request: StageAnewRequest): Promise<string[]> {
  const { run, destination, work, signal } = request;
  const { capabilities } = destination;
  const isStored = work.kind === 'stored-records';
  run.set({ window: `${String(work.ids.length)} ${isStored ? 'stored' : 'chosen'} records` });
  const stage = new Stage(deps, run, {
    sequence: await sequenceFor(deps, request),
    repairThrough: destination,
    maxDocuments: capabilities.maxDocumentsPerBatch,
    maxBytes: capabilities.maxBytesPerBatch,
  });
  const pages = isStored ? storedPages(deps, work.ids) : pagesByKey(request);
  for await (const page of pages) {
    signal.throwIfAborted();
    for (const record of page.records) {
      stage.add(record);
      if (stage.isFull) await flush(stage, signal);
    }
    for (const record of page.unreadable) stage.addUnreadable(record);
    run.refresh();
    request.onProgress(false);
  }
  await flush(stage, signal);
  const accounted = run.window.counts().read;
  if (accounted !== run.read) {
    throw new AppError('ENGINE_NUMBERS_DO_NOT_ADD_UP', 'internal', {
      phase: 'stage',
      details: { stream: run.data.label, read: run.read, accounted },
    });
  }
  return deps.store.batches.summaries(run.runId).flatMap((one) => (one.stream === run.id ? [one.id] : []));
}

/**
 * What was read before is newer than all that was staged so far, because nothing newer was read of these records, and older than
 * anything that is read from now on. What is read now goes by the moment of reading, as in any run.
 */
async function sequenceFor(deps: EngineDeps, { source, run, work, signal }: StageAnewRequest): Promise<string> {
  const { sequence, cursor } = deps.store.streams.get(run.flowId, run.id);
  if (work.kind === 'stored-records') return nextSequence(sequence, longAgo);
  return nextSequence(sequence, await sourceMoment(source, { stream: run.id, cursor, signal }));
}

async function flush(stage: Stage, signal: AbortSignal): Promise<void> {
  await stage.review(signal);
  stage.flush();
}

type Page = Pick<SourcePage, 'records' | 'unreadable'>;

async function* storedPages(deps: EngineDeps, ids: readonly string[]): AsyncIterable<Page> {
  for (let start = 0; start < ids.length; start += pageSize) {
    const records = ids.slice(start, start + pageSize).flatMap((id): SourceRecord[] => {
      const record = deps.store.rejected.source(id);
      return record === null ? [] : [record];
    });
    yield await Promise.resolve({ records, unreadable: [] });
  }
}

async function* pagesByKey({ source, run, work, signal }: StageAnewRequest): AsyncIterable<Page> {
  for (let start = 0; start < work.ids.length; start += keysAtOnce) {
    yield* source.readByKey(run.id, work.ids.slice(start, start + keysAtOnce), signal);
  }
}
