import type { Disposition, MappedDocument, SourceRecord, UnreadableRecord } from '../../shared/model/record.ts';
import type { DocumentSums } from '../../shared/model/tally.ts';
import type { Batch, Destination } from '../ports/destination.ts';
import type { DimensionEntry, HoldReason } from '../ports/integration.ts';
import { nowUtc } from '../ports/time.ts';
import { packDocument } from '../store/batch-codec.ts';
import { PackedDocuments } from '../store/packed-documents.ts';
import { positionOf, type DocumentState, type KnownDocument } from '../store/documents.ts';
import type { EngineDeps } from './deps.ts';
import { sha256Of } from './hash.ts';
import { isInOutbox, isKnownThere, letGo } from './held/let-go.ts';
import { judgeRecord, type Judgement } from './judge.ts';
import type { StreamRun } from './stream-run.ts';

/** What is still needed of a record once it has been judged. */
type Named = Pick<SourceRecord, 'key' | 'label'>;

/** What is kept of a document until the buffer is flushed. */
interface Sound {
  readonly kind: 'document';
  readonly hash: string;
  readonly sums: DocumentSums;
  /** Header and lines. */
  readonly rows: number;
  /**
   * `packed`: it is among the packed documents already; null if the destination has it. Whole only in a repair, where it is
   * compared first: a buffer of rows would be most of the memory of a run, their bytes are a tenth of it and no work for the
   * garbage collector.
   */
  readonly content: 'packed' | MappedDocument | null;
  /** What it takes among the packed documents. */
  readonly bytes: number;
}

/** A document that goes into the batch. */
interface Staged {
  readonly key: string;
  readonly hash: string;
  readonly rows: number;
}

interface Pending {
  /** True if the destination has this version, or will have it when the outbox is delivered. */
  isThere: boolean;
  readonly record: Named;
  /** Kept only of a rejected or held record: the others are in their rows, and a buffer of whole records is what would grow. */
  readonly source: SourceRecord | null;
  readonly judgement: Sound | Exclude<Judgement, { kind: 'document' }>;
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
  readonly maxBytes: number;
  /** The destination, if hashes are not to be believed; else null. */
  readonly repairThrough: Destination | null;
}

