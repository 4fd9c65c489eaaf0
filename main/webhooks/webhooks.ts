import { AppError } from '../../shared/errors/app-error.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { Run } from '../../shared/model/run.ts';
import type { WebhookOverview, WebhookSettings } from '../../shared/webhooks/state.ts';
import type { EngineDeps } from '../engine/deps.ts';
import { LookAgain } from '../engine/look-again.ts';
import type { Runner } from '../engine/runner.ts';
import { nowUtc, type Clock } from '../ports/time.ts';
import type { RingingSystem, Subscriptions } from '../ports/ringing.ts';
import { Doorbell } from './doorbell.ts';
import { fileEvents } from './file-events.ts';
import type { IntakeHealth, IntakeListener, IntakeSource } from './intake.ts';
import type { WebhookParts } from './parts.ts';
import { callbackUrl, checkedAddress, publicOrigin, secretBefore, WebhookSettingRows } from './settings.ts';
import type { Announced } from './settle-run.ts';
import { overviewOf } from './overview.ts';
import { SubscribedTopics } from './subscribed-topics.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const tellEveryMs = 250;
const removedAtOnce = 2_000;

/** A connection that can ring, with how. */
export interface Ringing {
  readonly connection: Connection;
  readonly system: RingingSystem;
}

/**
 * Webhooks: off until a person turns them on. Keeps the receiver as the settings say, stores what it took, and rings for it. What is never
 * announced is found by the schedules all the same.
 */
export class Webhooks {
  readonly #deps: EngineDeps;
  readonly #parts: WebhookParts;
  readonly settings: WebhookSettingRows;
  readonly subscribed: SubscribedTopics;
  readonly #doorbell: Doorbell;
  readonly #sweeps: LookAgain;
  readonly #intake: IntakeSource | null;
  readonly #signal: AbortSignal;
  #health: IntakeHealth = { kind: 'off' };
  #listeningSinceUtc: string | null = null;
  #answeredP95Ms: number | null = null;
  #validations = 0;
  #isKept = false;
  #isTelling = false;

