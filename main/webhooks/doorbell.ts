import type { Flow } from '../../shared/model/flow.ts';
import type { Run } from '../../shared/model/run.ts';
import { frozenAt } from '../../shared/schedule/promised.ts';
import type { WebhookReason } from '../../shared/webhooks/event.ts';
import type { ChosenKeys } from '../engine/chosen-keys.ts';
import type { EngineDeps } from '../engine/deps.ts';
import { LookAgain, type UntilNextLook } from '../engine/look-again.ts';
import type { Runner } from '../engine/runner.ts';
import type { PendingEvent } from '../store/webhook-events.ts';
import type { WebhookParts } from './parts.ts';
import { isDone, settleRun, type Announced } from './settle-run.ts';

export interface DoorbellOptions {
  readonly deps: EngineDeps;
  readonly runner: Pick<Runner, 'start' | 'runningOf'>;
  readonly parts: Pick<WebhookParts, 'isOpenFor'>;
  /** What of a flow could have been announced: what nobody announced was missed only then. */
  readonly announced: (flowId: string) => Announced;
}

/** What is changed once is often changed twice: an event waits this long for others of its flow. */
const debounceMs = 1_000;
/** Records of a stream fetched by one run. They cost requests of the source's budget; more of them a window brings for less. */
const mostKeys = 200;
const mostLookMs = 60_000;

/**
 * Fetches the records that events name, by runs of trigger `webhook` that wait for their turn. In a pause or a freeze, and where too many
 * wait, it does nothing: the flow's own run finds what changed, rung for or not.
 */
export class Doorbell {
  readonly #options: DoorbellOptions;
  readonly #again: LookAgain;
  /** How many streams of a run that goes on are settled, by run. */
  readonly #settled = new Map<string, number>();

  constructor(options: DoorbellOptions) {
    this.#options = options;
    const afterFault = { leastMs: debounceMs, mostMs: mostLookMs };
    this.#again = new LookAgain(options.deps, { method: 'webhooks.fetch', look: () => this.look(), afterFault });
  }

  /** Something came, a run ended, or a flow changed. Returns at once. */
  ring(): void {
    this.#again.ring();
  }

  keep(signal: AbortSignal): Promise<void> {
    return this.#again.keep(signal);
  }

  /** Notes what became of the events of streams that a run is done with, while it goes on with others. Never throws. */
  runGoesOn(run: Run): void {
    if (run.trigger !== 'webhook') return;
    const ended = run.streams.filter(isDone).length;
    if (ended === this.#settled.get(run.id)) return;
    this.#settled.set(run.id, ended);
    if (ended > 0) this.#settle(run);
  }

  /** Notes what became of the events of a run that ended, and of those that it found by itself. Never throws. */
  runEnded(run: Run): void {
    this.#settled.delete(run.id);
    this.#settle(run);
    this.ring();
  }

  #settle(run: Run): void {
    const { deps, announced } = this.#options;
    try {
      if (settleRun(deps, run, announced(run.flowId))) deps.publish({ topic: 'changed', subject: 'webhooks' });
    } catch (error) {
      deps.log.warn('call.failed', { method: 'webhooks.settle' }, error);
    }
  }

  /** Starts what can be started now; when to look again. */
  look(): UntilNextLook {
    const { clock, store } = this.#options.deps;
    const nowMs = clock.now();
    let mostMs = mostLookMs;
    const byFlow = Map.groupBy(store.webhookEvents.pendingCounts(), ({ flowId }) => flowId);
    for (const [flowId, streams] of byFlow) {
      const firstMs = Math.min(...streams.map(({ firstAtUtc }) => Date.parse(firstAtUtc)));
      // A clock that was set back must not keep it waiting.
      const waitsMs = Math.min(debounceMs, firstMs + debounceMs - nowMs);
      if (waitsMs > 0) mostMs = Math.min(mostMs, waitsMs);
      else this.#fetch(flowId, streams);
    }
    return { leastMs: 0, mostMs };
  }

  #fetch(flowId: string, streams: readonly { readonly stream: string; readonly count: number }[]): void {
    const { deps, runner } = this.#options;
    const flow = deps.store.flows.get(flowId);
    if (flow === null) {
      this.#leave(flowId, streams, 'no-flow');
      return;
    }
    if (runner.runningOf(flowId) !== null) return;
    const open: string[] = [];
    for (const { stream, count } of streams) {
      const reason = count > mostKeys ? 'many' : this.#hindrance(flow, stream);
      if (reason === null) open.push(stream);
      else this.#leave(flowId, [{ stream }], reason);
    }
    if (open.length > 0) this.#start(flow, open);
  }

  /** Why the records of a stream are not fetched now; null if nothing stands against it. */
  #hindrance(flow: Flow, stream: string): WebhookReason | null {
    const { deps, parts } = this.#options;
    const connection = deps.store.connections.get(flow.sourceConnectionId);
    if (!flow.streams.some(({ id, enabled }) => enabled && id === stream) || connection === null) return 'no-flow';
    if (flow.paused !== null || deps.store.streams.get(flow.id, stream).paused !== null) return 'paused';
    if (!parts.isOpenFor(connection)) return 'paused';
    return frozenAt(flow.calendar, deps.clock.now()) === null ? null : 'frozen';
  }

  /** One run for all of them: what each stream alone would wait for (its turn, the source's clock, its companies) is waited for once. */
  #start(flow: Flow, streams: readonly string[]): void {
    const { deps, runner } = this.#options;
    const events = streams.flatMap((stream) => deps.store.webhookEvents.pending({ flowId: flow.id, stream }, mostKeys));
    const onlyKeys = [...Map.groupBy(events, ({ stream }) => stream)].map(([stream, own]) => chosenKeys(stream, own));
    try {
      const run = runner.start({ flowId: flow.id, trigger: 'webhook', onlyKeys });
      deps.store.transaction(() => {
        deps.store.webhookEvents.takeUp(
          events.map(({ number }) => number),
          run.id,
        );
      });
    } catch (error) {
      deps.log.warn('call.failed', { method: 'webhooks.fetch' }, error);
      this.#leave(
        flow.id,
        streams.map((stream) => ({ stream })),
        'stopped',
      );
    }
  }

  #leave(flowId: string, streams: readonly { readonly stream: string }[], reason: WebhookReason): void {
    const { store, publish } = this.#options.deps;
    store.transaction(() => {
      for (const { stream } of streams) store.webhookEvents.leave(flowId, stream, reason);
    });
    publish({ topic: 'changed', subject: 'webhooks' });
  }
}

/** Each record once; the last word on it is that of its newest event. */
function chosenKeys(stream: string, events: readonly PendingEvent[]): ChosenKeys {
  const last = new Map(events.map(({ recordKey, action }) => [recordKey, action]));
  const keys = [...last.keys()];
  return { stream, keys, deleted: keys.filter((key) => last.get(key) === 'delete') };
}
