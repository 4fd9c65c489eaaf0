import type { IntegrationId } from '../../shared/model/flow.ts';
import type { JsonObject } from '../../shared/model/json.ts';
import type { SourceRecord, RejectionReason } from '../../shared/model/record.ts';
import type { SystemId } from '../../shared/model/system.ts';
import type { TieOutKind } from '../../shared/tie-out/model.ts';
import type { TotalsSpec } from '../../shared/model/totals.ts';
import type { StreamMapping } from '../../shared/mapping/mapping.ts';
import type { LinksOf, MessageView, NoteOf, RuleTemplate } from './views.ts';

/** One stream of a pair: how its records become rows, in which order streams go, what is checked. */
export interface IntegrationStream {
  readonly id: string;
  readonly label: string;
  /** Decides which interval of the schedule applies. */
  readonly scheduleClass: 'transactional' | 'reference';
  readonly defaultMapping: StreamMapping;
  readonly totals: TotalsSpec;
  /** Rules beyond the mapping (a journal must balance). Pure; empty when the record is sound. */
  validate(record: SourceRecord): readonly RejectionReason[];
  /** Only of reference data that other streams' documents name: how a record is known to them. Null if nothing can name it. */
  readonly dimension?: (record: SourceRecord) => DimensionEntry | null;
  /** Checked against reference data before load. Pure; empty when the document may go, else the whole document is held. */
  readonly waitsFor?: (record: SourceRecord, dimensions: Dimensions) => readonly HoldReason[];
  /** Only of a pair that posts messages, where views find the stream's documents by more than their key. */
  readonly links?: LinksOf;
  /** What is noted beside a link. */
  readonly note?: NoteOf;
}

/** One entry of reference data by the name that documents use for it, with what they are checked against and how people call it. JSON only, small. */
export interface DimensionEntry {
  readonly name: string;
  readonly facts: JsonObject;
}

/** The reference data of a flow as it was last read. */
export interface Dimensions {
  /** True if the stream is enabled in the flow and was read whole at least once: only then is a missing entry unknown. */
  knows(stream: string): boolean;
  find(stream: string, name: string): JsonObject | null;
}

/** Why a sound document waits, and for which entry of which stream; `called` is how people call that. */
export interface HoldReason extends RejectionReason {
  readonly waitsFor: { readonly stream: string; readonly name: string };
}

/** The code for one pair of systems: the only place that knows two of them. */
export interface Integration {
  readonly id: IntegrationId;
  readonly source: SystemId;
  readonly destination: SystemId;
  /** In the order in which they run: reference data first. */
  readonly streams: readonly IntegrationStream[];
  /** Reports of the source that can be compared with what landed; left out where there is none. */
  readonly tieOuts?: readonly TieOutDefinition[];
  /** Only of a pair that posts messages: what its rules may look at, and the rules it proposes. */
  readonly messaging?: { readonly views: readonly MessageView[]; readonly templates: readonly RuleTemplate[] };
}

/** How a kind of report of the source is compared with what landed. Columns are those of the default mappings. */
export interface TieOutDefinition {
  readonly kind: TieOutKind;
  readonly stream: string;
  /** List path of the lines whose rows are summed; null where the documents' own rows are. */
  readonly linesPath: string | null;
  readonly company: { readonly id: string; readonly name: string };
  /** In the table that is summed; null where amounts are in the ledger's own currency. */
  readonly currency: string | null;
  /** In the table that is summed. */
  readonly account: { readonly id: string; readonly name: string } | null;
  readonly sums: readonly { readonly figure: 'amount' | 'debit' | 'credit'; readonly column: string }[];
  /** Date of the document by which it is in a period. */
  readonly date: string;
  readonly status: string;
  /** Statuses that reports of this kind usually leave out. */
  readonly leftOut: readonly string[];
  /** Setting of the source's connection with the days that are read again, where not all changed records are noticed. */
  readonly windowDays: { readonly setting: string; readonly usual: string } | null;
  /** What takes off the open amount of each document. */
  readonly less: {
    readonly stream: string;
    readonly linesPath: string;
    readonly amounts: readonly string[];
    readonly documentColumn: string;
    readonly currencyColumn: string;
    readonly onlyIf: string;
    readonly date: string;
  } | null;
}
