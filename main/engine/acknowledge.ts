import type { Disposition, MappedDocument } from '../../shared/model/record.ts';
import type { Batch, DeliveryReport, DocumentOutcome } from '../ports/destination.ts';
import { nowUtc } from '../ports/time.ts';
import type { StoredBatch } from '../store/batches.ts';
import { positionOf, type DocumentState, type KnownDocument } from '../store/documents.ts';
import type { EngineDeps } from './deps.ts';
import { stageGoneWithin, type GoneRecord } from './gone/stage-gone.ts';
import type { StreamRun } from './stream-run.ts';
import { sumDocument } from './sums.ts';
import { Tally } from './tally.ts';

const dispositionOf: Record<Exclude<DocumentOutcome['outcome'], 'unknown'>, Disposition> = {
  delivered: 'loaded',
  unchanged: 'unchanged',
  rejected: 'rejected',
};

/**
 * Takes a delivery report into the store in one transaction: the batch, what is known of each document, the tallies of the
 * run that staged it and of the run that read it last. Returns false, with the batch left open, if an outcome is unknown.
 */
export function acknowledge(
  deps: EngineDeps,
  current: StreamRun,
  stored: StoredBatch,
  report: DeliveryReport,
): boolean {
  if (report.outcomes.some((one) => one.outcome === 'unknown')) return false;
  const outcomes = new Map(report.outcomes.map((one) => [one.documentKey, one]));
  current.changeTogether(() => {
    const settle = new Settlement(deps, current, stored);
    for (const document of stored.batch.documents) {
      const outcome = outcomes.get(document.key);
      if (outcome !== undefined) settle.document(document, outcome);
    }
    if (settle.cameBack.length > 0) stageGoneWithin(deps, current, settle.cameBack);
    const atUtc = nowUtc(deps.clock);
    deps.store.batches.acknowledge(stored.batch.id, atUtc, report.outcomes);
    deps.store.audit.append(atUtc, 'batch.acknowledged', stored.batch.id, countOutcomes(report));
    settle.save();
    deps.store.streams.update(stored.batch.flowId, stored.batch.streamId, { unverified: true });
  });
  return true;
}

function countOutcomes(report: DeliveryReport): Record<string, number> {
  const count = (name: DocumentOutcome['outcome']) => report.outcomes.filter((one) => one.outcome === name).length;
  return { delivered: count('delivered'), unchanged: count('unchanged'), rejected: count('rejected') };
}

/** True if this version, in this batch, is the last one that was staged of the document. */
function isLatestIn(batch: Batch, known: KnownDocument, document: MappedDocument): boolean {
  return known.stagedBatchId === batch.id && known.stagedHash === document.hash;
}

class Settlement {
  /** Records that are gone at the source, of which an older version has only now come to the destination. */
  readonly cameBack: GoneRecord[] = [];
  readonly #deps: EngineDeps;
  readonly #current: StreamRun;
  readonly #stored: StoredBatch;
  /** Tallies of earlier runs that change because their records have now arrived. */
  readonly #earlier = new Map<string, Tally>();
  /** Runs that count the batch's records: the one that staged them, and replays that took it up since. */
  readonly #counting: readonly string[];
  /** Runs that read a record of it again while it waited, by key. */
  readonly #readers: ReadonlyMap<string, readonly string[]>;

  constructor(deps: EngineDeps, current: StreamRun, stored: StoredBatch) {
    this.#deps = deps;
    this.#current = current;
    this.#stored = stored;
    this.#counting = [stored.batch.runId, ...deps.store.replays.takersOf(stored.batch.id)];
    this.#readers = deps.store.waitingReaders.of(stored.batch.id);
  }

