import {
  webhookReasonSchema,
  webhookStateSchema,
  type WebhookEvent,
  type WebhookFilter,
  type WebhookReason,
  type WebhookState,
} from '../../shared/webhooks/event.ts';
import { integer, misfit, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { idsOnPage, type ListPage } from './list-page.ts';
import { contains, equals, whereAll, type Order } from './list-query.ts';

/** An event as it is stored; names are looked up by who shows it. */
export type StoredEvent = Omit<WebhookEvent, 'connectionName' | 'flowName' | 'streamLabel'>;

/** An event that came, with where it belongs. */
export interface NewEvent {
  readonly connectionId: string;
  /** Null: it concerns no flow, and `reason` says why. */
  readonly flowId: string | null;
  readonly provider: string;
  readonly topic: string;
  readonly division: string;
  readonly key: string;
  readonly action: string;
  readonly eventCreatedOn: string;
  readonly clientId: string;
  readonly stream: string | null;
  readonly recordKey: string | null;
  readonly receivedAtUtc: string;
  readonly state: WebhookState;
  readonly reason: WebhookReason | null;
  readonly fingerprint: string;
  readonly contentType: string | null;
  readonly body: string;
}

interface OfStream {
  readonly flowId: string;
  readonly stream: string;
}

/** An event whose record is to be fetched. */
export interface PendingEvent {
  readonly number: number;
  readonly flowId: string;
  readonly stream: string;
  readonly recordKey: string;
  readonly action: string;
}

export interface Fate {
  readonly state: WebhookState;
  readonly reason: WebhookReason | null;
  readonly runId: string | null;
  /** Null while it is not settled. */
  readonly settledAtUtc: string | null;
}

const order: Order = {
  columns: { receivedAtUtc: 'received_at', topic: 'topic', division: 'division', action: 'action', state: 'state' },
  usual: [{ column: 'receivedAtUtc', direction: 'desc' }],
  last: ['number'],
};

/** Events of systems that ring, and what became of each. */
export class WebhookEventRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** False if the same was said before: then it only counts there. Call it in a transaction with others. */
  insert(event: NewEvent): boolean {
    const flowId = event.flowId ?? '';
    const isNew = this.#db.run(
      `INSERT OR IGNORE INTO webhook_events (connection_id, flow_id, provider, topic, division, key, action, event_created_on, client_id,
         stream, record_key, received_at, state, reason, settled_at, fingerprint, content_type, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      event.connectionId,
      flowId,
      event.provider,
      event.topic,
      event.division,
      event.key,
      event.action,
      event.eventCreatedOn,
      event.clientId,
      event.stream,
      event.recordKey,
      event.receivedAtUtc,
      event.state,
      event.reason,
      event.state === 'ignored' ? event.receivedAtUtc : null,
      event.fingerprint,
      event.contentType,
      event.body,
    );
    if (isNew > 0) return true;
    this.#db.run(
      `UPDATE webhook_events SET repeats = repeats + 1 WHERE connection_id = ? AND topic = ? AND division = ? AND key = ? AND action = ?
         AND event_created_on = ? AND flow_id = ?`,
      event.connectionId,
      event.topic,
      event.division,
      event.key,
      event.action,
      event.eventCreatedOn,
      flowId,
    );
    return false;
  }

  get(id: string): StoredEvent | null {
    const row = this.#db.get('SELECT * FROM webhook_events WHERE number = ?', Number(id));
    return row === undefined ? null : readEvent(row);
  }

  page(filter: WebhookFilter, page: ListPage): { total: number; items: StoredEvent[] } {
    const where = whereAll([
      equals('connection_id', filter.connectionId),
      equals('state', filter.state),
      equals('topic', filter.topic),
      contains(['topic', 'division', 'key', 'action'], filter.text),
    ]);
    const list = { from: 'webhook_events', where, order, id: 'CAST(number AS TEXT)' };
    const { total, ids } = idsOnPage(this.#db, list, page);
    return { total, items: ids.flatMap((id) => this.get(id) ?? []) };
  }

  /** Events of a stream whose records wait to be fetched, oldest first. */
  pending({ flowId, stream }: OfStream, limit: number): PendingEvent[] {
    return this.#db
      .all(
        `${pendingColumns} WHERE flow_id = ? AND stream = ? AND state = 'received' ORDER BY number LIMIT ?`,
        flowId,
        stream,
        limit,
      )
      .map(readPending);
  }

  /** Notes that a run fetches the records of these events. */
  takeUp(numbers: readonly number[], runId: string): void {
    this.#db.run(
      'UPDATE webhook_events SET run_id = ? WHERE number IN (SELECT value FROM json_each(?))',
      runId,
      JSON.stringify(numbers),
    );
  }

  /** Events that a run was started for and that nothing is known of yet. */
  takenUpBy(runId: string): PendingEvent[] {
    return this.#db
      .all(`${pendingColumns} WHERE run_id = ? AND state = 'received' AND stream IS NOT NULL ORDER BY number`, runId)
      .map(readPending);
  }

  /** When the last run that read windows of a flow and ended well began, before this moment; null if none did. */
  polledBefore({ flowId }: Pick<OfStream, 'flowId'>, beforeUtc: string): string | null {
    const row = this.#db.get(
      `SELECT max(started_at) AS at FROM runs WHERE flow_id = ? AND started_at < ?
         AND trigger IN ('schedule', 'catch-up', 'manual', 'verify') AND state IN ('succeeded', 'succeeded-with-rejections')`,
      flowId,
      beforeUtc,
    );
    return row === undefined ? null : textOrNull(row, 'at');
  }

  /** How many wait to be fetched, by flow and stream. */
  pendingCounts(): { flowId: string; stream: string; count: number; firstAtUtc: string }[] {
    return this.#db
      .all(
        `SELECT flow_id, stream, count(*) AS n, min(received_at) AS first FROM webhook_events
         WHERE state = 'received' AND stream IS NOT NULL GROUP BY flow_id, stream`,
      )
      .map((row) => ({
        flowId: text(row, 'flow_id'),
        stream: text(row, 'stream'),
        count: integer(row, 'n'),
        firstAtUtc: text(row, 'first'),
      }));
  }

  settle(number: number, { state, reason, runId, settledAtUtc }: Fate): void {
    this.#db.run(
      'UPDATE webhook_events SET state = ?, reason = ?, run_id = coalesce(?, run_id), settled_at = ? WHERE number = ?',
      state,
      reason,
      runId,
      settledAtUtc,
      number,
    );
  }

  /** What waits, or was left, of a stream and was received before a run of it began, was found by that run. Returns how many. */
  foundByPoll(
    { flowId, stream, beforeUtc }: { readonly flowId: string; readonly stream: string; readonly beforeUtc: string },
    { runId, atUtc }: { readonly runId: string; readonly atUtc: string },
  ): number {
    return this.#db.run(
      `UPDATE webhook_events SET state = 'polled', run_id = ?, settled_at = ?
       WHERE flow_id = ? AND stream = ? AND state IN ('received', 'left') AND received_at < ?`,
      runId,
      atUtc,
      flowId,
      stream,
      beforeUtc,
    );
  }

  /** Everything of a stream that waits is left to the next run. Returns how many. */
  leave(flowId: string, stream: string, reason: WebhookReason): number {
    return this.#db.run(
      `UPDATE webhook_events SET state = 'left', reason = ? WHERE flow_id = ? AND stream = ? AND state = 'received'`,
      reason,
      flowId,
      stream,
    );
  }

  /** Events are to be fetched anew; those that never concerned a flow stay as they are. Returns how many. */
  ringAgain(ids: readonly string[]): number {
    return this.#db.run(
      `UPDATE webhook_events SET state = 'received', reason = NULL, settled_at = NULL, rung_again = 1
       WHERE number IN (SELECT value FROM json_each(?)) AND flow_id <> '' AND record_key IS NOT NULL AND state <> 'received'`,
      JSON.stringify(ids.map(Number)),
    );
  }

  /** Milliseconds from received to landed, of the last so many that landed by themselves: what a person had fetched again came long before. */
  landedMs(limit: number): number[] {
    return this.#db
      .all(
        `SELECT received_at, settled_at FROM webhook_events INDEXED BY webhook_events_landed
         WHERE state = 'landed' AND settled_at IS NOT NULL AND rung_again = 0 ORDER BY number DESC LIMIT ?`,
        limit,
      )
      .map((row) => Date.parse(text(row, 'settled_at')) - Date.parse(text(row, 'received_at')));
  }

  /** Of a connection: how many events, and when the last one came. */
  ofConnection(connectionId: string): { events: number; lastAtUtc: string | null } {
    const row = this.#db.get(
      'SELECT count(*) AS n, max(received_at) AS last FROM webhook_events WHERE connection_id = ?',
      connectionId,
    );
    return row === undefined
      ? { events: 0, lastAtUtc: null }
      : { events: integer(row, 'n'), lastAtUtc: textOrNull(row, 'last') };
  }

  /** Removes up to `limit` settled events that came before this moment. Returns how many. */
  removeBefore(beforeUtc: string, limit: number): number {
    return this.#db.run(
      `DELETE FROM webhook_events WHERE number IN (SELECT number FROM webhook_events WHERE received_at < ?
         AND state <> 'received' ORDER BY received_at LIMIT ?)`,
      beforeUtc,
      limit,
    );
  }

  /** Notes records that a run of the schedule loaded and that no event since `sinceUtc` had announced. */
  noteMissed(run: {
    readonly runId: string;
    readonly flowId: string;
    readonly stream: string;
    readonly sinceUtc: string;
    readonly atUtc: string;
  }): void {
    this.#db.run(
      `INSERT OR IGNORE INTO webhook_missed (at, run_id, stream, count)
       SELECT ?1, ?2, ?3, count(*) FROM documents AS d WHERE d.flow_id = ?4 AND d.stream = ?3 AND d.last_disposition = 'loaded'
         AND d.last_run >= ?2 || '#' AND d.last_run < ?2 || '$'
         AND NOT EXISTS (SELECT 1 FROM webhook_events AS e WHERE e.flow_id = ?4 AND e.stream = ?3 AND e.record_key = d.key AND e.received_at >= ?5)`,
      run.atUtc,
      run.runId,
      run.stream,
      run.flowId,
      run.sinceUtc,
    );
  }

  missedSince(atUtc: string): number {
    const row = this.#db.get('SELECT coalesce(sum(count), 0) AS n FROM webhook_missed WHERE at >= ?', atUtc);
    return row === undefined ? 0 : integer(row, 'n');
  }
}

const pendingColumns = 'SELECT number, flow_id, stream, record_key, action FROM webhook_events';

function readPending(row: Record<string, unknown>): PendingEvent {
  return {
    number: integer(row, 'number'),
    flowId: text(row, 'flow_id'),
    stream: text(row, 'stream'),
    recordKey: text(row, 'record_key'),
    action: text(row, 'action'),
  };
}

function readEvent(row: Record<string, unknown>): StoredEvent {
  const state = webhookStateSchema.safeParse(row['state']);
  const reason = webhookReasonSchema.nullable().safeParse(row['reason']);
  if (!state.success || !reason.success) throw misfit('unknown state of an event');
  const flowId = text(row, 'flow_id');
  return {
    id: String(integer(row, 'number')),
    receivedAtUtc: text(row, 'received_at'),
    connectionId: text(row, 'connection_id'),
    topic: text(row, 'topic'),
    division: text(row, 'division'),
    key: text(row, 'key'),
    action: text(row, 'action'),
    eventCreatedOn: text(row, 'event_created_on'),
    flowId: flowId === '' ? null : flowId,
    stream: textOrNull(row, 'stream'),
    recordKey: textOrNull(row, 'record_key'),
    state: state.data,
    reason: reason.data,
    runId: textOrNull(row, 'run_id'),
    settledAtUtc: textOrNull(row, 'settled_at'),
    repeats: integer(row, 'repeats'),
  };
}
