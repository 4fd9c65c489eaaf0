import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import type { Batch, TargetStream } from '../../ports/destination.ts';
import {
  asParameter,
  encodeGone,
  encodeHeaders,
  encodeKeys,
  encodeLines,
  splitRows,
  type EncodedTable,
} from './encode.ts';
import type { Session } from './session.ts';
import { mergeGone, mergeHeader, mergeLines } from './sql/merge.ts';
import { headerFields, keyFields, type RowSource } from './sql/rows.ts';
import type { Statement } from './sql/statement.ts';
import { stageTables } from './stage.ts';
import { together, type Steps } from './steps.ts';

/** A parameter takes about 1 MB together with the others; half of it leaves room whatever the limit exactly is. */
const SMALL_BYTES = 500_000;
/** Keys of documents that are gone in one statement. */
const GONE_BYTES = 450_000;

export interface Load {
  readonly session: Session;
  readonly stream: TargetStream;
  readonly batch: Batch;
  readonly steps: Steps;
  /** Whether files of the batch lie in the volume. */
  readonly staging: { used: boolean };
}

/** Documents as they travel. */
export interface Prepared {
  readonly headers: EncodedTable;
  /** In the order of the mapping's line tables. */
  readonly lines: readonly EncodedTable[];
  readonly keys: EncodedTable;
  readonly locate: Locator;
  /** Whether files of the batch lie in the volume. */
  readonly isStaged: boolean;
}

