import type { HealthState } from '../../../shared/messages/health.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { EngineDeps } from '../deps.ts';
import { DeadMan } from './dead-man.ts';
import { forgetHealth, graceMs, lookAtHealth, type Looked } from './health-look.ts';
import { LookAgain } from '../look-again.ts';
import { behindAtMs, lastReading } from '../promise.ts';
import { promiseOf } from './health-promise.ts';
import type { EnginePostOffice } from './post-office.ts';

export type HealthDeps = Pick<EngineDeps, 'store' | 'clock' | 'integrations' | 'log' | 'publish'>;

/** Looked at least so often, because a computer that slept wakes late from a long wait. */
const longestLookMs = 60_000;
/** A look that comes later than it was to by this much comes after a sleep, or after the clock was set. */
const asleepMs = 90_000;
/** How long the end of the engine waits for what is being said to Slack. */
const lastWordMs = 3_000;

interface Visit {
  readonly done: Promise<void>;
  /** Something changed while it was under way: look once more before it ends. */
  again: boolean;
}

/**
 * Watches whether flows read their source as often as they promise, and says so where their health rule wants it: one incident message
 * when one does not, replies while it goes on, one that it recovered; and the message left with Slack for when this computer sleeps.
 * A flow without a schedule promises nothing. A run that may be about to succeed is waited for: nothing is said to be behind in the
 * first minutes after a start, a wake, and the begin of a run.
 */
export class HealthWatch {
  readonly #deps: HealthDeps;
  readonly #postOffice: Pick<EnginePostOffice, 'ring'>;
  readonly #deadMan: DeadMan;
  /** Aborted when the engine has closed. */
  readonly #stop = new AbortController();
  readonly #visits = new Map<string, Visit>();
  #quietUntilMs: number;
  #lookedAtMs: number;
  readonly #again: LookAgain;

