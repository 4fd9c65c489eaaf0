import { AppError } from '../../../shared/errors/app-error.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import { frozenAt } from '../../../shared/schedule/promised.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Run } from '../../../shared/model/run.ts';
import {
  sameEffect,
  type ReplayMode,
  type ReplayPlan,
  type ReplayRecord,
  type ReplayScope,
  type Waiting,
  type WaitingBatch,
} from '../../../shared/replay/replay.ts';
import { nowUtc } from '../../ports/time.ts';
import type { BatchRows, OwnedSummary } from '../../store/batches.ts';
import type { StoredReplay } from '../../store/replays.ts';
import { findIntegration, type EngineDeps } from '../deps.ts';
import type { Runner } from '../runner.ts';
import { chooseWork } from './choose.ts';
import { stateEffect, type StatedEffect } from './state-effect.ts';

/** A statement is of its moment: the destination may be written to by others. */
const holdsMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;
const shownWaiting = 200;
const shownReplays = 50;

/** Replays by hand: what they would do, starting them, and what they did; and the batches that wait. */
export class EngineReplays {
  readonly #deps: EngineDeps;
  readonly #runner: Pick<Runner, 'start' | 'runningOf' | 'current'>;

  constructor(deps: EngineDeps, runner: Pick<Runner, 'start' | 'runningOf' | 'current'>) {
    this.#deps = deps;
    this.#runner = runner;
  }

