import type { Bridge } from '../../shared/contract/bridge.ts';
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { Clock } from '../ports/time.ts';

type Overview = OutputOf<'flows.overview'>[number];

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

/** Starts what is due by the times that the engine has written down. A flow under way or paused is left alone. */
export function createScheduler(options: { app: Bridge; clock: Clock }): Scheduler {
  const { app, clock } = options;
  let restsUntil = 0;
  let waking = new AbortController();
  const tick = async () => {
    if (clock.now() < restsUntil) return;
    const answer = await app.call('flows.overview', {});
    if (!answer.ok) return;
    for (const overview of answer.value as Overview[]) {
      const due = dueStreams(overview, clock.now());
      if (due.streams.length === 0) continue;
      const trigger = due.lateByMs > lateMs ? 'catch-up' : 'schedule';
      await app.call('runs.start', { flowId: overview.flow.id, streams: due.streams, trigger });
    }
  };
  return {
    tick,
    run: async (signal) => {
      while (!signal.aborted) {
        await tick();
        waking = new AbortController();
        const either = AbortSignal.any([signal, waking.signal]);
        await clock.sleep(tickMs, either).catch(() => undefined);
        if (waking.signal.aborted) await clock.sleep(settleMs, signal).catch(() => undefined);
      }
    },
    rest: () => {
      restsUntil = clock.now() + restMs;
    },
    wake: () => {
      restsUntil = 0;
      waking.abort();
    },
  };
}

/** The streams that are due, and how late the latest of them is, in milliseconds. */
export function dueStreams(overview: Overview, nowMs: number): { streams: string[]; lateByMs: number } {
  const none = { streams: [], lateByMs: 0 };
  if (overview.state === 'running' || overview.flow.paused !== null) return none;
  const due = overview.streams.filter(
    (stream) => stream.nextRunAtUtc !== null && stream.paused === null && Date.parse(stream.nextRunAtUtc) <= nowMs,
  );
  const lateByMs = Math.max(0, ...due.map((stream) => nowMs - Date.parse(stream.nextRunAtUtc ?? '')));
  return { streams: due.map((stream) => stream.id), lateByMs };
}
