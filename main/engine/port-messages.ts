import type { Result } from '../../shared/contract/bridge.ts';
import type { AppEvent } from '../../shared/contract/events.ts';

/** Place in the event stream: null asks for every snapshot. */
export type EventPlace = { readonly epoch: string; readonly sequence: number } | null;

/** What a host sends to an engine. JSON-safe. */
export type ToEngine =
  | { readonly kind: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly kind: 'subscribe'; readonly id: number; readonly after: EventPlace }
  | { readonly kind: 'unsubscribe'; readonly id: number }
  | { readonly kind: 'close' };

/** What an engine sends to a host. JSON-safe. */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result }
  | { readonly kind: 'event'; readonly id: number; readonly event: AppEvent }
  | { readonly kind: 'closed' };

/** One end of a channel: a worker's port, a message port, a WebSocket. */
export interface Channel<Out, In> {
  send(message: Out): void;
  onMessage(listener: (message: In) => void): void;
}
