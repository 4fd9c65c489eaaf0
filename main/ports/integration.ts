import type { IntegrationId } from '../../shared/model/flow.ts';
import type { SourceRecord, RejectionReason } from '../../shared/model/record.ts';
import type { SystemId } from '../../shared/model/system.ts';
import type { TotalsSpec } from '../../shared/model/totals.ts';
import type { StreamMapping } from '../../shared/mapping/mapping.ts';
import type { LinksOf, MessageView, RuleTemplate } from './views.ts';

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
  /** Only of a pair that posts messages, where views find the stream's documents by more than their key. */
  readonly links?: LinksOf;
}

/** The code for one pair of systems: the only place that knows two of them. */
export interface Integration {
  readonly id: IntegrationId;
  readonly source: SystemId;
  readonly destination: SystemId;
  /** In the order in which they run: reference data first. */
  readonly streams: readonly IntegrationStream[];
  /** Only of a pair that posts messages: what its rules may look at, and the rules it proposes. */
  readonly messaging?: { readonly views: readonly MessageView[]; readonly templates: readonly RuleTemplate[] };
}
