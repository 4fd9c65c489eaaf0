import type { AlertKind } from '../../../shared/alerts/alert.ts';
import type { CheckedTombstone } from '../../../shared/model/audit-retention.ts';
import type { AlertRules } from '../../../shared/alerts/rules.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { SystemDescriptor } from '../../../shared/model/system.ts';
import { ChainCheck } from '../../api/engine/audit-chain.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import { LookAgain } from '../look-again.ts';
import type { NetworkWaits } from '../network-waits.ts';
import { lookWhetherBehind } from './behind.ts';
import type { Condition, FlowCondition } from './condition.ts';
import { limitsFor } from './limits.ts';
import { conditionsOfFlow } from './of-flow.ts';
import { conditionsOfReadings, stillStands } from './of-readings.ts';
import { conditionsOfRuns } from './of-runs.ts';
import { conditionsOfSecrets } from './of-secrets.ts';
import { alertRulesOf } from './rules.ts';
import { settleAlerts } from './settle.ts';

export type AlertDeps = Pick<EngineDeps, 'store' | 'clock' | 'random' | 'integrations' | 'log' | 'publish'>;

export interface AlertOptions {
  readonly waits: Pick<NetworkWaits, 'of'>;
  /** What stands for entries of the trail that went, with what its seal is worth now. Left out: none went. */
  readonly tombstone?: () => CheckedTombstone | null;
  /** Bytes that are free where the data file is; null where nobody can say. */
  readonly freeBytes: () => Promise<number | null>;
  /** Whose labels say what a secret is. */
  readonly systems: readonly SystemDescriptor[];
}

/** Timers stand still while a computer sleeps: what is left of such a wait is at most this long after waking. */
const pollMs = 8_000;
/** Looked at least so often while awake: a broken promise is to be told within a minute. */
const longestLookMs = 30_000;
/** What changes many times a second is looked at this often at most. */
const leastLookMs = 250;
/** Below this nothing is certain to be stored any more. */
const leastFreeBytes = 1024 ** 3;
/**
 * What was added to the trail is recomputed at nearly every look, and all of it when something else wrote to the data file: a trail that
 * was changed is to be told within a minute. Once a day all of it is recomputed anyway. The disk is looked at every minute.
 */
const wholeChainMs = 24 * 60 * 60_000;
const chainMs = 20_000;
const diskMs = 60_000;

/**
 * Keeps the alerts: what needs a person has one as long as it is so, and is told once. Looks soon after whatever can change that, and
 * by the clock for promises, which are broken because nothing happens.
 */
export class AlertWatch {
  readonly #deps: AlertDeps;
  readonly #options: AlertOptions;
  readonly #chain: ChainCheck;
  readonly #ofRuns = new Map<string, { readonly like: string; readonly found: readonly FlowCondition[] }>();
  #ofInstallation: readonly Condition[] = [];
  #chainAtMs = 0;
  #wholeChainAtMs = 0;
  #diskAtMs = 0;
  #chainCondition: Condition | null = null;
  #diskCondition: Condition | null = null;
  #nextLookMs = 0;
  #polledAtMs: number;
  #isRung = true;
  readonly #again: LookAgain;

