import { AppError } from '../../shared/errors/app-error.ts';
import { changesBetween } from '../../shared/mapping/version-changes.ts';
import { addDecimals, canonicalDecimal, parseDecimal, ZERO } from '../../shared/money/decimal.ts';
import type { Cell, MappedDocument } from '../../shared/model/record.ts';
import type { SchemaPlan } from '../../shared/model/plan.ts';
import type { ControlTotals } from '../../shared/model/totals.ts';
import { contributionsOf, LessSums, viewOfDocument } from '../../main/engine/tie-out/contribution.ts';
import { mergeGroups } from '../../shared/tie-out/compare.ts';
import { sumDocument } from '../../main/engine/sums.ts';
import type { OtherInstallation } from '../../shared/model/installation.ts';
import type {
  Batch,
  DeliveryReport,
  Destination,
  DocumentOutcome,
  EditedRow,
  LandedComparison,
  GroupedSum,
  GroupedSumsRequest,
  InstallationMark,
  TargetStream,
  TotalsRequest,
} from '../../main/ports/destination.ts';

interface Landed {
  readonly document: MappedDocument;
  readonly sequence: bigint;
  readonly batchId: string;
}

export type DeliveryFault = 'lost-before' | 'lost-after' | 'unknown' | 'auth' | 'refuse-first' | 'refuse-batch';

/** A keyed destination in memory, guarded by hash and sequence as the real ones are. */
export class FakeDestination implements Destination {
  readonly capabilities = {
    delivery: 'keyed-batch' as const,
    maxDocumentsPerBatch: 4,
    maxBytesPerBatch: 1_000_000,
    totalsCostMoney: true,
  };
  /** Other installations that the destination shows. */
  otherInstallations: OtherInstallation[] = [];
  readonly #edits = new Map<string, { readonly batchId: string; readonly values: Readonly<Record<string, Cell>> }>();
  readonly #tables = new Map<string, Map<string, Landed>>();
  /** Faults of the next deliveries, in order. */
  readonly faults: DeliveryFault[] = [];
  deliveries = 0;
  /** The delivery of this number never comes to an end, as when the process is killed in it. */
  hangAt: number | null = null;
  readonly #hanging = Promise.withResolvers<undefined>();
  totalsAsked = 0;
  plans = 0;
  /** Set: the next plan's answer is lost. */
  planFault: 'lost' | null = null;

  /** What landed of the stream of invoices. */
  get rows(): Map<string, Landed> {
    return this.rowsOf('invoices');
  }

  rowsOf(stream: string): Map<string, Landed> {
    const known = this.#tables.get(stream) ?? new Map<string, Landed>();
    this.#tables.set(stream, known);
    return known;
  }

  /** Somebody changes cells of a landed row past the app; the next delivery of the row ends it. */
  edit(key: string, values: Readonly<Record<string, Cell>>): void {
    this.#edits.set(key, { batchId: this.rows.get(key)?.batchId ?? '', values });
  }

