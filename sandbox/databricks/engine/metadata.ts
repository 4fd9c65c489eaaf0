import type { ColumnDefinition } from '../sql/ast.ts';
import { duckName, type MetadataView, type NamedType, type TableReference } from '../sql/environment.ts';
import { parseTypeText } from '../sql/parse-type.ts';
import { same } from '../sql/scope.ts';
import { SqlError, unknownTable } from '../sql/sql-error.ts';
import { INT, STRING, typeText } from '../sql/types.ts';
import { catalogDuckName, type Database, type Session } from './database.ts';

export interface TableMetadata {
  readonly kind: 'table';
  /** Lower case, as Unity Catalog keeps object names. */
  readonly name: readonly [string, string, string];
  readonly columns: readonly ColumnDefinition[];
  readonly primaryKey: { readonly name: string | null; readonly columns: readonly string[] } | null;
  readonly clusterBy: readonly string[];
  readonly comment: string | null;
  readonly properties: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface SchemaMetadata {
  readonly kind: 'schema';
  readonly name: readonly [string, string];
  readonly comment: string | null;
  readonly createdAt: number;
}

export interface VolumeMetadata {
  readonly kind: 'volume';
  readonly name: readonly [string, string, string];
  readonly comment: string | null;
  readonly createdAt: number;
}

export type ObjectMetadata = TableMetadata | SchemaMetadata | VolumeMetadata;

function keyOf(kind: ObjectMetadata['kind'], name: readonly string[]): string {
  return JSON.stringify([kind, ...name.map((part) => part.toLowerCase())]);
}

function shown(name: readonly string[]): string {
  return name.map((part) => `\`${part}\``).join('.');
}

interface StoredColumn {
  readonly name: string;
  readonly type: string;
  readonly notNull: boolean;
  readonly comment: string | null;
}

function toBody(object: ObjectMetadata): string {
  if (object.kind !== 'table') return JSON.stringify(object);
  return JSON.stringify({
    ...object,
    columns: object.columns.map((column): StoredColumn => ({ ...column, type: typeText(column.type) })),
  });
}

function fromBody(body: string): ObjectMetadata {
  // The file is written by toBody alone, so its shape is known.
  const stored = JSON.parse(body) as
    | SchemaMetadata
    | VolumeMetadata
    | (Omit<TableMetadata, 'columns'> & { readonly columns: readonly StoredColumn[] });
  if (stored.kind !== 'table') return stored;
  return { ...stored, columns: stored.columns.map((column) => ({ ...column, type: parseTypeText(column.type) })) };
}

/** The quoted DuckDB name of a table. */
export function duckTable(name: readonly [string, string, string]): string {
  return `${catalogDuckName(name[0])}.${duckName(name[1])}.${duckName(name[2])}`;
}

/** Catalogs, schemas, volumes and tables: what Unity Catalog knows. Kept beside the rows, in the same transaction. */
export class Metadata {
  readonly #catalogs: string[] = [];
  readonly #objects = new Map<string, ObjectMetadata>();

  async load(database: Database, wanted: readonly string[]): Promise<void> {
    const names = new Set([...database.storedCatalogs(), ...wanted.map((name) => name.toLowerCase())]);
    for (const catalog of [...names].sort()) {
      await database.attach(catalog);
      this.#catalogs.push(catalog);
      const rows = await database.withSession((session) =>
        session.rows(`SELECT body FROM ${catalogDuckName(catalog)}.__practice.objects`),
      );
      for (const [body] of rows) {
        const object = fromBody(body ?? '');
        this.#objects.set(keyOf(object.kind, object.name), object);
      }
    }
  }

  catalogs(): readonly string[] {
    return this.#catalogs;
  }

  hasCatalog(name: string): boolean {
    return this.#catalogs.some((catalog) => same(catalog, name));
  }

  #list<Kind extends ObjectMetadata['kind']>(kind: Kind): Extract<ObjectMetadata, { kind: Kind }>[] {
    const isKind = (object: ObjectMetadata): object is Extract<ObjectMetadata, { kind: Kind }> => object.kind === kind;
    return [...this.#objects.values()]
      .filter(isKind)
      .sort((left, right) => (left.name.join('\0') < right.name.join('\0') ? -1 : 1));
  }

  schemas(): SchemaMetadata[] {
    return this.#list('schema');
  }

  tables(): TableMetadata[] {
    return this.#list('table');
  }

  volumes(): VolumeMetadata[] {
    return this.#list('volume');
  }

