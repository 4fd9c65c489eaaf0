import type { PracticeClock } from '../../practice-system.ts';
import { SqlError } from '../sql/sql-error.ts';
import type { FaultBoard } from './faults.ts';

export type WarehouseState = 'STOPPED' | 'STARTING' | 'RUNNING';

interface Options {
  readonly clock: PracticeClock;
  readonly faults: FaultBoard;
  readonly startUpMs: number;
  /** 0 keeps it running. */
  readonly autoStopMs: number;
}

/** The one SQL warehouse: starts when it is needed, stops by itself when it was not needed for long enough. */
export class Warehouse {
  readonly id = 'dd43ee29fedd958d';
  readonly name = 'Practice Warehouse';
  readonly #options: Options;
  #state: WarehouseState = 'STOPPED';
  #starting: Promise<void> | null = null;
  #busy = 0;
  #usedAt: number;
  #failed = false;
  #starts = 0;

  constructor(options: Options) {
    this.#options = options;
    this.#usedAt = options.clock.now();
  }

  get state(): WarehouseState {
    const { autoStopMs, clock } = this.#options;
    const idle =
      this.#state === 'RUNNING' && this.#busy === 0 && autoStopMs > 0 && clock.now() - this.#usedAt >= autoStopMs;
    // Computed when looked at, so that no timer of the practice system keeps a process alive.
    if (idle) this.#state = 'STOPPED';
    return this.#state;
  }

  /** How often it was started, which is what costs money. */
  get starts(): number {
    return this.#starts;
  }

  get failed(): boolean {
    return this.#failed;
  }

  start(): void {
    if (this.state !== 'STOPPED') return;
    this.#state = 'STARTING';
    this.#starts += 1;
    const { clock, faults, startUpMs } = this.#options;
    const factor = faults.strikes('slow-warehouse') ? 10 : 1;
    this.#failed = false;
    this.#starting = (startUpMs === 0 ? Promise.resolve() : clock.sleep(startUpMs * factor)).then(() => {
      this.#starting = null;
      // Stopped by somebody in the meantime.
      if (this.#state !== 'STARTING') return;
      this.#failed = faults.strikes('warehouse-failed');
      this.#state = this.#failed ? 'STOPPED' : 'RUNNING';
      this.#usedAt = clock.now();
    });
  }

  stop(): void {
    this.#state = 'STOPPED';
  }

  /** Runs `work` on the running warehouse. Throws SqlError if it cannot start. */
  async use<Result>(work: () => Promise<Result>): Promise<Result> {
    this.start();
    if (this.#starting !== null) await this.#starting;
    if (this.#state !== 'RUNNING') {
      throw new SqlError(
        'WAREHOUSE_START_FAILED',
        '08000',
        'The warehouse could not be started.',
        'TEMPORARILY_UNAVAILABLE',
      );
    }
    this.#busy += 1;
    try {
      return await work();
    } finally {
      this.#busy -= 1;
      this.#usedAt = this.#options.clock.now();
    }
  }

  /** The warehouse as the REST API describes it. */
  describe(host: string, port: number): Readonly<Record<string, unknown>> {
    const running = this.state === 'RUNNING';
    const path = `/sql/1.0/warehouses/${this.id}`;
    return {
      id: this.id,
      name: this.name,
      cluster_size: '2X-Small',
      min_num_clusters: 1,
      max_num_clusters: 1,
      num_clusters: running ? 1 : 0,
      auto_stop_mins: Math.round(this.#options.autoStopMs / 60_000),
      warehouse_type: 'PRO',
      enable_serverless_compute: true,
      enable_photon: true,
      state: this.#state,
      creator_name: 'ops@example.com',
      odbc_params: { hostname: host, path, port, protocol: 'http' },
      health: this.#failed
        ? {
            status: 'FAILED',
            summary: 'The warehouse could not start.',
            failure_reason: { code: 'CLOUD_FAILURE', type: 'CLOUD_FAILURE' },
          }
        : { status: 'HEALTHY' },
    };
  }
}
