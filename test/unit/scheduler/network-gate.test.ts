import { describe, expect, test } from 'vitest';
import { NetworkWaits } from '../../../main/engine/network-waits.ts';
import { httpError } from '../../../main/http/network-error.ts';
import { createScheduler } from '../../../main/scheduler/scheduler.ts';
import type { AppError } from '../../../shared/errors/app-error.ts';
import { createHarness } from '../../support/engine-harness.ts';
import { createSleepyClock, type SleepyClock } from '../../support/sleepy-clock.ts';

const second = 1_000;
const minute = 60 * second;

/** An app with one flow that is always due, behind a network that is there or not. */
function dueApp(clock: SleepyClock) {
  const looks: number[] = [];
  const starts: number[] = [];
  const state = { isOnline: false, isDue: true };
  const app = {
    call: (method: string) => {
      if (method === 'schedule.reach') looks.push(clock.lived / second);
      if (method === 'runs.start') {
        starts.push(clock.lived / second);
        state.isDue = false;
      }
      const due = state.isDue ? [{ flowId: 'flow', streams: ['invoices'], lateByMs: 0 }] : [];
      return Promise.resolve({
        ok: true as const,
        value: method === 'schedule.reach' ? { reachable: state.isOnline } : due,
      });
    },
    subscribe: () => () => undefined,
  };
  return { app, looks, starts, state };
}

function started() {
  const clock = createSleepyClock('2026-11-23T07:00:00Z');
  const due = dueApp(clock);
  const scheduler = createScheduler({ app: due.app, clock });
  const stop = new AbortController();
  const done = scheduler.run(stop.signal);
  const end = async () => {
    stop.abort();
    await clock.awake(0);
    await done;
  };
  return { clock, scheduler, end, ...due };
}

describe('after a start or a sleep', () => {
  test('a run starts as soon as its source can be reached, and is looked for less and less often until then', async () => {
    const { clock, looks, starts, state, end } = started();
    await clock.awake(3 * minute);
    expect(looks).toEqual([0, 5, 15, 35, 75, 155]);
    expect(starts).toEqual([]);
    state.isOnline = true;
    await clock.awake(2 * minute);
    expect(starts).toEqual([275]);
    await end();
  });

  test('after ten minutes an attempt is made all the same, which says what stands in the way', async () => {
    const { clock, starts, end } = started();
    await clock.awake(15 * minute);
    expect(starts).toHaveLength(1);
    expect(starts[0]).toBeGreaterThanOrEqual(600);
    await end();
  });

  test('what was reached is not looked for again until the computer slept', async () => {
    const { clock, looks, starts, state, scheduler, end } = started();
    state.isOnline = true;
    await clock.awake(second);
    state.isDue = true;
    await clock.awake(minute);
    expect([looks.length, starts.length]).toEqual([1, 2]);
    // Nobody tells of this sleep: the hands of the clock do.
    clock.asleep(60 * minute);
    state.isDue = true;
    await clock.awake(minute);
    expect(looks).toHaveLength(2);
    scheduler.rest();
    scheduler.wake();
    state.isDue = true;
    await clock.awake(minute);
    expect(looks).toHaveLength(3);
    await end();
  });
});

describe('a flow that waits for the network', () => {
  const flowOf = (fault: () => AppError | null) => {
    const harness = createHarness();
    const { store } = harness;
    const workday = store.connections.list().find(({ system }) => system === 'workday');
    if (workday === undefined) throw new Error('no connection');
    store.connections.save({ ...workday, settings: { host: 'wd2-impl.example.com' } });
    const said: unknown[] = [];
    const asked: string[] = [];
    const deps = { store, clock: harness.clock, publish: (payload: unknown) => said.push(payload) };
    const waits = new NetworkWaits(deps, {
      clock: (address) => {
        asked.push(address);
        const error = fault();
        return error === null ? Promise.resolve({ serverUtc: null, differenceMs: null }) : Promise.reject(error);
      },
    });
    const flow = store.flows.get('flow');
    if (flow === null) throw new Error('no flow');
    return { waits, flow, said, asked, reach: () => waits.reach(flow, 'source', new AbortController().signal) };
  };

  test('is shown with the host and since when, until the host answers', async () => {
    let fault: AppError | null = httpError('HTTP_NO_NETWORK', { host: 'wd2-impl.example.com' });
    const { waits, said, asked, reach } = flowOf(() => fault);
    expect(await reach()).toBe(false);
    expect(await reach()).toBe(false);
    expect(waits.of('flow')).toEqual({ host: 'wd2-impl.example.com', sinceUtc: '2026-11-21T12:00:00.000Z' });
    expect(said).toHaveLength(1);
    fault = null;
    expect(await reach()).toBe(true);
    expect(waits.of('flow')).toBeNull();
    expect(asked[0]).toBe('https://wd2-impl.example.com/');
  });

  test('does not wait for what only a person mends', async () => {
    const { reach, waits } = flowOf(() => httpError('HTTP_PROXY_PASSWORD_ALONE', {}));
    expect(await reach()).toBe(true);
    expect(waits.of('flow')).toBeNull();
  });
});
