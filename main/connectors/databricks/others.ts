import type { OtherInstallation } from '../../../shared/model/installation.ts';
import type { InstallationMark, TargetStream } from '../../ports/destination.ts';
import type { Session } from './session.ts';
import { selectCompletion } from './sql/reads.ts';
import type { Statement } from './sql/statement.ts';
import type { ResultRow } from './statements.ts';

/** Reads a batch's completion row together with those of other installations that are newer than the mark's moment. */
export function completionStatement(
  session: Session,
  stream: TargetStream,
  of: { readonly batchId: string; readonly installation: InstallationMark | undefined },
): Statement {
  return {
    purpose: 'completion',
    sql: selectCompletion(session.place),
    parameters: {
      batch_id: of.batchId,
      stream: stream.id,
      installation_id: of.installation?.id ?? '',
      // Nobody asks: a moment that nothing is after.
      since: of.installation?.sinceUtc ?? '9999-12-31T00:00:00.000Z',
    },
  };
}

/** The other installations among the rows, each with its newest batch. Another table under the same stream id is not meant. */
export function othersIn(
  rows: readonly ResultRow[],
  stream: TargetStream,
  own: InstallationMark | undefined,
): OtherInstallation[] {
  const byId = new Map<string, OtherInstallation>();
  for (const row of rows) {
    const id = row['installation_id'] ?? '';
    if (own === undefined || id === '' || id === own.id || !isOfTable(row, stream.mapping.header.table)) continue;
    const lastAtUtc = new Date(Number(row['completed_at'] ?? '0') / 1000).toISOString();
    // Another's completion of a batch that both have from one backup comes with its own moment.
    if (lastAtUtc <= own.sinceUtc || (byId.get(id)?.lastAtUtc ?? '') >= lastAtUtc) continue;
    const generation = Number(row['installation_generation'] ?? '1');
    byId.set(id, { id, line: row['installation_line'] ?? '', generation, lastAtUtc });
  }
  return [...byId.values()];
}

/** Asks the warehouse, which delivering wakes anyway. Throws as statements do. */
export async function readOthers(
  session: Session,
  stream: TargetStream,
  { installation, signal }: { readonly installation: InstallationMark; readonly signal: AbortSignal },
): Promise<OtherInstallation[]> {
  const rows = await session.runner.run(completionStatement(session, stream, { batchId: '', installation }), {
    phase: 'deliver',
    signal,
    cancelOnAbort: true,
  });
  return othersIn(rows, stream, installation);
}

function isOfTable(row: ResultRow, table: string): boolean {
  try {
    return Object.hasOwn(JSON.parse(row['rows_by_table'] ?? '{}') as object, table);
  } catch {
    return false;
  }
}
