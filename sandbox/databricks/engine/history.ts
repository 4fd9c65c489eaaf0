import { STRING, LONG, TIMESTAMP } from '../sql/types.ts';
import type { NamedType } from '../sql/environment.ts';
import { catalogDuckName, type Session } from './database.ts';

/** One version of a table, as DESCRIBE HISTORY shows it. */
export interface Commit {
  readonly timestamp: number;
  readonly userName: string;
  readonly operation: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly metrics: Readonly<Record<string, string>>;
}

/** Adds a version to a table; call inside the transaction that makes the change. Returns its number, from 0. */
export async function addCommit(session: Session, name: readonly string[], commit: Commit): Promise<void> {
  const commits = `${catalogDuckName(name[0] ?? '')}.__practice.commits`;
  const sql = `INSERT INTO ${commits} SELECT $name, coalesce(max(version), -1) + 1, $body FROM ${commits} WHERE name = $name`;
  await session.run(sql, { name: name.join('\0'), body: JSON.stringify(commit) });
}

/** A table created anew begins a new history. */
export async function dropCommits(session: Session, name: readonly string[]): Promise<void> {
  await session.run(`DELETE FROM ${catalogDuckName(name[0] ?? '')}.__practice.commits WHERE name = $name`, {
    name: name.join('\0'),
  });
}

export const historyColumns: readonly NamedType[] = [
  { name: 'version', type: LONG },
  { name: 'timestamp', type: TIMESTAMP },
  { name: 'userId', type: STRING },
  { name: 'userName', type: STRING },
  { name: 'operation', type: STRING },
  { name: 'operationParameters', type: STRING },
  { name: 'operationMetrics', type: STRING },
  { name: 'userMetadata', type: STRING },
  { name: 'engineInfo', type: STRING },
];

/** Rows of DESCRIBE HISTORY, newest first. */
export async function readHistory(session: Session, name: readonly string[]): Promise<(string | null)[][]> {
  const sql = `SELECT CAST(version AS VARCHAR), body FROM ${catalogDuckName(name[0] ?? '')}.__practice.commits WHERE name = $name ORDER BY version DESC`;
  const rows = await session.rows(sql, { name: name.join('\0') });
  return rows.map(([version = null, body]) => {
    const commit = JSON.parse(body ?? '') as Commit;
    const instant = new Date(commit.timestamp).toISOString();
    return [
      version,
      instant,
      null,
      commit.userName,
      commit.operation,
      JSON.stringify(commit.parameters),
      JSON.stringify(commit.metrics),
      null,
      'ml-connector practice',
    ];
  });
}
