import type { MessageReason, MessageState } from '../../../shared/messages/message.ts';
import type { MessageEvent } from '../../../shared/messages/events.ts';
import { nowUtc } from '../../ports/time.ts';
import type { MessageChange } from '../../store/message-changes.ts';
import type { Audience } from './audience.ts';
import type { Neighbours } from './neighbours.ts';
import type { Messengers } from './messengers.ts';
import type { PostOfficeDeps } from './office-deps.ts';

/** What the parts of the post office share. */
export interface OfficeContext {
  readonly deps: PostOfficeDeps;
  readonly messengers: Messengers;
  readonly neighbours: Neighbours;
  readonly audience: Audience;
  /** Aborted when the engine closes. */
  readonly signal: AbortSignal;
  /** Tells windows that messages changed, a few times a second at most. */
  tell(): void;
}

/** Waits before another try: the first of these, doubled with every attempt up to the second (reference: 5 s → 15 min). */
const firstDelayMs = 5_000;
const longestDelayMs = 15 * 60_000;
const leastDelayMs = 1_000;

/** Full jitter (design §5.9); the system's own wish counts if it is longer. `attempt` counts from 1. */
export function backOffMs({ random }: Pick<PostOfficeDeps, 'random'>, attempt: number, askedMs = 0): number {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt - 1, 20));
  return Math.max(askedMs, leastDelayMs, Math.round(random.next() * ceiling));
}

/** How long the system is given to show in its history what it may have posted: 5 to 10 seconds. */
export function verifyDelayMs({ random }: Pick<PostOfficeDeps, 'random'>): number {
  return 5_000 + Math.round(random.next() * 5_000);
}

/** Moves of messages at one moment, counted. */
export class Moves {
  made = 0;
  readonly atUtc: string;
  readonly #store: PostOfficeDeps['store'];

  constructor({ store, clock }: Pick<PostOfficeDeps, 'store' | 'clock'>) {
    this.#store = store;
    this.atUtc = nowUtc(clock);
  }

  move(
    id: string,
    from: readonly MessageState[],
    change: MessageChange,
    happened: readonly [event: MessageEvent, detail?: string | null],
  ): boolean {
    const [event, detail = null] = happened;
    const moved = this.#store.messages.move(id, from, change, { atUtc: this.atUtc, event, detail });
    if (moved) this.made += 1;
    return moved;
  }

  hold(id: string, reason: MessageReason, part: MessageChange = {}): boolean {
    const change: MessageChange = { notBeforeUtc: null, ...part, state: 'held', reason };
    return this.move(id, ['queued', 'held'], change, ['held', reason]);
  }

  release(id: string): boolean {
    const change: MessageChange = { state: 'queued', reason: null, notBeforeUtc: null };
    return this.move(id, ['held'], change, ['released']);
  }

  suppress(id: string, reason: MessageReason): boolean {
    const change: MessageChange = { state: 'suppressed', reason, notBeforeUtc: null };
    return this.move(id, ['queued', 'held'], change, ['suppressed', reason]);
  }

  cover(id: string, reason: MessageReason | null, coveredBy: string | null): boolean {
    const change: MessageChange = { state: 'covered', reason, coveredBy, notBeforeUtc: null };
    return this.move(id, ['queued', 'held'], change, ['covered', reason]);
  }
}
