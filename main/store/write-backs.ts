import { z } from 'zod';
import { errorDtoSchema, type ErrorDto } from '../../shared/errors/error-dto.ts';
import {
  proposalStateSchema,
  proposedChangeSchema,
  type Proposal,
  type ProposalState,
} from '../../shared/model/write-back.ts';
import { integer, json, jsonOrNull, text, textOrNull } from './columns.ts';
import type { Database } from './database.ts';

/** A proposal with the hash of the row that was edited. */
export type StoredProposal = Proposal & { readonly rowHash: string };

/** What may be written back of a flow, by the operator's choice. */
export interface WriteBackChoice {
  readonly streams: readonly string[];
  readonly lookedAtUtc: string | null;
}

const mostListed = 500;

/** Changes that were made at the destination: found, decided, and what became of them. Decided ones stay. */
export class WriteBackRows {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  choice(flowId: string): WriteBackChoice {
    const row = this.#db.get('SELECT streams, looked_at FROM write_backs WHERE flow_id = ?', flowId);
    if (row === undefined) return { streams: [], lookedAtUtc: null };
    return { streams: json(row, 'streams', z.array(z.string())), lookedAtUtc: textOrNull(row, 'looked_at') };
  }

  choose(flowId: string, streams: readonly string[]): void {
    this.#db.run(
      'INSERT INTO write_backs (flow_id, streams) VALUES (?, ?) ON CONFLICT (flow_id) DO UPDATE SET streams = excluded.streams',
      flowId,
      JSON.stringify(streams),
    );
  }

  looked(flowId: string, atUtc: string): void {
    this.#db.run('UPDATE write_backs SET looked_at = ? WHERE flow_id = ?', atUtc, flowId);
  }

  add(proposal: StoredProposal): void {
    this.#db.run(
      `INSERT INTO write_back_proposals (id, flow_id, stream, key, label, changes, fingerprint, row_hash, state, found_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      proposal.id,
      proposal.flowId,
      proposal.stream,
      proposal.key,
      proposal.label,
      JSON.stringify(proposal.changes),
      proposal.fingerprint,
      proposal.rowHash,
      proposal.state,
      proposal.foundAtUtc,
    );
  }

  get(id: string): StoredProposal | null {
    const row = this.#db.get('SELECT * FROM write_back_proposals WHERE id = ?', id);
    return row === undefined ? null : readProposal(row);
  }

  /** The newest first, at most 500. */
  list(flowId: string, states?: readonly ProposalState[]): StoredProposal[] {
    return this.#db
      .all(
        `SELECT * FROM write_back_proposals
         WHERE flow_id = ?1 AND (?2 IS NULL OR state IN (SELECT value FROM json_each(?2))) ORDER BY number DESC LIMIT ${String(mostListed)}`,
        flowId,
        states === undefined ? null : JSON.stringify(states),
      )
      .map(readProposal);
  }

  openCount(flowId: string): number {
    const row = this.#db.get(
      "SELECT count(*) AS n FROM write_back_proposals WHERE flow_id = ? AND state = 'open'",
      flowId,
    );
    return row === undefined ? 0 : integer(row, 'n');
  }

  /** Moves it on if it is still in that state; false if somebody was quicker. */
  move(
    id: string,
    from: ProposalState,
    to: { readonly state: ProposalState; readonly error?: ErrorDto | null },
  ): boolean {
    return (
      this.#db.run(
        'UPDATE write_back_proposals SET state = ?, error = ? WHERE id = ? AND state = ?',
        to.state,
        to.error === undefined || to.error === null ? null : JSON.stringify(to.error),
        id,
        from,
      ) > 0
    );
  }

  decided(id: string, decision: { readonly atUtc: string; readonly by: string; readonly reason: string }): void {
    this.#db.run(
      'UPDATE write_back_proposals SET decided_at = ?, decided_by = ?, reason = ? WHERE id = ?',
      decision.atUtc,
      decision.by,
      decision.reason,
      id,
    );
  }

  broughtBack(id: string, runId: string): void {
    this.#db.run('UPDATE write_back_proposals SET run_id = ? WHERE id = ?', runId, id);
  }
}

function readProposal(row: Record<string, unknown>): StoredProposal {
  return {
    id: text(row, 'id'),
    flowId: text(row, 'flow_id'),
    stream: text(row, 'stream'),
    key: text(row, 'key'),
    label: text(row, 'label'),
    changes: json(row, 'changes', z.array(proposedChangeSchema)),
    fingerprint: text(row, 'fingerprint'),
    rowHash: text(row, 'row_hash'),
    state: proposalStateSchema.parse(row['state']),
    error: jsonOrNull(row, 'error', errorDtoSchema),
    foundAtUtc: text(row, 'found_at'),
    decidedAtUtc: textOrNull(row, 'decided_at'),
    decidedBy: textOrNull(row, 'decided_by'),
    reason: textOrNull(row, 'reason'),
    runId: textOrNull(row, 'run_id'),
  };
}
