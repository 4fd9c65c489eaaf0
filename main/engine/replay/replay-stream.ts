import { AppError } from '../../../shared/errors/app-error.ts';
import type { RunPhase } from '../../../shared/model/run.ts';
import { effectText, sameEffect, type StreamEffect } from '../../../shared/replay/replay.ts';
import type { Destination } from '../../ports/destination.ts';
import type { Source } from '../../ports/source.ts';
import type { StoredBatch } from '../../store/batches.ts';
import type { ReplayWork } from '../../store/replays.ts';
import { deliverOutbox, isRefusal } from '../deliver.ts';
import type { EngineDeps } from '../deps.ts';
import { Outbox } from '../outbox.ts';
import { forgetPreparation, prepareDestination } from '../prepare.ts';
import type { StreamRun } from '../stream-run.ts';
import { sumDocument } from '../sums.ts';
import { compareTotals } from '../totals.ts';
import type { Turn } from '../turns.ts';
import { EffectTally } from './effect.ts';
import { measure, type MeasuredDestination } from './measure.ts';
import { sendAgain } from './send-again.ts';
import { stageAnew } from './stage-anew.ts';

/** What a run replays: all that waits, by itself, or what a person was told. */
export interface ReplayOrder {
  /** Null for an automatic retry. */
  readonly planId: string | null;
  readonly automatic: boolean;
  readonly work: readonly ReplayWork[];
  readonly said: readonly StreamEffect[];
}

export interface ReplayStreamRequest {
  readonly source: Source;
  readonly destination: Destination;
  readonly run: StreamRun;
  readonly order: ReplayOrder;
  readonly turn: Turn;
  readonly signal: AbortSignal;
  onProgress(phase: boolean): void;
}

/**
 * One stream of a replay: sends what was stored, or stages stored or re-read records anew and sends those, and compares totals over all
 * that ever landed. An automatic retry sends all that waits and reads nothing. A replay that a person started does what was said:
 * what sending does is measured by asking the destination before and after, and a difference fails the stream.
 *
 * Throws REPLAY_EFFECT_DIFFERS with both figures, ENGINE_TOTALS_DIFFER, and what destination, source and store throw.
 */
export async function replayStream(deps: EngineDeps, request: ReplayStreamRequest): Promise<void> {
  const { run, order, turn, signal } = request;
  run.start();
  await turn.toDeliver;
  signal.throwIfAborted();
  const work = order.work.find((one) => one.stream === run.id);
  const done = work === undefined ? await sendWaiting(deps, request) : await measured(deps, request, work);
  enter(request, 'comparing');
  await compareWithLedger(deps, request);
  const said = order.said.find((one) => one.stream === run.id);
  if (done !== null && said !== undefined && !sameEffect(said, done)) {
    throw new AppError('REPLAY_EFFECT_DIFFERS', 'record', {
      phase: 'deliver',
      details: { stream: run.data.label, said: effectText(said), done: effectText(done) },
    });
  }
  run.set({ reconciled: run.data.totals.every((one) => one.agrees) && run.window.counts().waiting === 0 });
}

async function compareWithLedger(deps: EngineDeps, request: ReplayStreamRequest): Promise<void> {
  const { run, destination, signal } = request;
  try {
    await compareTotals(deps, { destination, run, verify: false, unconfirmed: true, signal });
  } catch (error) {
    forgetPreparation(deps, run.flowId, run.id, error);
    throw error;
  }
}

async function sendWaiting(deps: EngineDeps, request: ReplayStreamRequest): Promise<null> {
  const { run, destination } = request;
  const waiting = deps.store.batches.openIds(run.flowId, run.id).length;
  run.set({ window: `${String(waiting)} stored batches` });
  enter(request, 'delivering');
  await withShape(deps, request, () => sendOpen(deps, request, destination));
  return null;
}

async function measured(deps: EngineDeps, request: ReplayStreamRequest, work: ReplayWork): Promise<StreamEffect> {
  const { run } = request;
  const isStored = work.kind === 'batches';
  const tally = new EffectTally({ stream: run.id, label: run.data.label, batches: isStored ? 0 : null });
  const destination = measure(request.destination, tally);
  try {
    if (isStored) await sendBatches(deps, request, { destination, tally, ids: work.ids });
    else await sendAnew(deps, request, { destination, tally, work });
  } finally {
    deps.store.replays.saveDone(run.runId, tally.effect());
  }
  return tally.effect();
}

