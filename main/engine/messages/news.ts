import type { PostOfficeDeps } from './office-deps.ts';

const shortestIntervalMs = 250;

/** Tells windows that messages changed: at once if nothing was told lately, else as soon as it may be told again. */
export class MessageNews {
  readonly #deps: Pick<PostOfficeDeps, 'clock' | 'publish'>;
  readonly #signal: AbortSignal;
  #lastAt = Number.NEGATIVE_INFINITY;
  #isComing = false;

  constructor(deps: Pick<PostOfficeDeps, 'clock' | 'publish'>, signal: AbortSignal) {
    this.#deps = deps;
    this.#signal = signal;
  }

  tell(): void {
    if (this.#isComing) return;
    const waitMs = this.#lastAt + shortestIntervalMs - this.#deps.clock.now();
    // A clock that was set back must not silence the news.
    if (waitMs <= 0 || waitMs > shortestIntervalMs) {
      this.#publish();
      return;
    }
    this.#isComing = true;
    this.#deps.clock.sleep(waitMs, this.#signal).then(
      () => {
        this.#isComing = false;
        this.#publish();
      },
      () => {
        this.#isComing = false;
      },
    );
  }

  #publish(): void {
    this.#lastAt = this.#deps.clock.now();
    this.#deps.publish({ topic: 'changed', subject: 'messages' });
  }
}
