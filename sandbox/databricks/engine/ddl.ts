import { rmSync } from 'node:fs';
import type { ColumnDefinition, CreateTable, Statement } from '../sql/ast.ts';
import { duckName } from '../sql/environment.ts';
import { same } from '../sql/scope.ts';
import { SqlError, notPractised, unknownColumn, unknownTable } from '../sql/sql-error.ts';
import { canWiden, duckType, typeText } from '../sql/types.ts';
import { catalogDuckName } from './database.ts';
import { nothing, type Outcome, type Run } from './run.ts';
import { addCommit, dropCommits } from './history.ts';
import { duckTable, type TableMetadata } from './metadata.ts';
import { checkColumnName, checkObjectName } from './names.ts';

type Ddl = Exclude<Statement, { kind: 'query' | 'merge' | 'insert' | 'update' | 'delete' | 'history' }>;
type Of<Kind extends Ddl['kind']> = Extract<Ddl, { kind: Kind }>;

/** Statements that change what there is, not what is in it. */
export function runDdl(run: Run, statement: Ddl): Promise<Outcome> {
  run.engine.beforeWrite();
  switch (statement.kind) {
    case 'create-schema':
    case 'create-volume':
      return statement.kind === 'create-schema' ? createSchema(run, statement) : createVolume(run, statement);
    case 'create-table':
      return createTable(run, statement);
    case 'add-columns':
      return addColumns(run, statement);
    case 'alter-type':
      return alterType(run, statement);
    case 'set-properties':
      return changeTable(run, statement.name, 'SET TBLPROPERTIES', (table) => ({
        ...table,
        properties: { ...table.properties, ...statement.properties },
      }));
    case 'comment-table':
      return changeTable(run, statement.name, 'CHANGE TABLE COMMENT', (table) => ({
        ...table,
        comment: statement.comment,
      }));
    case 'drop':
      return drop(run, statement);
  }
}

function alreadyThere(kind: string, condition: string, name: readonly string[]): SqlError {
  return new SqlError(
    condition,
    '42P07',
    `Cannot create ${kind} ${name.map((part) => `\`${part}\``).join('.')} because it already exists.`,
  );
}

async function createSchema(run: Run, statement: Of<'create-schema' | 'create-volume'>): Promise<Outcome> {
  const { metadata } = run.engine;
  const [schema = '', catalog = run.place.environment.catalog] = [...statement.name].reverse();
  const name = [catalog.toLowerCase(), schema.toLowerCase()] as const;
  if (!metadata.hasCatalog(name[0]))
    throw new SqlError('NO_SUCH_CATALOG_EXCEPTION', '42704', `Catalog '${catalog}' was not found.`);
  run.engine.authorise('define', name);
  checkObjectName(name[1]);
  if (metadata.schema(name) !== undefined) {
    if (statement.ifNotExists) return nothing;
    throw alreadyThere('schema', 'SCHEMA_ALREADY_EXISTS', name);
  }
  if (['__practice', 'information_schema', 'pg_catalog'].includes(name[1]))
    throw notPractised(`a schema called ${name[1]}`);
  const object = { kind: 'schema', name, comment: statement.comment, createdAt: run.engine.now() } as const;
  await run.session.transaction(async () => {
    // `main` exists in every DuckDB database.
    await run.session.run(`CREATE SCHEMA IF NOT EXISTS ${catalogDuckName(name[0])}.${duckName(name[1])}`);
    await metadata.save(run.session, object);
  });
  metadata.remember(object);
  return nothing;
}

async function createVolume(run: Run, statement: Of<'create-schema' | 'create-volume'>): Promise<Outcome> {
  const { metadata } = run.engine;
  const name = run.full(statement.name);
  metadata.requireSchema(name);
  run.engine.authorise('define', name);
  checkObjectName(name[2]);
  if (metadata.volume(name) !== undefined) {
    if (statement.ifNotExists) return nothing;
    throw alreadyThere('volume', 'VOLUME_ALREADY_EXISTS', name);
  }
  const object = { kind: 'volume', name, comment: statement.comment, createdAt: run.engine.now() } as const;
  await run.session.transaction(() => metadata.save(run.session, object));
  metadata.remember(object);
  return nothing;
}

function checkColumns(columns: readonly ColumnDefinition[]): void {
  const seen = new Set<string>();
  for (const column of columns) {
    checkColumnName(column.name);
    if (seen.has(column.name.toLowerCase())) {
      throw new SqlError('COLUMN_ALREADY_EXISTS', '42711', `The column \`${column.name}\` already exists.`);
    }
    seen.add(column.name.toLowerCase());
  }
}

function checkKeys(statement: CreateTable): void {
  const names = statement.columns.map((column) => column.name);
  for (const key of [...(statement.primaryKey?.columns ?? []), ...statement.clusterBy]) {
    if (!names.some((name) => same(name, key))) throw unknownColumn(`\`${key}\``, names);
  }
  if (statement.clusterBy.length > 4) {
    throw new SqlError(
      'DELTA_CLUSTER_BY_INVALID_NUM_COLUMNS',
      '54000',
      'CLUSTER BY for Liquid clustering supports up to 4 clustering columns.',
    );
  }
  for (const key of statement.primaryKey?.columns ?? []) {
    const column = statement.columns.find((candidate) => same(candidate.name, key));
    if (column?.notNull === true) continue;
    throw new SqlError(
      'UC_CONSTRAINT_NULLABLE_PRIMARY_KEY',
      '42831',
      `The primary key column \`${key}\` must be NOT NULL.`,
    );
  }
}

function definition(column: ColumnDefinition): string {
  return `${duckName(column.name)} ${duckType(column.type)}${column.notNull ? ' NOT NULL' : ''}`;
}