  /**
   * States what a replay would do and keeps the statement, so that exactly this can be started. Throws REPLAY_SEVERAL_FLOWS,
   * REPLAY_NOTHING_CHOSEN, ENGINE_RUN_IN_PROGRESS, and what destination and source throw.
   */
  async plan(scope: ReplayScope, mode: ReplayMode, signal: AbortSignal): Promise<ReplayPlan> {
    const { store, clock, random } = this.#deps;
    const createdAtUtc = nowUtc(clock);
    const { flow, work, leftOut } = chooseWork(this.#deps, scope, mode);
    this.#assertIdle(flow);
    const stated = await this.#state(flow, work, signal);
    const todo = stated.filter((one) => one.work.ids.length > 0);
    const plan: ReplayPlan = {
      id: random.uuid(),
      flowId: flow.id,
      flowName: flow.name,
      scope,
      mode,
      createdAtUtc,
      canStart: todo.length > 0,
      streams: todo.map((one) => one.effect),
      leftOut: [...leftOut, ...stated.flatMap((one) => one.leftOut)],
    };
    store.transaction(() => {
      store.replays.removeUnused(new Date(clock.now() - dayMs).toISOString());
      store.replays.insert(
        plan,
        todo.map((one) => one.work),
      );
    });
    return plan;
  }

  /**
   * Runs exactly what the plan says. Throws APP_NOT_FOUND, REPLAY_PLAN_USED, REPLAY_PLAN_OUTDATED, REPLAY_NOTHING_TO_DO, and what
   * starting a run throws.
   */
  start(planId: string): Run {
    const { store } = this.#deps;
    const known = store.replays.get(planId);
    if (known === null) throw notFound('replay', planId);
    const { plan, work, runId } = known;
    if (runId !== null) throw new AppError('REPLAY_PLAN_USED', 'config');
    if (!plan.canStart) throw new AppError('REPLAY_NOTHING_TO_DO', 'config');
    this.#assertStillHolds(plan);
    return this.#runner.start({
      flowId: plan.flowId,
      trigger: 'replay',
      streams: work.map((one) => one.stream),
      replay: { planId, automatic: false, work, said: plan.streams },
    });
  }

  /** Replays that people started, newest first. */
  list(flowId: string | undefined): ReplayRecord[] {
    return this.#deps.store.replays.started(flowId, shownReplays).flatMap((one) => this.#toRecord(one) ?? []);
  }

  /** What the replay that this run is said and did; null for any other run. */
  ofRun(runId: string): ReplayRecord | null {
    const known = this.#deps.store.replays.ofRun(runId);
    return known === null ? null : this.#toRecord(known);
  }

  /** Batches that wait, those that do not go by themselves first. */
  waiting(flowId: string | undefined): Waiting {
    const { store } = this.#deps;
    const flows = store.flows.list().filter(({ id }) => flowId === undefined || id === flowId);
    const items = this.#withBehind(
      store.batches.waiting(flowId, shownWaiting).map((batch) => this.#toWaiting(batch, flows)),
      store.batches.untried(flowId),
    );
    const counts = flows.map((flow) => ({ flow, batches: store.batches.openCount(flow.id) }));
    return {
      total: counts.reduce((sum, one) => sum + one.batches, 0),
      items,
      flows: counts
        .filter(({ batches }) => batches > 0)
        .map(({ flow, batches }) => ({
          flowId: flow.id,
          flowName: flow.name,
          batches,
          error: flow.paused?.error ?? items.find((one) => one.flowId === flow.id && one.error !== null)?.error ?? null,
        })),
    };
  }

  async #state(
    flow: Flow,
    work: ReturnType<typeof chooseWork>['work'],
    signal: AbortSignal,
  ): Promise<readonly StatedEffect[]> {
    const { openSource, openDestination } = this.#deps;
    const source = openSource(this.#connection(flow.sourceConnectionId));
    const destination = openDestination(this.#connection(flow.destinationConnectionId), flow);
    try {
      const stated: StatedEffect[] = [];
      for (const { plan, stream, kind, ids } of work) {
        const one = { flowId: flow.id, destination, source, plan, work: { stream, kind, ids }, signal };
        stated.push(await stateEffect(this.#deps, one));
      }
      return stated;
    } finally {
      await source.close();
      await destination.close();
    }
  }

  #assertIdle(flow: Flow): void {
    if (this.#runner.runningOf(flow.id) === null) return;
    throw new AppError('ENGINE_RUN_IN_PROGRESS', 'config', { details: { flow: flow.name } });
  }

  #assertStillHolds({ flowId, flowName, createdAtUtc }: ReplayPlan): void {
    const { store, clock } = this.#deps;
    const changedAtUtc = store.flows.get(flowId)?.updatedAtUtc ?? '';
    const ranAtUtc = store.runs.latest(flowId)?.startedAtUtc ?? '';
    const isFresh = clock.now() - Date.parse(createdAtUtc) <= holdsMs;
    if (isFresh && changedAtUtc <= createdAtUtc && ranAtUtc <= createdAtUtc) return;
    throw new AppError('REPLAY_PLAN_OUTDATED', 'config', { details: { flow: flowName } });
  }

  #connection(id: string): Connection {
    const connection = this.#deps.store.connections.get(id);
    if (connection === null) throw notFound('connection', id);
    return connection;
  }

  #toRecord({ plan, runId, startedAtUtc, done }: StoredReplay): ReplayRecord | null {
    if (runId === null || startedAtUtc === null) return null;
    const run = this.#runner.current(runId) ?? this.#deps.store.runs.get(runId);
    const isOver = run !== null && run.endedAtUtc !== null && done.length === plan.streams.length;
    const cameTrue = plan.streams.every((said) =>
      done.some((one) => one.stream === said.stream && sameEffect(said, one)),
    );
    const wasBrokenOff = run?.state === 'cancelled' || run?.state === 'incomplete';
    return {
      plan,
      runId,
      startedAtUtc,
      runState: run?.state ?? null,
      done: [...done],
      cameTrue: cameTrue && isOver ? true : isOver && !wasBrokenOff ? false : null,
    };
  }

  /** Those that were never tried wait behind the first of their stream that was tried and has not gone. */
  #withBehind(items: readonly WaitingBatch[], untried: ReturnType<BatchRows['untried']>): WaitingBatch[] {
    const left = [...untried];
    return items.map((one) => {
      if (one.attempts === 0 || one.fate === 'running') return one;
      const at = left.findIndex(({ flowId, stream }) => flowId === one.flowId && stream === one.stream);
      const [found] = at === -1 ? [] : left.splice(at, 1);
      return found === undefined ? one : { ...one, behind: found.batches };
    });
  }

  #toWaiting(batch: OwnedSummary, flows: readonly Flow[]): WaitingBatch {
    const flow = flows.find(({ id }) => id === batch.flowId);
    const integration = findIntegration(this.#deps.integrations, flow?.integration ?? '');
    const streamLabel = integration?.streams.find(({ id }) => id === batch.stream)?.label ?? batch.stream;
    return { ...batch, flowName: flow?.name ?? batch.flowId, streamLabel, fate: this.#fateOf(batch, flow), behind: 0 };
  }

  #fateOf({ stream, state, nextAttemptAtUtc }: OwnedSummary, flow: Flow | undefined): WaitingBatch['fate'] {
    if (flow === undefined) return 'needs-person';
    if (this.#runner.runningOf(flow.id) !== null) return 'running';
    const isOn = flow.streams.some((one) => one.id === stream && one.enabled);
    if (!isOn) return 'stream-off';
    if (flow.paused !== null || this.#deps.store.streams.get(flow.id, stream).paused !== null) return 'paused';
    if (frozenAt(flow.calendar, this.#deps.clock.now()) !== null) return 'frozen';
    if (nextAttemptAtUtc !== null) return 'by-itself';
    return state === 'failed' ? 'needs-person' : 'next-run';
  }
}

function notFound(what: string, id: string): AppError {
  return new AppError('APP_NOT_FOUND', 'config', { details: { what, id } });
}
