import { errorDtoSchema, type ErrorDto } from '../../shared/errors/error-dto.ts';
import { json, text } from './columns.ts';
import type { Database } from './database.ts';

/** A channel to which a flow posts nothing until a person has done something about it. */
export interface ChannelStop {
  readonly channelId: string;
  readonly sinceUtc: string;
  readonly error: ErrorDto;
}

export class ChannelStopRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** Null if the flow may post to the channel. */
  get(flowId: string, channelId: string): ChannelStop | null {
    const row = this.#db.get('SELECT * FROM channel_stops WHERE flow_id = ? AND channel_id = ?', flowId, channelId);
    return row === undefined ? null : readStop(row);
  }

  of(flowId: string): ChannelStop[] {
    return this.#db.all('SELECT * FROM channel_stops WHERE flow_id = ? ORDER BY since', flowId).map(readStop);
  }

  put(flowId: string, { channelId, sinceUtc, error }: ChannelStop): void {
    this.#db.run(
      `INSERT INTO channel_stops (flow_id, channel_id, since, error) VALUES (?, ?, ?, ?)
       ON CONFLICT (flow_id, channel_id) DO UPDATE SET error = excluded.error`,
      flowId,
      channelId,
      sinceUtc,
      JSON.stringify(error),
    );
  }

  /** False if the channel was not stopped. */
  lift(flowId: string, channelId: string): boolean {
    return this.#db.run('DELETE FROM channel_stops WHERE flow_id = ? AND channel_id = ?', flowId, channelId) > 0;
  }
}

function readStop(row: Record<string, unknown>): ChannelStop {
  return {
    channelId: text(row, 'channel_id'),
    sinceUtc: text(row, 'since'),
    error: json(row, 'error', errorDtoSchema),
  };
}
