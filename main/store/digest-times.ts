import { text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

/** When a rule of the calendar speaks next, and by which timing that was reckoned. */
export interface DigestTime {
  readonly timing: string;
  readonly nextAtUtc: string;
}

export class DigestTimeRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  get(flowId: string, ruleId: string): DigestTime | null {
    const row = this.#db.get('SELECT * FROM digest_times WHERE flow_id = ? AND rule_id = ?', flowId, ruleId);
    return row === undefined ? null : { timing: text(row, 'timing'), nextAtUtc: text(row, 'next_at') };
  }

  /** The earliest of all; null if there is none. */
  next(): string | null {
    const row = this.#db.get('SELECT min(next_at) AS next FROM digest_times');
    return row === undefined ? null : textOrNull(row, 'next');
  }

  put(flowId: string, ruleId: string, { timing, nextAtUtc }: DigestTime): void {
    this.#db.run(
      `INSERT INTO digest_times (flow_id, rule_id, timing, next_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (flow_id, rule_id) DO UPDATE SET timing = excluded.timing, next_at = excluded.next_at`,
      flowId,
      ruleId,
      timing,
      nextAtUtc,
    );
  }
}
