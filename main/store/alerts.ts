import {
  alertDetailsSchema,
  alertKindSchema,
  alertStateSchema,
  type Alert,
  type AlertFilter,
} from '../../shared/alerts/alert.ts';
import { json, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { idsOnPage, type ListPage } from './list-page.ts';
import { contains, equals, whereAll, type Condition, type Order } from './list-query.ts';

/** An alert with what tells it from others of its kind and flow: a stream, a channel, or nothing. */
export interface StoredAlert extends Alert {
  readonly cause: string;
}

const order: Order = {
  columns: { raisedAtUtc: 'raised_at', sinceUtc: 'since', kind: 'kind', state: 'state' },
  usual: [
    { column: 'rank', direction: 'asc' },
    { column: 'raisedAtUtc', direction: 'desc' },
  ],
  last: ['raised_at', 'id'],
};
const rank = `CASE state WHEN 'open' THEN 0 WHEN 'snoozed' THEN 1 WHEN 'acknowledged' THEN 2 ELSE 3 END`;

/** What needs a person, what did, and since when flows promise what they promise. */
export class AlertRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  get(id: string): StoredAlert | null {
    const row = this.#db.get('SELECT * FROM alerts WHERE id = ?', id);
    return row === undefined ? null : readAlert(row);
  }

  /** Everything that is so now. */
  standing(): StoredAlert[] {
    return this.#db.all(`SELECT * FROM alerts WHERE state <> 'closed' ORDER BY raised_at, id`).map(readAlert);
  }

  page(filter: AlertFilter, page: ListPage): { total: number; items: Alert[] } {
    const where = whereAll([
      ofState(filter.state),
      equals('flow_id', filter.flowId),
      equals('kind', filter.kind),
      contains(['flow_name', 'kind', 'note', 'details'], filter.text),
    ]);
    const ordered = { ...order, columns: { ...order.columns, rank } };
    const { total, ids } = idsOnPage(this.#db, { from: 'alerts', where, order: ordered }, page);
    return { total, items: ids.flatMap((id) => this.get(id) ?? []) };
  }

  /** Adds an alert or, if its id is there, what has become of it. */
  put(alert: StoredAlert): void {
    this.#db.run(
      `INSERT INTO alerts (id, flow_id, flow_name, kind, cause, state, since, raised_at, until, acknowledged_at, note, details,
         snoozed_until)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET flow_name = excluded.flow_name, state = excluded.state, since = excluded.since,
         raised_at = excluded.raised_at, until = excluded.until, acknowledged_at = excluded.acknowledged_at,
         note = excluded.note, details = excluded.details, snoozed_until = excluded.snoozed_until`,
      alert.id,
      alert.flowId,
      alert.flowName,
      alert.kind,
      alert.cause,
      alert.state,
      alert.sinceUtc,
      alert.raisedAtUtc,
      alert.untilUtc,
      alert.acknowledged?.atUtc ?? null,
      alert.acknowledged?.note ?? null,
      JSON.stringify(alert.details),
      alert.snoozedUntilUtc ?? null,
    );
  }

  /** From when on the flow has promised this; a promise that is another one than before begins at `atUtc`. Call it inside a transaction. */
  promisedSince(flowId: string, reckonedFrom: string, atUtc: string): string {
    const row = this.#db.get('SELECT * FROM promises WHERE flow_id = ?', flowId);
    if (row !== undefined && text(row, 'reckoned_from') === reckonedFrom) return text(row, 'since');
    this.#db.run(
      `INSERT INTO promises (flow_id, reckoned_from, since) VALUES (?, ?, ?)
       ON CONFLICT (flow_id) DO UPDATE SET reckoned_from = excluded.reckoned_from, since = excluded.since`,
      flowId,
      reckonedFrom,
      atUtc,
    );
    return atUtc;
  }

  /** The flow promises nothing any more, or is gone. */
  promisesNothing(flowId: string): void {
    this.#db.run('DELETE FROM promises WHERE flow_id = ?', flowId);
  }
}

function ofState(state: AlertFilter['state']): Condition {
  return state === 'standing' ? [`state <> 'closed'`] : equals('state', state);
}

function readAlert(row: Record<string, unknown>): StoredAlert {
  const acknowledgedAtUtc = textOrNull(row, 'acknowledged_at');
  const snoozedUntilUtc = textOrNull(row, 'snoozed_until');
  return {
    id: text(row, 'id'),
    flowId: textOrNull(row, 'flow_id'),
    flowName: textOrNull(row, 'flow_name'),
    kind: alertKindSchema.parse(row['kind']),
    cause: text(row, 'cause'),
    state: alertStateSchema.parse(row['state']),
    sinceUtc: text(row, 'since'),
    raisedAtUtc: text(row, 'raised_at'),
    untilUtc: textOrNull(row, 'until'),
    acknowledged: acknowledgedAtUtc === null ? null : { atUtc: acknowledgedAtUtc, note: text(row, 'note') },
    ...(snoozedUntilUtc === null ? {} : { snoozedUntilUtc }),
    details: json(row, 'details', alertDetailsSchema),
  };
}
