import type { SourceRecord } from '../../../shared/model/record.ts';
import type { KnownDocument } from '../../store/documents.ts';
import type { EngineDeps } from '../deps.ts';
import type { Judgement } from '../judge.ts';

/** True if the destination has this version, or will have it when the outbox is delivered. */
export function isKnownThere(hash: string, known: KnownDocument | null): boolean {
  if (known === null) return false;
  return (isInOutbox(known) ? known.stagedHash : known.landedHash) === hash;
}

/** True if a version of it waits there, also where a newer one was read since and was held or rejected. */
export function isInOutbox(known: KnownDocument | null): known is KnownDocument & { readonly stagedBatchId: string } {
  return known !== null && known.stagedBatchId !== null;
}

/**
 * The judgement, but a document that would be held goes where its very version is at the destination already (there is nothing to keep
 * from it any more), or where a person has said that it is to be loaded all the same.
 */
export function letGo(
  { store }: Pick<EngineDeps, 'store'>,
  { flowId, stream }: { readonly flowId: string; readonly stream: string },
  { record, known, judgement }: { record: SourceRecord; known: KnownDocument | null; judgement: Judgement },
): Judgement {
  if (judgement.kind !== 'held') return judgement;
  const { document, sums } = judgement;
  const goes =
    isKnownThere(document.hash, known) || (known?.state === 'held' && store.held.isReleased(flowId, stream, record));
  return goes ? { kind: 'document', document, sums } : judgement;
}
