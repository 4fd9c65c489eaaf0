import { errorDtoSchema, type ErrorDto } from '../../shared/errors/error-dto.ts';
import type { RunFilter } from '../../shared/model/record-view.ts';
import {
  runSchema,
  runStateSchema,
  runStreamSchema,
  type Run,
  type RunState,
  type RunStream,
} from '../../shared/model/run.ts';
import { storedTallySchema, type StoredTally } from '../../shared/model/tally.ts';
import { integer, json, jsonOrNull, sound, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';
import { idsOnPage, type ListPage } from './list-page.ts';
import { contains, equals, whereAll, type Order } from './list-query.ts';

const order: Order = {
  columns: {
    startedAtUtc: 'started_at',
    flowName: 'flow_name COLLATE NOCASE',
    state: 'state',
    trigger: 'trigger',
    endedAtUtc: 'ended_at',
  },
  usual: [{ column: 'startedAtUtc', direction: 'desc' }],
  last: ['started_at', 'id'],
};

export class RunRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  insert(run: Run, emptyTally: StoredTally): void {
    this.#db.run(
      'INSERT INTO runs (id, flow_id, flow_name, trigger, state, started_at, replay) VALUES (?, ?, ?, ?, ?, ?, ?)',
      run.id,
      run.flowId,
      run.flowName,
      run.trigger,
      run.state,
      run.startedAtUtc,
      run.replay === undefined ? null : JSON.stringify(run.replay),
    );
    run.streams.forEach((stream, position) => {
      this.#db.run(
        'INSERT INTO run_streams (run_id, position, stream, data, tally) VALUES (?, ?, ?, ?, ?)',
        run.id,
        position,
        stream.stream,
        JSON.stringify(stream),
        JSON.stringify(emptyTally),
      );
    });
  }

  setState(runId: string, state: RunState, endedAtUtc: string | null, error: ErrorDto | null): void {
    this.#db.run(
      'UPDATE runs SET state = ?, ended_at = ?, error = ? WHERE id = ?',
      state,
      endedAtUtc,
      error === null ? null : JSON.stringify(error),
      runId,
    );
  }

  saveStream(runId: string, stream: RunStream, tally: StoredTally): void {
    this.#db.run(
      'UPDATE run_streams SET data = ?, tally = ? WHERE run_id = ? AND stream = ?',
      JSON.stringify(stream),
      JSON.stringify(tally),
      runId,
      stream.stream,
    );
  }

  getStream(runId: string, stream: string): { stream: RunStream; tally: StoredTally } | null {
    const row = this.#db.get('SELECT * FROM run_streams WHERE run_id = ? AND stream = ?', runId, stream);
    if (row === undefined) return null;
    return { stream: json(row, 'data', runStreamSchema), tally: json(row, 'tally', storedTallySchema) };
  }

  /** When a run began; null if it is not kept. */
  startOf(id: string): string | null {
    const row = this.#db.get('SELECT started_at FROM runs WHERE id = ?', id);
    return row === undefined ? null : text(row, 'started_at');
  }

  get(id: string): Run | null {
    const row = this.#db.get('SELECT * FROM runs WHERE id = ?', id);
    return row === undefined ? null : this.#read(row);
  }

  /** Runs in pages, the newest first unless another order is asked for. */
  page(filter: RunFilter, page: ListPage): { total: number; items: Run[] } {
    const where = whereAll([
      equals('flow_id', filter.flowId),
      equals('state', filter.state),
      equals('trigger', filter.trigger),
      filter.fromUtc === undefined ? null : ['started_at >= ?', filter.fromUtc],
      filter.toUtc === undefined ? null : ['started_at < ?', filter.toUtc],
      contains(['flow_name', 'id'], filter.text),
    ]);
    const { total, ids } = idsOnPage(this.#db, { from: 'runs', where, order }, page);
    return { total, items: ids.flatMap((id) => this.get(id) ?? []) };
  }

  /** The run of the flow that started last. */
  latest(flowId: string): Run | null {
    const row = this.#db.get(
      'SELECT * FROM runs WHERE flow_id = ? ORDER BY started_at DESC, rowid DESC LIMIT 1',
      flowId,
    );
    return row === undefined ? null : this.#read(row);
  }

  /** The run that started last of those that read the source: a replay of what is stored tells nothing of that. */
  latestReading(flowId: string): Run | null {
    const row = this.#db.get(
      `SELECT * FROM runs WHERE flow_id = ? AND trigger <> 'replay' ORDER BY started_at DESC, rowid DESC LIMIT 1`,
      flowId,
    );
    return row === undefined ? null : this.#read(row);
  }

  /** The run of the flow that started last of those that ended, or of those of them that read the source as it goes; null if none did. */
  latestEnded(flowId: string, { reading }: { readonly reading: boolean }): Run | null {
    const row = this.#db.get(
      `SELECT * FROM runs WHERE flow_id = ? AND ended_at IS NOT NULL
         AND (?2 = 0 OR trigger NOT IN ('replay', 're-sync')) ORDER BY started_at DESC, rowid DESC LIMIT 1`,
      flowId,
      reading ? 1 : 0,
    );
    return row === undefined ? null : this.#read(row);
  }

  /** Which run of the flow started last, and how it stands; null if none did. */
  latestState(flowId: string): string | null {
    const row = this.#db.get(
      'SELECT id, state FROM runs WHERE flow_id = ? ORDER BY started_at DESC, rowid DESC LIMIT 1',
      flowId,
    );
    return row === undefined ? null : `${text(row, 'id')} ${text(row, 'state')}`;
  }

  running(): Run[] {
    return this.#db.all(`SELECT * FROM runs WHERE state = 'running'`).map((row) => this.#read(row));
  }

  /** How many runs of a flow started in each hour since then, by state; oldest first, hours without runs left out. */
  perHour(flowId: string, sinceUtc: string): { fromUtc: string; states: { state: RunState; runs: number }[] }[] {
    const rows = this.#db.all(
      `SELECT substr(started_at, 1, 13) AS hour, state, count(*) AS n FROM runs
       WHERE flow_id = ? AND started_at >= ? GROUP BY hour, state ORDER BY hour, state`,
      flowId,
      sinceUtc,
    );
    const hours = new Map<string, { state: RunState; runs: number }[]>();
    for (const row of rows) {
      const fromUtc = `${text(row, 'hour')}:00:00.000Z`;
      const counted = { state: sound(() => runStateSchema.parse(row['state'])), runs: integer(row, 'n') };
      hours.set(fromUtc, [...(hours.get(fromUtc) ?? []), counted]);
    }
    return [...hours].map(([fromUtc, states]) => ({ fromUtc, states }));
  }

  lastSuccessAtUtc(flowId: string): string | null {
    const row = this.#db.get(
      `SELECT max(ended_at) AS at FROM runs
       WHERE flow_id = ? AND state IN ('succeeded', 'succeeded-with-rejections') AND trigger <> 'replay'`,
      flowId,
    );
    return row === undefined ? null : textOrNull(row, 'at');
  }

  #read(row: Record<string, unknown>): Run {
    const id = text(row, 'id');
    const streams = this.#db
      .all('SELECT data FROM run_streams WHERE run_id = ? ORDER BY position', id)
      .map((stream) => json(stream, 'data', runStreamSchema));
    return sound(() =>
      runSchema.parse({
        id,
        flowId: text(row, 'flow_id'),
        flowName: text(row, 'flow_name'),
        trigger: text(row, 'trigger'),
        state: text(row, 'state'),
        startedAtUtc: text(row, 'started_at'),
        endedAtUtc: textOrNull(row, 'ended_at'),
        streams,
        error: jsonOrNull(row, 'error', errorDtoSchema),
        replay: jsonOrNull(row, 'replay', runSchema.shape.replay.unwrap()) ?? undefined,
      }),
    );
  }
}
