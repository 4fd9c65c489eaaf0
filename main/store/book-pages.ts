import { text } from './columns.ts';
import type { Database } from './database.ts';

/** Rows of a page: the first is small, because often the first row alone is asked for. */
const [rowsAtFirst, rowsAtOnce] = [20, 500];

/** Rows a page at a time, each page after the last row of the one before: no statement stays open while others write. */
export function* inPages(
  column: string,
  read: (after: string, limit: number) => Record<string, unknown>[],
): Generator<Record<string, unknown>> {
  let after = '';
  for (let limit = rowsAtFirst; ; limit = rowsAtOnce) {
    const rows = read(after, limit);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < limit) return;
    after = text(last, column);
  }
}

/** Keys of a stream's documents in order, read from the index alone. */
export function* keysInBook(db: Database, flowId: string, stream: string): Generator<string> {
  const sql = `SELECT key FROM book WHERE flow_id = ?1 AND stream = ?2 AND key > ?3 AND deleted = 0 ORDER BY key LIMIT ?4`;
  for (const row of inPages('key', (after, limit) => db.all(sql, flowId, stream, after, limit))) yield text(row, 'key');
}
