import { isAppError } from '../../shared/errors/app-error.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { Destination } from '../ports/destination.ts';
import type { Source } from '../ports/source.ts';
import type { ChosenKeys } from './chosen-keys.ts';
import type { EngineDeps } from './deps.ts';
import { AloneInRun } from './installation/alone-in-run.ts';
import type { ProgressPublisher } from './progress.ts';
import type { RangeReading } from './resync/range-reading.ts';
import { replayStream, type ReplayOrder } from './replay/replay-stream.ts';
import { runStream } from './run-stream.ts';
import type { StreamPlan } from './stream-plan.ts';
import { StreamRun } from './stream-run.ts';
import { inTurns, type Turn } from './turns.ts';

export interface RunStreamsRequest {
  readonly source: Source;
  readonly destination: Destination;
  readonly flowId: string;
  readonly runId: string;
  readonly plans: readonly StreamPlan[];
  /** What is read of each of these streams; null reads windows. */
  readonly onlyKeys: readonly ChosenKeys[] | null;
  readonly range: RangeReading | null;
  readonly verify: boolean;
  /** What is sent again in place of reading; null for a run that reads. */
  readonly replay: ReplayOrder | null;
  readonly signal: AbortSignal;
  readonly progress: ProgressPublisher;
}

/**
 * Runs the streams in order, each in its turn, and notes how each of them ended. A fault of one stream does not keep the others
 * from running, but a refused sign-in, another installation of the flow and a cancellation stop the run: what is read by then stays staged, and streams that had not
 * begun stay as they are. Returns what stopped the run as a whole, or null. Throws what the store throws.
 */
export async function runStreams(deps: EngineDeps, request: RunStreamsRequest): Promise<unknown> {
  const stop = new AbortController();
  const signal = AbortSignal.any([request.signal, stop.signal]);
  const beside = isBesideIn(request);
  const alone = beside === undefined ? undefined : new AloneInRun();
  const work = async (plan: StreamPlan, turn: Turn): Promise<void> => {
    await turn.toRead;
    if (signal.aborted) return;
    const run = new StreamRun(deps, { flowId: request.flowId, runId: request.runId }, plan);
    try {
      const error = await oneStream(deps, { ...request, signal, alone }, run, turn);
      if (error !== null && stopsRun(error, signal)) stop.abort(error);
    } catch (error) {
      stop.abort(error);
      throw error;
    }
  };
  await inTurns(request.plans, work, beside);
  return stop.signal.aborted ? stop.signal.reason : null;
}

/**
 * A few records of several streams wait for the destination far longer than they keep it busy: of a run of chosen records, reference data is
 * delivered together, and then the documents that refer to it (decision 0024). Undefined where each stream has its turn.
 */
function isBesideIn({
  onlyKeys,
  destination,
}: RunStreamsRequest): ((a: StreamPlan, b: StreamPlan) => boolean) | undefined {
  if (onlyKeys === null || destination.capabilities.takesStreamsTogether !== true) return undefined;
  return (stream, before) => stream.definition.scheduleClass === before.definition.scheduleClass;
}

type InRun = RunStreamsRequest & { readonly alone: AloneInRun | undefined };

/** Returns what ended it before its time, or null. */
async function oneStream(deps: EngineDeps, request: InRun, run: StreamRun, turn: Turn): Promise<unknown> {
  const { progress, signal, replay } = request;
  const chosen = request.onlyKeys?.find(({ stream }) => stream === run.id);
  const own = {
    ...request,
    onlyKeys: chosen?.keys ?? null,
    saidDeleted: chosen?.deleted ?? [],
    run,
    turn,
    onProgress: (phase: boolean) => {
      progress.update(run.data, phase);
    },
  };
  try {
    await (replay === null ? runStream(deps, own) : replayStream(deps, { ...own, order: replay }));
    endStream(deps, run, progress, null);
    return null;
  } catch (error) {
    deps.log.warn('stream.ended', { runId: run.runId, flowId: run.flowId, stream: run.id }, error);
    // Cancelled by a person, or by another stream whose fault stopped the run.
    const why: unknown = signal.aborted ? signal.reason : error;
    run.fail(why);
    endStream(deps, run, progress, why);
    return why;
  }
}

function endStream(deps: EngineDeps, run: StreamRun, progress: ProgressPublisher, error: unknown): void {
  run.end();
  deps.store.transaction(() => {
    // The tallies in memory may be ahead of a transaction that was undone: the store is what counts.
    if (error !== null) run.reload();
    run.save();
    const paused = isAppError(error) && error.kind === 'permission' ? toErrorDto(error) : null;
    deps.store.streams.update(run.flowId, run.id, { paused });
  });
  progress.update(run.data, true);
}

function stopsRun(error: unknown, signal: AbortSignal): boolean {
  if (signal.aborted) return true;
  if (!isAppError(error)) return false;
  return error.kind === 'auth' || error.kind === 'cancelled' || error.code === 'INSTALLATION_OTHER';
}
