import { AppError } from '../../shared/errors/app-error.ts';
import { toErrorDto, type ErrorDto } from '../../shared/errors/error-dto.ts';
import { localDay, localTime } from '../../shared/messages/calendar.ts';
import { frozenAt } from '../../shared/schedule/promised.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { Run, RunState, RunTrigger } from '../../shared/model/run.ts';
import type { Destination } from '../ports/destination.ts';
import type { Source } from '../ports/source.ts';
import { nowUtc } from '../ports/time.ts';
import type { ChosenKeys } from './chosen-keys.ts';
import { findIntegration, type EngineDeps } from './deps.ts';
import type { PostOffice } from './messages/queue.ts';
import { messagesOfRun, tellOfRun, type MessagesOfRun } from './messages/tell-of-run.ts';
import { noteReplayBegun, noteReplayEnded, stopWhereNeeded } from './replay/note-replay.ts';
import type { ReplayOrder } from './replay/replay-stream.ts';
import { holdOff, scheduleNext } from './schedule.ts';
import { noteRequests } from './note-requests.ts';
import { ProgressPublisher } from './progress.ts';
import { inRun } from './run-scope.ts';
import type { RangeReading } from './resync/range-reading.ts';
import { runStreams } from './run-streams.ts';
import { planStreams, type StreamPlan } from './stream-plan.ts';
import { emptyTally, freshRunStream } from './stream-run.ts';

export interface StartRun {
  readonly flowId: string;
  readonly trigger: RunTrigger;
  readonly streams?: readonly string[] | undefined;
  /** Just these records, of just these streams, each named once. */
  readonly onlyKeys?: readonly ChosenKeys[] | undefined;
  readonly verify?: boolean | undefined;
  /** A person has confirmed that it starts although the flow is frozen. */
  readonly duringFreeze?: boolean | undefined;
  /** A part of a re-sync. */
  readonly range?: RangeReading | undefined;
  /** Sends again what was stored, in place of reading. */
  readonly replay?: ReplayOrder | undefined;
}

/** The system's own time to settle after a start, before what was interrupted goes back. */
const afterStartMs = 30_000;

interface Active {
  run: Run;
  readonly flow: Flow;
  readonly controller: AbortController;
  readonly done: Promise<void>;
}

/** Starts, follows and ends runs. One run of a flow at a time. */
export class Runner {
  readonly #deps: EngineDeps;
  readonly #postOffice: Pick<PostOffice, 'drain'> | null;
  readonly #active = new Map<string, Active>();
  /** Ends of runs that the store did not take, by run. */
  readonly #unwritten = new Map<string, () => void>();

  /** Messages that a run calls for go before it ends, where there is a post office. */
  constructor(deps: EngineDeps, postOffice: Pick<PostOffice, 'drain'> | null = null) {
    this.#deps = deps;
    this.#postOffice = postOffice;
  }

