import type { Assignment, Merge, MergeClause } from '../sql/ast.ts';
import { cast, condition } from '../sql/casts.ts';
import { duckName, type NamedType } from '../sql/environment.ts';
import { same, type ScopeRelation } from '../sql/scope.ts';
import { SqlError } from '../sql/sql-error.ts';
import { translate, type Place } from '../sql/translate-expression.ts';
import { translateRelation } from '../sql/translate-query.ts';
import { assignments, columnOf, commitWrite, counters, writable } from './dml.ts';
import type { Outcome, Run } from './run.ts';
import { duckTable, type TableMetadata } from './metadata.ts';

interface Parts {
  readonly merge: Merge;
  readonly table: TableMetadata;
  readonly both: Place;
  readonly sourceOnly: Place;
  readonly targetOnly: Place;
  readonly on: string;
}

function unsupportedSubquery(): SqlError {
  return new SqlError(
    'DELTA_UNSUPPORTED_SUBQUERY',
    '0AKDC',
    'Subqueries are not supported in the conditions of a MERGE.',
  );
}

function sourceColumns(relations: readonly ScopeRelation[]): NamedType[] {
  const columns = relations.flatMap((relation) => relation.columns);
  const names = new Set<string>();
  for (const column of columns) {
    if (names.has(column.name.toLowerCase()))
      throw new SqlError(
        'AMBIGUOUS_REFERENCE',
        '42704',
        `Reference \`${column.name}\` is ambiguous in the source of the MERGE.`,
      );
    names.add(column.name.toLowerCase());
  }
  return columns;
}

/** `SET *` and `INSERT *`: every column of the target from the source's column of the same name. */
function expand(list: readonly Assignment[] | 'all', table: TableMetadata): readonly Assignment[] {
  return list === 'all'
    ? table.columns.map((column) => ({ column: column.name, value: { kind: 'column', parts: [column.name] } }))
    : list;
}

function placeOf(clause: MergeClause, parts: Parts): Place {
  if (clause.when === 'matched') return parts.both;
  return clause.when === 'not-matched' ? parts.sourceOnly : parts.targetOnly;
}

function clauseText(clause: MergeClause, parts: Parts): string {
  const place = placeOf(clause, parts);
  const when = { matched: 'MATCHED', 'not-matched': 'NOT MATCHED', 'not-matched-by-source': 'NOT MATCHED BY SOURCE' }[
    clause.when
  ];
  const test = clause.condition === null ? '' : ` AND ${condition(translate(clause.condition, place))}`;
  const head = `WHEN ${when}${test} THEN`;
  const { action } = clause;
  if (action.kind === 'delete') return `${head} DELETE`;
  // With *, a name stands for the source's column even where the target has one of that name.
  const valuePlace = action.assignments === 'all' ? parts.sourceOnly : place;
  const list = expand(action.assignments, parts.table);
  const names = list.map((item) => item.column.toLowerCase());
  if (new Set(names).size < names.length)
    throw new SqlError('COLUMN_ALREADY_EXISTS', '42711', 'A column is assigned more than once.');
  if (action.kind === 'update') return `${head} UPDATE SET ${assignments(list, parts.table, valuePlace).join(', ')}`;
  const targets = list.map((item) => columnOf(parts.table, item.column));
  const values = list.map(
    (item, index) => cast(translate(item.value, valuePlace), targets[index]?.type ?? { kind: 'null' }).sql,
  );
  return `${head} INSERT (${targets.map((target) => duckName(target.name)).join(', ')}) VALUES (${values.join(', ')})`;
}

/**
 * Delta refuses a MERGE in which several source rows match one target row by ON, whatever the clauses would do with them, unless
 * all that could happen is one unconditional DELETE. (Newer Databricks runtimes also look at the conditions of WHEN MATCHED.)
 */
function ambiguityCheck(parts: Parts): string | null {
  const matched = parts.merge.clauses.filter((clause) => clause.when === 'matched');
  const [first] = matched;
  if (first === undefined) return null;
  if (matched.length === 1 && first.condition === null && first.action.kind === 'delete') return null;
  return `SELECT CAST(count(*) AS VARCHAR) FROM (SELECT t.rowid FROM ${duckTable(parts.table.name)} AS t JOIN merge_source AS s ON ${parts.on} GROUP BY t.rowid HAVING count(*) > 1 LIMIT 1)`;
}

