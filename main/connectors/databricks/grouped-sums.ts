import { AppError } from '../../../shared/errors/app-error.ts';
import type { GroupedSum, GroupedSumsRequest } from '../../ports/destination.ts';
import { query, type Session } from './session.ts';
import { selectGroupedSums } from './sql/grouped-sums.ts';
import { exactText } from './values.ts';

/** Sums by group as the warehouse computes them over all that landed. Throws as statements do. */
export async function computeGroupedSums(
  session: Session,
  request: GroupedSumsRequest,
  signal: AbortSignal,
): Promise<readonly GroupedSum[]> {
  const statement = { purpose: 'tie-out', ...selectGroupedSums(session.place, request) };
  const rows = await query(session, statement, { phase: 'totals', signal });
  return rows.map((row) => ({
    group: request.groupBy.map((_, at) => row[`g${String(at)}`] ?? ''),
    documents: whole(row['documents']),
    sums: request.sums.map((_, at) => exactText(row[`s${String(at)}`] ?? '0')),
  }));
}

function whole(text: string | null | undefined): number {
  const value = Number(text ?? '');
  if (text !== undefined && text !== null && Number.isSafeInteger(value)) return value;
  throw new AppError('DATABRICKS_ANSWER_UNREADABLE', 'transient', {
    phase: 'totals',
    details: { reason: 'a count is not a number' },
  });
}
