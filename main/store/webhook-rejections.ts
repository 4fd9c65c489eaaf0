import { webhookRejections, type WebhookRejection } from '../../shared/webhooks/rejection.ts';
import { integer, misfit, text } from './columns.ts';
import type { Database } from './database.ts';

export interface StoredRejection {
  /** Null: its address named no connection. */
  readonly connectionId: string | null;
  readonly rejection: WebhookRejection;
  readonly count: number;
  readonly lastAtUtc: string;
}

/** How often the receiver did not take what came, by why. */
export class WebhookRejectionRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(of: Omit<StoredRejection, 'lastAtUtc'>, atUtc: string): void {
    this.#db.run(
      `INSERT INTO webhook_rejections (connection_id, rejection, count, last_at) VALUES (?, ?, ?, ?)
       ON CONFLICT (connection_id, rejection) DO UPDATE SET count = count + excluded.count, last_at = excluded.last_at`,
      of.connectionId ?? '',
      of.rejection,
      of.count,
      atUtc,
    );
  }

  list(): StoredRejection[] {
    return this.#db.all('SELECT * FROM webhook_rejections ORDER BY connection_id, rejection').map((row) => {
      const rejection = webhookRejections.find((one) => one === row['rejection']);
      if (rejection === undefined) throw misfit('unknown rejection');
      const connectionId = text(row, 'connection_id');
      return {
        connectionId: connectionId === '' ? null : connectionId,
        rejection,
        count: integer(row, 'count'),
        lastAtUtc: text(row, 'last_at'),
      };
    });
  }
}
