import { AppError, isAppError } from '../../../shared/errors/app-error.ts';
import type { MappedDocument, RejectionReason } from '../../../shared/model/record.ts';
import type { OtherInstallation } from '../../../shared/model/installation.ts';
import type {
  Batch,
  DeliveryContext,
  DeliveryReport,
  DocumentOutcome,
  InstallationMark,
  TargetStream,
} from '../../ports/destination.ts';
import { readyBatch, type Readied } from './ahead.ts';
import { sumDocuments } from './batch-sums.ts';
import { asParameter, encodeKeys, splitRows } from './encode.ts';
import { StatementError } from './errors.ts';
import { completionStatement, othersIn } from './others.ts';
import { batchParameters, loadDocuments, type Load, type Prepared } from './load.ts';
import { documentKeyOf } from './screen.ts';
import type { Session } from './session.ts';
import { mergeHistory } from './sql/merge.ts';
import { selectNotDelivered } from './sql/reads.ts';
import { restoreLines } from './sql/restore.ts';
import { keyFields } from './sql/rows.ts';
import { headerShape, lineShape } from './sql/shapes.ts';
import { batchFolder } from './stage.ts';
import { Steps, together } from './steps.ts';

/** Keys in one statement: together with the other parameters well below 1 MB. */
const KEY_BYTES = 450_000;

/**
 * Delivers a batch: lines, headers, history, completion row; then reads back what became of each document. Every statement is safe
 * to repeat, so that calling it again with the same batch converges. `readied` is what was done ahead of it. Throws as statements do, and DATABRICKS_BATCH_INVALID,
 * DATABRICKS_COMPLETION_MISSING.
 */
export async function deliverBatch(
  session: Session,
  stream: TargetStream,
  batch: Batch,
  options: { readonly context: DeliveryContext; readonly readied: Readied | null },
): Promise<DeliveryReport> {
  const { context } = options;
  const { screened, prepared } = options.readied ?? (await readyBatch(session, stream, batch, context.signal));
  const { sound, rejected } = screened;
  const outcomes: DocumentOutcome[] = rejected.map((one) => ({ ...one, outcome: 'rejected' }));
  // Nothing to write: the warehouse is not woken to say so.
  if (sound.length === 0) return { outcomes };
  const load: Load = { session, stream, batch, steps: new Steps(session, batch.id, context), staging: { used: false } };
  const refused = await loadOrIsolate(load, sound, prepared);
  const loaded = sound.filter((document) => !refused.has(document.key));
  outcomes.push(
    ...[...refused].map(([documentKey, reason]): DocumentOutcome => ({
      documentKey,
      outcome: 'rejected',
      reasons: [reason],
    })),
  );
  // Neither needs the other: the history is written from the tables whose headers tell what became of each document.
  const [, read] = await together(writeHistory(load), readOutcomes(load, loaded));
  outcomes.push(...read);
  if (outcomes.some((one) => one.outcome === 'unknown')) return { outcomes };
  const others = await complete(load, loaded, { outcomes, installation: context.installation });
  await load.steps.finish();
  if (load.staging.used) await tidyUp(load);
  return { outcomes, others };
}

/** Files that stay behind cost little and are never read again; a batch that has landed does not fail for them. */
async function tidyUp(load: Load): Promise<void> {
  const { session, batch, steps } = load;
  try {
    await session.files.removeFolder(batchFolder(session, batch.id), { phase: 'deliver', signal: steps.signal });
  } catch (error) {
    if (!isAppError(error)) throw error;
  }
}

/**
 * Loads the documents; where the warehouse refuses data, halves them until the guilty ones are alone. Gives those with the
 * reason. A document whose lines were written before its header was refused gets its former lines back.
 */
async function loadOrIsolate(
  load: Load,
  documents: readonly MappedDocument[],
  prepared: Prepared | null,
): Promise<Map<string, RejectionReason>> {
  const progress = { linesWritten: false };
  try {
    await loadDocuments(load, documents, {
      prepared,
      onHeader: () => {
        progress.linesWritten = true;
      },
    });
    return new Map();
  } catch (error) {
    if (!(error instanceof StatementError) || error.failure.fault !== 'data') throw error;
    const [first] = documents;
    if (documents.length > 1 || first === undefined) {
      const half = Math.ceil(documents.length / 2);
      const left = await loadOrIsolate(load, documents.slice(0, half), null);
      return new Map([...left, ...(await loadOrIsolate(load, documents.slice(half), null))]);
    }
    if (progress.linesWritten || load.stream.mapping.lines.length > 1) await giveLinesBack(load, first);
    return new Map([[first.key, refusal(error, load.stream)]]);
  }
}

