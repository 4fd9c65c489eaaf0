import type { NamedType, ParameterValue } from '../sql/environment.ts';
import type { QueryPlace } from '../sql/translate-query.ts';
import type { Database, Session } from './database.ts';
import type { Metadata } from './metadata.ts';
import type { VolumeStore } from './volumes.ts';

export type Access = 'read' | 'write' | 'define';

/** The warehouse's insides, shared by all statements. */
export interface Engine {
  readonly database: Database;
  readonly metadata: Metadata;
  readonly volumes: VolumeStore;
  readonly user: string;
  now(): number;
  /** Throws SqlError where a grant is missing. `schema` is `[catalog, schema]`, lower case. */
  authorise(access: Access, schema: readonly string[]): void;
  /** Throws SqlError where a write has to fail. */
  beforeWrite(): void;
  /** Runs writers one after the other. */
  exclusively<Result>(work: () => Promise<Result>): Promise<Result>;
}

export interface Request {
  readonly sql: string;
  readonly catalog: string;
  readonly schema: string;
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  readonly rowLimit: number | null;
}

export interface Outcome {
  readonly columns: readonly NamedType[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly truncated: boolean;
}

/** One statement while it runs: what it may use, and the values that it gave to DuckDB. */
export interface Run {
  readonly engine: Engine;
  readonly session: Session;
  readonly place: QueryPlace;
  readonly binds: Record<string, string | null>;
  /** Completes a name by the statement's default catalog and schema; lower case. */
  full(name: readonly string[]): [string, string, string];
}

export const nothing: Outcome = { columns: [], rows: [], truncated: false };
