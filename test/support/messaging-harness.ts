import { copyFileSync, existsSync } from 'node:fs';
import { ask } from '../../main/api/ask.ts';
import { createEngine, type Engine } from '../../main/engine/engine.ts';
import { createBookDestination } from '../../main/engine/messages/book-destination.ts';
import { createLogger } from '../../main/log/logger.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import type { MessageRule } from '../../shared/messages/rule.ts';
import type { Run } from '../../shared/model/run.ts';
import { networkOf } from './engine-harness.ts';
import { FakeMessenger } from './fake-messenger.ts';
import { FakeSource } from './fake-source.ts';
import { billMapping, messagingIntegration } from './messaging-integration.ts';
import { createSeededRandom, createVirtualClock, type VirtualClock } from './virtual-clock.ts';

export interface MessagingHarness {
  readonly engine: Engine;
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly source: FakeSource;
  readonly messenger: FakeMessenger;
  /** Puts a bill of CO-100 in euros at the source. */
  bill(key: string, total: string, change?: Readonly<Record<string, string>>, stream?: 'bills' | 'credits'): void;
  /** Replaces the flow's rules. */
  setRules(rules: readonly MessageRule[]): void;
  /** Runs the flow to its end. */
  sync(options?: Partial<InputOf<'runs.start'>>): Promise<Run>;
  /** Every message that was ever called for, in order: kind, subject or rule, state, reason. */
  messages(): string[];
}

/** What outlives a process; its store is opened anew. */
export type MessagingParts = Pick<MessagingHarness, 'store' | 'clock' | 'source' | 'messenger'> & {
  readonly isPosting: boolean;
};

export interface MessagingOptions {
  readonly rules?: readonly MessageRule[];
  readonly streams?: readonly string[];
  /** Default: in memory. */
  readonly storeFile?: string;
  /** True: what is called for is posted before a run ends. Default: it stays in the queue, to be looked at. */
  readonly isPosting?: boolean;
  /** Called at every moment of a message's way at which something else could happen. */
  readonly pause?: () => Promise<void>;
}

/** An engine between a fake source and a fake messenger, with one flow of bills (and credits) that posts messages. */
export function createMessagingHarness({
  rules = [],
  streams = ['bills'],
  storeFile = ':memory:',
  isPosting = false,
  pause = () => Promise.resolve(),
}: MessagingOptions = {}): MessagingHarness {
  const clock = createVirtualClock({ auto: true });
  const store = openStore(storeFile);
  const at = new Date(clock.now()).toISOString();
  for (const system of ['workday', 'slack'] as const) {
    const connection = { id: system, name: system, system, practice: true, settings: {}, lastCheck: null };
    store.connections.save({ ...connection, createdAtUtc: at, updatedAtUtc: at });
  }
  store.flows.save({
    id: 'flow',
    name: 'Bills',
    integration: 'workday-slack',
    sourceConnectionId: 'workday',
    destinationConnectionId: 'slack',
    streams: ['bills', 'credits'].map((id) => ({
      id,
      enabled: streams.includes(id),
      mapping: billMapping,
      exclusions: [],
    })),
    schedule: { kind: 'manual' },
    messaging: { rules: [...rules], health: null },
    paused: null,
    createdAtUtc: at,
    updatedAtUtc: at,
  });
  return messagingHarnessOn({
    clock,
    store,
    source: new FakeSource(clock),
    messenger: new FakeMessenger({ clock, pause }),
    isPosting,
  });
}

let engines = 0;

/** An engine on these parts, as after a restart of the process. */
export function messagingHarnessOn(parts: MessagingParts): MessagingHarness {
  const { store, clock, source, messenger, isPosting } = parts;
  engines += 1;
  const engine = createEngine({
    store,
    clock,
    random: createSeededRandom(`messages ${String(engines)}`),
    log: createLogger({ clock, destination: { write: () => undefined }, level: 'silent' }),
    integrations: [messagingIntegration],
    network: networkOf({ store, clock }),
    openSource: () => source,
    openDestination: (_connection, flow) => {
      const linksOf = (stream: string) => messagingIntegration.streams.find((one) => one.id === stream)?.links;
      return createBookDestination({ store, clock, flow, linksOf, messenger });
    },
    openMessenger: () => messenger,
    systems: [],
    fieldsOf: () => billMapping.header.columns.map(({ path, type }) => ({ path, type, list: false })),
    saveSecrets: () => Promise.resolve(),
    choices: () => Promise.resolve([]),
  });
  if (!isPosting) engine.services.postOffice.drain = () => Promise.resolve();
  return {
    ...parts,
    engine,
    bill: (key, total, change = {}, stream = 'bills') => {
      source.put(key, { id: key, company: 'CO-100', currency: 'EUR', total, ...change }, stream);
    },
    setRules: (rules) => {
      const flow = store.flows.get('flow');
      if (flow !== null) store.flows.save({ ...flow, messaging: { rules: [...rules], health: null } });
    },
    sync: async (options = {}) => {
      // Windows include their first moment: a step forward keeps what was written before apart from what comes after.
      await clock.advance(1_000);
      const run = await ask(engine, 'runs.start', { flowId: 'flow', ...options });
      await engine.services.runner.whenIdle();
      return ask(engine, 'runs.get', { id: run.id });
    },
    messages: () => messagesIn(store),
  };
}

/** Every message of the flow in the order in which it was called for. */
export function messagesIn(store: Store): string[] {
  const page = { sort: [{ column: 'createdAtUtc', direction: 'asc' as const }], offset: 0, limit: 10_000 };
  return store.messageLists
    .page({ flowId: 'flow' }, page)
    .items.toSorted((a, b) => a.number - b.number)
    .map(({ kind, subjectKey, ruleId, state, reason }) =>
      [kind, subjectKey ?? ruleId, state, ...(reason === null ? [] : [reason])].join(' '),
    );
}

/** The data file as it is at this moment, as a power failure would leave it. */
export function copyStore(from: string, to: string): void {
  copyFileSync(from, to);
  if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, `${to}-wal`);
}
