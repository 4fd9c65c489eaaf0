import type { Assignment, Statement } from '../sql/ast.ts';
import { cast, condition } from '../sql/casts.ts';
import { duckName, type NamedType } from '../sql/environment.ts';
import { same, type Scope } from '../sql/scope.ts';
import { SqlError, unknownColumn } from '../sql/sql-error.ts';
import { translate, type Place } from '../sql/translate-expression.ts';
import { translateQuery } from '../sql/translate-query.ts';
import { LONG } from '../sql/types.ts';
import type { Outcome, Run } from './run.ts';
import { addCommit } from './history.ts';
import { duckTable, type TableMetadata } from './metadata.ts';

type Of<Kind extends Statement['kind']> = Extract<Statement, { kind: Kind }>;

/** Counters of a write, in the order that Databricks reports them. */
export function counters(values: readonly (readonly [string, number])[]): Outcome {
  return {
    columns: values.map(([name]): NamedType => ({ name, type: LONG })),
    rows: [values.map(([, value]) => String(value))],
    truncated: false,
  };
}

/** The table that a statement writes, with the right to. */
export function writable(run: Run, name: readonly string[]): TableMetadata {
  const table = run.engine.metadata.table(run.full(name));
  run.engine.authorise('write', table.name);
  run.engine.beforeWrite();
  return table;
}

/** Throws SqlError 42703 if the table has no such column. */
export function columnOf(table: TableMetadata, name: string): NamedType & { readonly notNull: boolean } {
  const column = table.columns.find((candidate) => same(candidate.name, name));
  if (column === undefined)
    throw unknownColumn(
      `\`${name}\``,
      table.columns.map((candidate) => candidate.name),
    );
  return column;
}

/** `"column" = value` for each assignment, cast to the column's type. */
export function assignments(list: readonly Assignment[], table: TableMetadata, place: Place): string[] {
  return list.map(({ column, value }) => {
    const target = columnOf(table, column);
    return `${duckName(target.name)} = ${cast(translate(value, place), target.type).sql}`;
  });
}

/** Adds a version if rows changed: a write that changes nothing commits nothing. */
export async function commitWrite(
  run: Run,
  table: TableMetadata,
  operation: string,
  metrics: Readonly<Record<string, number>>,
): Promise<void> {
  if (Object.values(metrics).every((value) => value === 0)) return;
  const texts = Object.fromEntries(Object.entries(metrics).map(([name, value]) => [name, String(value)]));
  const commit = { timestamp: run.engine.now(), userName: run.engine.user, operation, parameters: {}, metrics: texts };
  await addCommit(run.session, table.name, commit);
}

async function affected(run: Run, sql: string): Promise<number> {
  const rows = await run.session.rows(sql, run.binds);
  return Number(rows[0]?.[0] ?? 0);
}

function tablePlace(run: Run, table: TableMetadata, alias: string | null): Place {
  const scope: Scope = { relations: [{ duck: 't', alias, table: table.name, columns: table.columns }], parent: null };
  return { ...run.place, scope };
}

export async function runInsert(run: Run, statement: Of<'insert'>): Promise<Outcome> {
  const table = writable(run, statement.name);
  const targets = (statement.columns ?? table.columns.map((column) => column.name)).map((name) =>
    columnOf(table, name),
  );
  const query = translateQuery(statement.query, run.place, null);
  if (query.columns.length !== targets.length) {
    throw new SqlError(
      'INSERT_COLUMN_ARITY_MISMATCH',
      '21S01',
      `The table has ${String(targets.length)} columns to fill, the data ${String(query.columns.length)}.`,
    );
  }
  const names = query.columns.map((_, index) => `c${String(index)}`);
  const values = targets.map(
    (target, index) =>
      cast({ sql: `z.${names[index] ?? ''}`, type: query.columns[index]?.type ?? { kind: 'null' } }, target.type).sql,
  );
  const columns = targets.map((target) => duckName(target.name)).join(', ');
  const sql = `INSERT INTO ${duckTable(table.name)} (${columns}) SELECT ${values.join(', ')} FROM (${query.sql}) AS z(${names.join(', ')})`;
  const count = await run.session.transaction(async () => {
    const inserted = await affected(run, sql);
    await commitWrite(run, table, 'WRITE', { numOutputRows: inserted });
    return inserted;
  });
  return counters([
    ['num_affected_rows', count],
    ['num_inserted_rows', count],
  ]);
}

export async function runUpdate(run: Run, statement: Of<'update'>): Promise<Outcome> {
  const table = writable(run, statement.name);
  const place = tablePlace(run, table, statement.alias);
  const where = statement.where === null ? '' : ` WHERE ${condition(translate(statement.where, place))}`;
  const sql = `UPDATE ${duckTable(table.name)} AS t SET ${assignments(statement.assignments, table, place).join(', ')}${where}`;
  const count = await run.session.transaction(async () => {
    const updated = await affected(run, sql);
    await commitWrite(run, table, 'UPDATE', { numUpdatedRows: updated });
    return updated;
  });
  return counters([['num_affected_rows', count]]);
}

export async function runDelete(run: Run, statement: Of<'delete'>): Promise<Outcome> {
  const table = writable(run, statement.name);
  const place = tablePlace(run, table, statement.alias);
  const where = statement.where === null ? '' : ` WHERE ${condition(translate(statement.where, place))}`;
  const count = await run.session.transaction(async () => {
    const deleted = await affected(run, `DELETE FROM ${duckTable(table.name)} AS t${where}`);
    await commitWrite(run, table, 'DELETE', { numDeletedRows: deleted });
    return deleted;
  });
  return counters([['num_affected_rows', count]]);
}
