import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import type { AuditEvent } from '../../../shared/model/audit.ts';
import type { Resync, ResyncPart, ResyncState } from '../../../shared/resync/resync.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import type { Runner } from '../runner.ts';
import { freshParts, planResync, type RangeRequest } from './plan-resync.ts';
import { failedPart, finalState, nextPart, settledPart } from './settle-part.ts';

export interface ResyncsOptions {
  readonly runner: Pick<Runner, 'start' | 'cancel' | 'runningOf' | 'whenFree'>;
  /** Writes down the dates of what was read, which records that are gone are found by. */
  describe(): Promise<void>;
  readonly signal: AbortSignal;
}

/** Runs that are due go first; the scheduler looks every 15 seconds, and where none runs nobody starts them. */
const yieldMs = 5_000;
const yieldAtMostMs = 30_000;
const openStates: readonly ResyncState[] = ['running', 'paused', 'asks'];

/**
 * Reads ranges of days again, part by part: each part is a run of its own. One at a time a flow; runs that are due go in between. It
 * goes on where it was after a restart, and never moves a cursor.
 */
export class Resyncs {
  readonly #deps: EngineDeps;
  readonly #options: ResyncsOptions;
  /** Loops by flow. */
  readonly #working = new Map<string, Promise<void>>();
  #wake = new AbortController();

  constructor(deps: EngineDeps, options: ResyncsOptions) {
    this.#deps = deps;
    this.#options = options;
  }

  /** Parts that were under way when the process ended are read again. Call once, at start, after the runner's own. */
  recover(): void {
    const { store } = this.#deps;
    const open = store.resyncs.running().filter(({ parts }) => parts.some((part) => part.state === 'running'));
    if (open.length === 0) return;
    store.transaction(() => {
      for (const resync of open) {
        for (const part of resync.parts) {
          if (part.state === 'running') store.resyncs.savePart(resync.id, { ...part, state: 'waiting' });
        }
      }
    });
  }

  /** Goes on with what is open. May be called as often as one likes. */
  kick(): void {
    if (this.#options.signal.aborted || this.#deps.store.condition.state === 'read-only') return;
    this.#wake.abort();
    this.#wake = new AbortController();
    for (const { flowId } of this.#deps.store.resyncs.running()) {
      if (this.#working.has(flowId)) continue;
      const work = this.#work(flowId).finally(() => {
        this.#working.delete(flowId);
      });
      this.#working.set(flowId, work);
    }
  }

