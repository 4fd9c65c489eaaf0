import type { Latency } from './workday/server.ts';

/** How long the practice systems take to answer, in milliseconds. What is left out answers at once. */
export interface PracticeLatency {
  readonly workday?: Latency | undefined;
  /** Each call of the practice Exact. */
  readonly exactCallMs?: number | undefined;
  /** Each statement of the practice warehouse, beside what it takes to run. */
  readonly statementMs?: number | undefined;
}