async function checkAmbiguity(run: Run, sql: string | null): Promise<void> {
  const found = sql === null ? [] : await run.session.rows(sql, used(sql, run.binds));
  if (found[0] === undefined || found[0][0] === '0') return;
  const text =
    'Cannot perform Merge as multiple source rows matched and attempted to modify the same target row in the Delta table in possibly conflicting ways.';
  throw new SqlError('DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE', '21506', text);
}

function prepare(run: Run, merge: Merge, table: TableMetadata, columns: readonly NamedType[]): Parts {
  const base = { ...run.place, subqueryError: unsupportedSubquery };
  const target: ScopeRelation = { duck: 't', alias: merge.alias, table: table.name, columns: table.columns };
  const alias = merge.source.kind === 'join' ? null : merge.source.alias;
  const sourceName = merge.source.kind === 'table' ? run.full(merge.source.name) : [];
  const source: ScopeRelation = { duck: 's', alias, table: sourceName, columns };
  const both: Place = { ...base, scope: { relations: [target, source], parent: null } };
  if (target.alias !== null && alias !== null && same(target.alias, alias))
    throw new SqlError('AMBIGUOUS_REFERENCE', '42704', `Two relations are called ${alias}.`);
  return {
    merge,
    table,
    both,
    sourceOnly: { ...base, scope: { relations: [source], parent: null } },
    targetOnly: { ...base, scope: { relations: [target], parent: null } },
    on: condition(translate(merge.on, both)),
  };
}

/** Values bound so far that the text uses: DuckDB refuses those that it does not. */
function used(sql: string, binds: Readonly<Record<string, string | null>>): Record<string, string | null> {
  const names = new Set(Array.from(sql.matchAll(/\$(mlc_value_\d+)\b/g), (match) => match[1] ?? ''));
  return Object.fromEntries(Object.entries(binds).filter(([name]) => names.has(name)));
}

/** MERGE: the source is made once, checked for ambiguous matches, then merged, all in one transaction. */
export async function runMerge(run: Run, merge: Merge): Promise<Outcome> {
  const table = writable(run, merge.target);
  const source = translateRelation(merge.source, run.place, null);
  const columns = sourceColumns(source.relations);
  const items = source.relations.flatMap((relation) =>
    relation.columns.map((column) => `${relation.duck}.${duckName(column.name)} AS ${duckName(column.name)}`),
  );
  const fill = `CREATE TEMP TABLE merge_source AS SELECT ${items.join(', ')} FROM ${source.sql}`;
  const parts = prepare(run, merge, table, columns);
  const clauses = merge.clauses.map((clause) => clauseText(clause, parts));
  const check = ambiguityCheck(parts);
  const sql = `MERGE INTO ${duckTable(table.name)} AS t USING merge_source AS s ON ${parts.on} ${clauses.join(' ')} RETURNING merge_action`;
  const actions = await run.session.transaction(async () => {
    await run.session.run(fill, used(fill, run.binds));
    await checkAmbiguity(run, check);
    const counts = await run.session.tally(sql, used(sql, run.binds));
    const count = (action: string): number => counts.get(action) ?? 0;
    const result = { updated: count('UPDATE'), deleted: count('DELETE'), inserted: count('INSERT') };
    const metrics = {
      numTargetRowsUpdated: result.updated,
      numTargetRowsDeleted: result.deleted,
      numTargetRowsInserted: result.inserted,
    };
    await commitWrite(run, table, 'MERGE', metrics);
    await run.session.run('DROP TABLE temp.merge_source');
    return result;
  });
  return counters([
    ['num_affected_rows', actions.updated + actions.deleted + actions.inserted],
    ['num_updated_rows', actions.updated],
    ['num_deleted_rows', actions.deleted],
    ['num_inserted_rows', actions.inserted],
  ]);
}
