import { AppError } from '../../../shared/errors/app-error.ts';
import { StatementError } from './errors.ts';
import type { Scope } from './files.ts';
import { query, type Session } from './session.ts';
import { selectColumns, selectObjects } from './sql/reads.ts';
import { normaliseType } from './sql/types.ts';

export interface PresentColumn {
  /** Normalised SQL type. */
  readonly type: string;
  readonly nullable: boolean;
}

export interface PresentTable {
  /** `MANAGED`, `EXTERNAL`, `VIEW`, …; as information_schema says. */
  readonly type: string;
  /** By lower-case name: Databricks matches column names without case. */
  readonly columns: ReadonlyMap<string, PresentColumn>;
}

/** What is in the schema now. Names in lower case. */
export interface Inventory {
  readonly hasSchema: boolean;
  readonly volumes: ReadonlySet<string>;
  readonly tables: ReadonlyMap<string, PresentTable>;
}

/** Reads what is there. Wakes the warehouse. Throws DATABRICKS_NOT_FOUND if there is no such catalog, and as statements do. */
export async function readInventory(session: Session, scope: Scope): Promise<Inventory> {
  const parameters = { schema: session.place.schema.toLowerCase() };
  try {
    const objects = await query(
      session,
      { purpose: 'plan objects', sql: selectObjects(session.place), parameters },
      scope,
    );
    const named = (kind: string): string[] =>
      objects.filter((row) => row['kind'] === kind).map((row) => (row['name'] ?? '').toLowerCase());
    const columns = await query(
      session,
      { purpose: 'plan columns', sql: selectColumns(session.place), parameters },
      scope,
    );
    const tables = new Map<string, { type: string; columns: Map<string, PresentColumn> }>();
    for (const row of objects.filter((one) => one['kind'] === 'table'))
      tables.set((row['name'] ?? '').toLowerCase(), { type: (row['type'] ?? '').toUpperCase(), columns: new Map() });
    for (const row of columns) {
      const column = { type: normaliseType(row['full_data_type'] ?? ''), nullable: row['is_nullable'] !== 'NO' };
      tables
        .get((row['table_name'] ?? '').toLowerCase())
        ?.columns.set((row['column_name'] ?? '').toLowerCase(), column);
    }
    return { hasSchema: named('schema').length > 0, volumes: new Set(named('volume')), tables };
  } catch (error) {
    if (error instanceof StatementError && error.failure.fault === 'missing')
      throw new AppError('DATABRICKS_NOT_FOUND', 'config', {
        phase: scope.phase,
        details: { what: `the catalog ${session.place.catalog}` },
        cause: error,
      });
    throw error;
  }
}
