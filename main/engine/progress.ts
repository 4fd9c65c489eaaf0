import type { Run, RunStream } from '../../shared/model/run.ts';
import type { EngineDeps } from './deps.ts';

const shortestIntervalMs = 250;

/** Keeps a run's snapshot current and tells people of it, at most four times a second but at every change of phase. */
export class ProgressPublisher {
  readonly #deps: EngineDeps;
  readonly #holder: { run: Run };
  #lastAt = 0;

  constructor(deps: EngineDeps, holder: { run: Run }) {
    this.#deps = deps;
    this.#holder = holder;
  }

  update(stream: RunStream, atOnce: boolean): void {
    const { run } = this.#holder;
    this.#holder.run = { ...run, streams: run.streams.map((one) => (one.stream === stream.stream ? stream : one)) };
    const now = this.#deps.clock.now();
    if (!atOnce && now - this.#lastAt < shortestIntervalMs) return;
    this.#lastAt = now;
    this.#deps.publish({ topic: 'run', subject: run.id, run: this.#holder.run });
  }
}