  /** Runs that were under way when the process ended: nothing staged is lost, the next run goes on. Call once, at start. */
  recover(): void {
    const { store, clock } = this.#deps;
    const interrupted = store.runs.running();
    if (interrupted.length === 0 && store.condition.state === 'read-only') return;
    store.transaction(() => {
      store.batches.markInterrupted();
      for (const run of interrupted) {
        if (this.#goesBack(run)) store.batches.resumeAt(run.flowId, new Date(clock.now() + afterStartMs).toISOString());
        const error = toErrorDto(new AppError('ENGINE_INTERRUPTED', 'transient'));
        store.runs.setState(run.id, 'incomplete', nowUtc(clock), error);
        store.audit.append(nowUtc(clock), 'run.interrupted', run.id, { flow: run.flowId });
      }
    });
  }

  /** What is told of records must wait until their window has been read whole: the next run of the flow sees to that. */
  #goesBack({ flowId }: Run): boolean {
    const flow = this.#deps.store.flows.get(flowId);
    const integration = flow === null ? undefined : findIntegration(this.#deps.integrations, flow.integration);
    return integration !== undefined && integration.messaging === undefined;
  }

  /**
   * Starts a run and returns it at once; it goes on in the background. Throws APP_NOT_FOUND, ENGINE_RUN_IN_PROGRESS,
   * ENGINE_FLOW_PAUSED, ENGINE_FLOW_FROZEN and ENGINE_MAPPING_INVALID.
   */
  start(request: StartRun): Run {
    this.#writeEnds();
    const flow = this.#readyFlow(request.flowId);
    assertNotFrozen(flow, request, this.#deps.clock.now());
    const only = request.onlyKeys?.map(({ stream }) => stream) ?? request.streams;
    const plans = planStreams(flow, this.#integrationOf(flow), only);
    const run = this.#insertRun(flow, plans, request);
    const controller = new AbortController();
    const active: Active = {
      run,
      flow,
      controller,
      done: Promise.resolve().then(() => inRun(run.id, () => this.#execute(run.id, plans, request))),
    };
    this.#deps.log.info('run.started', { runId: run.id, flowId: flow.id, trigger: request.trigger });
    this.#active.set(run.id, active);
    this.#deps.publish({ topic: 'run', subject: run.id, run });
    this.#deps.publish({ topic: 'changed', subject: 'flows' });
    return run;
  }

  /** Asks the run to stop after what it is doing now. What is staged stays staged. */
  cancel(runId: string): boolean {
    const active = this.#active.get(runId);
    active?.controller.abort(new AppError('APP_CANCELLED', 'cancelled'));
    return active !== undefined;
  }

  /** The run as it is at this moment, if it is under way. */
  current(runId: string): Run | null {
    return this.#active.get(runId)?.run ?? null;
  }

  get isBusy(): boolean {
    return this.#active.size > 0;
  }

  runningOf(flowId: string): Run | null {
    return [...this.#active.values()].find((active) => active.flow.id === flowId)?.run ?? null;
  }

  /** Resolves when no run is under way any more. */
  async whenIdle(): Promise<void> {
    while (this.#active.size > 0) await Promise.all([...this.#active.values()].map((active) => active.done));
  }

  /** Resolves when no run of the flow is under way. */
  async whenFree(flowId: string): Promise<void> {
    for (let run = this.runningOf(flowId); run !== null; run = this.runningOf(flowId)) {
      await this.#active.get(run.id)?.done;
    }
  }

  async stop(): Promise<void> {
    for (const id of this.#active.keys()) this.cancel(id);
    await this.whenIdle();
  }

  #readyFlow(flowId: string): Flow {
    const flow = this.#deps.store.flows.get(flowId);
    if (flow === null) throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'flow', id: flowId } });
    if (this.runningOf(flowId) !== null) {
      throw new AppError('ENGINE_RUN_IN_PROGRESS', 'config', { details: { flow: flow.name } });
    }
    if (flow.paused !== null) {
      throw new AppError('ENGINE_FLOW_PAUSED', 'config', { details: { flow: flow.name, reason: flow.paused.reason } });
    }
    return flow;
  }

  #integrationOf(flow: Flow): EngineDeps['integrations'][number] {
    const found = findIntegration(this.#deps.integrations, flow.integration);
    if (found === undefined) {
      throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'integration', id: flow.integration } });
    }
    return found;
  }

  #insertRun(flow: Flow, plans: readonly StreamPlan[], request: StartRun): Run {
    const { store, clock, random } = this.#deps;
    const { trigger, replay } = request;
    const streams = plans.map((plan) => plan.definition.id);
    const run: Run = {
      id: random.uuid(),
      flowId: flow.id,
      flowName: flow.name,
      trigger,
      state: 'running',
      startedAtUtc: nowUtc(clock),
      endedAtUtc: null,
      streams: plans.map((plan) => freshRunStream(plan.definition.id, plan.definition.label)),
      error: null,
      ...(replay === undefined ? {} : { replay: { automatic: replay.automatic, planId: replay.planId } }),
    };
    store.transaction(() => {
      store.runs.insert(run, emptyTally);
      store.audit.append(run.startedAtUtc, 'run.started', run.id, {
        flow: flow.id,
        trigger,
        streams,
        ...(request.duringFreeze === true ? { duringFreeze: true } : {}),
        ...(replay?.automatic === true ? { automatic: true } : {}),
      });
      if (readsWindows(request)) holdOff(this.#deps, flow, streams);
      if (replay !== undefined) noteReplayBegun(this.#deps, run, replay);
    });
    return run;
  }

  async #execute(runId: string, plans: readonly StreamPlan[], request: StartRun): Promise<void> {
    const active = this.#active.get(runId);
    if (active === undefined) return;
    const progress = new ProgressPublisher(this.#deps, active);
    let stopped: unknown = null;
    try {
      stopped = await this.#runStreams(active, plans, request, progress);
      if (readsWindows(request)) this.#noteReadings(active);
      await this.#tell(active, request);
    } catch (error) {
      stopped ??= error;
    }
    this.#end(active, stopped, request);
  }

  /** What a flow promises is reckoned from the moment by which a stream had been read whole. */
  #noteReadings({ flow, run }: Active): void {
    const { store, clock } = this.#deps;
    const whole = (store.runs.get(run.id)?.streams ?? []).filter(isReadWhole);
    const readAtUtc = nowUtc(clock);
    store.transaction(() => {
      for (const { stream } of whole) store.streams.update(flow.id, stream, { readAtUtc });
    });
  }

  /** What was taken up is told also when a part of the run failed; a run that a person cancels tells nothing more. */
  async #tell({ flow, run, controller: { signal } }: Active, request: StartRun): Promise<void> {
    if (signal.aborted) return;
    const integration = this.#integrationOf(flow);
    const isPartial = [request.onlyKeys, request.range, request.replay].some((one) => one !== undefined);
    const deps = { ...this.#deps, postOffice: this.#postOffice };
    await tellOfRun(deps, { flow, integration, runId: run.id, isPartial, signal });
  }

  /** Runs the streams; returns what stopped the run as a whole, or null. */
  async #runStreams(
    active: Active,
    plans: readonly StreamPlan[],
    request: StartRun,
    progress: ProgressPublisher,
  ): Promise<unknown> {
    const { source, destination } = this.#open(active.flow);
    try {
      return await runStreams(this.#deps, {
        source,
        destination,
        flowId: active.flow.id,
        runId: active.run.id,
        plans,
        onlyKeys: request.onlyKeys ?? null,
        range: request.range ?? null,
        verify: request.verify ?? false,
        replay: request.replay ?? null,
        signal: active.controller.signal,
        progress,
      });
    } finally {
      await source.close();
      await destination.close();
    }
  }

  #open(flow: Flow): { source: Source; destination: Destination } {
    return {
      source: this.#deps.openSource(this.#connection(flow.sourceConnectionId)),
      destination: this.#deps.openDestination(this.#connection(flow.destinationConnectionId), flow),
    };
  }

  #connection(id: string): Parameters<EngineDeps['openSource']>[0] {
    const connection = this.#deps.store.connections.get(id);
    if (connection === null) throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'connection', id } });
    return connection;
  }

  /** The end of a run that cannot be written down (a full disk) is kept, and written before the next one begins. */
  #end(active: Active, stopped: unknown, request: StartRun): void {
    try {
      this.#finish(active, stopped, request);
    } catch (error) {
      this.#deps.log.warn('call.failed', { method: 'runs.start' }, error);
      this.#active.delete(active.run.id);
      this.#unwritten.set(active.run.id, () => {
        this.#finish(active, stopped ?? error, request);
      });
      this.#deps.publish({ topic: 'changed', subject: 'flows' });
    }
  }

  /** Throws what the store throws while it still cannot be written. */
  #writeEnds(): void {
    for (const [id, write] of this.#unwritten) {
      write();
      this.#unwritten.delete(id);
    }
  }

  #finish(active: Active, stopped: unknown, request: StartRun): void {
    const { store, clock } = this.#deps;
    const cancelled = active.controller.signal.aborted;
    const error = stopped === null ? null : toErrorDto(stopped);
    const stored = store.runs.get(active.run.id) ?? active.run;
    const messages = messagesOfRun(store, active.flow.id, active.run.id);
    const state = cancelled ? 'cancelled' : finalState(stored, error, messages);
    const endedAtUtc = nowUtc(clock);
    store.transaction(() => {
      store.runs.setState(active.run.id, state, endedAtUtc, cancelled ? null : error);
      noteRequests(store, active.run.id, endedAtUtc);
      store.audit.append(endedAtUtc, 'run.ended', active.run.id, {
        state,
        streams: stored.streams.map((one) => ({ stream: one.stream, ...one.counts, reconciled: one.reconciled })),
      });
      noteReplayEnded(this.#deps, active.run.id);
      if (request.replay?.automatic === true) stopWhereNeeded(this.#deps, stored, error);
      const latest = store.flows.get(active.flow.id);
      if (latest !== null && readsWindows(request))
        scheduleNext(
          this.#deps,
          latest,
          stored.streams.map((one) => one.stream),
        );
      if (error?.kind === 'auth' || error?.code === 'INSTALLATION_OTHER') this.#pause(active.flow, error);
    });
    this.#deps.log.info('run.ended', { runId: active.run.id, flowId: active.flow.id, state });
    this.#active.delete(active.run.id);
    const run = store.runs.get(active.run.id);
    if (run !== null) this.#deps.publish({ topic: 'run', subject: run.id, run });
    this.#deps.publish({ topic: 'changed', subject: 'flows' });
    this.#deps.publish({ topic: 'changed', subject: 'rejected' });
  }

  /** A refused sign-in is never tried again by itself: systems lock accounts. Of two installations a person chooses. */
  #pause(flow: Flow, error: ErrorDto): void {
    const { store, clock } = this.#deps;
    const atUtc = nowUtc(clock);
    const latest = store.flows.get(flow.id) ?? flow;
    store.flows.save({ ...latest, paused: { reason: error.text, error, atUtc }, updatedAtUtc: atUtc });
    store.audit.append(atUtc, 'flow.paused', flow.id, { code: error.code });
    if (error.code === 'INSTALLATION_OTHER')
      store.audit.append(atUtc, 'installation.met-another', flow.id, error.details);
  }
}

