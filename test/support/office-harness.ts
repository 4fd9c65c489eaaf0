import { createPostOffice, type EnginePostOffice } from '../../main/engine/messages/post-office.ts';
import type { NewMessage } from '../../main/engine/messages/queue.ts';
import { createLogger } from '../../main/log/logger.ts';
import type { Integration } from '../../main/ports/integration.ts';
import type { MessageView } from '../../main/ports/views.ts';
import { touchedBy } from '../../main/ports/touched-by.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import type { EventPayload } from '../../shared/contract/events.ts';
import type { Subject } from '../../shared/messages/facts.ts';
import type { MessageState } from '../../shared/messages/message.ts';
import type { MessageRule } from '../../shared/messages/rule.ts';
import { FakeMessenger, openChannel } from './fake-messenger.ts';
import { newMessage } from './fake-messages.ts';
import { createSeededRandom, createVirtualClock, type VirtualClock } from './virtual-clock.ts';

/** A rule that lets everything through at once to channel C1, unless `part` says otherwise. */
export function ruleOf(part: Partial<MessageRule> = {}): MessageRule {
  return {
    id: 'rule',
    name: 'Rule',
    view: 'supplier_invoices',
    enabled: true,
    conditions: [],
    channel: { id: 'C1', name: 'finance', sharedConfirmed: false },
    layout: 'invoice',
    timing: { kind: 'at-once' },
    timeZone: 'Europe/Amsterdam',
    quietHours: null,
    dailyCap: null,
    followChanges: true,
    ...part,
  };
}

/** A process on the store: it can be killed at any moment, and leaves only what is stored. */
export interface OfficeProcess {
  readonly office: EnginePostOffice;
  /** Nothing it does from now on is stored. */
  kill(): void;
  readonly isDead: boolean;
  close(): Promise<void>;
}

export interface OfficeHarness {
  readonly store: Store;
  readonly clock: VirtualClock;
  readonly messenger: FakeMessenger;
  readonly events: EventPayload[];
  /** What the view knows now. */
  readonly subjects: Map<string, Subject>;
  /** The process that is running. */
  readonly process: OfficeProcess;
  /** Asked at every moment at which a process could be killed. */
  pause: () => Promise<void>;
  /** The clock on the wall differs by so much from the time that passes. */
  skewMs: number;
  add(...messages: NewMessage[]): void;
  alert(id: string, part?: Partial<NewMessage>): NewMessage;
  setRules(rules: readonly MessageRule[]): void;
  drain(): Promise<void>;
  /** Ends the running process as a crash does, and starts another. */
  restart(): OfficeProcess;
  states(...ids: string[]): (MessageState | undefined)[];
  /** Ids by state. */
  inState(state: MessageState): string[];
  resume(): void;
}

export interface OfficeOptions {
  readonly rules?: readonly MessageRule[];
  readonly channels?: readonly string[];
  readonly startUtc?: string;
  /** Default true: waits end by themselves. */
  readonly auto?: boolean;
  readonly seed?: string;
}

