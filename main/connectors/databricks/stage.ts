import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { splitRows, type EncodedTable } from './encode.ts';
import type { Scope, StagedFile } from './files.ts';
import type { Session } from './session.ts';
import { volumeRoot } from './sql/names.ts';

const compress = promisify(gzip);
/** Uncompressed bytes of one file: several files are read in parallel, one gzip file is not. */
const FILE_BYTES = 8 * 1024 * 1024;

export interface StagedFolder {
  readonly folder: string;
  /** Folder of one table's files, with a slash at its end. */
  tableFolder(table: string): string;
}

/**
 * Writes the tables' rows as gzip NDJSON files under `<volume>/<batch id>/<digest>/<table>/`. The digest of all rows names the
 * folder, so that files of an earlier, different try are never read along. Writing the same rows again gives the same files.
 */
export async function stageTables(
  session: Session,
  batchId: string,
  tables: readonly EncodedTable[],
  scope: Scope,
): Promise<StagedFolder> {
  const folder = `${batchFolder(session, batchId)}/${digest(tables)}`;
  const tableFolder = (table: string): string => `${folder}/${plainElement(table)}/`;
  for (const table of tables) {
    const parts = splitRows(table, FILE_BYTES);
    const files: StagedFile[] = [];
    for (const [index, part] of parts.entries()) {
      const text = `${part.rows.join('\n')}\n`;
      // Loaders tell gzip by the name's end alone.
      const name = `rows-${String(index + 1).padStart(4, '0')}-${sha(text)}.json.gz`;
      files.push({ path: `${tableFolder(table.table)}${name}`, bytes: await compress(text, { level: 1 }) });
    }
    if (files.length === 0) continue;
    await session.files.makeFolder(tableFolder(table.table).slice(0, -1), scope);
    await session.files.put(files, scope);
  }
  return { folder, tableFolder };
}

/** Where all files of a batch are; deleted once its completion row is read. */
export function batchFolder(session: Session, batchId: string): string {
  return `${volumeRoot(session.place)}/${plainElement(batchId)}`;
}

/** A path element that loaders do not skip and that needs no escaping. */
function plainElement(text: string): string {
  const plain = text.replaceAll(/[^A-Za-z0-9_-]/g, '-');
  return /^[A-Za-z0-9]/.test(plain) ? plain : `b${plain}`;
}

function digest(tables: readonly EncodedTable[]): string {
  const hash = createHash('sha256');
  for (const table of tables) {
    hash.update(`${table.table}\n`);
    for (const row of table.rows) hash.update(row).update('\n');
  }
  return hash.digest('hex').slice(0, 16);
}

function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
