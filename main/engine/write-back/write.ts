import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import type { Row } from '../../../shared/model/record.ts';
import type { ProposalState } from '../../../shared/model/write-back.ts';
import type { Source } from '../../ports/source.ts';
import { nowUtc } from '../../ports/time.ts';
import type { WriteBackSource } from '../../ports/write-back.ts';
import type { StoredProposal } from '../../store/write-backs.ts';
import type { EngineDeps } from '../deps.ts';
import { sha256 } from '../hash.ts';
import type { StreamPlan } from '../stream-plan.ts';

export interface Writing {
  readonly proposal: StoredProposal;
  readonly plan: StreamPlan;
  readonly source: Source;
  readonly target: WriteBackSource;
  readonly signal: AbortSignal;
}

/**
 * Writes an approved change, if the source still has the version that was edited, and believes only what it then reads. The proposal is
 * `writing` before anything is sent, so that a process that ends on the way leaves a question and not a guess. Never throws for what
 * the source says: the proposal tells it.
 */
export async function writeProposal(deps: EngineDeps, writing: Writing): Promise<void> {
  const { proposal, target, signal } = writing;
  let present: Row | null;
  try {
    present = await readPresent(writing);
  } catch (error) {
    // Nothing was sent: a person may approve it again.
    end(deps, proposal, 'open', error);
    return;
  }
  if (present?.hash !== proposal.rowHash) {
    end(deps, proposal, 'conflict', conflict(writing));
    return;
  }
  const changes = Object.fromEntries(proposal.changes.map(({ path, after }) => [path, after]));
  try {
    await target.write(proposal.stream, proposal.key, changes, signal);
  } catch (error) {
    if (!mayHaveArrived(error)) {
      end(deps, proposal, 'failed', error);
      return;
    }
  }
  await settleWriting(deps, writing);
}

/** Finds out by reading what became of a change that was sent, or may have been. Where nobody can say yet, it stays `writing`. */
export async function settleWriting(deps: EngineDeps, writing: Writing): Promise<void> {
  const { proposal } = writing;
  let present: Row | null;
  try {
    present = await readPresent(writing);
  } catch (error) {
    deps.store.writeBacks.move(proposal.id, 'writing', { state: 'writing', error: dto(error) });
    return;
  }
  const isThere = proposal.changes.every(({ column, after }) => (present?.values[column] ?? null) === after);
  if (present !== null && isThere) end(deps, proposal, 'written', null);
  else if (present?.hash === proposal.rowHash) end(deps, proposal, 'failed', notTaken(writing));
  else end(deps, proposal, 'conflict', conflict(writing));
}

/** The record as the source has it now, as a row of today's mapping; null if it is gone or cannot be mapped. */
async function readPresent({ proposal, plan, source, signal }: Writing): Promise<Row | null> {
  for await (const page of source.readByKey(proposal.stream, [proposal.key], signal)) {
    const record = page.records.find(({ key }) => key === proposal.key);
    if (record === undefined) continue;
    const mapped = plan.mapping.apply(record, sha256);
    return 'reasons' in mapped ? null : mapped.document.header;
  }
  return null;
}

/** A refusal has an answer; without one, the request may have been done. */
function mayHaveArrived(error: unknown): boolean {
  if (!isAppError(error)) return true;
  return error.kind === 'transient' || error.kind === 'cancelled' || error.kind === 'internal';
}

function end(deps: EngineDeps, proposal: StoredProposal, state: ProposalState, error: unknown): void {
  const { store, clock } = deps;
  store.transaction(() => {
    const told = error === null ? null : dto(error);
    if (!store.writeBacks.move(proposal.id, 'writing', { state, error: told })) return;
    store.audit.append(nowUtc(clock), 'write-back.ended', proposal.id, {
      flow: proposal.flowId,
      stream: proposal.stream,
      key: proposal.key,
      state,
      code: told?.code ?? null,
    });
  });
}

function conflict({ proposal, plan }: Writing): AppError {
  const details = { stream: plan.definition.label, record: proposal.label };
  return new AppError('WRITE_BACK_CONFLICT', 'config', { details });
}

function notTaken({ proposal, plan }: Writing): AppError {
  const details = { stream: plan.definition.label, record: proposal.label };
  return new AppError('WRITE_BACK_NOT_TAKEN', 'record', { details });
}

function dto(error: unknown): ReturnType<typeof toErrorDto> {
  return toErrorDto(isAppError(error) ? error : new AppError('APP_INTERNAL', 'internal', { cause: error }));
}
