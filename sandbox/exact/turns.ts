interface Waiting {
  readonly begin: () => void;
}

/** Long enough that requests sent together meet, short enough that nobody waits. */
const GATHER_MS = 2;

interface Line {
  busy: boolean;
  waiting: Waiting[];
}

/**
 * Serves one request of a company at a time. Those that came together are served in random order, as Exact does (reference page §3.1),
 * so that a client that asks for pages in parallel gets into trouble here too.
 */
export class Turns {
  readonly #random: () => number;
  readonly #lines = new Map<number, Line>();
  /** Requests that came while another one of the same company was not answered yet. */
  overlaps = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** Resolves when it is this request's turn, with the function that ends the turn, and whether others were there. */
  async enter(division: number): Promise<{ readonly leave: () => void; readonly overlapped: boolean }> {
    const line = this.#lines.get(division) ?? { busy: false, waiting: [] };
    this.#lines.set(division, line);
    const overlapped = line.busy || line.waiting.length > 0;
    if (overlapped) this.overlaps += 1;
    await new Promise<void>((begin) => {
      line.waiting.push({ begin });
      // By the machine's clock, not the practice's: the others that are on their way through real sockets come in first.
      if (line.waiting.length === 1 && !line.busy)
        setTimeout(() => {
          this.#next(line);
        }, GATHER_MS);
    });
    let isOver = false;
    const leave = (): void => {
      if (isOver) return;
      isOver = true;
      line.busy = false;
      this.#next(line);
    };
    return { leave, overlapped };
  }

  #next(line: Line): void {
    if (line.busy || line.waiting.length === 0) return;
    const [chosen] = line.waiting.splice(Math.floor(this.#random() * line.waiting.length), 1);
    line.busy = true;
    chosen?.begin();
  }
}
