import { isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import { frozenAt } from '../../../shared/schedule/promised.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { retryDelayMs } from '../../../shared/replay/back-off.ts';
import { NetworkGate } from '../../../shared/schedule/network-gate.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import type { Runner } from '../runner.ts';

export interface RetrierOptions {
  readonly deps: EngineDeps;
  readonly runner: Pick<Runner, 'start' | 'runningOf'>;
  /** False while the flow's systems cannot be reached for a reason of this computer: the vault is locked. Default: true. */
  readonly mayStart?: (flow: Flow) => boolean;
  /** False while the destination cannot be reached, which counts as no attempt. May reject when the engine closes. Default: it can. */
  readonly reach?: (flow: Flow) => Promise<boolean>;
}

/** Short, because timers stand still while a laptop sleeps: what is due is judged by the clock, never by a long timer. */
const lookEveryMs = 15_000;

type Due = ReturnType<EngineDeps['store']['batches']['due']>[number];

/**
 * Sends batches back by themselves that could not be delivered: when the next attempt of one is due, a run of trigger `replay`
 * delivers all that waits of its stream. When that is, is in the store, so that it outlives the process. What a person has to see to
 * (sign-in, permissions, settings, a refused batch) has no next attempt; a paused flow, and one in a freeze, waits until it goes on. Where
 * the network is not there, nothing is tried: attempts are not spent on it.
 */
export class Retrier {
  readonly #options: RetrierOptions;
  readonly #gate: NetworkGate;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(options: RetrierOptions) {
    this.#options = options;
    const { deps, reach } = options;
    this.#gate = new NetworkGate({
      nowMs: () => deps.clock.now(),
      // What was there at the last retry, an hour ago, says nothing of now.
      remembers: false,
      reaches: (flowId) => {
        const flow = deps.store.flows.get(flowId);
        return flow === null || reach === undefined ? Promise.resolve(true) : reach(flow);
      },
    });
  }

  /** Starts what is due, once its destination answers. Looks follow each other. Never throws. */
  look(signal?: AbortSignal): Promise<void> {
    const next = this.#looking.then(() => this.#look(signal));
    this.#looking = next;
    return next;
  }

  async #look(signal?: AbortSignal): Promise<void> {
    const { deps } = this.#options;
    if (deps.store.condition.state === 'read-only' || signal?.aborted === true) return;
    const due = [...this.#due().keys()];
    this.#gate.keepOnly(due);
    await Promise.all(
      due.map(async (flowId) => {
        if (this.#goingOn(flowId) === null || !(await this.#gate.lets(flowId).catch(() => false))) return;
        if (signal?.aborted === true) return;
        // Asking took its time: a person may have started, paused or sent meanwhile.
        const flow = this.#goingOn(flowId);
        const batches = this.#due().get(flowId);
        if (flow !== null && batches !== undefined) this.#retry(flow, batches);
      }),
    );
  }

  #due(): Map<string, Due[]> {
    const { store, clock } = this.#options.deps;
    return Map.groupBy(store.batches.due(nowUtc(clock)), ({ flowId }) => flowId);
  }

  /** The flow, if nothing of its own holds its batches back now; else null. */
  #goingOn(flowId: string): Flow | null {
    const { deps, runner, mayStart } = this.#options;
    const flow = deps.store.flows.get(flowId);
    if (flow === null || flow.paused !== null || runner.runningOf(flowId) !== null) return null;
    if (frozenAt(flow.calendar, deps.clock.now()) !== null) return null;
    return mayStart?.(flow) === false ? null : flow;
  }

  /** Looks every few seconds until the signal is aborted. */
  async keep(signal: AbortSignal): Promise<void> {
    const { clock } = this.#options.deps;
    while (!signal.aborted) {
      await this.look(signal);
      await clock.sleep(lookEveryMs, signal).catch(() => undefined);
    }
  }

  #retry(flow: Flow, due: readonly Due[]): void {
    const { deps, runner } = this.#options;
    const isOn = (stream: string) =>
      flow.streams.some(({ id, enabled }) => id === stream && enabled) &&
      deps.store.streams.get(flow.id, stream).paused === null;
    const batches = due.filter(({ stream }) => isOn(stream));
    const streams = [...new Set(batches.map(({ stream }) => stream))];
    if (streams.length === 0) return;
    try {
      this.#postpone(batches);
      const replay = { planId: null, automatic: true, work: [], said: [] };
      runner.start({ flowId: flow.id, trigger: 'replay', streams, replay });
    } catch (error) {
      deps.log.warn('call.failed', { method: 'replay.automatic', flowId: flow.id }, error);
      // A mapping that cannot be used: only a person can put that right, and the next run takes the batches along.
      if (!isRetryable(error) && isAppError(error)) this.#stop(flow, streams);
    }
  }

  /** Before it is tried, so that a run that ends without coming to its batches is not followed by the next one at once. */
  #postpone(batches: readonly Due[]): void {
    const { store, clock, random } = this.#options.deps;
    store.transaction(() => {
      for (const { id, attempts } of batches) {
        const atMs = clock.now() + retryDelayMs(attempts + 1, random.next());
        store.batches.setNextAttempt(id, new Date(atMs).toISOString());
      }
    });
  }

  #stop(flow: Flow, streams: readonly string[]): void {
    const { store } = this.#options.deps;
    store.transaction(() => {
      for (const stream of streams) store.batches.stopRetrying(flow.id, stream);
    });
  }
}