function refusal(error: StatementError, stream: TargetStream): RejectionReason {
  const { condition, message } = error.failure;
  const columns = [stream.mapping.header, ...stream.mapping.lines].flatMap((table) => table.columns);
  const named = columns.find(
    (column) => message.includes(`\`${column.column}\``) || message.includes(`.${column.column} `),
  );
  const firstSentence = message.replaceAll(/\s+/g, ' ').slice(0, 200).trim();
  return {
    code: 'RECORD_REFUSED',
    field: named?.column ?? stream.mapping.header.table,
    value: firstSentence === '' ? condition : firstSentence,
    expected: null,
  };
}

async function giveLinesBack(load: Load, document: MappedDocument): Promise<void> {
  const { session, stream, batch, steps } = load;
  const documents = asParameter(encodeKeys(stream.mapping.header, [document.key]));
  for (const line of stream.mapping.lines) {
    await steps.write(`${document.hash.slice(0, 12)}/restore/${line.table}`, {
      purpose: 'restore lines',
      sql: restoreLines(session.place, stream.mapping, line, { kind: 'parameter', name: 'documents' }),
      parameters: { documents, batch_id: batch.id },
    });
  }
}

async function writeHistory(load: Load): Promise<void> {
  const { session, stream, batch, steps } = load;
  const { sequence, batch_id } = batchParameters(batch);
  const shapes = [
    ...stream.mapping.lines.map((line) => lineShape(line, stream.label)),
    headerShape(stream.mapping, stream.label),
  ];
  const written = shapes.map((shape) => {
    const sql = mergeHistory(session.place, shape);
    return steps.write(`history/${shape.table}`, { purpose: 'merge history', sql, parameters: { sequence, batch_id } });
  });
  await together(...written);
}

async function readOutcomes(load: Load, documents: readonly MappedDocument[]): Promise<DocumentOutcome[]> {
  const { session, stream, batch, steps } = load;
  const { mapping } = stream;
  const source = { kind: 'parameter', name: 'documents' } as const;
  const sql = selectNotDelivered(session.place, mapping, { source, fields: keyFields(mapping.header) });
  const others = new Map<string, Readonly<Record<string, string | null>>>();
  const keys = encodeKeys(
    mapping.header,
    documents.map((document) => document.key),
  );
  for (const part of splitRows(keys, KEY_BYTES)) {
    const parameters = { documents: asParameter(part), batch_id: batch.id };
    for (const row of await steps.read({ purpose: 'outcomes', sql, parameters }))
      others.set(documentKeyOf(mapping.header.keyColumns.map((key) => row[key] ?? '')), row);
  }
  return documents.map((document): DocumentOutcome => {
    const other = others.get(document.key);
    const outcome = other === undefined ? 'delivered' : isThere(other, document, batch) ? 'unchanged' : 'unknown';
    return { documentKey: document.key, outcome, reasons: [] };
  });
}

/** The row carries another batch's id: fine if it is newer than this batch or has the same content. */
function isThere(row: Readonly<Record<string, string | null>>, document: MappedDocument, batch: Batch): boolean {
  const sequence = row['_mlc_sequence'] ?? null;
  // What is gone at the source and never was at the destination needs nothing there.
  if (sequence === null) return document.deleted === true;
  return BigInt(sequence) > BigInt(batch.sequence) || row['_mlc_document_hash'] === document.hash;
}

async function complete(
  load: Load,
  loaded: readonly MappedDocument[],
  { outcomes, installation }: { outcomes: readonly DocumentOutcome[]; installation: InstallationMark | undefined },
): Promise<OtherInstallation[]> {
  const { session, stream, batch, steps } = load;
  const there = loaded.filter((document) => document.deleted !== true);
  const countOf = (outcome: DocumentOutcome['outcome']): string =>
    String(outcomes.filter((one) => one.outcome === outcome).length);
  const rows = Object.fromEntries([
    [stream.mapping.header.table, there.length],
    ...stream.mapping.lines.map((line): [string, number] => [
      line.table,
      there.reduce((sum, document) => sum + (document.lines[line.table]?.length ?? 0), 0),
    ]),
  ]);
  const completion = {
    batch_id: batch.id,
    run_id: batch.runId,
    flow_id: batch.flowId,
    stream: batch.streamId,
    sequence: batch.sequence,
    documents: String(batch.documents.length),
    delivered: countOf('delivered'),
    unchanged: countOf('unchanged'),
    rejected: countOf('rejected'),
    rows_by_table: JSON.stringify(rows),
    control_totals: JSON.stringify(sumDocuments(stream.totals, there)),
    audit_head: batch.auditHead,
    created_at: batch.createdAtUtc,
    installation_id: installation?.id ?? '',
    installation_line: installation?.line ?? '',
    installation_generation: String(installation?.generation ?? 0),
  };
  await session.completions.write(completion, steps);
  const read = await steps.read(completionStatement(session, stream, { batchId: batch.id, installation }));
  const row = read.find((one) => one['batch_id'] === batch.id);
  if (row?.['sequence'] === batch.sequence) return othersIn(read, stream, installation);
  throw new AppError('DATABRICKS_COMPLETION_MISSING', 'transient', { phase: 'deliver', details: { batch: batch.id } });
}