async function createTable(run: Run, statement: CreateTable): Promise<Outcome> {
  const { metadata } = run.engine;
  const name = run.full(statement.name);
  metadata.requireSchema(name);
  run.engine.authorise('define', name);
  checkObjectName(name[2]);
  // An existing table keeps its shape, whatever the statement says.
  if (metadata.findTable(name) !== undefined) {
    if (statement.ifNotExists) return nothing;
    throw alreadyThere('table', 'TABLE_OR_VIEW_ALREADY_EXISTS', name);
  }
  checkColumns(statement.columns);
  checkKeys(statement);
  const { columns, primaryKey, clusterBy, comment, properties } = statement;
  const at = run.engine.now();
  const table: TableMetadata = {
    kind: 'table',
    name,
    columns,
    primaryKey,
    clusterBy,
    comment,
    properties,
    createdAt: at,
    updatedAt: at,
  };
  await run.session.transaction(async () => {
    // The primary key is information only, as in Delta: DuckDB must not enforce it.
    await run.session.run(`CREATE TABLE ${duckTable(name)} (${columns.map(definition).join(', ')})`);
    await metadata.save(run.session, table);
    await dropCommits(run.session, name);
    await addCommit(run.session, name, commitOf(run, 'CREATE TABLE'));
  });
  metadata.remember(table);
  return nothing;
}

function commitOf(run: Run, operation: string): Parameters<typeof addCommit>[2] {
  return { timestamp: run.engine.now(), userName: run.engine.user, operation, parameters: {}, metrics: {} };
}

async function changeTable(
  run: Run,
  statementName: readonly string[],
  operation: string,
  change: (table: TableMetadata) => TableMetadata,
  sql: readonly string[] = [],
): Promise<Outcome> {
  const { metadata } = run.engine;
  const before = metadata.table(run.full(statementName));
  run.engine.authorise('write', before.name);
  const table = { ...change(before), updatedAt: run.engine.now() };
  await run.session.transaction(async () => {
    for (const text of sql) await run.session.run(text);
    await metadata.save(run.session, table);
    await addCommit(run.session, table.name, commitOf(run, operation));
  });
  metadata.remember(table);
  return nothing;
}

async function addColumns(run: Run, statement: Of<'add-columns'>): Promise<Outcome> {
  const table = run.engine.metadata.table(run.full(statement.name));
  const there = statement.columns.find((column) => table.columns.some((known) => same(known.name, column.name)));
  if (there !== undefined) {
    throw new SqlError(
      'FIELD_ALREADY_EXISTS',
      '42710',
      `Cannot add column, because \`${there.name}\` already exists in ${table.name.join('.')}.`,
    );
  }
  checkColumns([...table.columns, ...statement.columns]);
  if (statement.columns.some((column) => column.notNull)) {
    throw new SqlError(
      'DELTA_ADDING_COLUMN_WITH_NOT_NULL',
      '0AKDC',
      'NOT NULL is not supported in ALTER TABLE ADD COLUMNS for Delta tables.',
    );
  }
  const sql = statement.columns.map(
    (column) => `ALTER TABLE ${duckTable(table.name)} ADD COLUMN ${definition(column)}`,
  );
  return changeTable(
    run,
    statement.name,
    'ADD COLUMNS',
    (before) => ({ ...before, columns: [...before.columns, ...statement.columns] }),
    sql,
  );
}

async function alterType(run: Run, statement: Of<'alter-type'>): Promise<Outcome> {
  const table = run.engine.metadata.table(run.full(statement.name));
  const column = table.columns.find((candidate) => same(candidate.name, statement.column));
  if (column === undefined)
    throw unknownColumn(
      `\`${statement.column}\``,
      table.columns.map((candidate) => candidate.name),
    );
  if (typeText(column.type) === typeText(statement.type)) return nothing;
  const allowed = table.properties['delta.enableTypeWidening'] === 'true' && canWiden(column.type, statement.type);
  if (!allowed) {
    const text = `ALTER TABLE ALTER COLUMN is not supported for changing column ${column.name} from ${typeText(column.type)} to ${typeText(statement.type)}.`;
    throw new SqlError('DELTA_UNSUPPORTED_ALTER_TABLE_CHANGE_COL_OP', '0AKDC', text);
  }
  const sql = `ALTER TABLE ${duckTable(table.name)} ALTER COLUMN ${duckName(column.name)} TYPE ${duckType(statement.type)}`;
  const retype = (candidate: ColumnDefinition): ColumnDefinition =>
    candidate === column ? { ...column, type: statement.type } : candidate;
  return changeTable(
    run,
    statement.name,
    'CHANGE COLUMN',
    (before) => ({ ...before, columns: before.columns.map(retype) }),
    [sql],
  );
}

async function drop(run: Run, statement: Of<'drop'>): Promise<Outcome> {
  const { metadata } = run.engine;
  if (statement.object === 'schema') throw notPractised('DROP SCHEMA');
  const name = run.full(statement.name);
  const kind = statement.object;
  const there = kind === 'table' ? metadata.findTable(name) : metadata.volume(name);
  if (there === undefined) {
    if (statement.ifExists) return nothing;
    throw unknownTable(name.map((part) => `\`${part}\``).join('.'));
  }
  run.engine.authorise('define', name);
  await run.session.transaction(async () => {
    if (kind === 'table') await run.session.run(`DROP TABLE ${duckTable(name)}`);
    await metadata.erase(run.session, kind, name);
  });
  if (kind === 'volume') rmSync(run.engine.volumes.directory(name), { recursive: true, force: true });
  metadata.forget(kind, name);
  return nothing;
}
