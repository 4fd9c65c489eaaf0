import { ask } from '../../main/api/ask.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { EngineNetwork } from '../../main/engine/network.ts';
import { EngineSecrets } from '../../main/engine/secrets.ts';
import { createConfigurableTransport } from '../../main/http/configurable-transport.ts';
import { createUndiciTransport } from '../../main/http/undici-transport.ts';
import { createLogger } from '../../main/log/logger.ts';
import type { Integration, IntegrationStream } from '../../main/ports/integration.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import type { StreamMapping } from '../../shared/mapping/mapping.ts';
import type { Run } from '../../shared/model/run.ts';
import { FakeDestination } from './fake-destination.ts';
import { FakeMessenger } from './fake-messenger.ts';
import { FakeSource } from './fake-source.ts';
import type { Clock } from '../../main/ports/time.ts';
import type { WebhookParts } from '../../main/webhooks/parts.ts';
import { createSeededRandom, createVirtualClock, type VirtualClock } from './virtual-clock.ts';

const text = { kind: 'text' } as const;
const copy = { kind: 'copy' } as const;
const money = { kind: 'decimal', precision: 38, scale: 6 } as const;

/** Invoices with lines, as small as a stream can be while still having company, currency and two levels of amounts. */
export const invoiceMapping: StreamMapping = {
  version: 1,
  header: {
    table: 'invoices',
    keyColumns: ['id'],
    columns: [
      { column: 'id', type: text, path: 'id', transform: copy, required: true },
      { column: 'company', type: text, path: 'company', transform: copy, required: true },
      { column: 'currency', type: text, path: 'currency', transform: copy, required: true },
      { column: 'total', type: money, path: 'total', transform: copy, required: true },
    ],
  },
  lines: [
    {
      table: 'invoice_lines',
      listPath: 'lines',
      keyColumns: ['invoice_id', 'line'],
      columns: [
        { column: 'invoice_id', type: text, path: '^id', transform: copy, required: true },
        { column: 'line', type: text, path: 'line', transform: copy, required: true },
        { column: 'currency', type: text, path: '^currency', transform: copy, required: true },
        { column: 'amount', type: money, path: 'amount', transform: copy, required: false },
      ],
    },
  ],
};

const invoiceFields = [
  ...['id', 'company', 'currency'].map((path) => ({ path, type: text, list: false })),
  { path: 'total', type: money, list: false },
  { path: 'lines', type: { kind: 'json' } as const, list: true },
  { path: 'lines[].line', type: text, list: false },
  { path: 'lines[].amount', type: money, list: false },
];

function invoiceStream(id: string, label: string): IntegrationStream {
  return {
    id,
    label,
    scheduleClass: 'transactional',
    defaultMapping: invoiceMapping,
    totals: {
      companyColumn: 'company',
      amounts: [
        { name: 'total', table: 'invoices', column: 'total', currencyColumn: 'currency' },
        { name: 'lines.amount', table: 'invoice_lines', column: 'amount', currencyColumn: 'currency' },
      ],
    },
    validate: () => [],
  };
}

/** Two streams alike; most flows of a harness have the first one only. */
export const invoiceIntegration: Integration = {
  id: 'workday-databricks',
  source: 'workday',
  destination: 'databricks',
  streams: [invoiceStream('invoices', 'Invoices'), invoiceStream('credits', 'Credits')],
  tieOuts: [
    {
      kind: 'period-invoices',
      stream: 'invoices',
      linesPath: null,
      company: { id: 'company', name: 'company' },
      currency: 'currency',
      account: null,
      sums: [{ figure: 'amount', column: 'total' }],
      date: 'date',
      status: 'status',
      leftOut: ['CANCELED'],
      windowDays: { setting: 'days', usual: '90' },
      less: null,
    },
  ],
};

export interface Harness {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: VirtualClock;
  /** How far the computer's own clock is off. */
  readonly skew: { ms: number };
  readonly source: FakeSource;
  readonly destination: FakeDestination;
  readonly messenger: FakeMessenger;
  readonly flowId: string;
  /** Runs the flow to its end. */
  sync(options?: Partial<InputOf<'runs.start'>>): Promise<Run>;
  /** An engine on the same store, as after a restart of the process. */
  restart(): Harness;
  /** An engine on another store between the same systems, as after the store was put back to an earlier moment. */
  continueOn(store: Store): Harness;
}

