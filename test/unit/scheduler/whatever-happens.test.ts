import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dueStreams, holdOff, planOf, scheduleNext } from '../../../main/engine/schedule.ts';
import { createScheduler } from '../../../main/scheduler/scheduler.ts';
import { openStore } from '../../../main/store/store.ts';
import { AppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Bridge } from '../../../shared/contract/bridge.ts';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';
import { intervalAt } from '../../../shared/schedule/next-due.ts';
import { frozenAt } from '../../../shared/schedule/promised.ts';
import { invoiceIntegration, invoiceMapping } from '../../support/engine-harness.ts';
import { createSleepyClock, type SleepyClock } from '../../support/sleepy-clock.ts';

const minute = 60_000;
const hour = 60 * minute;

interface Started {
  readonly lived: number;
  readonly wall: number;
  /** How often the hands were set before. */
  readonly sets: number;
}

const refused = toErrorDto(new AppError('ENGINE_FLOW_FROZEN', 'config'));

/** What the scheduler sees of the app: the engine's own times in a store, runs that only take their time and begin in no freeze, and a network. */
class SmallApp implements Bridge {
  readonly starts: Started[] = [];
  readonly store = openStore(':memory:');
  readonly clock: SleepyClock;
  isOnline = true;
  sets = 0;
  #isRunning = false;
  readonly #runMs: number;

  constructor(clock: SleepyClock, calendar: FlowCalendar, runMs: number) {
    this.clock = clock;
    this.#runMs = runMs;
    const at = new Date(clock.now()).toISOString();
    for (const system of ['workday', 'databricks'] as const) {
      const connection = { id: system, name: system, system, practice: true, settings: {}, lastCheck: null };
      this.store.connections.save({ ...connection, createdAtUtc: at, updatedAtUtc: at });
    }
    this.store.flows.save({
      id: 'flow',
      name: 'Invoices',
      integration: 'workday-databricks',
      sourceConnectionId: 'workday',
      destinationConnectionId: 'databricks',
      streams: [{ id: 'invoices', enabled: true, mapping: invoiceMapping, exclusions: [] }],
      schedule: { kind: 'every', transactionalMinutes: 30, referenceMinutes: 1440 },
      calendar,
      paused: null,
      createdAtUtc: at,
      updatedAtUtc: at,
    });
    scheduleNext(this.#deps, this.flow, ['invoices']);
  }

  get flow(): Flow {
    const flow = this.store.flows.get('flow');
    if (flow === null) throw new Error('the flow is gone');
    return flow;
  }

  get #deps() {
    return { store: this.store, clock: this.clock, integrations: [invoiceIntegration] };
  }

  async call(method: string, input: unknown) {
    await Promise.resolve();
    // Between the look and the start the hands may have been set, or the lid closed: the engine looks again.
    const isFrozen = frozenAt(this.flow.calendar, this.clock.now()) !== null;
    if (method === 'runs.start' && isFrozen) return { ok: false as const, error: refused };
    return { ok: true as const, value: this.#answer(method, input) };
  }

  subscribe(): () => void {
    return () => undefined;
  }

  #answer(method: string, input: unknown): unknown {
    if (method === 'schedule.reach') return { reachable: this.isOnline };
    if (method === 'schedule.due') {
      const due = this.#isRunning ? { streams: [], lateByMs: 0 } : dueStreams(this.#deps, this.flow);
      return due.streams.length === 0 ? [] : [{ flowId: 'flow', ...due }];
    }
    expect(method).toBe('runs.start');
    expect((input as InputOf<'runs.start'>).streams).toEqual(['invoices']);
    void this.#run();
    return {};
  }

