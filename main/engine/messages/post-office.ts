import { unlessAborted } from '../../http/unless-aborted.ts';
import type { Lane } from '../../store/messages.ts';
import { Audience } from './audience.ts';
import { callForCalendarDigests } from './calendar-digests.ts';
import { workLane } from './lane.ts';
import { Messengers } from './messengers.ts';
import { Neighbours } from './neighbours.ts';
import { MessageNews } from './news.ts';
import type { PostOfficeDeps } from './office-deps.ts';
import { Moves, verifyDelayMs, type OfficeContext } from './office-context.ts';
import type { PostOffice } from './queue.ts';

/** Looked at least so often, because a computer that slept wakes late from a long wait. */
const longestLookMs = 60_000;

interface Visit {
  readonly done: Promise<void>;
  /** Something came while it was under way: look once more before it ends. */
  again: boolean;
}

/** The post office with what else the engine does with it. */
export interface EnginePostOffice extends PostOffice {
  readonly messengers: Messengers;
  /** What was being sent when the process ended may be posted: it is found out before anything else goes. Call once, at start. */
  recover(): void;
  /** Waits for what is on its way (the signal it was made with is aborted by then) and closes the messengers. */
  close(): Promise<void>;
}

/** The one post office of an engine. `signal` is aborted when the engine closes. */
export function createPostOffice(deps: PostOfficeDeps, signal: AbortSignal): EnginePostOffice {
  return new Office(deps, signal);
}

class Office implements EnginePostOffice {
  readonly messengers: Messengers;
  readonly #context: OfficeContext;
  readonly #visits = new Map<string, Visit>();
  #bell = new AbortController();

  constructor(deps: PostOfficeDeps, signal: AbortSignal) {
    this.messengers = new Messengers(deps);
    const news = new MessageNews(deps, signal);
    this.#context = {
      deps,
      messengers: this.messengers,
      neighbours: new Neighbours(),
      audience: new Audience(),
      signal,
      tell: () => {
        news.tell();
      },
    };
  }

  recover(): void {
    const { deps } = this.#context;
    const { store, clock } = deps;
    if (store.condition.state === 'read-only') return;
    const interrupted = store.messages.sending();
    if (interrupted.length === 0) return;
    store.transaction(() => {
      const moves = new Moves(deps);
      for (const id of interrupted) {
        const notBeforeUtc = new Date(clock.now() + verifyDelayMs(deps)).toISOString();
        moves.move(id, ['sending'], { state: 'unknown', notBeforeUtc }, ['outcome-unknown']);
      }
    });
  }

  async drain(flowId: string, signal: AbortSignal): Promise<void> {
    const { store } = this.#context.deps;
    signal.throwIfAborted();
    const flow = store.flows.get(flowId);
    if (flow !== null && (await callForCalendarDigests(this.#context.deps, flow, signal))) this.#context.tell();
    const worked = new Set<string>();
    for (;;) {
      // What could not be posted to one channel may have gone on to another.
      const lanes = store.messages.lanes().filter((lane) => lane.flowId === flowId && !worked.has(lane.channelId));
      if (lanes.length === 0) return;
      for (const lane of lanes) worked.add(lane.channelId);
      await unlessAborted(Promise.all(lanes.map((lane) => this.#visit(lane))), signal);
    }
  }

  ring(): void {
    this.#bell.abort();
  }

  vaultOpened(): void {
    const { deps } = this.#context;
    const { store } = deps;
    if (store.condition.state !== 'read-only') {
      store.transaction(() => {
        const moves = new Moves(deps);
        for (const { id, state, notBeforeUtc } of store.messages
          .lanes()
          .flatMap((lane) => store.messages.waiting(lane))) {
          if (notBeforeUtc === null || (state !== 'queued' && state !== 'unknown')) continue;
          if (store.messages.get(id)?.error?.code !== 'VAULT_LOCKED') continue;
          moves.move(id, [state], { state, notBeforeUtc: null, error: null }, ['released']);
        }
      });
    }
    this.ring();
  }

  async keep(signal: AbortSignal): Promise<void> {
    const { clock, store, log } = this.#context.deps;
    if (store.condition.state === 'read-only') return;
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      this.#bell = new AbortController();
      try {
        await this.#look(signal);
        await clock.sleep(this.#lookAgainMs(), AbortSignal.any([signal, this.#bell.signal]));
      } catch (error) {
        if (isOver()) return;
        if (this.#bell.signal.aborted) continue;
        log.warn('call.failed', { method: 'messages.keep' }, error);
        await clock.sleep(longestLookMs, signal).catch(() => undefined);
      }
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#visits.values()].map(({ done }) => done.catch(() => undefined)));
    await this.messengers.close();
  }

  /** Begins whatever is due now; it goes on in the background. */
  async #look(signal: AbortSignal): Promise<void> {
    const { deps, tell } = this.#context;
    const flows = deps.store.flows.list().filter((flow) => flow.messaging !== undefined);
    // What waits does not wait for a list that is made of a whole book.
    this.#visitAll();
    for (const flow of flows) {
      if (!(await callForCalendarDigests(deps, flow, signal))) continue;
      tell();
      this.#visitAll();
    }
  }

  #visitAll(): void {
    const { deps } = this.#context;
    for (const lane of deps.store.messages.lanes()) {
      this.#visit(lane).catch((error: unknown) => {
        deps.log.warn('call.failed', { method: 'messages.post' }, error);
      });
    }
  }

  #lookAgainMs(): number {
    const { clock, store } = this.#context.deps;
    const now = clock.now();
    const times = [store.messages.nextTime(new Date(now).toISOString()), store.digestTimes.next()];
    const waits = times.flatMap((at) => (at === null ? [] : [Date.parse(at) - now])).filter((ms) => ms > 0);
    return Math.min(longestLookMs, ...waits);
  }

  /** Works a channel; one that is being worked is looked at once more before that ends. */
  #visit(lane: Lane): Promise<void> {
    const key = JSON.stringify([lane.flowId, lane.channelId]);
    const known = this.#visits.get(key);
    if (known !== undefined) {
      known.again = true;
      return known.done;
    }
    const visit: Visit = { again: false, done: Promise.resolve().then(() => this.#work(key, lane)) };
    this.#visits.set(key, visit);
    return visit.done;
  }

  async #work(key: string, lane: Lane): Promise<void> {
    try {
      const visit = this.#visits.get(key);
      do {
        if (visit !== undefined) visit.again = false;
        await workLane(this.#context, lane);
      } while (visit?.again === true && !this.#context.signal.aborted);
    } finally {
      this.#visits.delete(key);
    }
  }
}