  editedRows(stream: TargetStream, columns: readonly string[]): Promise<EditedRow[]> {
    const found = [...this.#edits].flatMap(([documentKey, { batchId, values }]): EditedRow[] => {
      const landed = this.rowsOf(stream.id).get(documentKey);
      if (landed?.batchId !== batchId) return [];
      const { header } = landed.document;
      const changes = columns.flatMap((column) => {
        const before = header.values[column] ?? null;
        const after = values[column] ?? before;
        return before === after ? [] : [{ column, before, after }];
      });
      return changes.length === 0 ? [] : [{ documentKey, rowHash: header.hash, changes }];
    });
    return Promise.resolve(found);
  }

  others(_stream: TargetStream, { sinceUtc }: InstallationMark): Promise<OtherInstallation[]> {
    return Promise.resolve(this.otherInstallations.filter((one) => one.lastAtUtc > sinceUtc));
  }

  async *check(): AsyncIterable<never> {
    // Nothing to check in memory.
  }

  plan(): Promise<SchemaPlan> {
    this.plans += 1;
    if (this.planFault !== null) {
      this.planFault = null;
      return Promise.reject(lost());
    }
    return Promise.resolve({ changes: [], conflicts: [] });
  }

  applyPlan(): Promise<void> {
    return Promise.resolve();
  }

  compare(stream: TargetStream, documents: readonly MappedDocument[]): Promise<LandedComparison[]> {
    return Promise.resolve(
      documents.map((document) => {
        const landed = this.rowsOf(stream.id).get(document.key);
        const action = landed === undefined ? 'insert' : sameValues(landed.document, document) ? 'unchanged' : 'update';
        const changes =
          landed === undefined || action !== 'update' ? [] : changesBetween(landed.document, document, stream.mapping);
        return { documentKey: document.key, action, changes, landedSequence: landed?.sequence.toString() ?? null };
      }),
    );
  }

  deliver(stream: TargetStream, batch: Batch): Promise<DeliveryReport> {
    this.deliveries += 1;
    const fault = this.faults.shift();
    if (fault === 'lost-before') return Promise.reject(lost());
    if (this.deliveries === this.hangAt) {
      this.#hanging.resolve(undefined);
      return new Promise(() => undefined);
    }
    if (fault === 'refuse-batch') return Promise.reject(new AppError('FAKE_BATCH_REFUSED', 'record'));
    if (fault === 'auth') return Promise.reject(new AppError('FAKE_AUTH', 'auth'));
    const outcomes = batch.documents.map((document, index): DocumentOutcome => {
      if (fault === 'refuse-first' && index === 0) {
        const reasons = [{ code: 'RECORD_REFUSED', field: 'amount', value: 'bad', expected: null }];
        return { documentKey: document.key, outcome: 'rejected', reasons };
      }
      return { documentKey: document.key, outcome: this.#write(this.rowsOf(stream.id), batch, document), reasons: [] };
    });
    if (fault === 'lost-after') return Promise.reject(lost());
    if (fault === 'unknown') {
      return Promise.resolve({ outcomes: outcomes.map((one) => ({ ...one, outcome: 'unknown' as const })) });
    }
    return Promise.resolve({ outcomes });
  }

  totals(request: TotalsRequest): Promise<ControlTotals> {
    this.totalsAsked += 1;
    const landed = request.documentKeys.flatMap((key) => {
      const row = this.rowsOf(request.stream.id).get(key);
      return row === undefined || row.document.deleted === true ? [] : [row];
    });
    const entries = new Map<string, ControlTotals['entries'][number]>();
    for (const { document } of landed) {
      for (const one of sumDocument(document, request.stream.totals)) {
        const key = JSON.stringify([one.company, one.amount, one.currency]);
        const known = entries.get(key) ?? { ...one, count: 0, sum: '0' };
        const sum = canonicalDecimal(addDecimals(parseDecimal(known.sum) ?? ZERO, parseDecimal(one.sum) ?? ZERO));
        entries.set(key, {
          company: one.company,
          amount: one.amount,
          currency: one.currency,
          count: known.count + one.rows,
          sum,
        });
      }
    }
    return Promise.resolve({
      documents: landed.length,
      distinctKeys: landed.length,
      lines: {},
      entries: [...entries.values()],
    });
  }

  /** Resolves once a delivery hangs. */
  async untilHanging(): Promise<void> {
    await this.#hanging.promise;
  }

  /** By the engine's own reading of a document: that the warehouse sums the same is shown with the practice systems. */
  groupedSums(request: GroupedSumsRequest): Promise<readonly GroupedSum[]> {
    const less = new LessSums();
    const part = request.less;
    const rowsOf = (stream: string) => [...this.rowsOf(stream).values()].map((one) => viewOfDocument(one.document));
    if (part !== null) for (const view of rowsOf(part.stream.id)) less.add(view, part);
    const groups = mergeGroups(rowsOf(request.stream.id).flatMap((view) => contributionsOf(view, request, less)));
    return Promise.resolve(
      groups.map((group) => ({
        group: request.groupBy.map(({ name }) => group[name as 'company' | 'currency'] ?? ''),
        documents: Number(group.figures.count ?? '0'),
        sums: request.sums.map(({ name }) => group.figures[name as 'amount'] ?? '0'),
      })),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** Written if it is new or differs and is not older; what this very batch wrote before counts as delivered again. */
  #write(rows: Map<string, Landed>, batch: Batch, document: MappedDocument): 'delivered' | 'unchanged' {
    const landed = rows.get(document.key);
    const sequence = BigInt(batch.sequence);
    const wins =
      landed === undefined ||
      ((batch.repair === true || landed.document.hash !== document.hash) && sequence >= landed.sequence);
    if (wins && !(document.deleted === true && landed === undefined)) {
      rows.set(document.key, { document, sequence, batchId: batch.id });
    }
    return rows.get(document.key)?.batchId === batch.id ? 'delivered' : 'unchanged';
  }
}

function sameValues(a: MappedDocument, b: MappedDocument): boolean {
  return JSON.stringify([a.header.values, a.lines]) === JSON.stringify([b.header.values, b.lines]);
}

function lost(): AppError {
  return new AppError('HTTP_CONNECTION_CUT', 'transient');
}