  async #run(): Promise<void> {
    expect(this.#isRunning).toBe(false);
    this.#isRunning = true;
    this.starts.push({ lived: this.clock.lived, wall: this.clock.now(), sets: this.sets });
    holdOff(this.#deps, this.flow, ['invoices']);
    await this.clock.sleep(this.#runMs);
    scheduleNext(this.#deps, this.flow, ['invoices']);
    this.#isRunning = false;
  }

  /** Minutes from one run to the next by the schedule of this moment. */
  interval(): number {
    const plan = planOf({ integrations: [invoiceIntegration] }, this.flow, 'invoices');
    return (plan === null ? null : intervalAt(plan, this.clock.now()))?.minutes ?? Infinity;
  }
}

type Step =
  | { readonly kind: 'awake' | 'asleep' | 'set'; readonly minutes: number }
  | { readonly kind: 'network'; readonly isOnline: boolean };

const steps = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    fc.record({ kind: fc.constant('awake' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
    fc.record({ kind: fc.constant('asleep' as const), minutes: fc.integer({ min: 1, max: 30 * 24 * 60 }) }),
    fc.record({ kind: fc.constant('set' as const), minutes: fc.integer({ min: -400 * 24 * 60, max: 400 * 24 * 60 }) }),
    fc.record({ kind: fc.constant('network' as const), isOnline: fc.boolean() }),
  ),
  { minLength: 2, maxLength: 8 },
);

const calendars = fc.record<FlowCalendar>({
  timeZone: fc.constantFrom('Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'UTC'),
  absences: fc.constant([]),
  periodEnds: fc.constant({ kind: 'months' }),
  close: fc.option(
    fc.record({
      firstDay: fc.integer({ min: -3, max: 0 }),
      lastDay: fc.integer({ min: 0, max: 5 }),
      transactionalMinutes: fc.constantFrom(5, 10),
      referenceMinutes: fc.constant(60),
    }),
  ),
  freezes: fc.constantFrom<FlowCalendar['freezes']>(
    [],
    [{ kind: 'period', name: 'Freeze', fromDay: 1, fromTime: '02:30', toDay: 1, toTime: '09:00' }],
  ),
});

// Shortly before changes of the clock, and before the end of a month.
const beginnings = fc.constantFrom(
  '2026-03-28T23:00:00Z',
  '2026-03-08T05:00:00Z',
  '2026-04-04T12:00:00Z',
  '2026-10-24T22:00:00Z',
  '2026-10-31T20:00:00Z',
  '2026-12-31T22:00:00Z',
);

test('whatever sleeps, changes of the clock and outages come, no due run is lost or doubled, and none comes sooner than five minutes', async () => {
  await fc.assert(
    fc.asyncProperty(
      beginnings,
      calendars,
      steps,
      fc.integer({ min: 1, max: 12 }),
      async (begin, calendar, all, run) => {
        const clock = createSleepyClock(begin);
        const app = new SmallApp(clock, calendar, run * minute);
        const stop = new AbortController();
        const done = createScheduler({ app, clock }).run(stop.signal);
        for (const step of all) await take(app, step);
        app.isOnline = true;
        // One interval from now on, the longest wait for the network, the run under way and two looks: then it has run again.
        const before = app.starts.length;
        const frozen = frozenAt(calendar, clock.now());
        const thawMs = frozen === null ? 0 : frozen.toMs - clock.now();
        const frozenSoon = frozenAt(calendar, clock.now() + 45 * minute);
        const soonMs = frozenSoon === null ? 0 : Math.max(0, frozenSoon.toMs - clock.now());
        await clock.awake(Math.max(thawMs, soonMs) + (30 + run + 3) * minute);
        expect(app.starts.length).toBeGreaterThan(before);
        stop.abort();
        await clock.awake(0);
        await done;
        expectApart(app.starts);
        app.store.close();
      },
    ),
    { numRuns: 20 },
  );
}, 60_000);

async function take(app: SmallApp, step: Step): Promise<void> {
  if (step.kind === 'network') app.isOnline = step.isOnline;
  else if (step.kind === 'awake') await app.clock.awake(step.minutes * minute);
  else if (step.kind === 'asleep') app.clock.asleep(step.minutes * minute);
  else {
    app.clock.set(step.minutes * minute);
    app.sets += 1;
  }
}

/** By the time that went by; where the hands were set in between, by what they show. */
function expectApart(starts: readonly Started[]): void {
  starts.forEach((start, index) => {
    const before = starts[index - 1];
    if (before === undefined) return;
    const lived = start.lived - before.lived;
    const shown = start.wall - before.wall;
    expect(start.sets === before.sets ? lived : Math.max(lived, shown)).toBeGreaterThanOrEqual(5 * minute);
  });
}

test('a laptop that is open all day reads as often as its schedule says, and more often during the close', async () => {
  const clock = createSleepyClock('2026-11-27T08:00:00Z');
  const calendar: FlowCalendar = {
    timeZone: 'Europe/Amsterdam',
    absences: [],
    periodEnds: { kind: 'months' },
    close: { firstDay: 0, lastDay: 0, transactionalMinutes: 5, referenceMinutes: 60 },
    freezes: [],
  };
  const app = new SmallApp(clock, calendar, minute);
  const stop = new AbortController();
  const done = createScheduler({ app, clock }).run(stop.signal);
  await clock.awake(5 * hour);
  const usual = app.starts.length;
  clock.asleep(3 * 24 * hour);
  expect(app.interval()).toBe(5);
  await clock.awake(hour);
  stop.abort();
  await clock.awake(0);
  await done;
  // A minute's run and up to a quarter of a minute until the next look come on top of each interval.
  expect(usual).toBe(9);
  expect(app.starts.length - usual).toBe(10);
});
