import type { ColumnMapping } from '../../shared/mapping/mapping.ts';
import type { TotalsSpec } from '../../shared/model/totals.ts';
import type { IntegrationStream } from '../ports/integration.ts';

/** For records that nothing speaks against before they are mapped. */
export const soundAsRead = (): readonly [] => [];

/** Reference data carries no money: only counts are reconciled. */
const countsOnly: TotalsSpec = { companyColumn: null, amounts: [] };

/** Table of a stream of reference data. */
export interface ReferenceTable {
  readonly name: string;
  readonly keyColumns: readonly string[];
  readonly columns: readonly ColumnMapping[];
}

/** A stream of reference data: records without lines in one table, loaded as they are read. */
export function referenceStream(id: string, label: string, table: ReferenceTable): IntegrationStream {
  const { name, keyColumns, columns } = table;
  return {
    ...{ id, label, scheduleClass: 'reference', totals: countsOnly, validate: soundAsRead },
    defaultMapping: {
      version: 1,
      header: { table: name, keyColumns: [...keyColumns], columns: [...columns] },
      lines: [],
    },
  };
}
