import { isAppError, type AppError } from '../../shared/errors/app-error.ts';
import type { Destination } from '../ports/destination.ts';
import type { Source } from '../ports/source.ts';
import { deliverOutbox, isRefusal } from './deliver.ts';
import { DeliveryAlongside } from './deliver-alongside.ts';
import type { EngineDeps } from './deps.ts';
import type { AloneInRun } from './installation/alone-in-run.ts';
import { askWhetherAlone } from './installation/alone.ts';
import { Outbox } from './outbox.ts';
import { forgetPreparation, prepareDestination } from './prepare.ts';
import { readStream } from './read-stream.ts';
import { markGone } from './resync/mark-gone.ts';
import type { RangeReading } from './resync/range-reading.ts';
import type { StreamRun } from './stream-run.ts';
import { compareTotals } from './totals.ts';
import type { Turn } from './turns.ts';

export interface RunStreamRequest {
  readonly source: Source;
  readonly destination: Destination;
  readonly run: StreamRun;
  readonly onlyKeys: readonly string[] | null;
  /** Keys among them that the source said were deleted. */
  readonly saidDeleted: readonly string[];
  readonly range: RangeReading | null;
  readonly verify: boolean;
  /** When it may read, and when it may deliver. */
  readonly turn: Turn;
  /** Only where streams deliver beside each other. */
  readonly alone: AloneInRun | undefined;
  readonly signal: AbortSignal;
  /** Called whenever what people see has changed; `phase` true at a change of phase. */
  onProgress(phase: boolean): void;
}

/**
 * One stream from plan to compared totals. What waits in the outbox from earlier goes first; then batches are delivered while
 * the window is read. A fault while reading does not keep staged records from being delivered; the fault is thrown afterwards.
 * A fault while delivering does not keep the window from being read and staged, nor does a batch from earlier that the destination
 * refuses: it stays in the outbox, what can go goes, and its refusal is thrown last.
 */
export async function runStream(deps: EngineDeps, request: RunStreamRequest): Promise<void> {
  const { run } = request;
  run.start();
  if (!readsAhead(deps, run)) await untilTurn(request);
  const outbox = openOutbox(deps, request);
  const refused = hasOpen(deps, run) ? await deliverEarlier(deps, request, outbox) : null;
  // Read before this run's own deliveries: those are confirmed over the window's keys, earlier ones over all keys.
  const unconfirmed = deps.store.streams.get(run.flowId, run.id).unverified;
  const readError = await readAndDeliver(deps, request, outbox);
  if (refused !== null) throw refused;
  request.turn.deliverOver();
  enter(request, 'comparing');
  // A window that was read again may have left out what its first reading delivered: only all keys confirm that.
  await compare(deps, request, unconfirmed || run.wasRestarted);
  if (readError !== null) throw readError.error;
  const compared = run.confirmsWindowOnly ? run.data.windowTotals : run.data.totals;
  const reconciled = compared.every((entry) => entry.agrees) && run.window.counts().waiting === 0;
  run.set({ reconciled });
}

/** What waits from earlier is delivered before its stream is read, and a repair asks the destination: both take their turn. */
function readsAhead(deps: EngineDeps, run: StreamRun): boolean {
  return !hasOpen(deps, run) && !deps.store.streams.get(run.flowId, run.id).hashesVoid;
}

function hasOpen(deps: EngineDeps, run: StreamRun): boolean {
  return deps.store.batches.openIds(run.flowId, run.id).length > 0;
}

function openOutbox(deps: EngineDeps, { run, destination, signal }: RunStreamRequest): Outbox {
  return new Outbox(deps, { flowId: run.flowId, streamId: run.id, destination, signal });
}

/** What waits from earlier goes first. Returns the refusal of a batch; any other fault is thrown. */
async function deliverEarlier(deps: EngineDeps, request: RunStreamRequest, outbox: Outbox): Promise<AppError | null> {
  try {
    await deliver(deps, request, outbox);
    return null;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return error;
  }
}

async function readAndDeliver(
  deps: EngineDeps,
  request: RunStreamRequest,
  outbox: Outbox,
): Promise<{ error: unknown } | null> {
  const { run, destination, signal } = request;
  const alongside = new DeliveryAlongside({
    outbox,
    signal,
    deliver: async () => {
      await untilTurn(request);
      await deliver(deps, request, outbox);
    },
  });
  try {
    enter(request, 'reading');
    // A message that cannot be taken back is sent when its window has been read whole and will not be read again.
    const readError = await read(deps, request, destination.capabilities.delivery === 'once' ? null : alongside);
    signal.throwIfAborted();
    await takeTurn(deps, request, readError === null);
    // Where the destination is still being prepared, delivering says itself when it begins.
    if (hasOpen(deps, run) && run.data.phase !== 'planning') enter(request, 'delivering');
    await alongside.finish();
    return readError;
  } finally {
    await alongside.settle();
  }
}

/** Waits for the streams before it. The next one is not read where this one failed: the fault may be the source's. */
async function takeTurn(deps: EngineDeps, request: RunStreamRequest, isRead: boolean): Promise<void> {
  if (isRead) request.turn.readOver();
  if (!request.turn.mayDeliver) {
    enter(request, 'queued');
    if (hasOpen(deps, request.run)) askAhead(deps, request);
  }
  await untilTurn(request);
}

/** Its batch is sure to be delivered within this run: the question that comes first need not wait for the streams before it. */
function askAhead(deps: EngineDeps, { alone, destination, run, signal }: RunStreamRequest): void {
  const ask = () => askWhetherAlone(deps, { destination, flowId: run.flowId, target: run.plan.target, signal });
  // A failure is met by the delivery, which asks again.
  alone?.begin(run.id, ask).catch(() => undefined);
}

async function untilTurn({ turn, signal }: RunStreamRequest): Promise<void> {
  await turn.toDeliver;
  signal.throwIfAborted();
}

async function read(
  deps: EngineDeps,
  request: RunStreamRequest,
  alongside: DeliveryAlongside | null,
): Promise<{ error: unknown } | null> {
  try {
    await readStream(deps, {
      ...request,
      alongside,
      onProgress: () => {
        request.onProgress(false);
      },
    });
    if (request.range?.findGone === true) await markGone(deps, { ...request, range: request.range });
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

async function deliver(deps: EngineDeps, request: RunStreamRequest, outbox: Outbox): Promise<void> {
  const { run, destination, signal } = request;
  const isAlone = run.data.phase !== 'reading';
  if (isAlone) enter(request, 'planning');
  await prepareDestination(deps, { destination, flowId: run.flowId, target: run.plan.target, signal });
  if (isAlone) enter(request, 'delivering');
  const once = () =>
    deliverOutbox(deps, {
      destination,
      run,
      signal,
      outbox,
      alone: request.alone,
      onProgress: () => {
        request.onProgress(false);
      },
    });
  try {
    await once();
  } catch (error) {
    if (!forgetPreparation(deps, run.flowId, run.id, error)) throw error;
    run.foundMissing = true;
    await prepareDestination(deps, { destination, flowId: run.flowId, target: run.plan.target, signal });
    await once();
  }
}

function enter(request: RunStreamRequest, phase: Parameters<StreamRun['setPhase']>[0]): void {
  request.run.setPhase(phase);
  request.onProgress(true);
}
