import type { OtherInstallation } from '../../shared/model/installation.ts';
import type { CheckStep } from '../../shared/model/check.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { Cell, MappedDocument, RejectionReason } from '../../shared/model/record.ts';
import type { SchemaPlan } from '../../shared/model/plan.ts';
import type { Comparison } from '../../shared/model/preview.ts';
import type { ControlTotals, TotalsSpec } from '../../shared/model/totals.ts';
import type { StreamMapping } from '../../shared/mapping/mapping.ts';

/** A stream as a destination sees it: its shape, and which amounts count. */
export interface TargetStream {
  readonly id: string;
  readonly label: string;
  readonly mapping: StreamMapping;
  readonly totals: TotalsSpec;
}

/** The unit of delivery and of replay. Immutable once staged (design §5.2). */
export interface Batch {
  readonly id: string;
  readonly runId: string;
  readonly flowId: string;
  readonly streamId: string;
  /** Microseconds, as decimal text of a 64-bit integer; a row is replaced only by one whose sequence is not older. */
  readonly sequence: string;
  readonly createdAtUtc: string;
  /** Each document whole, also one without lines: it loses those it had. At least one, each key once. */
  readonly documents: readonly MappedDocument[];
  /**
   * Every row is written whatever hash the destination shows, unless it is newer: somebody altered what had landed, and the
   * engine has found by value which documents differ.
   */
  readonly repair?: boolean;
  /** Head of the audit chain when the batch was staged (hex), written beside the batch at the destination. */
  readonly auditHead: string;
}

/** What became of one document of a batch, found out by reading back, never by counting. */
export interface DocumentOutcome {
  readonly documentKey: string;
  /** `unchanged`: the same content, or newer content, was there already. `unknown`: nobody can say yet. */
  readonly outcome: 'delivered' | 'unchanged' | 'rejected' | 'unknown';
  readonly reasons: readonly RejectionReason[];
}

/** Who delivers, so that a destination can tell installations of one flow apart. */
export interface InstallationMark {
  readonly id: string;
  /** The same for an installation and those restored from its backups. */
  readonly line: string;
  readonly generation: number;
  /** What others completed up to here is known to this one. */
  readonly sinceUtc: string;
}

export interface DeliveryReport {
  /** Exactly one per document of the batch. */
  readonly outcomes: readonly DocumentOutcome[];
  /** Other installations that completed batches for the same table since the mark's moment, as read back with this one. */
  readonly others?: readonly OtherInstallation[];
}

export interface DeliveryContext {
  /** What `saveProgress` stored when this batch was last tried; null at first. */
  readonly progress: JsonObject | null;
  /** Stored durably before it resolves: a statement id before polling, a message about to be sent. */
  saveProgress(progress: JsonObject): Promise<void>;
  readonly signal: AbortSignal;
  /** Left out where nobody asks who delivered. */
  readonly installation?: InstallationMark;
}

export interface DestinationCapabilities {
  /** `keyed-batch`: many documents a call, safe to repeat. `keyed-record`: one a call, safe to repeat. `once`: not safe to repeat. */
  readonly delivery: 'keyed-batch' | 'keyed-record' | 'once';
  readonly maxDocumentsPerBatch: number;
  readonly maxBytesPerBatch: number;
  /** Whether a run that loads nothing would cost the customer money by asking for totals (a warehouse would wake). */
  readonly totalsCostMoney: boolean;
  /** True if batches of several streams may be delivered, and their totals asked for, at the same time. Left out: one stream after the other. */
  readonly takesStreamsTogether?: boolean;
  /** True if streams need no shape there: nothing is planned or changed before the first delivery. */
  readonly isShapeless?: boolean;
  /** Changes when the destination's own tables need another shape for the same mapping: then the shape is planned anew. */
  readonly shapeVersion?: number;
}

/** A comparison with what is there, and how new that is. */
export interface LandedComparison extends Comparison {
  /** Sequence of the version that is there, also of one that was marked as deleted; null if there is none or it has none. */
  readonly landedSequence: string | null;
}

/** Which documents' landed totals are wanted. */
export interface TotalsRequest {
  readonly stream: TargetStream;
  /** Keys of the documents that the window loaded or found unchanged, each once. */
  readonly documentKeys: readonly string[];
}

/** A column, and whether the document's own row has it or each of the rows that are summed. */
export interface GroupColumn {
  readonly name: string;
  readonly of: 'document' | 'row';
  readonly column: string;
}