/** A post office on a store in memory, with a destination in memory and one flow. */
export function createOfficeHarness(options: OfficeOptions = {}): OfficeHarness {
  const clock = createVirtualClock({
    auto: options.auto ?? true,
    ...(options.startUtc === undefined ? {} : { startUtc: options.startUtc }),
  });
  const store = openStore(':memory:');
  const subjects = new Map<string, Subject>();
  const events: EventPayload[] = [];
  let running: OfficeProcess;
  let processes = 0;
  const messenger = new FakeMessenger({
    clock,
    channels: (options.channels ?? ['C1', 'C2', 'C3']).map((id) => openChannel(id)),
    pause: () => harness.pause(),
  });
  const start = (): OfficeProcess => {
    processes += 1;
    const stop = new AbortController();
    const mortal = mortalStore(store);
    const wall = { now: () => clock.now() + harness.skewMs, sleep: clock.sleep.bind(clock) };
    const office = createPostOffice(
      {
        store: mortal.store,
        clock: wall,
        random: createSeededRandom(`${options.seed ?? 'office'} ${String(processes)}`),
        log: createLogger({ clock, destination: { write: () => undefined }, level: 'silent' }),
        integrations: [integrationOf(subjects)],
        publish: (payload) => {
          events.push(payload);
        },
        openMessenger: () => messenger,
      },
      stop.signal,
    );
    office.recover();
    return {
      office,
      get isDead() {
        return mortal.isDead();
      },
      kill: mortal.kill,
      close: async () => {
        stop.abort(new Error('closing'));
        await office.close();
      },
    };
  };
  const harness: OfficeHarness = {
    store,
    clock,
    messenger,
    events,
    subjects,
    pause: () => Promise.resolve(),
    skewMs: 0,
    get process() {
      return running;
    },
    add: (...messages) => {
      store.transaction(() => store.messages.add(messages));
    },
    alert: (id, part = {}) => {
      const message = newMessage(id, { createdAtUtc: new Date(clock.now()).toISOString(), ...part });
      harness.add(message);
      return message;
    },
    setRules: (rules) => {
      saveFlow(store, rules, new Date(clock.now()).toISOString());
    },
    drain: () => running.office.drain('flow', new AbortController().signal),
    restart: () => {
      running.kill();
      running = start();
      return running;
    },
    states: (...ids) => ids.map((id) => store.messages.get(id)?.state),
    inState: (state) =>
      store.messageLists.page({ states: [state] }, { sort: [], offset: 0, limit: 500 }).items.map(({ id }) => id),
    resume: () => {
      const flow = store.flows.get('flow');
      if (flow !== null) store.flows.save({ ...flow, paused: null });
    },
  };
  prepareStore(store, options.rules ?? [ruleOf()], new Date(clock.now()).toISOString());
  running = start();
  return harness;
}

/** Stores the connections and the flow of a post office. */
export function prepareStore(store: Store, rules: readonly MessageRule[], atUtc: string): void {
  for (const system of ['workday', 'slack'] as const) {
    const connection = { id: system, name: system, system, practice: true, settings: {}, lastCheck: null };
    store.connections.save({ ...connection, createdAtUtc: atUtc, updatedAtUtc: atUtc });
  }
  saveFlow(store, rules, atUtc);
}

function saveFlow(store: Store, rules: readonly MessageRule[], atUtc: string): void {
  store.flows.save({
    id: 'flow',
    name: 'Alerts',
    integration: 'workday-slack',
    sourceConnectionId: 'workday',
    destinationConnectionId: 'slack',
    streams: [],
    schedule: { kind: 'manual' },
    messaging: { rules: [...rules], health: null },
    paused: null,
    createdAtUtc: atUtc,
    updatedAtUtc: atUtc,
  });
}

/** The store as a process sees it that can be killed: afterwards every use of it throws. */
export function mortalStore(store: Store): { store: Store; kill(): void; isDead(): boolean } {
  let dead = false;
  const assertAlive = (): void => {
    if (dead) throw new Error('killed');
  };
  const guard = <T extends object>(target: T): T =>
    new Proxy(target, {
      get: (_target, name) => {
        assertAlive();
        const value: unknown = Reflect.get(target, name, target);
        if (typeof value === 'function') {
          return (...values: unknown[]): unknown => {
            assertAlive();
            return Reflect.apply(value, target, values) as unknown;
          };
        }
        return typeof value === 'object' && value !== null ? guard(value) : value;
      },
    });
  return {
    store: guard(store),
    kill: () => {
      dead = true;
    },
    isDead: () => dead,
  };
}

/** An integration whose one view knows these subjects. */
export function integrationOf(subjects: ReadonlyMap<string, Subject>): Integration {
  const view: MessageView = {
    id: 'supplier_invoices',
    label: 'Supplier invoices',
    noun: 'supplier invoice',
    nounPlural: 'supplier invoices',
    facts: [
      { name: 'number', label: 'Number', type: 'text' },
      { name: 'amount', label: 'Amount', type: 'money', currencyFact: 'currency', told: true },
      { name: 'currency', label: 'Currency', type: 'text' },
      { name: 'due_date', label: 'Due', type: 'date' },
    ],
    layouts: ['invoice', 'overdue-digest'],
    streams: ['supplier_invoices'],
    touched: (changes) => touchedBy(changes, ({ after }) => [after.key]),
    subject: (key) => subjects.get(key) ?? null,
    subjectBefore: () => null,
    keys: () => subjects.keys(),
  };
  return {
    id: 'workday-slack',
    source: 'workday',
    destination: 'databricks',
    streams: [],
    messaging: { views: [view], templates: [] },
  };
}
