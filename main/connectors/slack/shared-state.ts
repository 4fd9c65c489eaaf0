import type { AppError } from '../../../shared/errors/app-error.ts';
import type { Person } from '../../../shared/messages/people.ts';
import type { Clock } from '../../ports/time.ts';
import { ChannelLine, MethodGate } from './limits.ts';
import { perMinute, type SlackMethod } from './methods.ts';

/** What all messengers of one connection have in common, since Slack's limits and tokens know nothing of our instances. */
export class SharedState {
  readonly #clock: Clock;
  readonly #gates = new Map<SlackMethod, MethodGate>();
  readonly #lines = new Map<string, ChannelLine>();
  /** The one refreshing of the token that is under way. */
  refreshing: Promise<void> | undefined;
  /** The last renewal that Slack refused, and by what it is known again; nothing of it can be read back. */
  refusedRefresh: { readonly asked: string; readonly error: AppError } | undefined;
  /** When the present rotating token is to be renewed, by this machine's clock; null until known. */
  renewAt: number | null = null;
  /** Server's clock less this machine's, in milliseconds; null until an answer told it. */
  clockOffsetMs: number | null = null;
  /** The people of the workspace as they were last listed, and when, by this machine's clock; null until then. */
  people: { readonly people: readonly Person[]; readonly readAt: number } | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Milliseconds by this machine's clock. */
  now(): number {
    return this.#clock.now();
  }

  gate(method: SlackMethod): MethodGate {
    const known = this.#gates.get(method) ?? new MethodGate(method, perMinute(method), this.#clock);
    this.#gates.set(method, known);
    return known;
  }

  line(channel: string): ChannelLine {
    const known = this.#lines.get(channel) ?? new ChannelLine(this.#clock);
    this.#lines.set(channel, known);
    return known;
  }
}

const states = new WeakMap<Clock, Map<string, SharedState>>();

/** The state of a connection, by its address and id, for as long as the clock (the engine) lives. */
export function sharedState(clock: Clock, key: string): SharedState {
  const ofClock = states.get(clock) ?? new Map<string, SharedState>();
  states.set(clock, ofClock);
  const known = ofClock.get(key) ?? new SharedState(clock);
  ofClock.set(key, known);
  return known;
}