/** Where one table's rows are for a statement, with the parameters that carry them. */
interface Located {
  readonly source: RowSource;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Encodes the documents, and stages them where they are too large for parameters. No table is touched. Throws as uploads do. */
export async function prepareLoad(
  load: Pick<Load, 'session' | 'stream' | 'batch'> & { readonly signal: AbortSignal },
  documents: readonly MappedDocument[],
): Promise<Prepared> {
  const { mapping } = load.stream;
  // Those that are gone have no rows: only their keys travel, with the statements.
  const there = documents.filter((document) => document.deleted !== true);
  const headers = encodeHeaders(mapping, there);
  const lines = mapping.lines.map((line) => encodeLines(line, there));
  const keys = encodeKeys(
    mapping.header,
    there.map((document) => document.key),
  );
  const tables = [headers, ...lines];
  // Small batches travel as parameters; otherwise every table that has rows is staged in the volume.
  const isStaged = !tables.every((table) => table.bytes + keys.bytes <= SMALL_BYTES);
  return { headers, lines, keys, isStaged, locate: isStaged ? await stagedLocator(load, tables) : inline };
}

/**
 * Merges the documents' lines, then their headers. A header row is therefore never newer than its lines, and finding it with
 * the batch's id means that the whole document is there. Safe to repeat. Throws as statements do; `onHeader` tells that the
 * lines are in place.
 */
export async function loadDocuments(
  load: Load,
  documents: readonly MappedDocument[],
  options: { readonly prepared: Prepared | null; onHeader(): void },
): Promise<void> {
  const { steps } = load;
  const gone = documents.filter((document) => document.deleted === true);
  if (gone.length < documents.length) await loadThere(load, documents, options);
  if (gone.length === 0) return;
  await markLines(load, gone);
  options.onHeader();
  for (const [part, rows] of splitRows(encodeGone(load.stream.mapping.header, gone), GONE_BYTES).entries()) {
    await steps.write(`gone/${goneName(gone)}/${String(part)}/${load.stream.mapping.header.table}`, {
      purpose: 'mark deleted',
      sql: mergeGone(load.session.place, load.stream.mapping, { kind: 'parameter', name: 'rows' }),
      parameters: { ...batchParameters(load.batch), rows: asParameter(rows) },
    });
  }
}

/** Every line of documents that are gone is marked: none of them is in the batch. */
async function markLines({ session, stream, batch, steps }: Load, gone: readonly MappedDocument[]): Promise<void> {
  const { mapping } = stream;
  const keys = encodeKeys(
    mapping.header,
    gone.map((document) => document.key),
  );
  for (const line of mapping.lines) {
    const sql = mergeLines(session.place, {
      ...{ mapping, line, documentFields: keyFields(mapping.header) },
      rows: { kind: 'parameter', name: 'rows' },
      documents: { kind: 'parameter', name: 'documents' },
    });
    for (const [part, documents] of splitRows(keys, GONE_BYTES).entries()) {
      const parameters = { ...batchParameters(batch), rows: '[]', documents: asParameter(documents) };
      const name = `gone/${goneName(gone)}/${String(part)}/${line.table}`;
      await steps.write(name, { purpose: 'mark lines deleted', sql, parameters });
    }
  }
}

/** Tells the halves of a batch apart that is loaded in parts. */
function goneName(gone: readonly MappedDocument[]): string {
  return `${gone[0]?.hash.slice(0, 12) ?? ''}+${String(gone.length)}`;
}

async function loadThere(
  load: Load,
  documents: readonly MappedDocument[],
  options: { readonly prepared: Prepared | null; onHeader(): void },
): Promise<void> {
  const { session, stream, batch, steps } = load;
  const { mapping } = stream;
  const prepared = options.prepared ?? (await prepareLoad({ ...load, signal: steps.signal }, documents));
  const { headers, lines: lineTables, keys, locate } = prepared;
  if (prepared.isStaged) load.staging.used = true;
  const shared = batchParameters(batch);
  const part =
    documents.length === batch.documents.length
      ? 'all'
      : `${documents[0]?.hash.slice(0, 12) ?? ''}+${String(documents.length)}`;
  const written = mapping.lines.map((line, index) => {
    const rows = locate(lineTables[index] ?? { table: line.table, rows: [], bytes: 0 }, 'rows');
    const listed = locateDocuments(locate, { mapping, headers, keys });
    const statement: Statement = {
      purpose: 'merge lines',
      sql: mergeLines(session.place, {
        mapping,
        line,
        rows: rows.source,
        documents: listed.source,
        documentFields: listed.source.kind === 'files' ? headerFields(mapping) : keyFields(mapping.header),
        repair: batch.repair ?? false,
      }),
      parameters: {
        ...pick(shared, ['sequence', 'synced_at', 'batch_id', 'run_id']),
        ...rows.parameters,
        ...listed.parameters,
      },
    };
    return steps.write(`${part}/${line.table}`, statement);
  });
  await together(...written);
  options.onHeader();
  const rows = locate(headers, 'rows');
  await steps.write(`${part}/${mapping.header.table}`, {
    purpose: 'merge header',
    sql: mergeHeader(session.place, mapping, rows.source, batch.repair ?? false),
    parameters: { ...shared, ...rows.parameters },
  });
}

/** What all rows of a batch share, as the statements' parameters. */
export function batchParameters(
  batch: Batch,
): Readonly<Record<'sequence' | 'synced_at' | 'batch_id' | 'run_id', string>> {
  return { sequence: batch.sequence, synced_at: batch.createdAtUtc, batch_id: batch.id, run_id: batch.runId };
}

function pick(from: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, from[name] ?? '']));
}

type Locator = (table: EncodedTable, parameter: string) => Located;

const inline: Locator = (table, parameter) => ({
  source: { kind: 'parameter', name: parameter },
  parameters: { [parameter]: asParameter(table) },
});

async function stagedLocator(
  load: Pick<Load, 'session' | 'batch'> & { readonly signal: AbortSignal },
  tables: readonly EncodedTable[],
): Promise<Locator> {
  const scope = { phase: 'deliver', signal: load.signal } as const;
  const staged = await stageTables(load.session, load.batch.id, tables, scope);
  // A table without rows has no files, and reading a folder that is not there is an error.
  return (table, parameter) =>
    table.rows.length === 0
      ? inline(table, parameter)
      : { source: { kind: 'files', folder: staged.tableFolder(table.table) }, parameters: {} };
}

function locateDocuments(
  locate: Locator,
  lists: { readonly mapping: StreamMapping; readonly headers: EncodedTable; readonly keys: EncodedTable },
): Located {
  const headers = locate(lists.headers, 'documents');
  // Staged header rows name their documents themselves; as a parameter the keys alone are shorter.
  if (headers.source.kind === 'files') return headers;
  return { source: headers.source, parameters: { documents: asParameter(lists.keys) } };
}
