import type { RemoteSubscription, RingingSystem } from '../../main/ports/ringing.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Delivered } from '../../main/webhooks/delivered.ts';
import type { IntakeHealth, IntakeListener, IntakeSetting, IntakeSource } from '../../main/webhooks/intake.ts';
import type { WebhookParts } from '../../main/webhooks/parts.ts';
import { createHarness, invoiceIntegration, type Harness } from './engine-harness.ts';
import { deliveredEvent } from './webhook-deliveries.ts';

/** An intake that a test rings itself. */
export class FakeIntake implements IntakeSource {
  health: IntakeHealth = { kind: 'off' };
  readonly settings: IntakeSetting[] = [];
  stops = 0;
  readonly listener: IntakeListener;

  constructor(listener: IntakeListener) {
    this.listener = listener;
  }

  start(setting: IntakeSetting): void {
    this.settings.push(setting);
    this.health = { kind: 'listening', port: setting.port };
    this.listener.onHealth(this.health);
  }

  stop(): Promise<void> {
    this.stops += 1;
    this.health = { kind: 'off' };
    this.listener.onHealth(this.health);
    return Promise.resolve();
  }
}

/** Subscriptions kept in memory, as a system would. */
export class FakeSubscriptions {
  readonly kept: (RemoteSubscription & { readonly division: string })[] = [];
  /** Thrown for a topic, or for every listing under the name of its company. */
  readonly faults = new Map<string, AppError>();

  list(division: string): Promise<RemoteSubscription[]> {
    const fault = this.faults.get(division);
    if (fault !== undefined) return Promise.reject(fault);
    return Promise.resolve(this.kept.filter((one) => one.division === division));
  }

  add({ division, topic, callbackUrl }: { division: string; topic: string; callbackUrl: string }): Promise<void> {
    const fault = this.faults.get(topic);
    if (fault !== undefined) return Promise.reject(fault);
    const id = `s${String(this.kept.length + 1)}`;
    this.kept.push({ id, division, topic, callbackUrl, createdAtUtc: '2026-11-21T12:00:00.000Z' });
    return Promise.resolve();
  }

  remove({ id }: { id: string }): Promise<void> {
    const place = this.kept.findIndex((one) => one.id === id);
    if (place < 0) return Promise.reject(new AppError('HTTP_STATUS', 'config', { details: { status: 404 } }));
    this.kept.splice(place, 1);
    return Promise.resolve();
  }
}

/** The harness's source, as if it rang: a record is named by its key alone. */
export const ringingInvoices: RingingSystem = {
  provider: 'exact',
  secret: 'webhookSecret',
  topics: [
    { topic: 'SalesInvoices', stream: 'invoices' },
    { topic: 'Credits', stream: 'credits' },
  ],
  companiesOf: ({ settings }) => (settings['divisions'] ?? '7').split(','),
  appOf: () => 'client',
  recordKeyOf: ({ key }) => (key === '' ? null : key),
  callbackHostOf: ({ settings }) => settings['redirectHost'] ?? null,
};

export interface WebhookHarness extends Harness {
  readonly intake: FakeIntake;
  readonly subscriptions: FakeSubscriptions;
  readonly secrets: Map<string, string>;
  /** Answers of the public address. */
  readonly tunnel: { status: number; isOurs: boolean };
  /** An event comes in. */
  event(key: string, given?: Partial<Delivered>): void;
  /** Lets time pass until nothing is under way. */
  settle(): Promise<void>;
  /** What became of the events of a record, the oldest first: state and reason. */
  fates(key: string): (string | null)[][];
}

/** A harness whose source rings, with webhooks turned on. */
export async function createWebhookHarness(streams: readonly string[] = ['invoices']): Promise<WebhookHarness> {
  const made: { intake?: FakeIntake } = {};
  const subscriptions = new FakeSubscriptions();
  const secrets = new Map<string, string>();
  const tunnel = { status: 200, isOurs: true };
  const webhookParts: WebhookParts = {
    ringingOf: ({ system }) => (system === 'workday' ? ringingInvoices : undefined),
    openSubscriptions: () => subscriptions,
    knock: () => {
      if (tunnel.isOurs) made.intake?.listener.onAnswers({ validations: 1, p95Ms: 2 });
      return Promise.resolve(tunnel.status);
    },
    readSecret: (_connection, name) => secrets.get(name) ?? null,
    saveSecret: ({ id }, name, value) => {
      secrets.set(name, value);
      harness.store.secrets.put(id, name, new Uint8Array([1]), '2026-11-21T12:00:00.000Z');
    },
    isOpenFor: () => true,
    openIntake: (listener) => (made.intake = new FakeIntake(listener)),
  };
  const harness = createHarness(streams, ':memory:', invoiceIntegration, { webhookParts });
  const { engine, store, clock } = harness;
  const { intake } = made;
  if (intake === undefined) throw new Error('the engine opened no intake');
  await engine.call('webhooks.set', {
    on: true,
    port: 47_610,
    publicAddress: 'https://hooks.company.example',
    keepDays: 90,
  });
  engine.services.webhooks.begin();
  let said = 0;
  return {
    ...harness,
    intake,
    subscriptions,
    secrets,
    tunnel,
    event: (key, given = {}) => {
      said += 1;
      const own = {
        connectionId: 'workday',
        topic: 'SalesInvoices',
        division: '7',
        eventCreatedOn: `e${String(said)}`,
      };
      const receivedAtUtc = new Date(clock.now()).toISOString();
      intake.listener.onEvents([
        deliveredEvent({ ...own, key, fingerprint: `f${String(said)}`, receivedAtUtc, ...given }),
      ]);
    },
    settle: async () => {
      for (let round = 0; round < 3; round += 1) {
        await clock.advance(1_000);
        engine.services.webhooks.fetchNow();
        await engine.services.runner.whenIdle();
      }
    },
    fates: (key) =>
      store.webhookEvents
        .page({ text: key }, { sort: [], offset: 0, limit: 50 })
        .items.filter((one) => one.key === key)
        .map(({ state, reason }) => [state, reason])
        .reverse(),
  };
}
