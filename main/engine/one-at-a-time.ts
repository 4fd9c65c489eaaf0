/** Work that is asked for again while it goes on, and is then the same work: it never runs beside itself. */
export class OneAtATime {
  readonly #work: () => Promise<void>;
  #working: Promise<void> | null = null;

  /** `work` never rejects, and ends when there is nothing left to do. */
  constructor(work: () => Promise<void>) {
    this.#work = work;
  }

  /** Begins it unless it goes on already. Resolves when it has ended. */
  kick(): Promise<void> {
    this.#working ??= this.#work().finally(() => {
      this.#working = null;
    });
    return this.#working;
  }
}