interface Sending {
  readonly destination: MeasuredDestination;
  readonly tally: EffectTally;
}

/** Each batch by itself, in the order of their versions; a batch that is refused as a whole does not keep its neighbours. */
async function sendBatches(
  deps: EngineDeps,
  request: ReplayStreamRequest,
  { destination, tally, ids }: Sending & { readonly ids: readonly string[] },
): Promise<void> {
  const { run, signal } = request;
  run.set({ window: `${String(ids.length)} stored batches` });
  enter(request, 'delivering');
  let refused: AppError | null = null;
  for (const id of ids) {
    signal.throwIfAborted();
    try {
      await withShape(deps, request, () => sendBatch(deps, request, destination, id));
      tally.addBatch();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused = error;
    }
    deps.store.replays.saveDone(run.runId, tally.effect());
    request.onProgress(false);
  }
  if (refused !== null) throw refused;
}

async function sendBatch(
  deps: EngineDeps,
  request: ReplayStreamRequest,
  destination: MeasuredDestination,
  id: string,
): Promise<void> {
  if (deps.store.batches.summary(id)?.state !== 'acknowledged') {
    await sendOpen(deps, request, destination, new Set([id]));
    return;
  }
  const stored = deps.store.batches.get(id);
  if (stored !== null) await sendAgain(deps, { ...request, destination }, stored);
}

async function sendAnew(
  deps: EngineDeps,
  request: ReplayStreamRequest,
  { destination, tally, work }: Sending & { readonly work: ReplayWork },
): Promise<void> {
  const { run, signal } = request;
  enter(request, 'reading');
  await prepareShape(deps, request);
  const staged = await stageAnew(deps, { ...request, destination, work });
  enter(request, 'delivering');
  await withShape(deps, request, () => sendOpen(deps, request, destination, new Set(staged)));
  signal.throwIfAborted();
  const counts = run.window.counts();
  tally.count('excluded', counts.excluded);
  tally.count('held', counts.held);
  // Those that the destination refused are counted where it said so.
  tally.count('rejected', counts.rejected - tally.effect().documents.rejected);
}

/** Sends batches that wait: all of the stream, or just these. */
async function sendOpen(
  deps: EngineDeps,
  request: ReplayStreamRequest,
  destination: Destination,
  only?: ReadonlySet<string>,
): Promise<void> {
  const { run, signal } = request;
  const of = { flowId: run.flowId, streamId: run.id, destination, signal };
  await deliverOutbox(deps, {
    destination,
    run,
    signal,
    outbox: new Outbox(deps, only === undefined ? of : { ...of, only }),
    onBegin: (stored) => {
      takeUp(deps, run, stored);
    },
    onProgress: () => {
      request.onProgress(false);
    },
  });
}

/** The records of another run's batch count in this run too, from now on as waiting; what becomes of them changes both. */
function takeUp(deps: EngineDeps, run: StreamRun, { batch, target }: StoredBatch): void {
  if (batch.runId === run.runId) return;
  run.changeTogether(() => {
    if (!deps.store.replays.take(run.runId, batch.id)) return;
    for (const document of batch.documents) run.window.add('waiting', sumDocument(document, target.totals));
    run.save();
  });
}

/** Makes the destination fit, and once more if a part of it turns out to be missing. */
async function withShape(deps: EngineDeps, request: ReplayStreamRequest, work: () => Promise<void>): Promise<void> {
  const { run } = request;
  await prepareShape(deps, request);
  try {
    await work();
  } catch (error) {
    if (!forgetPreparation(deps, run.flowId, run.id, error)) throw error;
    await prepareShape(deps, request);
    await work();
  }
}

async function prepareShape(deps: EngineDeps, { run, destination, signal }: ReplayStreamRequest): Promise<void> {
  await prepareDestination(deps, { destination, flowId: run.flowId, target: run.plan.target, signal });
}

function enter(request: ReplayStreamRequest, phase: RunPhase): void {
  request.run.setPhase(phase);
  request.onProgress(true);
}
