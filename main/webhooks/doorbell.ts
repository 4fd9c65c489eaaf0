import type { Flow } from '../../shared/model/flow.ts';
import type { Run } from '../../shared/model/run.ts';
import { frozenAt } from '../../shared/schedule/promised.ts';
import type { WebhookReason } from '../../shared/webhooks/event.ts';
import { findIntegration, type EngineDeps } from '../engine/deps.ts';
import { LookAgain, type UntilNextLook } from '../engine/look-again.ts';
import type { Runner } from '../engine/runner.ts';
import type { PendingEvent } from '../store/webhook-events.ts';
import type { WebhookParts } from './parts.ts';
import { settleRun, type Announced } from './settle-run.ts';

export interface DoorbellOptions {
  readonly deps: EngineDeps;
  readonly runner: Pick<Runner, 'start' | 'runningOf'>;
  readonly parts: Pick<WebhookParts, 'isOpenFor'>;
  /** What of a flow could have been announced: what nobody announced was missed only then. */
  readonly announced: (flowId: string) => Announced;
}

/** What is changed once is often changed twice: an event waits this long for others of its flow. */
const debounceMs = 1_000;
/** Records fetched by one run. Each costs a request of the source's budget; more of them a window brings for less. */
const mostKeys = 200;
const mostLookMs = 60_000;

/**
 * Fetches the records that events name, by runs of trigger `webhook` that wait for their turn. In a pause or a freeze, and where too many
 * wait, it does nothing: the flow's own run finds what changed, rung for or not.
 */
export class Doorbell {
  readonly #options: DoorbellOptions;
  readonly #again: LookAgain;

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

  /** Notes what became of the events of a run that ended, and of those that it found by itself. Never throws. */
  runEnded(run: Run): void {
    const { deps, announced } = this.#options;
    try {
      if (settleRun(deps, run, announced(run.flowId))) deps.publish({ topic: 'changed', subject: 'webhooks' });
    } catch (error) {
      deps.log.warn('call.failed', { method: 'webhooks.settle' }, error);
    }
    this.ring();
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
    for (const { stream, count } of inOrder(deps, flow, streams)) {
      const reason = count > mostKeys ? 'many' : this.#hindrance(flow, stream);
      if (reason === null) {
        this.#start(flow, stream);
        return;
      }
      this.#leave(flowId, [{ stream }], reason);
    }
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

  #start(flow: Flow, stream: string): void {
    const { deps, runner } = this.#options;
    const events = deps.store.webhookEvents.pending({ flowId: flow.id, stream }, mostKeys);
    const keys = [...new Set(events.map(({ recordKey }) => recordKey))];
    const deleted = keys.filter((key) => lastOf(events, key)?.action === 'delete');
    try {
      const run = runner.start({ flowId: flow.id, trigger: 'webhook', onlyKeys: { stream, keys, deleted } });
      deps.store.transaction(() => {
        deps.store.webhookEvents.takeUp(
          events.map(({ number }) => number),
          run.id,
        );
      });
    } catch (error) {
      deps.log.warn('call.failed', { method: 'webhooks.fetch' }, error);
      this.#leave(flow.id, [{ stream }], 'stopped');
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

function lastOf(events: readonly PendingEvent[], key: string): PendingEvent | undefined {
  return events.findLast(({ recordKey }) => recordKey === key);
}

/** As the flow's own runs go: what documents refer to first. */
function inOrder<Of extends { readonly stream: string }>(
  { integrations }: Pick<EngineDeps, 'integrations'>,
  flow: Flow,
  streams: readonly Of[],
): Of[] {
  const order = findIntegration(integrations, flow.integration)?.streams.map(({ id }) => id) ?? [];
  return [...streams].sort((a, b) => order.indexOf(a.stream) - order.indexOf(b.stream));
}