  constructor(
    deps: EngineDeps,
    options: { readonly runner: Runner; readonly parts: WebhookParts; readonly signal: AbortSignal },
  ) {
    const { runner, parts, signal } = options;
    this.#deps = deps;
    this.#parts = parts;
    this.#signal = signal;
    this.settings = new WebhookSettingRows(deps);
    this.subscribed = new SubscribedTopics(deps);
    this.#doorbell = new Doorbell({ deps, runner, parts, announced: (flowId) => this.#announced(flowId) });
    const hourly = { leastMs: 0, mostMs: hourMs };
    this.#sweeps = new LookAgain(deps, {
      method: 'webhooks.sweep',
      look: async () => {
        await this.removeOld();
        return hourly;
      },
      afterFault: hourly,
    });
    this.#intake = parts.openIntake?.(this.#listener()) ?? null;
  }

  /** Begins to receive, if it is on. Call once, at start. */
  begin(): void {
    if (this.#deps.store.condition.state === 'read-only') return;
    this.#isKept = true;
    this.look();
  }

  /** Fetches what is rung for, and removes what is older than is kept, until the engine closes. Call once, at start. Never rejects. */
  async keep(): Promise<void> {
    await Promise.all([this.#doorbell.keep(this.#signal), this.#sweeps.keep(this.#signal)]);
  }

  /** Fetches what can be fetched now. */
  fetchNow(): void {
    this.#doorbell.look();
  }

  /** Makes the receiver what the settings, the connections and the vault allow now. Call it when one of them changed. */
  look(): void {
    if (!this.#isKept) return;
    const settings = this.settings.get();
    const all = this.ringing();
    if (!settings.on || all.length === 0) {
      void this.#intake?.stop();
      return;
    }
    for (const { connection } of all) this.settings.ensure(connection.id);
    const origin = publicOrigin(settings);
    this.#intake?.start({
      port: settings.port,
      publicHost: origin === null ? null : new URL(origin).host,
      channels: all.flatMap(({ connection }) => this.settings.channelOf(this.#parts, connection) ?? []),
    });
    this.#doorbell.ring();
  }

  /** Notes what the streams that a run is done with mean for events. Never throws. */
  runGoesOn(run: Run): void {
    this.#doorbell.runGoesOn(run);
  }

  /** Notes what a run that ended means for events. Never throws. */
  runEnded(run: Run): void {
    this.#doorbell.runEnded(run);
  }

  /** Fetches anew what these events name. Returns how many of them there is something to fetch for. */
  ringAgain(ids: readonly string[]): number {
    const { store, clock } = this.#deps;
    const changed = store.transaction(() => {
      const count = store.webhookEvents.ringAgain(ids);
      store.audit.append(nowUtc(clock), 'webhooks.rung-again', 'webhooks', { events: count });
      return count;
    });
    this.#doorbell.ring();
    this.tell();
    return changed;
  }

  /** Connections of systems that can ring. */
  ringing(): readonly Ringing[] {
    return this.#deps.store.connections.list().flatMap((connection) => {
      const system = this.#parts.ringingOf(connection);
      return system === undefined ? [] : [{ connection, system }];
    });
  }

  /** Throws APP_NOT_FOUND for a connection that is not there or cannot ring. */
  ringingOf(connectionId: string): Ringing {
    const found = this.ringing().find(({ connection }) => connection.id === connectionId);
    if (found !== undefined) return found;
    throw new AppError('APP_NOT_FOUND', 'config', { details: { what: 'connection', id: connectionId } });
  }

  /** How often somebody asked whether anybody is there, since the start. */
  get validations(): number {
    return this.#validations;
  }

  get clock(): Clock {
    return this.#deps.clock;
  }

  /** Calls an address of the connection with an empty body; the status of the answer. */
  knock({ connection }: Ringing, address: string, signal: AbortSignal): Promise<number> {
    return this.#parts.knock(connection, address, signal);
  }

  /** Throws APP_NOT_FOUND for a system whose subscriptions cannot be kept from here. */
  subscriptionsOf({ connection }: Ringing): Subscriptions {
    return this.#parts.openSubscriptions(connection);
  }

  hasSecret({ connection, system }: Ringing): boolean {
    return this.#deps.store.secrets.names(connection.id).some(({ name }) => name === system.secret);
  }

  noteSubscribed({ connection }: Ringing, of: { readonly division: string; readonly topic: string }): void {
    const { store, clock } = this.#deps;
    store.audit.append(nowUtc(clock), 'webhooks.subscribed', connection.id, of);
  }

  noteUnsubscribed({ connection }: Ringing, of: { readonly division: string; readonly id: string }): void {
    const { store, clock } = this.#deps;
    const details = { division: of.division, subscription: of.id };
    store.audit.append(nowUtc(clock), 'webhooks.unsubscribed', connection.id, details);
  }

  callbackUrlOf({ connection, system }: Ringing): string | null {
    const token = this.settings.tokenOf(connection.id);
    return callbackUrl(this.settings.get(), { connection, provider: system.provider, token });
  }

  /** Stores the settings. Throws WEBHOOK_ADDRESS_INVALID. */
  set(settings: WebhookSettings): void {
    const { store, clock } = this.#deps;
    const publicAddress = checkedAddress(settings.publicAddress);
    store.transaction(() => {
      this.settings.put({ ...settings, publicAddress });
      const { on, port, keepDays } = settings;
      store.audit.append(nowUtc(clock), 'webhooks.saved', 'webhooks', { on, port, publicAddress, keepDays });
    });
    this.look();
    this.tell();
  }

  /** Stores the secret that a system signs with; the one before holds for two days more. Throws VAULT_LOCKED. */
  setSecret(connectionId: string, secret: string): void {
    const { store, clock } = this.#deps;
    const { connection, system } = this.ringingOf(connectionId);
    const before = this.#parts.readSecret(connection, system.secret);
    if (before !== null && before !== secret) this.#parts.saveSecret(connection, secretBefore(system.secret), before);
    this.#parts.saveSecret(connection, system.secret, secret);
    store.transaction(() => {
      this.settings.ensure(connectionId);
      if (before !== null && before !== secret) this.settings.noteSecretChanged(connectionId);
      store.audit.append(nowUtc(clock), 'webhooks.secret-saved', connectionId, {});
    });
    this.look();
    this.tell();
  }

  /** Gives a connection another address; subscriptions to the one before have to be made anew. */
  renewAddress(connectionId: string): void {
    const { store, clock } = this.#deps;
    this.ringingOf(connectionId);
    store.transaction(() => {
      this.settings.renew(connectionId);
      store.audit.append(nowUtc(clock), 'webhooks.address-renewed', connectionId, {});
    });
    this.look();
    this.tell();
  }

  overview(): WebhookOverview {
    return overviewOf(this, {
      store: this.#deps.store,
      health: this.#health,
      answeredP95Ms: this.#answeredP95Ms,
    });
  }

  /** Tells windows that something is different; not more than four times a second. */
  tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    const over = (): void => {
      this.#isTelling = false;
      this.#deps.publish({ topic: 'changed', subject: 'webhooks' });
    };
    void this.#deps.clock.sleep(tellEveryMs, this.#signal).then(over, over);
  }

  async close(): Promise<void> {
    this.#isKept = false;
    await this.#intake?.stop();
  }

  #listener(): IntakeListener {
    const { store, clock } = this.#deps;
    return {
      onEvents: (delivered) => {
        const isNew = fileEvents(this.#deps, this.#parts, delivered);
        if (isNew) this.#doorbell.ring();
        this.tell();
      },
      onRejected: (counts) => {
        if (counts.length === 0) return;
        store.transaction(() => {
          for (const one of counts) store.webhookRejections.add(one, nowUtc(clock));
        });
        this.tell();
      },
      onAnswers: ({ p95Ms, validations }) => {
        this.#validations += validations;
        this.#answeredP95Ms = p95Ms;
        this.tell();
      },
      onHealth: (health) => {
        this.#health = health;
        if (health.kind !== 'listening') this.#listeningSinceUtc = null;
        else this.#listeningSinceUtc ??= nowUtc(clock);
        this.tell();
      },
    };
  }

  #announced(flowId: string): Announced {
    const { store } = this.#deps;
    const flow = store.flows.get(flowId);
    const ringing = this.ringing().find(({ connection }) => connection.id === flow?.sourceConnectionId);
    const streams = ringing === undefined ? new Set<string>() : this.subscribed.streamsOf(ringing);
    return { sinceUtc: this.#listeningSinceUtc, streams };
  }

  /** Removes events that are older than is kept, in pieces. Throws what the store throws. */
  async removeOld(): Promise<void> {
    const { clock, store } = this.#deps;
    const beforeUtc = new Date(clock.now() - this.settings.get().keepDays * dayMs).toISOString();
    while (store.webhookEvents.removeBefore(beforeUtc, removedAtOnce) === removedAtOnce) {
      await clock.sleep(tellEveryMs, this.#signal);
    }
  }
}
