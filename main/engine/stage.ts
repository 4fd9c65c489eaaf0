import type { Disposition, SourceRecord, UnreadableRecord } from '../../shared/model/record.ts';
import type { DocumentSums } from '../../shared/model/tally.ts';
import type { Batch, Destination } from '../ports/destination.ts';
import { nowUtc } from '../ports/time.ts';
import { positionOf, type DocumentState, type KnownDocument } from '../store/documents.ts';
import type { EngineDeps } from './deps.ts';
import { sha256Of } from './hash.ts';
import { judgeRecord, type Judgement } from './judge.ts';
import type { StreamRun } from './stream-run.ts';

/** What is still needed of a record once it has been judged. */
type Named = Pick<SourceRecord, 'key' | 'label'>;

interface Pending {
  /** True if the destination has this version, or will have it when the outbox is delivered. */
  isThere: boolean;
  readonly record: Named;
  /** Kept only of a rejected record: the others are in their rows, and a buffer of whole records is what would grow. */
  readonly source: SourceRecord | null;
  readonly judgement: Judgement;
  readonly known: KnownDocument | null;
}

/** Where a record stands once the buffer is flushed. */
interface Next {
  readonly state: DocumentState;
  readonly disposition: Disposition;
  readonly sums: DocumentSums;
  /** Set if this version goes into the outbox. */
  readonly staged: { readonly hash: string; readonly batchId: string } | null;
}

export interface StageOptions {
  readonly sequence: string;
  readonly maxDocuments: number;
  /** The destination, if hashes are not to be believed; else null. */
  readonly repairThrough: Destination | null;
}

/** Rows after which the buffer wants to be staged. One transaction each (design §6). */
export const maxBufferedRows = 5_000;

/**
 * Records on their way into the outbox. `add` judges them; `flush` makes everything since the last flush durable in one
 * transaction: batch, rejected records, what is known of each document, tallies, and whatever the caller adds (the cursor).
 */
export class Stage {
  readonly #deps: EngineDeps;
  readonly #run: StreamRun;
  readonly #sequence: string;
  /** Set after totals disagreed: hashes are not believed, the destination's values are compared instead. */
  readonly #repairThrough: Destination | null;
  readonly #maxDocuments: number;
  #pending: Pending[] = [];
  #unreadable: UnreadableRecord[] = [];
  #buffered = new Set<string>();
  #rows = 0;
  #documents = 0;

  constructor(deps: EngineDeps, run: StreamRun, options: StageOptions) {
    this.#deps = deps;
    this.#run = run;
    this.#sequence = options.sequence;
    this.#repairThrough = options.repairThrough;
    this.#maxDocuments = options.maxDocuments;
  }

  get isFull(): boolean {
    return this.#rows >= maxBufferedRows || this.#documents >= this.#maxDocuments;
  }

