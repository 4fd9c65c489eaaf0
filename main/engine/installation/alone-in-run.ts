import { isAppError } from '../../../shared/errors/app-error.ts';

/**
 * Whether a run whose streams deliver beside each other does so alone: asked once for each stream, before its first batch. Another
 * installation that one stream finds keeps those beside it from delivering too.
 */
export class AloneInRun {
  readonly #questions = new Map<string, Promise<void>>();

  /**
   * Asks unless that was done. A question that failed is asked again by the next who needs to know. Throws what asking throws, and
   * INSTALLATION_OTHER if that is the answer to any question asked so far.
   */
  async ensure(streamId: string, ask: () => Promise<void>): Promise<void> {
    await this.begin(streamId, ask);
    for (const one of await Promise.allSettled(this.#questions.values())) {
      if (one.status === 'rejected' && isOther(one.reason)) throw one.reason;
    }
  }

  /** Asks ahead of the stream's turn; whoever needs the answer hears of a failure. Rejects as `ask` does. */
  begin(streamId: string, ask: () => Promise<void>): Promise<void> {
    const known = this.#questions.get(streamId);
    if (known !== undefined) return known;
    const question = ask();
    this.#questions.set(streamId, question);
    question.catch((error: unknown) => {
      if (!isOther(error)) this.#questions.delete(streamId);
    });
    return question;
  }
}

/** True of the error that says that another installation delivers the same flow. */
export function isOther(error: unknown): boolean {
  return isAppError(error) && error.code === 'INSTALLATION_OTHER';
}
