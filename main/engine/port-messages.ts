import type { CallOrigin } from '../../shared/contract/call-origin.ts';
import type { Result } from '../../shared/contract/bridge.ts';
import type { AppEvent } from '../../shared/contract/events.ts';

/** Place in the event stream: null asks for every snapshot. */
export type EventPlace = { readonly epoch: string; readonly sequence: number } | null;

export interface StoreState {
  readonly state: 'ready' | 'read-only';
  readonly reason: string | null;
}

/** What a host sends to an engine. JSON-safe, but for the key, which stays in its process. */
export type ToEngine =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly method: string;
      readonly input: unknown;
      readonly origin?: CallOrigin;
    }
  | { readonly kind: 'subscribe'; readonly id: number; readonly after: EventPlace }
  | { readonly kind: 'unsubscribe'; readonly id: number }
  /** Hands over the key that opens the vault; only within one process, never over a socket. */
  | { readonly kind: 'data-key'; readonly key: Uint8Array }
  | { readonly kind: 'close' };

/** What an engine sends to a host. JSON-safe. */
export type FromEngine =
  /** Sent once; says whether the data file is in order, and whether it holds secrets of real systems. */
  | { readonly kind: 'ready'; readonly store: StoreState; readonly hasSecrets: boolean }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result }
  | { readonly kind: 'event'; readonly id: number; readonly event: AppEvent }
  | { readonly kind: 'closed' };

/** One end of a channel: a worker's port, a message port, a WebSocket. */
export interface Channel<Out, In> {
  send(message: Out): void;
  onMessage(listener: (message: In) => void): void;
}