  constructor(deps: AlertDeps, options: AlertOptions) {
    this.#deps = deps;
    this.#options = options;
    this.#chain = new ChainCheck(deps.store.audit, deps.clock, options.tombstone);
    this.#again = new LookAgain(deps, {
      method: 'alerts',
      look: async () => {
        await this.poll();
        return { leastMs: leastLookMs, mostMs: Math.min(pollMs, Math.max(0, this.#nextLookMs - deps.clock.now())) };
      },
      afterFault: { leastMs: leastLookMs, mostMs: pollMs },
    });
    this.#polledAtMs = deps.clock.now();
  }

  /** Looks again soon: a run ended, a flow changed, records were rejected. Returns at once. */
  ring(): void {
    this.#isRung = true;
    this.#again.ring();
  }

  /** Goes on by itself until `signal`. Call once, at start. */
  keep(signal: AbortSignal): Promise<void> {
    return this.#again.keep(signal);
  }

  /** Looks if it is time to, or if something happened; also after a sleep, and when the clock was set. Throws what the store throws. */
  async poll(): Promise<void> {
    const nowMs = this.#deps.clock.now();
    const isGap = nowMs < this.#polledAtMs || nowMs - this.#polledAtMs > 2 * pollMs;
    this.#polledAtMs = nowMs;
    if (!this.#isRung && !isGap && nowMs < this.#nextLookMs) return;
    this.#isRung = false;
    this.look();
    // Slow, and not about promises: what was just found is told first.
    if (await this.#lookAtInstallation(nowMs)) this.look();
  }

  /** Looks at every flow once and makes the alerts tell what is so. */
  look(): void {
    const { store, clock, publish } = this.#deps;
    const nowMs = clock.now();
    let nextMs = nowMs + longestLookMs;
    const rules = alertRulesOf(this.#deps);
    const off = new Set<AlertKind>(rules.off);
    const isChanged = store.transaction(() => {
      const conditions = store.flows.list().flatMap((flow) => {
        const { condition, nextAtMs } = lookWhetherBehind(this.#deps, flow, this.#options.waits);
        nextMs = Math.min(nextMs, nextAtMs);
        const ofRuns = this.#conditionsOfRuns(flow, rules).filter(({ kind }) => !off.has(kind));
        const shares = ofRuns.filter(({ kind }) => kind === 'rejected-share').map(({ cause }) => cause);
        const found = [
          ...conditionsOfFlow(this.#deps, flow, { told: new Set(shares), heldDays: rules.heldDays }),
          ...ofRuns,
        ];
        return [...(condition === null ? [] : [condition]), ...found].map((one) => ({ ...one, flowId: flow.id }));
      });
      const ofSecrets = conditionsOfSecrets(this.#deps, rules, this.#options.systems);
      const all = [...conditions, ...ofSecrets, ...this.#ofInstallation];
      return settleAlerts(
        this.#deps,
        all.filter(({ kind }) => !off.has(kind)),
      );
    });
    this.#nextLookMs = nextMs;
    if (isChanged) publish({ topic: 'changed', subject: 'alerts' });
  }

  /** Runs are read anew only when the latest one is another or stands otherwise, or when other limits hold. */
  #conditionsOfRuns(flow: Flow, rules: AlertRules): readonly FlowCondition[] {
    const limits = limitsFor(rules, flow, this.#deps.clock.now());
    const like = JSON.stringify([this.#deps.store.runs.latestState(flow.id), limits]);
    const known = this.#ofRuns.get(flow.id);
    const stands = (one: FlowCondition): boolean => stillStands(this.#deps, flow, one);
    if (known?.like === like) return known.found.filter(stands);
    const found = [...conditionsOfRuns(this.#deps, flow), ...conditionsOfReadings(this.#deps, flow, limits)];
    this.#ofRuns.set(flow.id, { like, found });
    return found.filter(stands);
  }

  /** What is about no flow. True if that is not what it was. */
  async #lookAtInstallation(nowMs: number): Promise<boolean> {
    const before = JSON.stringify(this.#ofInstallation);
    if (isTime(this.#chainAtMs, chainMs, nowMs)) {
      this.#chainAtMs = nowMs;
      const isWhole = isTime(this.#wholeChainAtMs, wholeChainMs, nowMs);
      if (isWhole) this.#wholeChainAtMs = nowMs;
      const { brokenAt, verifiedAtUtc } = await this.#chain.verify(isWhole);
      const own = { flowId: null, kind: 'audit-broken', cause: '', sinceUtc: verifiedAtUtc } as const;
      this.#chainCondition = brokenAt === null ? null : { ...own, details: { brokenAt } };
    }
    if (isTime(this.#diskAtMs, diskMs, nowMs)) {
      this.#diskAtMs = nowMs;
      this.#diskCondition = await this.#diskNow();
    }
    this.#ofInstallation = [this.#chainCondition, this.#diskCondition].flatMap((one) => one ?? []);
    return JSON.stringify(this.#ofInstallation) !== before;
  }

  async #diskNow(): Promise<Condition | null> {
    const freeBytes = await this.#options.freeBytes();
    if (freeBytes === null || freeBytes >= leastFreeBytes) return null;
    // To a tenth of what matters, so that a disk that is in use does not change its alert every minute.
    const rounded = Math.floor((freeBytes / leastFreeBytes) * 10) * (leastFreeBytes / 10);
    const details = { freeBytes: Math.floor(rounded) };
    return { flowId: null, kind: 'disk-full', cause: '', sinceUtc: nowUtc(this.#deps.clock), details };
  }
}

/** A time that was never, is long enough ago, or lies ahead because the clock was set back. */
function isTime(lastMs: number, everyMs: number, nowMs: number): boolean {
  return lastMs === 0 || nowMs - lastMs >= everyMs || nowMs < lastMs;
}
