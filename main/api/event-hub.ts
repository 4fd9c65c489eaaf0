import type { AppEvent, EventPayload } from '../../shared/contract/events.ts';

type Place = { readonly epoch: string; readonly sequence: number } | null;
type Listener = (event: AppEvent) => void;

export interface EventHub {
  publish(payload: EventPayload): void;
  /** Gives the newest snapshot of each subject after `after`, then each event as it happens. Returns what ends it. */
  subscribe(after: Place, listener: Listener): () => void;
}

/** Ended runs and checks are kept for late windows, but not for ever. */
const keptSubjects = 500;

/** Snapshots by subject with one growing number: a window that was away gets what it missed, once, in order. */
export function createEventHub(epoch: string): EventHub {
  const latest = new Map<string, AppEvent>();
  const listeners = new Set<Listener>();
  let sequence = 0;
  return {
    publish: (payload) => {
      sequence += 1;
      const event: AppEvent = { sequence, epoch, payload };
      const subject = `${payload.topic}/${payload.subject}`;
      // Deleted first, so that the map stays in the order of the events.
      latest.delete(subject);
      latest.set(subject, event);
      const oldest = latest.size > keptSubjects ? latest.keys().next().value : undefined;
      if (oldest !== undefined) latest.delete(oldest);
      for (const listener of listeners) listener(event);
    },
    subscribe: (after, listener) => {
      const seen = after?.epoch === epoch ? after.sequence : 0;
      for (const event of latest.values()) if (event.sequence > seen) listener(event);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
