import type { Surroundings } from './surroundings.ts';

/** What is wrong, one sentence each; empty if all is well. */
export type Violations = readonly string[];

function tableIn(sql: string): string {
  return sql.replaceAll(/\{(\w+)\}/g, '"uc_main"."finance"."$1"');
}

/** Rows of a query; none where its table was not made yet. */
export async function rowsOf(
  databricks: Surroundings['databricks'],
  sql: string,
): Promise<Awaited<ReturnType<Surroundings['databricks']['query']>>> {
  try {
    return await databricks.query(tableIn(sql));
  } catch (error) {
    if (error instanceof Error && /Table with name \w+ does not exist/.test(error.message)) return [];
    throw error;
  }
}

/**
 * Contents only ever change to something new here: the same content of a document twice in a history (table and key) is one that was
 * loaded twice. Its own row may be the same twice: of an entry in Exact, a line changes when its GL account is renamed.
 */
export async function versionsOnce(
  databricks: Surroundings['databricks'],
  histories: readonly (readonly [table: string, key: string])[],
): Promise<Violations> {
  const wrong: string[] = [];
  for (const [table, key] of histories) {
    const sql = `SELECT ${key} FROM {${table}} GROUP BY ${key}, _mlc_document_hash HAVING count(*) > 1`;
    for (const [id] of await rowsOf(databricks, sql)) wrong.push(`${table} has a version of ${id ?? ''} twice`);
  }
  return wrong;
}
