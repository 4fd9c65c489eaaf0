/**
 * Saves the states of one thing as they come, one at a time: a state that comes while another is being saved is saved after it,
 * and of several only the last. So none overtakes another, and the last one is the one that stays. A state that could not be
 * saved is left, the next one is tried again.
 */
export class LatestSaver<State> {
  readonly #send: (state: State) => Promise<unknown>;
  /** The newest state there is, as text. */
  #newest: string | null = null;
  #underWay: State | null = null;
  #next: State | null = null;
  #isBusy = false;
  #work = Promise.resolve();

  constructor(send: (state: State) => Promise<unknown>) {
    this.#send = send;
  }

  /** Takes a state as saved already. While another is being saved nothing is known yet, and nothing is done. */
  take(state: State | null): void {
    if (!this.#isBusy) this.#newest = JSON.stringify(state);
  }

  /** Saves a state unless it is the newest one already. True if nothing was being saved before. */
  save(state: State): boolean {
    const text = JSON.stringify(state);
    if (text === this.#newest) return false;
    this.#newest = text;
    this.#next = state;
    if (this.#isBusy) return false;
    this.#work = this.#saveAll();
    return true;
  }

  /** Settles once everything that was given is saved, or could not be. */
  idle(): Promise<void> {
    return this.#work;
  }

  /** For a page that is about to go: sends what is not known to be saved without waiting for what is under way. */
  hurry(): void {
    const state = this.#next ?? this.#underWay;
    this.#next = null;
    this.#underWay = null;
    if (state !== null) void this.#trySend(state);
  }

  async #saveAll(): Promise<void> {
    this.#isBusy = true;
    while (this.#next !== null) {
      this.#underWay = this.#next;
      this.#next = null;
      await this.#trySend(this.#underWay);
      this.#underWay = null;
    }
    this.#isBusy = false;
  }

  async #trySend(state: State): Promise<void> {
    try {
      await this.#send(state);
    } catch {
      // A convenience: where nothing can be kept (a read-only data file), what the person does in earnest says so.
    }
  }
}