  constructor(deps: HealthDeps, postOffice: Pick<EnginePostOffice, 'ring' | 'messengers'>) {
    this.#deps = deps;
    this.#postOffice = postOffice;
    this.#deadMan = new DeadMan(deps, postOffice.messengers);
    this.#lookedAtMs = deps.clock.now();
    this.#quietUntilMs = this.#lookedAtMs + graceMs;
    this.#again = new LookAgain(deps, {
      method: 'messages.health',
      look: () => ({ leastMs: 0, mostMs: this.look() }),
      afterFault: { leastMs: longestLookMs, mostMs: 0 },
    });
  }

  /** Looks again soon: a run ended, a flow or a connection was changed. Returns at once. */
  ring(): void {
    this.#again.ring();
  }

  /** Goes on by itself until `signal`. Call once, at start. */
  keep(signal: AbortSignal): Promise<void> {
    return this.#again.keep(signal);
  }

  /**
   * Looks at every flow once, takes into the queue what is to be said, and begins what is to be asked of Slack. Returns in how many
   * milliseconds to look again. Throws what the store throws.
   */
  look(): number {
    const { store, clock, publish } = this.#deps;
    const nowMs = clock.now();
    if (nowMs - this.#lookedAtMs > longestLookMs + asleepMs) this.#quietUntilMs = nowMs + graceMs;
    this.#lookedAtMs = nowMs;
    const flows = store.flows.list();
    const known = store.health.flowIds();
    const watched = flows.filter((flow) => known.includes(flow.id) || (flow.messaging?.health ?? null) !== null);
    const looked = watched.flatMap((flow) => this.#lookAt(flow) ?? []);
    const ids = new Set(flows.map(({ id }) => id));
    for (const id of known) if (!ids.has(id)) this.#forget(id);
    if (looked.some(({ told }) => told)) {
      publish({ topic: 'changed', subject: 'messages' });
      this.#postOffice.ring();
    }
    const flowIds = new Set([...known, ...watched.map(({ id }) => id)]);
    for (const id of flowIds) {
      if (this.#deadMan.isDue(id)) this.#visit(id);
      else this.#deadMan.forgetFault(id);
    }
    const times = [...looked.map(({ nextAtMs }) => nextAtMs), ...[...flowIds].map((id) => this.#deadMan.retryAtMs(id))];
    const waits = times.flatMap((at) => (at === null ? [] : [at - nowMs])).filter((ms) => ms > 0);
    return Math.min(longestLookMs, ...waits);
  }

  /** How a flow's promise stands now. Null for a flow that is not there. */
  stateOf(flowId: string): HealthState | null {
    const { store, clock } = this.#deps;
    const flow = store.flows.get(flowId);
    if (flow === null) return null;
    const promise = promiseOf(this.#deps, flow);
    const known = store.health.get(flowId);
    const isOn = promise.kind === 'on';
    const lastSuccessUtc = isOn ? lastReading(this.#deps, flowId, promise.streams) : null;
    const sinceUtc = [lastSuccessUtc ?? '', known?.promisedSinceUtc ?? ''].sort()[1] ?? '';
    const behindMs = isOn && sinceUtc !== '' ? behindAtMs(flow, promise, sinceUtc) : Infinity;
    const left = store.health.alarms(flowId).filter(({ state }) => state === 'left');
    const [alarm] = left.filter(({ postAtUtc }) => Date.parse(postAtUtc) > clock.now()).slice(-1);
    const { incident = null, fault = null } = known ?? {};
    return {
      watch: promise.kind,
      limitMinutes: isOn ? promise.limitMinutes : null,
      lastSuccessUtc,
      behindSinceUtc: behindMs < clock.now() ? new Date(behindMs).toISOString() : null,
      incident: incident === null ? null : { messageId: incident.messageId, beganAtUtc: incident.beganAtUtc },
      deadMan: alarm === undefined ? null : { postAtUtc: alarm.postAtUtc },
      fault: fault === null ? null : { atUtc: fault.atUtc, error: fault.error },
    };
  }

  /** Resolves when nothing is being asked of Slack any more. */
  async settled(): Promise<void> {
    while (this.#visits.size > 0) await Promise.allSettled([...this.#visits.values()].map(({ done }) => done));
  }

  /** What is being said to Slack is said to its end, but not waited for longer than a few seconds. */
  async close(): Promise<void> {
    const { clock, store } = this.#deps;
    const waited = new AbortController();
    if (store.condition.state === 'ready') await Promise.race([this.settled(), clock.sleep(lastWordMs, waited.signal)]);
    waited.abort();
    this.#stop.abort();
    await this.settled();
  }

  /** Null if the flow cannot be looked at: that keeps nobody from looking at the others. */
  #lookAt(flow: Flow): Looked | null {
    try {
      return lookAtHealth(this.#deps, flow, this.#quietUntilMs);
    } catch (error) {
      this.#deps.log.warn('call.failed', { method: 'messages.health', flowId: flow.id }, error);
      return null;
    }
  }

  #forget(flowId: string): void {
    const { store } = this.#deps;
    const known = store.health.get(flowId);
    if (known === null) return;
    store.transaction(() => {
      forgetHealth(this.#deps, flowId, known);
    });
  }

  #visit(flowId: string): void {
    const known = this.#visits.get(flowId);
    if (known !== undefined) {
      known.again = true;
      return;
    }
    const visit: Visit = { again: false, done: Promise.resolve().then(() => this.#work(flowId)) };
    this.#visits.set(flowId, visit);
  }

  async #work(flowId: string): Promise<void> {
    try {
      const visit = this.#visits.get(flowId);
      do {
        if (visit !== undefined) visit.again = false;
        await this.#deadMan.sync(flowId, this.#stop.signal);
        this.#deps.publish({ topic: 'changed', subject: 'messages' });
      } while (visit?.again === true && this.#deadMan.isDue(flowId));
    } catch (error) {
      if (!this.#stop.signal.aborted)
        this.#deps.log.warn('call.failed', { method: 'messages.dead-man', flowId }, error);
    } finally {
      this.#visits.delete(flowId);
    }
  }
}