/** An engine on a store (in memory unless a file is named) between a fake source and a fake destination, with one flow of these streams. */
export function createHarness(
  streams: readonly string[] = ['invoices'],
  storeFile = ':memory:',
  integration: Integration = invoiceIntegration,
  options: HarnessOptions = {},
): Harness {
  const clock = createVirtualClock({ auto: true });
  const store = openStore(storeFile);
  const source = new FakeSource(clock);
  const destination = new FakeDestination();
  const at = new Date(clock.now()).toISOString();
  for (const system of ['workday', 'databricks'] as const) {
    const connection = { id: system, name: system, system, practice: true, settings: {}, lastCheck: null };
    store.connections.save({ ...connection, createdAtUtc: at, updatedAtUtc: at });
  }
  store.flows.save({
    id: 'flow',
    name: 'Invoices',
    integration: 'workday-databricks',
    sourceConnectionId: 'workday',
    destinationConnectionId: 'databricks',
    streams: streams.map((id) => ({
      id,
      enabled: true,
      mapping: integration.streams.find((one) => one.id === id)?.defaultMapping ?? invoiceMapping,
      exclusions: [],
    })),
    schedule: { kind: 'manual' },
    paused: null,
    createdAtUtc: at,
    updatedAtUtc: at,
  });
  const messenger = new FakeMessenger({ clock });
  return withEngine({ clock, skew: { ms: 0 }, store, source, destination, messenger, integration }, options);
}

/** Network settings like the app's; the fakes of a harness send nothing by it. */
export function networkOf({ store, clock }: Pick<Harness, 'clock' | 'store'>): EngineNetwork {
  const secrets = new EngineSecrets({ store, clock, dataKey: null, practiceKey: new Uint8Array(32) });
  const transport = createConfigurableTransport((way) => createUndiciTransport({ clock, ...way }), {
    followsPac: false,
  });
  return new EngineNetwork({ store, clock, secrets, transport });
}

let engines = 0;

/** What a harness has beside the usual. */
export interface HarnessOptions {
  readonly webhookParts?: WebhookParts;
}

function withEngine(
  parts: Pick<Harness, 'clock' | 'skew' | 'store' | 'source' | 'destination' | 'messenger'> & {
    readonly integration: Integration;
  },
  options: HarnessOptions,
): Harness {
  engines += 1;
  // Asked each time, because tests put a `sleep` of their own in its place.
  const clock: Clock = {
    now: () => parts.clock.now() + parts.skew.ms,
    sleep: (ms, signal) => parts.clock.sleep(ms, signal),
  };
  const engine = createEngine({
    store: parts.store,
    clock,
    random: createSeededRandom(`engine ${String(engines)}`),
    log: createLogger({ clock: parts.clock, destination: { write: () => undefined }, level: 'silent' }),
    integrations: [parts.integration],
    network: networkOf(parts),
    openSource: () => parts.source,
    openDestination: () => parts.destination,
    openMessenger: () => parts.messenger,
    openWriteBack: () => parts.source.takes,
    systems: [],
    fieldsOf: () => invoiceFields,
    saveSecrets: () => Promise.resolve(),
    choices: () => Promise.resolve([]),
    ...options,
  });
  return {
    ...parts,
    engine,
    flowId: 'flow',
    sync: async (options = {}) => {
      // Windows include their first moment: a step forward keeps what was written before apart from what comes after.
      await parts.clock.advance(1_000);
      const run = await ask(engine, 'runs.start', { flowId: 'flow', ...options });
      await engine.services.runner.whenIdle();
      return ask(engine, 'runs.get', { id: run.id });
    },
    restart: () => withEngine(parts, options),
    continueOn: (store) => withEngine({ ...parts, store }, options),
  };
}

/** Fields of an invoice whose lines add up to its total. */
export function invoice(id: string, amounts: readonly string[], total: string, currency = 'EUR') {
  return {
    id,
    company: 'CO-100',
    currency,
    total,
    lines: amounts.map((amount, index) => ({ line: String(index + 1), amount })),
  };
}
