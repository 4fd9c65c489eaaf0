import type { Query, Statement } from '../sql/ast.ts';
import type { Environment } from '../sql/environment.ts';
import { parseStatement } from '../sql/parse-statement.ts';
import { SqlError } from '../sql/sql-error.ts';
import { translateQuery } from '../sql/translate-query.ts';
import type { SqlType } from '../sql/types.ts';
import { runDdl } from './ddl.ts';
import type { Session } from './database.ts';
import { toSqlError } from './duck-errors.ts';
import { historyColumns, readHistory } from './history.ts';
import { runDelete, runInsert, runUpdate } from './dml.ts';
import { runMerge } from './merge.ts';
import type { Engine, Outcome, Request, Run } from './run.ts';

function fullName(name: readonly string[], request: Request): [string, string, string] {
  const [table = '', schema = request.schema, catalog = request.catalog] = [...name].reverse();
  return [catalog.toLowerCase(), schema.toLowerCase(), table.toLowerCase()];
}

function startRun(engine: Engine, session: Session, request: Request): Run {
  const binds: Record<string, string | null> = {};
  let count = 0;
  const full = (name: readonly string[]): [string, string, string] => fullName(name, request);
  const environment: Environment = {
    catalog: request.catalog,
    schema: request.schema,
    user: engine.user,
    now: engine.now(),
    parameters: request.parameters,
    table: (name) => {
      const whole = full(name);
      engine.authorise('read', whole);
      return engine.metadata.reference(engine.metadata.table(whole));
    },
    metadata: (catalog, view) => engine.metadata.view(catalog, view),
    files: (path) => engine.volumes.loadable(path),
    bind: (value) => {
      const known = Object.keys(binds).find((key) => binds[key] === value);
      const key = known ?? `mlc_value_${String(Object.keys(binds).length + 1)}`;
      binds[key] = value;
      return `$${key}`;
    },
    fresh: () => `q${String((count += 1))}`,
  };
  return { engine, session, binds, full, place: { environment, ctes: new Map(), subqueryError: null } };
}

/** The text of a result cell, as JSON_ARRAY shows a value of the type. */
export function cellText(sql: string, type: SqlType): string {
  switch (type.kind) {
    case 'string':
      return sql;
    case 'timestamp':
      return `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%gZ')`;
    case 'timestamp_ntz':
      return `strftime(${sql}, '%Y-%m-%dT%H:%M:%S.%g')`;
    case 'array':
      return `CAST(to_json(${sql}) AS VARCHAR)`;
    default:
      return `CAST(${sql} AS VARCHAR)`;
  }
}

async function runQuery(run: Run, query: Query, rowLimit: number | null): Promise<Outcome> {
  const translated = translateQuery(query, run.place, null);
  const names = translated.columns.map((_, index) => `c${String(index)}`);
  const cells = translated.columns.map((column, index) => cellText(`z.c${String(index)}`, column.type));
  const limit = rowLimit === null ? '' : ` LIMIT ${String(rowLimit + 1)}`;
  const sql = `SELECT ${cells.join(', ')} FROM (${translated.sql}) AS z(${names.join(', ')})${limit}`;
  const rows = await run.session.rows(sql, run.binds);
  const truncated = rowLimit !== null && rows.length > rowLimit;
  return { columns: translated.columns, rows: truncated ? rows.slice(0, rowLimit) : rows, truncated };
}

async function runHistory(run: Run, name: readonly string[]): Promise<Outcome> {
  const table = run.engine.metadata.table(run.full(name));
  run.engine.authorise('read', table.name);
  return { columns: historyColumns, rows: await readHistory(run.session, table.name), truncated: false };
}

function dispatch(run: Run, statement: Statement, rowLimit: number | null): Promise<Outcome> {
  switch (statement.kind) {
    case 'query':
      return runQuery(run, statement.query, rowLimit);
    case 'history':
      return runHistory(run, statement.name);
    case 'merge':
      return runMerge(run, statement);
    case 'insert':
      return runInsert(run, statement);
    case 'update':
      return runUpdate(run, statement);
    case 'delete':
      return runDelete(run, statement);
    default:
      return runDdl(run, statement);
  }
}

/** Runs a statement to its end. Throws SqlError, and nothing else. */
export async function execute(
  engine: Engine,
  request: Request,
  onSession?: (session: Session) => void,
): Promise<Outcome> {
  try {
    const statement = parseStatement(request.sql);
    const work = (): Promise<Outcome> =>
      engine.database.withSession((session) => {
        onSession?.(session);
        return dispatch(startRun(engine, session, request), statement, request.rowLimit);
      });
    return await (statement.kind === 'query' || statement.kind === 'history' ? work() : engine.exclusively(work));
  } catch (error) {
    throw toSqlError(error);
  }
}

/** Throws SqlError 42501 for a missing grant. */
export function denied(what: string): SqlError {
  return new SqlError('INSUFFICIENT_PERMISSIONS', '42501', `Insufficient privileges: User does not have ${what}.`);
}
