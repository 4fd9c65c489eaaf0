import type { SqlType } from './types.ts';

/** A translated expression: DuckDB text with the Databricks type of its value. */
export interface Typed {
  readonly sql: string;
  readonly type: SqlType;
}

export interface NamedType {
  readonly name: string;
  readonly type: SqlType;
}

/** A table as a statement sees it. */
export interface TableReference {
  /** `catalog.schema.table`, lower case. */
  readonly name: readonly string[];
  /** The quoted DuckDB name. */
  readonly duck: string;
  readonly columns: readonly NamedType[];
}

/** A view of information_schema: all cells are texts or null. */
export interface MetadataView {
  readonly columns: readonly NamedType[];
  readonly rows: readonly (readonly (string | null)[])[];
}

export interface ParameterValue {
  readonly value: string | null;
  readonly type: SqlType;
}

/** What a statement may know of its surroundings while it is translated. */
export interface Environment {
  readonly catalog: string;
  readonly schema: string;
  readonly user: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly parameters: ReadonlyMap<string, ParameterValue>;
  /** Throws SqlError if there is no such table or it may not be read. */
  table(name: readonly string[]): TableReference;
  metadata(catalog: string, view: string): MetadataView | undefined;
  /** Absolute names of the files at a volume path, hidden ones left out. Throws SqlError PATH_NOT_FOUND. */
  files(path: string): readonly string[];
  /** Makes a value available to DuckDB and returns its placeholder. */
  bind(value: string | null): string;
  /** A name that no other relation of the statement has. */
  fresh(): string;
}

/** A name as DuckDB quotes it. */
export function duckName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text as DuckDB quotes it. */
export function duckText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
