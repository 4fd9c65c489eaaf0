import type { ProposalState, ProposedChange } from '../../../shared/model/write-back.ts';
import type { EditedRow } from '../../ports/destination.ts';
import { nowUtc } from '../../ports/time.ts';
import type { StoredProposal } from '../../store/write-backs.ts';
import type { EngineDeps } from '../deps.ts';
import { sha256 } from '../hash.ts';
import { problemOf, type LandedField } from './fields.ts';

export interface Found {
  readonly flowId: string;
  readonly stream: string;
  readonly fields: readonly LandedField[];
  readonly rows: readonly EditedRow[];
}

/**
 * Brings the open proposals of a stream up to what the destination shows now: new ones are added, one whose row was edited further is
 * replaced, and one that was taken back is withdrawn. What was dismissed, or written and has not landed yet, is not proposed again.
 */
export function keepProposals(deps: EngineDeps, found: Found): void {
  const { store, clock } = deps;
  const { flowId, stream } = found;
  const known = store.writeBacks.list(flowId).filter((one) => one.stream === stream);
  const settled = new Set(known.filter(({ state }) => isSettled(state)).map(({ fingerprint }) => fingerprint));
  const onTheWay = new Set(known.filter(({ state }) => state === 'writing').map(({ key }) => key));
  const fresh = found.rows
    .filter(({ documentKey }) => !onTheWay.has(documentKey))
    .map((row) => toProposal(deps, found, row))
    .filter(({ fingerprint }) => !settled.has(fingerprint));
  const wanted = new Set(fresh.map(({ fingerprint }) => fingerprint));
  const open = known.filter(({ state }) => state === 'open');
  const there = new Set(open.map(({ fingerprint }) => fingerprint));
  store.transaction(() => {
    for (const one of open) {
      if (!wanted.has(one.fingerprint)) store.writeBacks.move(one.id, 'open', { state: 'withdrawn' });
    }
    for (const one of fresh.filter(({ fingerprint }) => !there.has(fingerprint))) {
      store.writeBacks.add(one);
      store.audit.append(nowUtc(clock), 'write-back.proposed', one.id, {
        flow: flowId,
        stream,
        key: one.key,
        fields: one.changes.map(({ path }) => path),
      });
    }
  });
}

function isSettled(state: ProposalState): boolean {
  return state === 'dismissed' || state === 'written';
}

function toProposal(deps: EngineDeps, { flowId, stream, fields }: Found, row: EditedRow): StoredProposal {
  const changes = row.changes.flatMap((change): ProposedChange[] => {
    const field = fields.find(({ column }) => column === change.column)?.field;
    if (field === undefined) return [];
    return [{ ...change, path: field.path, label: field.label, problem: problemOf(field, change.after) }];
  });
  return {
    id: deps.random.uuid(),
    flowId,
    stream,
    key: row.documentKey,
    label: deps.store.documents.get(flowId, stream, row.documentKey)?.label ?? row.documentKey,
    changes,
    fingerprint: sha256(JSON.stringify([stream, row.documentKey, row.rowHash, changes])),
    rowHash: row.rowHash,
    state: 'open',
    error: null,
    foundAtUtc: nowUtc(deps.clock),
    decidedAtUtc: null,
    decidedBy: null,
    reason: null,
    runId: null,
  };
}
