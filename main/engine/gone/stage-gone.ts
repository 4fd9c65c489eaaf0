import { MappedRow, shapeOf } from '../../../shared/mapping/mapped-row.ts';
import type { StreamMapping } from '../../../shared/mapping/mapping.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import { nowUtc } from '../../ports/time.ts';
import { packDocument } from '../../store/batch-codec.ts';
import { positionOf } from '../../store/documents.ts';
import { PackedDocuments } from '../../store/packed-documents.ts';
import type { EngineDeps } from '../deps.ts';
import { sha256Of } from '../hash.ts';
import type { StreamRun } from '../stream-run.ts';

/** A record of which the source says, or was found, that it is gone. */
export interface GoneRecord {
  readonly key: string;
  readonly label: string;
}

/**
 * Makes batches of documents that are gone durable, each in one transaction with what is known of them and the position's sums. They
 * are no part of what the run read.
 */
export function stageGone(
  deps: EngineDeps,
  run: StreamRun,
  { records, atOnce }: { readonly records: readonly GoneRecord[]; readonly atOnce: number },
): void {
  for (let start = 0; start < records.length; start += atOnce) {
    run.changeTogether(() => {
      stageGoneWithin(deps, run, records.slice(start, start + atOnce));
      run.save();
    });
  }
}

/**
 * As `stageGone`, within a transaction of the caller's, who saves the run. The batch's sequence is newer than all that was staged of the
 * stream. A rejection or a hold of the record is settled with it.
 */
export function stageGoneWithin(deps: EngineDeps, run: StreamRun, records: readonly GoneRecord[]): void {
  const { store, random } = deps;
  const { flowId, id: streamId } = run;
  const batchId = random.uuid();
  const sequence = (BigInt(store.streams.get(flowId, streamId).sequence) + 1n).toString();
  const documents = records.map((one) => goneDocument(one, run.plan.target.mapping));
  for (const document of documents) {
    const known = store.documents.get(flowId, streamId, document.key);
    if (known === null) continue;
    const was = positionOf(known.state);
    if (was !== null) run.position.remove(was, known.sums);
    run.position.add('waiting', known.sums);
    const staged = { state: 'waiting', stagedHash: document.hash, stagedBatchId: batchId } as const;
    store.documents.put(flowId, streamId, { ...known, ...staged });
    forgetGone(deps, run, document.key);
  }
  insertBatch(deps, run, { batchId, sequence, documents });
  store.streams.update(flowId, streamId, { sequence });
}

/** Settles what else is kept of a record that is gone: a rejection, a hold, and that documents may name it. */
export function forgetGone({ store, clock }: EngineDeps, { flowId, id }: StreamRun, key: string): void {
  const atUtc = nowUtc(clock);
  store.rejected.resolve(flowId, id, key, atUtc);
  store.held.resolve(flowId, id, key, atUtc);
  store.dimensions.remove(flowId, id, key);
}

/** True if the document is marked as deleted by what waits in the outbox. */
export function isStagedAsGone(key: string, stagedHash: string | null): boolean {
  return stagedHash !== null && stagedHash === goneHash(key);
}

function goneHash(key: string): string {
  return sha256Of(['deleted', key]);
}

function insertBatch(
  { store, clock }: EngineDeps,
  run: StreamRun,
  {
    batchId,
    sequence,
    documents,
  }: { readonly batchId: string; readonly sequence: string; readonly documents: readonly MappedDocument[] },
): void {
  const packed = new PackedDocuments();
  for (const document of documents) packed.add(packDocument(document, run.plan.target.mapping));
  const createdAtUtc = nowUtc(clock);
  const payloadHash = sha256Of(documents.map((document) => `${document.key} ${document.hash}`));
  const auditHead = store.audit.append(createdAtUtc, 'batch.staged', batchId, {
    run: run.runId,
    stream: run.id,
    sequence,
    documents: documents.length,
    deleted: documents.length,
    rows: documents.length,
    payload: payloadHash,
  });
  const { flowId, runId, id: streamId } = run;
  store.batches.insert({ id: batchId, runId, flowId, streamId, sequence, createdAtUtc, auditHead }, run.plan.target, {
    documents: packed,
    rows: documents.length,
    payloadHash,
  });
}

/** What is delivered of a record that is gone: its key alone. The destination keeps the values it has. */
function goneDocument({ key, label }: GoneRecord, mapping: StreamMapping): MappedDocument {
  const { header, lines } = mapping;
  const shape = shapeOf(header);
  const values = keyValues(key, header.keyColumns);
  const cells = shape.names.map((name) => values[header.keyColumns.indexOf(name)] ?? null);
  const hash = goneHash(key);
  return {
    key,
    label,
    hash,
    changedAt: null,
    timeKind: 'as_of',
    header: new MappedRow(shape, cells, hash),
    lines: Object.fromEntries(lines.map(({ table }) => [table, []])),
    deleted: true,
  };
}

/** A key of several columns is the JSON list of their values. */
function keyValues(key: string, columns: readonly string[]): readonly string[] {
  if (columns.length === 1) return [key];
  const values: unknown = JSON.parse(key);
  return Array.isArray(values) ? values.map(String) : [];
}