/** Rows after which the buffer wants to be staged. One transaction each (design §6). */
export const maxBufferedRows = 10_000;

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
  readonly #maxBytes: number;
  #pending: Pending[] = [];
  #unreadable: UnreadableRecord[] = [];
  #dimensions: { readonly key: string; readonly entry: DimensionEntry | null }[] = [];
  #buffered = new Set<string>();
  #rows = 0;
  #bytes = 0;
  /** What goes into the batch, in the order of `#pending`. */
  readonly #packed = new PackedDocuments();
  #documents = 0;

  constructor(deps: EngineDeps, run: StreamRun, options: StageOptions) {
    this.#deps = deps;
    this.#run = run;
    this.#sequence = options.sequence;
    this.#repairThrough = options.repairThrough;
    this.#maxDocuments = options.maxDocuments;
    this.#maxBytes = options.maxBytes;
  }

  get isFull(): boolean {
    return this.#rows >= maxBufferedRows || this.#documents >= this.#maxDocuments || this.#bytes >= this.#maxBytes;
  }

  /** Judges one record; a record that this window has already brought is passed over. */
  add(record: SourceRecord): void {
    if (this.#buffered.has(record.key)) return;
    const known = this.#deps.store.documents.get(this.#run.flowId, this.#run.id, record.key);
    if (known?.lastRun === this.#run.readingMark) return;
    this.#buffered.add(record.key);
    this.#run.read += 1;
    const judgement = letGo(this.#deps, this.#of, {
      ...{ record, known },
      judgement: judgeRecord(record, this.#run.plan, this.#run.dimensions),
    });
    const { key, label } = record;
    const isThere = judgement.kind === 'document' && isKnownThere(judgement.document.hash, known);
    const kept = judgement.kind === 'document' ? this.#keep(judgement, isThere) : judgement;
    this.#noteDimension(record);
    this.#pending.push({
      record: { key, label },
      source: judgement.kind === 'rejected' || judgement.kind === 'held' ? record : null,
      judgement: kept,
      known,
      isThere,
    });
    if (kept.kind === 'document' && kept.content !== null) {
      this.#documents += 1;
      this.#rows += kept.rows;
      this.#bytes += kept.bytes;
    } else {
      // Unchanged records cost a small write each: they fill the transaction too, only more slowly.
      this.#rows += 0.5;
    }
  }

  #keep({ document, sums }: Extract<Judgement, { kind: 'document' }>, isThere: boolean): Sound {
    const rows = Object.values(document.lines).reduce((sum, set) => sum + set.length, 1);
    const facts = { kind: 'document', hash: document.hash, sums, rows } as const;
    if (this.#repairThrough !== null) return { ...facts, content: document, bytes: 0 };
    return isThere
      ? { ...facts, content: null, bytes: 0 }
      : { ...facts, content: 'packed', bytes: this.#pack(document) };
  }

  get #of(): { flowId: string; stream: string } {
    return { flowId: this.#run.flowId, stream: this.#run.id };
  }

  /** Reference data counts as read whatever becomes of its record: documents name what the source has. */
  #noteDimension(record: SourceRecord): void {
    const { dimension } = this.#run.plan.definition;
    if (dimension !== undefined) this.#dimensions.push({ key: record.key, entry: dimension(record) });
  }

  #pack(document: MappedDocument): number {
    return this.#packed.add(packDocument(document, this.#run.plan.target.mapping));
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
    const open = this.#pending.flatMap(({ judgement, known }) =>
      judgement.kind === 'document' && !isInOutbox(known) && judgement.content !== 'packed'
        ? (judgement.content ?? [])
        : [],
    );
    if (open.length === 0) return;
    const compared = await this.#repairThrough.compare(this.#run.plan.target, open, signal);
    const same = new Set(compared.filter((one) => one.action === 'unchanged').map((one) => one.documentKey));
    for (const one of this.#pending) if (!isInOutbox(one.known)) one.isThere = same.has(one.record.key);
  }

  /** Makes the buffer durable. `also` runs inside the same transaction. */
  flush(also?: () => void): void {
    // A repair packs while it settles: what an undone transaction packed must not stand there twice.
    if (this.#repairThrough !== null) this.#packed.clear();
    this.#run.changeTogether(() => {
      const batchId = this.#deps.random.uuid();
      const staged = this.#pending.flatMap((pending) => this.#settle(pending, batchId));
      for (const unreadable of this.#unreadable) this.#reject(unreadable);
      for (const one of this.#dimensions) this.#putDimension(one);
      if (staged.length > 0) this.#insertBatch(batchId, staged);
      this.#deps.store.streams.update(this.#run.flowId, this.#run.id, { sequence: this.#sequence });
      this.#run.save();
      also?.();
    });
    this.#packed.clear();
    this.#pending = [];
    this.#unreadable = [];
    this.#dimensions = [];
    this.#buffered = new Set();
    this.#rows = 0;
    this.#bytes = 0;
    this.#documents = 0;
  }

  #settle(pending: Pending, batchId: string): Staged[] {
    const { record, source, judgement, known } = pending;
    if (judgement.kind !== 'held' && known?.state === 'held') {
      this.#deps.store.held.resolve(this.#run.flowId, this.#run.id, record.key, nowUtc(this.#deps.clock));
    }
    switch (judgement.kind) {
      case 'excluded':
        this.#run.countExcluded(judgement.reason);
        this.#note(record, known, { state: 'excluded', disposition: 'excluded', sums: judgement.sums, staged: null });
        return [];
      case 'rejected':
        this.#putRejected(record.key, record.label, judgement.reasons, source);
        this.#note(record, known, { state: 'rejected', disposition: 'rejected', sums: judgement.sums, staged: null });
        return [];
      case 'held':
        if (known?.state === 'rejected') this.#resolveRejected(record.key);
        if (source !== null) this.#putHeld(source, judgement.reasons);
        this.#note(record, known, { state: 'held', disposition: 'held', sums: judgement.sums, staged: null });
        return [];
      case 'document':
        return this.#settleDocument(pending, judgement, batchId);
    }
  }

  #settleDocument(
    { record, known, isThere }: Pending,
    { hash, sums, rows, content }: Sound,
    batchId: string,
  ): Staged[] {
    if (known?.state === 'rejected') this.#resolveRejected(record.key);
    if (isThere || content === null) {
      const waits = isInOutbox(known);
      this.#note(record, known, {
        state: waits ? 'waiting' : 'landed',
        disposition: waits ? 'waiting' : known !== null && this.#run.hasLoaded(known) ? 'loaded' : 'unchanged',
        sums,
        staged: null,
      });
      return [];
    }
    this.#note(record, known, {
      state: 'waiting',
      disposition: 'waiting',
      sums,
      staged: { hash, batchId },
    });
    if (content !== 'packed') this.#pack(content);
    return [{ key: record.key, hash, rows }];
  }

  #note(record: Named, known: KnownDocument | null, next: Next): void {
    const { documents } = this.#deps.store;
    this.#run.window.add(next.disposition, next.sums);
    // Read as it waits already: what becomes of it counts in this run too.
    const waitsIn = next.disposition === 'waiting' && next.staged === null ? (known?.stagedBatchId ?? null) : null;
    if (waitsIn !== null) this.#deps.store.waitingReaders.add(waitsIn, record.key, this.#run.runId);
    const same = known !== null && known.state === next.state && next.staged === null && next.state !== 'rejected';
    if (same && JSON.stringify(known.sums) === JSON.stringify(next.sums)) {
      documents.touch(this.#run.flowId, this.#run.id, record.key, this.#run.readingMark, next.disposition);
      return;
    }
    const was = known === null ? null : positionOf(known.state);
    if (known !== null && was !== null) this.#run.position.remove(was, known.sums);
    const place = positionOf(next.state);
    if (place !== null) this.#run.position.add(place, next.sums);
    documents.put(this.#run.flowId, this.#run.id, {
      key: record.key,
      label: record.label,
      state: next.state,
      stagedHash: next.staged?.hash ?? known?.stagedHash ?? null,
      stagedBatchId: next.staged?.batchId ?? known?.stagedBatchId ?? null,
      landedHash: known?.landedHash ?? null,
      landedBatchId: known?.landedBatchId ?? null,
      deletedAtUtc: known?.deletedAtUtc ?? null,
      sums: next.sums,
      lastRun: this.#run.readingMark,
      lastDisposition: next.disposition,
    });
  }

  #putDimension({ key, entry }: { readonly key: string; readonly entry: DimensionEntry | null }): void {
    const { dimensions } = this.#deps.store;
    if (entry === null) dimensions.remove(this.#run.flowId, this.#run.id, key);
    else dimensions.put(this.#run.flowId, this.#run.id, { key, ...entry });
  }

  #putHeld(source: SourceRecord, reasons: readonly HoldReason[]): void {
    const { store, random, clock } = this.#deps;
    const { flowId, runId, id: stream } = this.#run;
    store.held.put({ id: random.uuid(), flowId, runId, stream, reasons, source, atUtc: nowUtc(clock) });
  }

  #resolveRejected(key: string): void {
    const { store, clock } = this.#deps;
    store.rejected.resolve(this.#run.flowId, this.#run.id, key, nowUtc(clock));
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

  #insertBatch(id: string, documents: readonly Staged[]): void {
    const { store, clock } = this.#deps;
    const createdAtUtc = nowUtc(clock);
    const payloadHash = sha256Of(documents.map((document) => `${document.key} ${document.hash}`));
    const rows = documents.reduce((sum, one) => sum + one.rows, 0);
    const auditHead = store.audit.append(createdAtUtc, 'batch.staged', id, {
      run: this.#run.runId,
      stream: this.#run.id,
      sequence: this.#sequence,
      documents: documents.length,
      rows,
      payload: payloadHash,
    });
    const batch: Omit<Batch, 'documents'> = {
      id,
      runId: this.#run.runId,
      flowId: this.#run.flowId,
      streamId: this.#run.id,
      sequence: this.#sequence,
      createdAtUtc,
      auditHead,
      ...(this.#repairThrough === null ? {} : { repair: true }),
    };
    store.batches.insert(batch, this.#run.plan.target, {
      documents: this.#packed,
      rows,
      payloadHash,
    });
  }
}
