import type { MappedDocument } from '../../../shared/model/record.ts';
import { nowUtc } from '../../ports/time.ts';
import { packDocument } from '../../store/batch-codec.ts';
import { positionOf } from '../../store/documents.ts';
import { PackedDocuments } from '../../store/packed-documents.ts';
import type { EngineDeps } from '../deps.ts';
import { sha256Of } from '../hash.ts';
import type { StreamRun } from '../stream-run.ts';

/**
 * Makes a batch of documents that are gone durable, in one transaction with what is known of each and the position's sums. Its
 * sequence is newer than that of the range that did not bring them. They are no part of what the run read.
 */
export function stageGone(deps: EngineDeps, run: StreamRun, documents: readonly MappedDocument[]): void {
  const { store, random } = deps;
  const { flowId, id: streamId } = run;
  const batchId = random.uuid();
  const packed = new PackedDocuments();
  for (const document of documents) packed.add(packDocument(document, run.plan.target.mapping));
  run.changeTogether(() => {
    const sequence = (BigInt(store.streams.get(flowId, streamId).sequence) + 1n).toString();
    for (const document of documents) {
      const known = store.documents.get(flowId, streamId, document.key);
      if (known === null) continue;
      const was = positionOf(known.state);
      if (was !== null) run.position.remove(was, known.sums);
      run.position.add('waiting', known.sums);
      store.documents.put(flowId, streamId, {
        ...known,
        state: 'waiting',
        stagedHash: document.hash,
        stagedBatchId: batchId,
      });
    }
    insertBatch(deps, run, { batchId, sequence, documents, packed });
    store.streams.update(flowId, streamId, { sequence });
    run.save();
  });
}

function insertBatch(
  { store, clock }: EngineDeps,
  run: StreamRun,
  staged: {
    readonly batchId: string;
    readonly sequence: string;
    readonly documents: readonly MappedDocument[];
    readonly packed: PackedDocuments;
  },
): void {
  const { batchId, sequence, documents, packed } = staged;
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
