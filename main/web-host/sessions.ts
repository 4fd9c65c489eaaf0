import { createHash, timingSafeEqual } from 'node:crypto';
import type { Random } from '../ports/time.ts';

export interface Session {
  /** Authorises calls and events; lives in the page's memory only. */
  readonly window: string;
  /** One-time token for a reload of this page; using it ends `window`. */
  readonly next: string;
}

/** Who may ask: one-time tokens that open a window, and the windows opened with them. */
export class Sessions {
  readonly #random: Random;
  /** One-time token → the window that it replaces, or null. */
  readonly #tickets = new Map<string, string | null>();
  readonly #windows = new Set<string>();
  readonly #ended = new Map<string, Set<() => void>>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** A token that opens one window, once. */
  ticket(): string {
    const token = newToken(this.#random);
    this.#tickets.set(token, null);
    return token;
  }

  /** Uses up a one-time token; null if it is unknown or was used before. */
  exchange(token: string): Session | null {
    const replaced = this.#tickets.get(token);
    if (replaced === undefined) return null;
    this.#tickets.delete(token);
    if (replaced !== null) this.#end(replaced);
    const window = newToken(this.#random);
    const next = newToken(this.#random);
    this.#windows.add(window);
    this.#tickets.set(next, window);
    return { window, next };
  }

  has(window: string): boolean {
    return this.#windows.has(window);
  }

  /** Calls `listener` when the window has been replaced; returns what takes it back. */
  onEnd(window: string, listener: () => void): () => void {
    const listeners = this.#ended.get(window) ?? new Set();
    this.#ended.set(window, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #end(window: string): void {
    this.#windows.delete(window);
    for (const listener of this.#ended.get(window) ?? []) listener();
    this.#ended.delete(window);
  }
}

/** 256 bits, fit for an address and a header. */
export function newToken(random: Random): string {
  return Buffer.from(random.bytes(32)).toString('base64url');
}

/** Compares in a time that does not depend on where they differ. */
export function sameToken(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