  document(document: MappedDocument, outcome: DocumentOutcome): void {
    if (outcome.outcome === 'unknown') return;
    const { batch, target } = this.#stored;
    const known = this.#deps.store.documents.get(batch.flowId, batch.streamId, document.key);
    // Where nothing newer was read, its sums are known since it was staged.
    if (document.deleted === true) {
      this.#deleted(document, known);
      return;
    }
    const sums =
      known !== null && isLatestIn(batch, known, document) ? known.sums : sumDocument(document, target.totals);
    const disposition = dispositionOf[outcome.outcome];
    for (const runId of this.#counting) this.#windowOf(runId)?.move('waiting', disposition, sums);
    for (const runId of this.#readers.get(document.key) ?? []) {
      if (this.#counting.includes(runId)) continue;
      this.#windowOf(runId)?.move('waiting', disposition === 'rejected' ? 'rejected' : 'unchanged', sums);
    }
    if (known !== null) this.#updateKnown(document, known, disposition);
    if (outcome.outcome === 'rejected') this.#reject(document, outcome);
  }

  save(): void {
    this.#deps.store.waitingReaders.settle(this.#stored.batch.id);
    for (const [runId, tally] of this.#earlier) this.#saveEarlier(runId, tally);
    this.#current.save();
  }

  #updateKnown(document: MappedDocument, known: KnownDocument, disposition: Disposition): void {
    const { batch } = this.#stored;
    const isLatest = isLatestIn(batch, known, document);
    const readerRun = known.lastRun.split('#')[0] ?? '';
    const readAgainSince = isLatest && readerRun !== batch.runId && known.lastDisposition === 'waiting';
    if (!isLatest && known.state === 'deleted' && disposition === 'loaded') this.cameBack.push(known);
    if (!isLatest) return;
    const state = known.state !== 'waiting' ? known.state : disposition === 'rejected' ? 'rejected' : 'landed';
    this.#movePosition(known, state);
    this.#deps.store.documents.put(batch.flowId, batch.streamId, {
      ...known,
      state,
      stagedHash: null,
      stagedBatchId: null,
      landedHash: disposition === 'rejected' ? known.landedHash : document.hash,
      landedBatchId: disposition === 'rejected' ? known.landedBatchId : batch.id,
      deletedAtUtc: disposition === 'rejected' ? (known.deletedAtUtc ?? null) : null,
      lastDisposition:
        known.lastDisposition !== 'waiting'
          ? known.lastDisposition
          : readAgainSince && disposition === 'loaded'
            ? 'unchanged'
            : disposition,
    });
  }

  /** It was no part of what any window read: only the position and what is known of it change. */
  #deleted(document: MappedDocument, known: KnownDocument | null): void {
    const { batch } = this.#stored;
    if (known === null || !isLatestIn(batch, known, document)) return;
    this.#movePosition(known, 'deleted');
    this.#deps.store.documents.put(batch.flowId, batch.streamId, {
      ...known,
      state: 'deleted',
      stagedHash: null,
      stagedBatchId: null,
      landedHash: document.hash,
      landedBatchId: batch.id,
      deletedAtUtc: nowUtc(this.#deps.clock),
    });
  }

  #movePosition(known: KnownDocument, state: DocumentState): void {
    if (state === known.state) return;
    const [was, place] = [positionOf(known.state), positionOf(state)];
    if (was !== null) this.#current.position.remove(was, known.sums);
    if (place !== null) this.#current.position.add(place, known.sums);
  }

  #reject(document: MappedDocument, outcome: DocumentOutcome): void {
    const { batch } = this.#stored;
    this.#deps.store.rejected.put({
      id: this.#deps.random.uuid(),
      flowId: batch.flowId,
      runId: batch.runId,
      stream: batch.streamId,
      key: document.key,
      label: document.label,
      reasons: outcome.reasons,
      source: null,
      atUtc: nowUtc(this.#deps.clock),
    });
  }

  #windowOf(runId: string): Tally | null {
    if (runId === this.#current.runId) return this.#current.window;
    const known = this.#earlier.get(runId);
    if (known !== undefined) return known;
    const stored = this.#deps.store.runs.getStream(runId, this.#stored.batch.streamId);
    if (stored === null) return null;
    const tally = Tally.from(stored.tally);
    this.#earlier.set(runId, tally);
    return tally;
  }

  /** An earlier run whose last waiting record has arrived is not incomplete any more. */
  #saveEarlier(runId: string, tally: Tally): void {
    const { runs } = this.#deps.store;
    const stored = runs.getStream(runId, this.#stored.batch.streamId);
    if (stored === null) return;
    runs.saveStream(runId, { ...stored.stream, counts: tally.counts() }, tally.toStored());
  }
}