/** A difference in the totals is found when everything has been read. */
function isReadWhole({ error, endedAtUtc }: Run['streams'][number]): boolean {
  return endedAtUtc !== null && (error === null || error.code === 'ENGINE_TOTALS_DIFFER');
}

/** A run of chosen records, a replay and a re-sync read no window: they neither keep what a schedule promises nor put it off. */
function readsWindows({ trigger, onlyKeys }: StartRun): boolean {
  return onlyKeys === undefined && trigger !== 'replay' && trigger !== 're-sync';
}

/**
 * No run starts by itself in a freeze; a person's run starts once it was confirmed. Replays and re-syncs are confirmed with their effect
 * by who asks for them. Throws ENGINE_FLOW_FROZEN.
 */
function assertNotFrozen(flow: Flow, { duringFreeze, trigger }: StartRun, nowMs: number): void {
  const frozen = frozenAt(flow.calendar, nowMs);
  if (frozen === null || duringFreeze === true || trigger === 'replay' || trigger === 're-sync') return;
  const zone = flow.calendar?.timeZone ?? 'UTC';
  const until = `${localDay(frozen.toMs, zone)} ${localTime(frozen.toMs, zone)} (${zone})`;
  throw new AppError('ENGINE_FLOW_FROZEN', 'config', { details: { flow: flow.name, freeze: frozen.name, until } });
}

/** Messages that need a person are to a run what rejected records are: everything else of it stands. */
function finalState(run: Run, stopped: ErrorDto | null, messages: MessagesOfRun): RunState {
  const errors = run.streams.flatMap((stream) => (stream.error === null ? [] : [stream.error]));
  if (stopped !== null) errors.push(stopped);
  const passing = (error: ErrorDto) => error.kind === 'transient' || error.kind === 'rate-limited';
  if (errors.some((error) => !passing(error))) return 'failed';
  if (errors.length > 0) return 'incomplete';
  if (run.streams.some((stream) => stream.reconciled !== true)) return 'failed';
  if (messages === 'waiting') return 'incomplete';
  const needsPerson = messages === 'in-hand' || run.streams.some((stream) => stream.counts.rejected > 0);
  return needsPerson ? 'succeeded-with-rejections' : 'succeeded';
}
