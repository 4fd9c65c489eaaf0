import { z } from 'zod';
import {
  flowSchema,
  flowStreamSchema,
  integrationIdSchema,
  scheduleSchema,
  type Flow,
} from '../../shared/model/flow.ts';
import { messagingSchema } from '../../shared/messages/rule.ts';
import { flowCalendarSchema } from '../../shared/schedule/flow-calendar.ts';
import { json, jsonOrNull, sound, text } from './columns.ts';
import type { Database } from './database.ts';

const pausedSchema = flowSchema.shape.paused.unwrap();

/** Tables of a flow's records, and of what its rules look at. */
const ofFlow = [
  'stream_states',
  'documents',
  'batches',
  'rejected',
  'held',
  'dimension_entries',
  'dimension_streams',
  'resyncs',
  'write_backs',
  'write_back_proposals',
];
const ofMessaging = [
  'book',
  'book_mappings',
  'book_links',
  'book_streams',
  'rule_states',
  'rule_told',
  'rule_looked',
  'messages',
  'channel_stops',
  'digest_times',
];

export class FlowRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  list(): Flow[] {
    return this.#db.all('SELECT * FROM flows ORDER BY name, id').map(readFlow);
  }

  get(id: string): Flow | null {
    const row = this.#db.get('SELECT * FROM flows WHERE id = ?', id);
    return row === undefined ? null : readFlow(row);
  }

  usingConnection(connectionId: string): Flow[] {
    return this.#db
      .all(
        'SELECT * FROM flows WHERE source_connection_id = ? OR destination_connection_id = ?',
        connectionId,
        connectionId,
      )
      .map(readFlow);
  }

  save(flow: Flow): void {
    this.#db.run(
      `INSERT INTO flows (id, name, integration, source_connection_id, destination_connection_id, streams, schedule, calendar, messaging, paused, created_at, updated_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, source_connection_id = excluded.source_connection_id,
         destination_connection_id = excluded.destination_connection_id, streams = excluded.streams,
         schedule = excluded.schedule, calendar = excluded.calendar, messaging = excluded.messaging, paused = excluded.paused, updated_at = excluded.updated_at`,
      flow.id,
      flow.name,
      flow.integration,
      flow.sourceConnectionId,
      flow.destinationConnectionId,
      JSON.stringify(flow.streams),
      JSON.stringify(flow.schedule),
      flow.calendar === undefined ? null : JSON.stringify(flow.calendar),
      flow.messaging === undefined ? null : JSON.stringify(flow.messaging),
      flow.paused === null ? null : JSON.stringify(flow.paused),
      flow.createdAtUtc,
      flow.updatedAtUtc,
    );
  }

  /** Removes the flow and all that is known of its records; runs and audit stay. */
  remove(id: string): void {
    for (const table of ['batch_outcomes', 'removed_contents', 'waiting_readers']) {
      this.#db.run(`DELETE FROM ${table} WHERE batch_id IN (SELECT id FROM batches WHERE flow_id = ?)`, id);
    }
    this.#db.run('DELETE FROM message_events WHERE message_id IN (SELECT id FROM messages WHERE flow_id = ?)', id);
    for (const table of [...ofFlow, ...ofMessaging]) {
      this.#db.run(`DELETE FROM ${table} WHERE flow_id = ?`, id);
    }
    this.#db.run('DELETE FROM flows WHERE id = ?', id);
  }
}

function readFlow(row: Record<string, unknown>): Flow {
  const messaging = jsonOrNull(row, 'messaging', messagingSchema);
  const calendar = jsonOrNull(row, 'calendar', flowCalendarSchema);
  return {
    id: text(row, 'id'),
    name: text(row, 'name'),
    integration: sound(() => integrationIdSchema.parse(row['integration'])),
    sourceConnectionId: text(row, 'source_connection_id'),
    destinationConnectionId: text(row, 'destination_connection_id'),
    streams: json(row, 'streams', z.array(flowStreamSchema)),
    schedule: json(row, 'schedule', scheduleSchema),
    ...(calendar === null ? {} : { calendar }),
    ...(messaging === null ? {} : { messaging }),
    paused: jsonOrNull(row, 'paused', pausedSchema as z.ZodType<NonNullable<Flow['paused']>>),
    createdAtUtc: text(row, 'created_at'),
    updatedAtUtc: text(row, 'updated_at'),
  };
}
