import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';

/**
 * Whether a document's status means that it is in the ledger. Ids of statuses are a tenant's own, so that the list stands in the
 * mapping, where an operator changes it; a status that is not listed does not count, and one that is not given leaves it open.
 */
export function postedColumn(statusPath: string, ids: readonly string[]): ColumnMapping {
  return {
    column: 'counts_as_posted',
    type: { kind: 'boolean' },
    path: statusPath,
    transform: {
      kind: 'lookup',
      table: Object.fromEntries(ids.map((id) => [id, 'true'])),
      otherwise: 'false',
    },
    required: false,
    comment: 'Whether the status is among those that are in the ledger; empty where there is no status',
  };
}
