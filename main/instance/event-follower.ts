import { WebSocket } from 'ws';
import { appEventSchema, type AppEvent, type EventPayload } from '../../shared/contract/events.ts';
import type { Clock } from '../ports/time.ts';
import type { OwnerPlace } from './owner-client.ts';

export type EventPlace = { readonly epoch: string; readonly sequence: number } | null;

export interface FollowOptions {
  readonly clock: Clock;
  readonly after: EventPlace;
  readonly signal: AbortSignal;
  /** Where the app is now. */
  place(): OwnerPlace;
  /** Looks for the app anew; it may have been started again elsewhere. */
  find(): Promise<void>;
  listener(event: AppEvent): void;
}

const shortestPauseMs = 200;
const longestPauseMs = 5_000;
type Changed = Extract<EventPayload, { topic: 'changed' }>['subject'];
/** What a window asks for anew once an app answers again: it may be another process, which tells only what happens from now on. */
const everything: readonly Changed[] = ['app', 'settings', 'connections', 'flows', 'rejected', 'practice'];

/**
 * Gives the events of an app that another process runs until `signal` ends, across lost connections. When nobody answers for
 * more than one attempt, and again when somebody does, it says so itself: as a `changed` event of an epoch of its own.
 */
export async function followEvents(options: FollowOptions): Promise<void> {
  const { clock, signal, listener } = options;
  let after = options.after;
  let pauseMs = shortestPauseMs;
  let isLost = false;
  let sequence = 0;
  const tell = (subject: Changed): void => {
    sequence += 1;
    listener({ epoch: 'attached', sequence, payload: { topic: 'changed', subject } });
  };
  const isEnded = () => signal.aborted;
  while (!isEnded()) {
    const wasOpen = await connection(options.place(), after, signal, {
      open: () => {
        pauseMs = shortestPauseMs;
        if (isLost) everything.forEach(tell);
        isLost = false;
      },
      event: (event) => {
        after = { epoch: event.epoch, sequence: event.sequence };
        listener(event);
      },
    });
    if (!wasOpen && !isLost && !isEnded()) {
      isLost = true;
      tell('app');
    }
    await clock.sleep(pauseMs, signal).catch(() => undefined);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
    if (!wasOpen && !isEnded()) await options.find();
  }
}

interface Heard {
  open(): void;
  event(event: AppEvent): void;
}

/** One socket, until it ends for whatever reason; true if it was open. */
function connection(place: OwnerPlace, after: EventPlace, signal: AbortSignal, heard: Heard): Promise<boolean> {
  const url = new URL('/engine/events', place.address);
  url.protocol = 'ws:';
  return new Promise((resolve) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    let wasOpen = false;
    const end = () => {
      socket.terminate();
    };
    signal.addEventListener('abort', end, { once: true });
    socket.on('open', () => {
      wasOpen = true;
      socket.send(JSON.stringify({ owner: place.token, after }));
      heard.open();
    });
    socket.on('message', (data) => {
      const event = readEvent((data as Buffer).toString('utf8'));
      if (event !== null && !signal.aborted) heard.event(event);
    });
    // An error is followed by `close`.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      signal.removeEventListener('abort', end);
      resolve(wasOpen);
    });
  });
}

function readEvent(text: string): AppEvent | null {
  try {
    return appEventSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
