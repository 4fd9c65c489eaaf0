import type { CallOrigin } from './call-origin.ts';
import type { ErrorDto } from '../errors/error-dto.ts';
import type { AppEvent } from './events.ts';

/** Errors are returned, never thrown, across a host's boundary: Electron loses all but their message (electron.md §4). */
export type Result = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: ErrorDto };

/**
 * What a window has, in either host: `window.mlc`. In Electron the preload exposes it; in the web host a script of the page
 * makes it over HTTP and WebSocket. The renderer does not know which.
 */
export interface Bridge {
  /** `origin` is said by the host that took the call in, never by a page; without it the host's own is meant. */
  call(method: string, input: unknown, origin?: CallOrigin): Promise<Result>;
  /**
   * Calls `listener` with each event after `after`, first the snapshots that were missed. Returns the function that ends it.
   * `after` is `{ epoch, sequence }` of the last event seen, or null.
   */
  subscribe(
    after: { readonly epoch: string; readonly sequence: number } | null,
    listener: (event: AppEvent) => void,
  ): () => void;
  /**
   * Calls `listener` with each command that is given outside the page: chosen in the application's menu, a notification or a
   * link. Only hosts that have such things offer it.
   */
  onCommand?(listener: (command: WindowCommand) => void): () => void;
}

/** What the desktop asks of the window: to do a command of its own list, or to show a route. */
export type WindowCommand =
  | { readonly kind: 'run'; readonly id: string }
  | { readonly kind: 'open'; readonly route: string };
