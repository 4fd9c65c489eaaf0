import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** One way of reading the page. `endless` reads page after page through one window. */
export type WayTask =
  | {
      readonly name: 'saxes' | 'ours' | 'whole' | 'node-soap' | 'fast-xml-parser';
      /** File with the page: making it there would leave its traces in that process's memory. */
      readonly file: string;
    }
  | { readonly name: 'endless'; readonly linesPerPage: number };

export type ToWay = { readonly kind: 'round' | 'end' };
export type FromWay =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly milliseconds: number; readonly peakBytes: number; readonly beforeBytes: number };

export interface Round {
  readonly milliseconds: number;
  /** Highest resident memory of the process so far. */
  readonly peakBytes: number;
  /** What it had before its first round, a page on disk included. */
  readonly beforeBytes: number;
}

/**
 * Half-space of the young generation in megabytes, as the engine's thread has it: its young generation of 32 MB
 * (main/engine/start-worker.ts) is three of these. The libraries beside it run with what Node gives them.
 */
const SEMI_SPACE_MB = 10;
const engineWays: readonly string[] = ['ours', 'whole', 'endless'] satisfies WayTask['name'][];

/** A way of reading in a process of its own, so that neither memory nor compiled code is shared. */
export class Way {
  readonly #task: WayTask;
  readonly #child: ChildProcess;

  private constructor(task: WayTask, child: ChildProcess) {
    this.#task = task;
    this.#child = child;
  }

  static async start(task: WayTask): Promise<Way> {
    const child = fork(fileURLToPath(new URL('./page-process.ts', import.meta.url)), [JSON.stringify(task)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      execArgv: engineWays.includes(task.name) ? [`--max-semi-space-size=${String(SEMI_SPACE_MB)}`] : [],
    });
    const way = new Way(task, child);
    await way.#next();
    return way;
  }

  get name(): WayTask['name'] {
    return this.#task.name;
  }

  async round(): Promise<Round> {
    this.#child.send({ kind: 'round' } satisfies ToWay);
    const message = await this.#next();
    if (message.kind !== 'done') throw new Error(`the bench of ${this.name} did no round`);
    return message;
  }

  end(): void {
    if (this.#child.connected) this.#child.send({ kind: 'end' } satisfies ToWay);
  }

  #next(): Promise<FromWay> {
    return new Promise((resolve, reject) => {
      const ended = (code: number | null): void => {
        reject(new Error(`the bench of ${this.name} ended with ${String(code)}`));
      };
      this.#child.once('exit', ended);
      this.#child.once('message', (message) => {
        this.#child.off('exit', ended);
        resolve(message as FromWay);
      });
    });
  }
}
