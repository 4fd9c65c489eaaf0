/** Between two looks whether a system can be reached: short at first, since Wi-Fi needs seconds and a VPN some minutes. */
const firstWaitMs = 5_000;
const longestWaitMs = 2 * 60_000;
/** After so long an attempt is made all the same: it says what stands in the way, and is kept with the runs. */
const patienceMs = 10 * 60_000;

interface Wait {
  readonly sinceMs: number;
  readonly tries: number;
  readonly nextMs: number;
}

export interface NetworkGateOptions {
  /** Whether the system that the flow is about to talk to answers. Never rejects. */
  readonly reaches: (flowId: string) => Promise<boolean>;
  readonly nowMs: () => number;
  /** True: a flow that was let pass is let pass without another look until `forget`. */
  readonly remembers: boolean;
}

/**
 * Lets a flow pass once its system was reached since the computer woke. Until then the flow waits for the network, which counts as no
 * attempt; each look is further from the last one than the one before.
 */
export class NetworkGate {
  readonly #options: NetworkGateOptions;
  readonly #reached = new Set<string>();
  readonly #waits = new Map<string, Wait>();

  constructor(options: NetworkGateOptions) {
    this.#options = options;
  }

  /** The computer woke, or the app began: nothing is known of the network. */
  forget(): void {
    this.#reached.clear();
    this.#waits.clear();
  }

  /** Whether the run of this flow may start now. */
  async lets(flowId: string): Promise<boolean> {
    if (this.#reached.has(flowId)) return true;
    const wait = this.#waits.get(flowId);
    const nowMs = this.#options.nowMs();
    // A clock that was set back must not make anybody wait for longer than the longest wait.
    if (wait !== undefined && nowMs < wait.nextMs && wait.nextMs - nowMs <= longestWaitMs) return false;
    if (await this.#options.reaches(flowId)) {
      this.#waits.delete(flowId);
      if (this.#options.remembers) this.#reached.add(flowId);
      return true;
    }
    const { sinceMs, tries } = wait ?? { sinceMs: nowMs, tries: 0 };
    const untilNextMs = Math.min(longestWaitMs, firstWaitMs * 2 ** tries);
    this.#waits.set(flowId, { sinceMs, tries: tries + 1, nextMs: this.#options.nowMs() + untilNextMs });
    if (this.#options.nowMs() - sinceMs < patienceMs) return false;
    // The next time that it is due is waited for anew.
    this.#waits.delete(flowId);
    return true;
  }

  /** Milliseconds until the next look; Infinity if nothing waits. */
  untilNextLook(): number {
    const nowMs = this.#options.nowMs();
    return Math.min(Infinity, ...[...this.#waits.values()].map(({ nextMs }) => Math.max(0, nextMs - nowMs)));
  }

  /** Only flows that are due can wait: others were started by a person, paused or removed. */
  keepOnly(flowIds: readonly string[]): void {
    for (const id of this.#waits.keys()) if (!flowIds.includes(id)) this.#waits.delete(id);
  }
}
