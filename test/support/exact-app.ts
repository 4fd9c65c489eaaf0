import { ask } from '../../main/api/ask.ts';
import type { ComposedEngine } from '../../main/engine/compose.ts';
import { setUpPractice } from '../../main/practice/set-up.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import { startPracticeDatabricks, type PracticeDatabricks } from '../../sandbox/databricks/index.ts';
import { startPracticeExact, type PracticeExact } from '../../sandbox/exact/index.ts';
import { openExactBooks } from '../../sandbox/exact/open-books.ts';
import { openWorld } from '../../sandbox/world/world.ts';
import type { Bridge } from '../../shared/contract/bridge.ts';
import type { InputOf } from '../../shared/contract/contract.ts';
import type { Run } from '../../shared/model/run.ts';
import { createPacedClock, type PacedClock } from './paced-clock.ts';
import { compose } from './practice-app.ts';

/** The app's engine between the practice Exact Online and the practice Databricks, on real sockets. */
export class ExactApp {
  readonly clock: PacedClock;
  readonly exact: PracticeExact;
  readonly databricks: PracticeDatabricks;
  readonly flowId: string;
  readonly store: Store;
  readonly #composed: ComposedEngine;

  private constructor(
    parts: Pick<ExactApp, 'clock' | 'exact' | 'databricks' | 'flowId' | 'store'>,
    composed: ComposedEngine,
  ) {
    this.clock = parts.clock;
    this.exact = parts.exact;
    this.databricks = parts.databricks;
    this.flowId = parts.flowId;
    this.store = parts.store;
    this.#composed = composed;
  }

  static async start({ scale = 1 } = {}): Promise<ExactApp> {
    const clock = createPacedClock();
    const world = openWorld({ seed: 20_261_121, scale, clock });
    const books = openExactBooks({ world, clock, scale });
    const exact = await startPracticeExact({ books, clock, limits: { perMinute: 100_000, perDay: 1_000_000 } });
    const databricks = await startPracticeDatabricks({ clock });
    const store = openStore(':memory:');
    const composed = compose(store, clock);
    const systems = [exact, databricks].map((one) => ({ ...one, secrets: one.secrets, activeFaults: [] }));
    const [flow] = await setUpPractice(composed.engine, systems);
    if (flow === undefined) throw new Error('the practice systems have no flow');
    return new ExactApp({ clock, exact, databricks, flowId: flow.id, store }, composed);
  }

  get engine(): Bridge {
    return this.#composed.engine;
  }

  /** Runs the flow to its end, a minute after what was before. */
  async sync(options: Partial<InputOf<'runs.start'>> = {}): Promise<Run> {
    this.clock.advance(60_000);
    const run = await ask(this.engine, 'runs.start', { flowId: this.flowId, ...options });
    await this.whenIdle();
    return ask(this.engine, 'runs.get', { id: run.id });
  }

  async whenIdle(): Promise<void> {
    await this.#composed.engine.services.runner.whenIdle();
  }

  /** Rows of a query in DuckDB itself, past the API; `{name}` stands for the table of that name. */
  async rows(sql: string): Promise<readonly (readonly (string | null)[])[]> {
    return this.databricks.query(sql.replaceAll(/\{(\w+)\}/g, '"uc_main"."finance"."$1"'));
  }

  async close(): Promise<void> {
    await this.#composed.close();
    this.store.close();
    await this.exact.close();
    await this.databricks.close();
  }
}
