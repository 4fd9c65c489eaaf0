import { hash } from 'node:crypto';
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
  const texts = tables.map((table) => ({ table: table.table, files: splitRows(table, FILE_BYTES).map(toFileText) }));
  const folder = `${batchFolder(session, batchId)}/${digest(texts)}`;
  const tableFolder = (table: string): string => `${folder}/${plainElement(table)}/`;
  for (const { table, files } of texts) {
    if (files.length === 0) continue;
    await session.files.makeFolder(tableFolder(table).slice(0, -1), scope);
    const staged = files.map(async ({ text, sha }, index): Promise<StagedFile> => {
      // Loaders tell gzip by the name's end alone.
      const name = `rows-${String(index + 1).padStart(4, '0')}-${sha.slice(0, 8)}.json.gz`;
      return { path: `${tableFolder(table)}${name}`, bytes: await compress(text, { level: 1 }) };
    });
    await session.files.put(await Promise.all(staged), scope);
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

interface FileText {
  readonly text: Buffer;
  readonly sha: string;
}

function toFileText(part: EncodedTable): FileText {
  const text = Buffer.from(`${part.rows.join('\n')}\n`);
  return { text, sha: hash('sha256', text) };
}

/** By the files' own digests: hashing the same rows again would be as much work as compressing them. */
function digest(tables: readonly { readonly table: string; readonly files: readonly FileText[] }[]): string {
  const parts = tables.map(({ table, files }) => [table, ...files.map((file) => file.sha)]);
  return hash('sha256', JSON.stringify(parts)).slice(0, 16);
}
