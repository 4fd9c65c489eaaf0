import { z } from 'zod';
import { errorDtoSchema } from '../../shared/errors/error-dto.ts';
import { integer, jsonOrNull, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

const incidentSchema = z.object({
  /** When it was found. With the flow it names the incident. */
  beganAtUtc: z.string(),
  /** The last reading before it; null if there was none. */
  lastSuccessUtc: z.string().nullable(),
  /** The message that tells it. */
  messageId: z.string(),
  /** How often it was told before; counts on when a message that had not left is called for anew. */
  step: z.number().int(),
  toldAtUtc: z.string(),
  /** Codes of the causes that it was told with. */
  causes: z.array(z.string()),
});
/** Reading has fallen behind, and that was told or is about to be. */
export type Incident = z.infer<typeof incidentSchema>;

const faultSchema = z.object({
  error: errorDtoSchema,
  atUtc: z.string(),
  /** Tries that failed one after the other. */
  tries: z.number().int(),
});
/** What stands in the way of leaving messages with the destination, or of taking them back. */
export type HealthFault = z.infer<typeof faultSchema>;

export interface Health {
  /** What the promise was reckoned from; a promise that changes begins anew. Empty while nothing is promised. */
  readonly promise: string;
  readonly promisedSinceUtc: string;
  readonly incident: Incident | null;
  readonly fault: HealthFault | null;
}

const alarmStateSchema = z.enum(['asked', 'left', 'refused']);

/** A message that the destination posts by itself unless it is taken back. */
export interface Alarm {
  readonly number: number;
  readonly flowId: string;
  readonly connectionId: string;
  readonly channelId: string;
  /** The destination's id of it; null while it is not known whether the destination has it. */
  readonly scheduledId: string | null;
  /** `asked`: about to be left, or the answer is not known. `left`: the destination has it. `refused`: cannot be taken back any more. */
  readonly state: z.infer<typeof alarmStateSchema>;
  readonly postAtUtc: string;
  readonly text: string;
  readonly lastSuccessUtc: string;
  /** The first reading after the one it names. */
  readonly endedAtUtc: string | null;
}

export type NewAlarm = Omit<Alarm, 'number' | 'scheduledId' | 'state' | 'endedAtUtc'>;

/** What is known of flows that promise to read their source in time. */
export class HealthRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  get(flowId: string): Health | null {
    const row = this.#db.get('SELECT * FROM health WHERE flow_id = ?', flowId);
    if (row === undefined) return null;
    return {
      promise: text(row, 'promise'),
      promisedSinceUtc: text(row, 'promised_since'),
      incident: jsonOrNull(row, 'incident', incidentSchema),
      fault: jsonOrNull(row, 'fault', faultSchema),
    };
  }

  put(flowId: string, { promise, promisedSinceUtc, incident, fault }: Health): void {
    this.#db.run(
      `INSERT INTO health (flow_id, promise, promised_since, incident, fault) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (flow_id) DO UPDATE SET promise = excluded.promise, promised_since = excluded.promised_since,
         incident = excluded.incident, fault = excluded.fault`,
      flowId,
      promise,
      promisedSinceUtc,
      incident === null ? null : JSON.stringify(incident),
      fault === null ? null : JSON.stringify(fault),
    );
  }

  remove(flowId: string): void {
    this.#db.run('DELETE FROM health WHERE flow_id = ?', flowId);
  }

  /** Every flow of which something is kept here, also those that are gone. */
  flowIds(): string[] {
    return this.#db
      .all('SELECT flow_id FROM health UNION SELECT flow_id FROM health_alarms')
      .map((row) => text(row, 'flow_id'));
  }

  /** Alarms of a flow, the oldest first. */
  alarms(flowId: string): Alarm[] {
    return this.#db.all('SELECT * FROM health_alarms WHERE flow_id = ? ORDER BY number', flowId).map(readAlarm);
  }

  /** Notes that the destination is about to be asked to keep a message; returns the note's number. */
  ask(alarm: NewAlarm): number {
    const row = this.#db.get(
      `INSERT INTO health_alarms (flow_id, connection_id, channel_id, state, post_at, text, last_success)
       VALUES (?, ?, ?, 'asked', ?, ?, ?) RETURNING number`,
      alarm.flowId,
      alarm.connectionId,
      alarm.channelId,
      alarm.postAtUtc,
      alarm.text,
      alarm.lastSuccessUtc,
    );
    return integer(row ?? {}, 'number');
  }

  /** The destination has it. */
  left(number: number, scheduledId: string): void {
    this.#db.run(`UPDATE health_alarms SET state = 'left', scheduled_id = ? WHERE number = ?`, scheduledId, number);
  }

  /** It posts, or has posted. */
  refused(number: number): void {
    this.#db.run(`UPDATE health_alarms SET state = 'refused' WHERE number = ?`, number);
  }

  /** Notes a reading for the alarms that name an earlier one and know of none since. */
  ended(flowId: string, readAtUtc: string): void {
    this.#db.run(
      'UPDATE health_alarms SET ended_at = ?1 WHERE flow_id = ?2 AND ended_at IS NULL AND last_success <> ?1',
      readAtUtc,
      flowId,
    );
  }

  /** It is not there any more, or has been followed up. */
  forget(number: number): void {
    this.#db.run('DELETE FROM health_alarms WHERE number = ?', number);
  }
}

function readAlarm(row: Record<string, unknown>): Alarm {
  return {
    number: integer(row, 'number'),
    flowId: text(row, 'flow_id'),
    connectionId: text(row, 'connection_id'),
    channelId: text(row, 'channel_id'),
    scheduledId: textOrNull(row, 'scheduled_id'),
    state: alarmStateSchema.parse(row['state']),
    postAtUtc: text(row, 'post_at'),
    text: text(row, 'text'),
    lastSuccessUtc: text(row, 'last_success'),
    endedAtUtc: textOrNull(row, 'ended_at'),
  };
}