  schema(name: readonly string[]): SchemaMetadata | undefined {
    return this.#objects.get(keyOf('schema', name)) as SchemaMetadata | undefined;
  }

  volume(name: readonly string[]): VolumeMetadata | undefined {
    return this.#objects.get(keyOf('volume', name)) as VolumeMetadata | undefined;
  }

  findTable(name: readonly string[]): TableMetadata | undefined {
    return this.#objects.get(keyOf('table', name)) as TableMetadata | undefined;
  }

  /** Throws SqlError 42P01. */
  table(name: readonly string[]): TableMetadata {
    const table = this.findTable(name);
    if (table === undefined) throw unknownTable(shown(name));
    return table;
  }

  /** Throws SqlError if catalog or schema is missing. */
  requireSchema(name: readonly string[]): void {
    const [catalog = ''] = name;
    if (!this.hasCatalog(catalog))
      throw new SqlError('NO_SUCH_CATALOG_EXCEPTION', '42704', `Catalog '${catalog}' was not found.`);
    if (this.schema(name.slice(0, 2)) === undefined) {
      throw new SqlError('SCHEMA_NOT_FOUND', '42704', `The schema ${shown(name.slice(0, 2))} cannot be found.`);
    }
  }

  /** Stores an object; call inside the transaction that changes the rows. The memory follows with `remember`. */
  async save(session: Session, object: ObjectMetadata): Promise<void> {
    await this.erase(session, object.kind, object.name);
    const sql = `INSERT INTO ${catalogDuckName(object.name[0])}.__practice.objects VALUES ($kind, $name, $body)`;
    await session.run(sql, { kind: object.kind, name: keyOf(object.kind, object.name), body: toBody(object) });
  }

  async erase(session: Session, kind: ObjectMetadata['kind'], name: readonly string[]): Promise<void> {
    const sql = `DELETE FROM ${catalogDuckName(name[0] ?? '')}.__practice.objects WHERE name = $name`;
    await session.run(sql, { name: keyOf(kind, name) });
  }

  remember(object: ObjectMetadata): void {
    this.#objects.set(keyOf(object.kind, object.name), object);
  }

  forget(kind: ObjectMetadata['kind'], name: readonly string[]): void {
    this.#objects.delete(keyOf(kind, name));
  }

  reference(table: TableMetadata): TableReference {
    return {
      name: table.name,
      duck: duckTable(table.name),
      columns: table.columns.map(({ name, type }) => ({ name, type })),
    };
  }

  /** A view of information_schema, or undefined if it is not practised. */
  view(catalog: string, name: string): MetadataView | undefined {
    if (!this.hasCatalog(catalog)) return undefined;
    const here = <Item extends ObjectMetadata>(items: readonly Item[]): Item[] =>
      items.filter((item) => same(item.name[0], catalog));
    const text = (names: string): NamedType[] => names.split(' ').map((column) => ({ name: column, type: STRING }));
    switch (name) {
      case 'schemata':
        return {
          columns: text('catalog_name schema_name schema_owner comment'),
          rows: here(this.schemas()).map((schema) => [...schema.name, 'practice', schema.comment]),
        };
      case 'volumes':
        return {
          columns: text('volume_catalog volume_schema volume_name volume_type comment'),
          rows: here(this.volumes()).map((volume) => [...volume.name, 'MANAGED', volume.comment]),
        };
      case 'tables':
        return {
          columns: text('table_catalog table_schema table_name table_type data_source_format comment'),
          rows: here(this.tables()).map((table) => [...table.name, 'MANAGED', 'DELTA', table.comment]),
        };
      case 'columns':
        return { columns: columnsOfColumns(), rows: here(this.tables()).flatMap(columnRows) };
      default:
        return undefined;
    }
  }
}

function columnsOfColumns(): NamedType[] {
  return 'table_catalog table_schema table_name column_name ordinal_position is_nullable full_data_type data_type comment'
    .split(' ')
    .map((name) => ({ name, type: name === 'ordinal_position' ? INT : STRING }));
}

function columnRows(table: TableMetadata): (string | null)[][] {
  return table.columns.map((column, index) => {
    const full = typeText(column.type).toLowerCase();
    const short = column.type.kind === 'decimal' ? 'DECIMAL' : column.type.kind.toUpperCase();
    return [...table.name, column.name, String(index), column.notNull ? 'NO' : 'YES', full, short, column.comment];
  });
}