  /** Begins a re-sync; the same range that has not ended goes on instead. Throws RESYNC_OPEN and what `planResync` throws. */
  async start(request: RangeRequest & { readonly findGone?: boolean | undefined }): Promise<Resync> {
    const { store, clock, random } = this.#deps;
    const plan = await planResync(this.#deps, request);
    const { flowId, stream, from, to } = request;
    const open = store.resyncs.open(flowId);
    if (open !== null) {
      if (open.stream === stream && open.from === from && open.to === to) return this.resume(open.id);
      const details = { stream: open.label, from: open.from, to: open.to };
      throw new AppError('RESYNC_OPEN', 'config', { details });
    }
    const resync: Resync = {
      ...{ id: random.uuid(), flowId, stream, label: plan.label, from, to, rangeBy: plan.rangeBy },
      findGone: plan.canFindGone && request.findGone === true,
      state: 'running',
      createdAtUtc: nowUtc(clock),
      endedAtUtc: null,
      parts: freshParts(plan),
    };
    store.transaction(() => {
      store.resyncs.insert(resync);
      const { findGone, parts } = resync;
      this.#audit('resync.started', resync, { from, to, parts: parts.length, findGone });
    });
    this.#changed();
    this.kick();
    return resync;
  }

  /** Throws APP_NOT_FOUND and RESYNC_ENDED, as do the others. */
  pause(id: string): Resync {
    return this.#interrupt(this.#open(id), 'paused', 'resync.paused');
  }

  stop(id: string): Resync {
    return this.#interrupt(this.#open(id), 'stopped', 'resync.stopped');
  }

  /** Goes on with one that was paused, and tries parts again that were given up. */
  resume(id: string): Resync {
    const { store } = this.#deps;
    const resync = this.#get(id);
    if (resync.state !== 'failed') this.#open(id);
    const another = store.resyncs.open(resync.flowId);
    if (another !== null && another.id !== id) {
      const details = { stream: another.label, from: another.from, to: another.to };
      throw new AppError('RESYNC_OPEN', 'config', { details });
    }
    if (resync.state === 'running' || resync.state === 'asks') return resync;
    store.transaction(() => {
      store.resyncs.setState(id, 'running', null);
      for (const part of resync.parts) {
        if (part.state === 'failed') store.resyncs.savePart(id, { ...part, state: 'waiting', attempts: 0 });
      }
      this.#audit('resync.resumed', resync, {});
    });
    this.#changed();
    this.kick();
    return this.#get(id);
  }

  /** What a person says of the records of a part that are gone: they are marked as deleted, or left alone. Throws RESYNC_NOTHING_ASKED. */
  confirm(id: string, number: number, said: { readonly mark: boolean; readonly reason: string }): Resync {
    const { store } = this.#deps;
    const resync = this.#open(id);
    const part = resync.parts.find((one) => one.number === number);
    if (part?.state !== 'asks' || part.gone === null) throw new AppError('RESYNC_NOTHING_ASKED', 'config');
    const decision = { ...said, upTo: part.gone.gone };
    const next: ResyncPart = said.mark
      ? { ...part, decision, state: 'waiting', attempts: 0 }
      : { ...part, decision, state: 'done' };
    store.transaction(() => {
      store.resyncs.savePart(id, next);
      store.resyncs.setState(id, 'running', null);
      this.#audit('resync.confirmed', resync, { part: number, gone: decision.upTo, ...said });
    });
    this.#changed();
    this.kick();
    return this.#get(id);
  }

  /** Resolves when nothing of it is under way. */
  async whenIdle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working.values());
  }

  async close(): Promise<void> {
    this.#wake.abort();
    await this.whenIdle();
  }

  #get(id: string): Resync {
    const resync = this.#deps.store.resyncs.get(id);
    if (resync === null) throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 're-sync', id } });
    return resync;
  }

  #open(id: string): Resync {
    const resync = this.#get(id);
    if (!openStates.includes(resync.state)) throw new AppError('RESYNC_ENDED', 'config');
    return resync;
  }

  #interrupt(resync: Resync, state: 'paused' | 'stopped', event: AuditEvent): Resync {
    const { store, clock } = this.#deps;
    store.transaction(() => {
      store.resyncs.setState(resync.id, state, state === 'stopped' ? nowUtc(clock) : null);
      this.#audit(event, resync, {});
    });
    const underWay = resync.parts.find((part) => part.state === 'running')?.runId;
    if (underWay !== undefined && underWay !== null) this.#options.runner.cancel(underWay);
    this.#wake.abort();
    this.#changed();
    return this.#get(resync.id);
  }

  /** Never rejects. Ends when nothing is left to do, or something has to happen first that calls `kick`. */
  async #work(flowId: string): Promise<void> {
    try {
      while (!this.#options.signal.aborted && (await this.#step(flowId)));
    } catch (error) {
      if (!this.#options.signal.aborted) this.#deps.log.warn('call.failed', { method: 'resync' }, error);
    }
  }

  /** Reads one part, or waits for it; false if there is nothing to do for now. */
  async #step(flowId: string): Promise<boolean> {
    const { store, clock } = this.#deps;
    const resync = store.resyncs.open(flowId);
    if (resync?.state !== 'running') return false;
    const next = nextPart(resync);
    if (next === null) {
      this.#end(resync);
      return false;
    }
    const waitMs = next.dueMs - clock.now();
    if (waitMs > 0) {
      await this.#sleep(waitMs);
      return true;
    }
    await this.#letOthersGo(flowId);
    // Whatever happened meanwhile: paused, stopped, its flow paused or removed.
    if (store.resyncs.get(resync.id)?.state !== 'running') return true;
    if (store.flows.get(flowId)?.paused !== null) return false;
    await this.#options.describe();
    return this.#read(resync, next.part);
  }

  /** Waits for the run that is under way, and gives those that are due the time to begin. */
  async #letOthersGo(flowId: string): Promise<void> {
    const { runner } = this.#options;
    const { clock } = this.#deps;
    await runner.whenFree(flowId);
    const until = clock.now() + yieldAtMostMs;
    while (clock.now() < until && this.#hasDue(flowId) && !this.#options.signal.aborted) {
      await this.#sleep(yieldMs);
      await runner.whenFree(flowId);
    }
  }

  #hasDue(flowId: string): boolean {
    const { store, clock } = this.#deps;
    const flow = store.flows.get(flowId);
    if (flow === null || flow.paused !== null) return false;
    return flow.streams.some(({ id, enabled }) => {
      const { nextRunAtUtc, paused } = store.streams.get(flowId, id);
      return enabled && paused === null && nextRunAtUtc !== null && Date.parse(nextRunAtUtc) <= clock.now();
    });
  }

  async #read(resync: Resync, part: ResyncPart): Promise<boolean> {
    const { runner } = this.#options;
    const { store, clock } = this.#deps;
    const begun: ResyncPart = { ...part, state: 'running', attempts: part.attempts + 1, nextAttemptAtUtc: null };
    const { from, to } = part;
    const confirmedGone = part.decision?.mark === true ? part.decision.upTo : 0;
    let runId: string;
    try {
      const range = { from, to, findGone: resync.findGone, confirmedGone };
      runId = runner.start({ flowId: resync.flowId, trigger: 're-sync', streams: [resync.stream], range }).id;
    } catch (error) {
      if (isAppError(error) && error.code === 'ENGINE_RUN_IN_PROGRESS') return true;
      if (isAppError(error) && error.code === 'ENGINE_FLOW_PAUSED') return false;
      store.resyncs.savePart(resync.id, failedPart(begun, toErrorDto(error), clock.now()));
      this.#changed();
      return true;
    }
    store.resyncs.savePart(resync.id, { ...begun, runId });
    this.#changed();
    await runner.whenFree(resync.flowId);
    this.#settle(resync, { ...begun, runId });
    return true;
  }

  #settle(resync: Resync, part: ResyncPart): void {
    const { store, clock } = this.#deps;
    const run = part.runId === null ? null : store.runs.get(part.runId);
    // The flow may have been removed, and all of its re-syncs with it.
    if (run === null || store.resyncs.get(resync.id) === null) return;
    const settled = settledPart(part, run, clock.now());
    const isCancelled = run.state === 'cancelled' && !this.#options.signal.aborted;
    store.transaction(() => {
      store.resyncs.savePart(resync.id, settled);
      // A person who cancels the run of a part does not want the next one to begin.
      if (isCancelled && store.resyncs.get(resync.id)?.state === 'running') {
        store.resyncs.setState(resync.id, 'paused', null);
        this.#audit('resync.paused', resync, { run: run.id });
      }
      if (settled.state === 'asks') {
        this.#audit('resync.asked', resync, { part: part.number, gone: settled.gone?.gone ?? 0 });
      }
    });
    this.#changed();
  }

  #end(resync: Resync): void {
    const { store, clock } = this.#deps;
    const state = finalState(resync);
    store.transaction(() => {
      store.resyncs.setState(resync.id, state, state === 'asks' ? null : nowUtc(clock));
      if (state === 'asks') return;
      const failed = resync.parts.filter((part) => part.state === 'failed').map(({ from, to }) => `${from} ${to}`);
      this.#audit('resync.ended', resync, { state, parts: resync.parts.length, failed });
    });
    this.#changed();
  }

  async #sleep(ms: number): Promise<void> {
    const either = AbortSignal.any([this.#options.signal, this.#wake.signal]);
    try {
      await this.#deps.clock.sleep(ms, either);
    } catch {
      // Woken: whoever did it has changed something, or the engine closes.
    }
  }

  #audit(event: AuditEvent, resync: Resync, details: Parameters<EngineDeps['store']['audit']['append']>[3]): void {
    const { store, clock } = this.#deps;
    store.audit.append(nowUtc(clock), event, resync.id, { flow: resync.flowId, stream: resync.stream, ...details });
  }

  #changed(): void {
    this.#deps.publish({ topic: 'changed', subject: 'resyncs' });
  }
}