  /** Judges one record; a record that this window has already brought is passed over. */
  add(record: SourceRecord): void {
    if (this.#buffered.has(record.key)) return;
    const known = this.#deps.store.documents.get(this.#run.flowId, this.#run.id, record.key);
    if (known?.lastRun === this.#run.readingMark) return;
    this.#buffered.add(record.key);
    this.#run.read += 1;
    const judgement = judgeRecord(record, this.#run.plan);
    const { key, label } = record;
    const isThere = judgement.kind === 'document' && isKnownThere(judgement.document.hash, known);
    this.#pending.push({
      record: { key, label },
      source: judgement.kind === 'rejected' ? record : null,
      judgement,
      known,
      isThere,
    });
    if (judgement.kind === 'document' && (!isThere || this.#repairThrough !== null)) {
      this.#documents += 1;
      this.#rows += 1 + Object.values(judgement.document.lines).reduce((sum, rows) => sum + rows.length, 0);
    } else {
      // Unchanged records cost a small write each: they fill the transaction too, only more slowly.
      this.#rows += 0.5;
    }
  }

  addUnreadable(record: UnreadableRecord): void {
    if (record.key !== null) {
      if (this.#buffered.has(record.key)) return;
      this.#buffered.add(record.key);
    }
    this.#run.read += 1;
    this.#unreadable.push(record);
  }

  /** In a repair, asks the destination which of the buffered documents differ from what it has. Call it before `flush`. */
  async review(signal: AbortSignal): Promise<void> {
    if (this.#repairThrough === null) return;
    const open = this.#pending.flatMap((one) =>
      one.judgement.kind === 'document' && one.known?.state !== 'waiting' ? [one.judgement.document] : [],
    );
    if (open.length === 0) return;
    const compared = await this.#repairThrough.compare(this.#run.plan.target, open, signal);
    const same = new Set(compared.filter((one) => one.action === 'unchanged').map((one) => one.documentKey));
    for (const one of this.#pending) if (one.known?.state !== 'waiting') one.isThere = same.has(one.record.key);
  }

  /** Makes the buffer durable. `also` runs inside the same transaction. */
  flush(also?: () => void): void {
    this.#deps.store.transaction(() => {
      const batchId = this.#deps.random.uuid();
      const staged = this.#pending.flatMap((pending) => this.#settle(pending, batchId));
      for (const unreadable of this.#unreadable) this.#reject(unreadable);
      if (staged.length > 0) this.#insertBatch(batchId, staged);
      this.#deps.store.streams.update(this.#run.flowId, this.#run.id, { sequence: this.#sequence });
      this.#run.save();
      also?.();
    });
    this.#pending = [];
    this.#unreadable = [];
    this.#buffered = new Set();
    this.#rows = 0;
    this.#documents = 0;
  }

  #settle(pending: Pending, batchId: string): Batch['documents'] {
    const { record, source, judgement, known } = pending;
    switch (judgement.kind) {
      case 'excluded':
        this.#run.countExcluded(judgement.reason);
        this.#note(record, known, { state: 'excluded', disposition: 'excluded', sums: judgement.sums, staged: null });
        return [];
      case 'rejected':
        this.#putRejected(record.key, record.label, judgement.reasons, source);
        this.#note(record, known, { state: 'rejected', disposition: 'rejected', sums: judgement.sums, staged: null });
        return [];
      case 'document':
        return this.#settleDocument(pending, judgement, batchId);
    }
  }

  #settleDocument(
    { record, known, isThere }: Pending,
    judgement: Extract<Judgement, { kind: 'document' }>,
    batchId: string,
  ): Batch['documents'] {
    const { document, sums } = judgement;
    if (known?.state === 'rejected') this.#deps.store.rejected.resolve(this.#run.flowId, this.#run.id, record.key);
    if (isThere) {
      const waits = known?.state === 'waiting';
      this.#note(record, known, {
        state: waits ? 'waiting' : 'landed',
        disposition: waits ? 'waiting' : 'unchanged',
        sums,
        staged: null,
      });
      return [];
    }
    this.#note(record, known, {
      state: 'waiting',
      disposition: 'waiting',
      sums,
      staged: { hash: document.hash, batchId },
    });
    return [document];
  }

  #note(record: Named, known: KnownDocument | null, next: Next): void {
    const { documents } = this.#deps.store;
    this.#run.window.add(next.disposition, next.sums);
    const same = known !== null && known.state === next.state && next.staged === null && next.state !== 'rejected';
    if (same && JSON.stringify(known.sums) === JSON.stringify(next.sums)) {
      documents.touch(this.#run.flowId, this.#run.id, record.key, this.#run.readingMark, next.disposition);
      return;
    }
    if (known !== null) this.#run.position.remove(positionOf(known.state), known.sums);
    this.#run.position.add(positionOf(next.state), next.sums);
    documents.put(this.#run.flowId, this.#run.id, {
      key: record.key,
      label: record.label,
      state: next.state,
      stagedHash: next.staged?.hash ?? known?.stagedHash ?? null,
      stagedBatchId: next.staged?.batchId ?? known?.stagedBatchId ?? null,
      landedHash: known?.landedHash ?? null,
      landedBatchId: known?.landedBatchId ?? null,
      sums: next.sums,
      lastRun: this.#run.readingMark,
      lastDisposition: next.disposition,
    });
  }

  #reject(record: UnreadableRecord): void {
    const reasons = [{ code: 'RECORD_UNREADABLE', field: '', value: record.reason, expected: null }];
    this.#putRejected(record.key, record.label, reasons, null);
    this.#run.window.add('rejected', []);
  }

  #putRejected(
    key: string | null,
    label: string,
    reasons: Extract<Judgement, { kind: 'rejected' }>['reasons'],
    source: SourceRecord | null,
  ): void {
    this.#deps.store.rejected.put({
      id: this.#deps.random.uuid(),
      flowId: this.#run.flowId,
      runId: this.#run.runId,
      stream: this.#run.id,
      key,
      label,
      reasons,
      source,
      atUtc: nowUtc(this.#deps.clock),
    });
  }

  #insertBatch(id: string, documents: Batch['documents']): void {
    const { store, clock } = this.#deps;
    const createdAtUtc = nowUtc(clock);
    const payloadHash = sha256Of(documents.map((document) => `${document.key} ${document.hash}`));
    const rows = documents.reduce(
      (sum, one) => sum + 1 + Object.values(one.lines).reduce((n, set) => n + set.length, 0),
      0,
    );
    const auditHead = store.audit.append(createdAtUtc, 'batch.staged', id, {
      run: this.#run.runId,
      stream: this.#run.id,
      sequence: this.#sequence,
      documents: documents.length,
      rows,
      payload: payloadHash,
    });
    const batch: Batch = {
      id,
      runId: this.#run.runId,
      flowId: this.#run.flowId,
      streamId: this.#run.id,
      sequence: this.#sequence,
      createdAtUtc,
      documents,
      auditHead,
      ...(this.#repairThrough === null ? {} : { repair: true }),
    };
    store.batches.insert(batch, this.#run.plan.target, { rows, payloadHash });
  }
}

function isKnownThere(hash: string, known: KnownDocument | null): boolean {
  if (known === null) return false;
  return (known.state === 'waiting' ? known.stagedHash : known.landedHash) === hash;
}
