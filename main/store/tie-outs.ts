import { z } from 'zod';
import {
  tieOutKindSchema,
  tieOutLineSchema,
  tieOutNoteSchema,
  tieOutParametersSchema,
  tieOutStateSchema,
  type TieOut,
  type TieOutItem,
} from '../../shared/tie-out/model.ts';
import { blob, integer, json, text, textOrNull } from './columns.ts';
import { packJson, unpackJson } from './compression.ts';
import type { Database } from './database.ts';

/** A comparison as it is stored: the flow's name is the one that it has today. */
export type StoredTieOut = Omit<TieOut, 'flowName'>;
export type StoredTieOutItem = Omit<TieOutItem, 'flowName'>;

const resultSchema = z.object({ lines: z.array(tieOutLineSchema), notes: z.array(tieOutNoteSchema) });

/** Comparisons with the source's own reports. Only ever added to. */
export class TieOutRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add(tieOut: StoredTieOut, counts: { readonly differing: number; readonly compared: number }): void {
    const { parameters, lines, notes } = tieOut;
    this.#db.run(
      `INSERT INTO tie_outs (id, flow_id, kind, period, at, by, state, differing, compared, parameters, entered, result)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      tieOut.id,
      tieOut.flowId,
      parameters.kind,
      parameters.period,
      tieOut.atUtc,
      tieOut.by,
      tieOut.state,
      counts.differing,
      counts.compared,
      JSON.stringify(parameters),
      tieOut.entered,
      packJson({ lines, notes }),
    );
  }

  /** The newest first, of one flow and of one period where it is named. */
  list(flowId: string, period?: string): StoredTieOutItem[] {
    return this.#db
      .all(
        `SELECT id, flow_id, at, by, state, differing, compared, parameters FROM tie_outs
         WHERE flow_id = ?1 AND (?2 IS NULL OR period = ?2) ORDER BY number DESC LIMIT 500`,
        flowId,
        period ?? null,
      )
      .map((row) => ({
        ...readHead(row),
        differing: integer(row, 'differing'),
        compared: integer(row, 'compared'),
      }));
  }

  get(id: string): StoredTieOut | null {
    const row = this.#db.get('SELECT * FROM tie_outs WHERE id = ?', id);
    if (row === undefined) return null;
    return { ...readHead(row), entered: text(row, 'entered'), ...resultSchema.parse(unpackJson(blob(row, 'result'))) };
  }

  /** The newest of each kind and company of a period: what counts when the period is signed off. */
  latestOf(flowId: string, period: string): StoredTieOutItem[] {
    const seen = new Set<string>();
    return this.list(flowId, period).filter(({ parameters }) => {
      const key = JSON.stringify([tieOutKindSchema.parse(parameters.kind), parameters.company]);
      const isFirst = !seen.has(key);
      seen.add(key);
      return isFirst;
    });
  }
}

function readHead(row: Record<string, unknown>) {
  return {
    id: text(row, 'id'),
    flowId: text(row, 'flow_id'),
    atUtc: text(row, 'at'),
    by: textOrNull(row, 'by'),
    state: tieOutStateSchema.parse(row['state']),
    parameters: json(row, 'parameters', tieOutParametersSchema),
  };
}
