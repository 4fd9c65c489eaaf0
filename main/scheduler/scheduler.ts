import type { Bridge } from '../../shared/contract/bridge.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import { NetworkGate } from '../../shared/schedule/network-gate.ts';
import type { Clock } from '../ports/time.ts';

export interface Scheduler {
  /** Looks once what is due and starts it. Also called after waking and when the network is back. */
  tick(): Promise<void>;
  /** Ticks until the signal is aborted. */
  run(signal: AbortSignal): Promise<void>;
  /** Before sleep: nothing new is started until `wake`, or for a minute. */
  rest(): void;
  /** After waking: looks soon, once the network had a moment to come back. */
  wake(): void;
}

/** Short, because timers stand still while a laptop sleeps: what is due is judged by the clock, never by a long timer. */
const tickMs = 15_000;
/** A stream that is late by more than this missed its time, asleep or without network: its run is a catch-up. */
const lateMs = 2 * 60_000;
/** A sleep that never comes, or a waking that nobody tells of, must not stop the schedules. */
const restMs = 60_000;
/** The network is not up at the moment of waking (electron.md §8). */
const settleMs = 5_000;
/** A look that comes this much later than it was to, or before the last one, comes after a sleep or after the clock was set. */
const gapMs = 30_000;

/**
 * Starts what is due by the times that the engine has written down in UTC. A flow under way, paused or frozen is left alone; after a
 * sleep, and at the start, a flow waits until its source can be reached.
 */
export function createScheduler(options: { app: Bridge; clock: Clock }): Scheduler {
  const { app, clock } = options;
  const gate = new NetworkGate({
    reaches: async (flowId) => {
      const answer = await app.call('schedule.reach', { flowId });
      // A look that failed by itself is no reason to leave the run to another day.
      return !answer.ok || (answer.value as OutputOf<'schedule.reach'>).reachable;
    },
    nowMs: () => clock.now(),
    remembers: true,
  });
  let restsUntil = 0;
  let lookedAtMs = clock.now();
  let waking = new AbortController();
  const isResting = (): boolean => {
    const leftMs = restsUntil - clock.now();
    return leftMs > 0 && leftMs <= restMs;
  };
  const look = async () => {
    const nowMs = clock.now();
    if (nowMs - lookedAtMs > tickMs + gapMs || nowMs < lookedAtMs) gate.forget();
    lookedAtMs = nowMs;
    const answer = await app.call('schedule.due', {});
    if (!answer.ok) return;
    const due = answer.value as OutputOf<'schedule.due'>;
    gate.keepOnly(due.map(({ flowId }) => flowId));
    await Promise.all(
      due.map(async ({ flowId, streams, lateByMs }) => {
        if (!(await gate.lets(flowId))) return;
        const trigger = lateByMs > lateMs ? 'catch-up' : 'schedule';
        await app.call('runs.start', { flowId, streams, trigger });
      }),
    );
  };
  const tick = async () => {
    if (!isResting()) await look();
  };
  return {
    tick,
    run: async (signal) => {
      while (!signal.aborted) {
        await tick();
        waking = new AbortController();
        const either = AbortSignal.any([signal, waking.signal]);
        await clock.sleep(Math.min(tickMs, gate.untilNextLook()), either).catch(() => undefined);
        if (waking.signal.aborted) await clock.sleep(settleMs, signal).catch(() => undefined);
      }
    },
    rest: () => {
      restsUntil = clock.now() + restMs;
    },
    wake: () => {
      restsUntil = 0;
      gate.forget();
      waking.abort();
    },
  };
}
