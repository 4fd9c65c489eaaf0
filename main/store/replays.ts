import { z } from 'zod';
import {
  replayPlanSchema,
  streamEffectSchema,
  type ReplayPlan,
  type StreamEffect,
} from '../../shared/replay/replay.ts';
import { json, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

/** What a replay does in one stream. */
export const replayWorkSchema = z.object({
  stream: z.string(),
  /** `batches`: their ids, in the order in which they go. `stored-records`: ids of rejected records. `keys`: keys to be read again. */
  kind: z.enum(['batches', 'stored-records', 'keys']),
  ids: z.array(z.string()),
});
export type ReplayWork = z.infer<typeof replayWorkSchema>;

export interface StoredReplay {
  readonly plan: ReplayPlan;
  readonly work: readonly ReplayWork[];
  readonly runId: string | null;
  readonly startedAtUtc: string | null;
  readonly done: readonly StreamEffect[];
}

/** Replays that people asked for, and the batches that replays took up. */
export class ReplayRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  insert(plan: ReplayPlan, work: readonly ReplayWork[]): void {
    this.#db.run(
      'INSERT INTO replays (id, flow_id, created_at, plan, work) VALUES (?, ?, ?, ?, ?)',
      plan.id,
      plan.flowId,
      plan.createdAtUtc,
      JSON.stringify(plan),
      JSON.stringify(work),
    );
  }

  get(id: string): StoredReplay | null {
    const row = this.#db.get('SELECT * FROM replays WHERE id = ?', id);
    return row === undefined ? null : readReplay(row);
  }

  ofRun(runId: string): StoredReplay | null {
    const row = this.#db.get('SELECT * FROM replays WHERE run_id = ?', runId);
    return row === undefined ? null : readReplay(row);
  }

  /** Those that were started, newest first. */
  started(flowId: string | undefined, limit: number): StoredReplay[] {
    return this.#db
      .all(
        `SELECT * FROM replays WHERE started_at IS NOT NULL AND (?1 IS NULL OR flow_id = ?1)
         ORDER BY started_at DESC, rowid DESC LIMIT ?2`,
        flowId ?? null,
        limit,
      )
      .map(readReplay);
  }

  begin(id: string, runId: string, atUtc: string): void {
    this.#db.run('UPDATE replays SET run_id = ?, started_at = ? WHERE id = ?', runId, atUtc, id);
  }

  /** Notes what a replay has done in a stream so far. */
  saveDone(runId: string, effect: StreamEffect): void {
    const known = this.ofRun(runId);
    if (known === null) return;
    const done = [...known.done.filter((one) => one.stream !== effect.stream), effect];
    this.#db.run('UPDATE replays SET done = ? WHERE run_id = ?', JSON.stringify(done), runId);
  }

  /** Plans that nobody started say nothing any more after a day. */
  removeUnused(beforeUtc: string): void {
    this.#db.run('DELETE FROM replays WHERE run_id IS NULL AND created_at < ?', beforeUtc);
  }

  /** Notes that a run took up a batch of another run; false if that was noted before. */
  take(runId: string, batchId: string): boolean {
    return this.#db.run('INSERT OR IGNORE INTO replay_batches (batch_id, run_id) VALUES (?, ?)', batchId, runId) > 0;
  }

  /** Runs that took up this batch of another run while it waited. */
  takersOf(batchId: string): string[] {
    return this.#db
      .all('SELECT run_id FROM replay_batches WHERE batch_id = ? ORDER BY run_id', batchId)
      .map((row) => text(row, 'run_id'));
  }
}

function readReplay(row: Record<string, unknown>): StoredReplay {
  return {
    plan: json(row, 'plan', replayPlanSchema),
    work: json(row, 'work', z.array(replayWorkSchema)),
    runId: textOrNull(row, 'run_id'),
    startedAtUtc: textOrNull(row, 'started_at'),
    done: json(row, 'done', z.array(streamEffectSchema)),
  };
}