/** What documents of another stream take off the amount of each document: the payments of an invoice. */
export interface LessPart {
  readonly stream: TargetStream;
  /** Line table whose rows each name one document. */
  readonly table: string;
  /** Columns of that table that are taken off; null counts as zero. */
  readonly amounts: readonly string[];
  /** Column of that table with the document's key. */
  readonly documentColumn: string;
  /** Column of that table with the currency; it has to be the document's own, which is in this column of its header. */
  readonly currencyColumn: string;
  readonly documentCurrencyColumn: string;
  /** Flag in that stream's header: only documents with true count. */
  readonly onlyIf: string;
  /** Date in that stream's header, and the last day that counts. */
  readonly dateColumn: string;
  readonly to: string;
}

/** Which rows are summed by which groups, over everything that landed. All columns exist in the mapping of the stream. */
export interface GroupedSumsRequest {
  readonly stream: TargetStream;
  /** Header or line table whose rows are summed. */
  readonly table: string;
  readonly groupBy: readonly GroupColumn[];
  readonly sums: readonly { readonly name: string; readonly column: string }[];
  /** Date in the header, and the first and last day that count; null is no bound. */
  readonly dates: { readonly column: string; readonly from: string | null; readonly to: string };
  /** Column of the header, and the values of documents that do not count. */
  readonly without: { readonly column: string; readonly values: readonly string[] };
  /** Column of the header, and the only value that counts; null counts all. */
  readonly only: { readonly column: string; readonly value: string } | null;
  /** Taken off the one sum asked for, which is then of the header's table; documents of which nothing is left do not count. */
  readonly less: LessPart | null;
}

export interface GroupedSum {
  /** Values of `groupBy` in its order; empty text for null. */
  readonly group: readonly string[];
  readonly documents: number;
  /** Decimal text, in the order of `sums`. */
  readonly sums: readonly string[];
}

/** A document's own row in which somebody changed something after it was delivered. */
export interface EditedRow {
  readonly documentKey: string;
  /** Hash of the row as it was delivered: the version that was edited. */
  readonly rowHash: string;
  readonly changes: readonly { readonly column: string; readonly before: Cell; readonly after: Cell }[];
}

/**
 * A system that documents are delivered to. One instance per connection.
 * Every method throws AppErrors of its system (`DATABRICKS_*`) or of the HTTP layer (`HTTP_*`).
 */
export interface Destination {
  readonly capabilities: DestinationCapabilities;
  check(streams: readonly TargetStream[], signal: AbortSignal): AsyncIterable<CheckStep>;
  /** What would have to change before these streams fit; nothing is changed. An empty plan means ready. */
  plan(streams: readonly TargetStream[], signal: AbortSignal): Promise<SchemaPlan>;
  /** Makes exactly the changes of the plan, each safe to repeat. Throws a `config` error if the plan has conflicts. */
  applyPlan(plan: SchemaPlan, signal: AbortSignal): Promise<void>;
  /** One comparison per document, in order; nothing is written. A missing table counts every document as an insert. */
  compare(
    stream: TargetStream,
    documents: readonly MappedDocument[],
    signal: AbortSignal,
  ): Promise<readonly LandedComparison[]>;
  /**
   * Begins what can be done ahead of `deliver` without anything being seen at the destination, while another batch is delivered.
   * Never throws for a failure: `deliver` meets it again. What is never delivered is taken away at the latest by `close`.
   */
  prepare?(stream: TargetStream, batch: Batch, signal: AbortSignal): void;
  /**
   * Other installations that completed batches for the stream's table after the mark's moment, each once with its newest. Left out
   * by a destination that cannot tell.
   */
  others?(
    stream: TargetStream,
    installation: InstallationMark,
    signal: AbortSignal,
  ): Promise<readonly OtherInstallation[]>;
  /**
   * Delivers the batch or finds out what became of an earlier try. Safe to call again with the same batch while
   * `capabilities.delivery` is keyed. Throws only if nothing can be said of any document; then all stay staged.
   */
  deliver(stream: TargetStream, batch: Batch, context: DeliveryContext): Promise<DeliveryReport>;
  /** Control totals as the destination computes them over exactly these keys. */
  totals(request: TotalsRequest, signal: AbortSignal): Promise<ControlTotals>;
  /** Sums by group as the destination computes them over all that landed, deleted rows left out. Left out where it cannot. */
  groupedSums?(request: GroupedSumsRequest, signal: AbortSignal): Promise<readonly GroupedSum[]>;
  /** Documents' own rows in which somebody changed one of these columns after delivery. Left out where nobody can tell. */
  editedRows?(stream: TargetStream, columns: readonly string[], signal: AbortSignal): Promise<readonly EditedRow[]>;
  close(): Promise<void>;
}
