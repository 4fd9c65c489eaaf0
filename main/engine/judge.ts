import type { ExclusionRule } from '../../shared/model/flow.ts';
import type { MappedDocument, RejectionReason, SourceRecord } from '../../shared/model/record.ts';
import type { DocumentSums } from '../../shared/model/tally.ts';
import type { Dimensions, HoldReason } from '../ports/integration.ts';
import { sha256 } from './hash.ts';
import type { StreamPlan } from './stream-plan.ts';
import { atPath, sumDocument, sumRecord } from './sums.ts';

/** What is to be done with one record that was read. */
export type Judgement =
  | { readonly kind: 'document'; readonly document: MappedDocument; readonly sums: DocumentSums }
  | { readonly kind: 'rejected'; readonly reasons: readonly RejectionReason[]; readonly sums: DocumentSums }
  | {
      readonly kind: 'held';
      /** What would be loaded: it is sound in itself. */
      readonly document: MappedDocument;
      readonly reasons: readonly HoldReason[];
      readonly sums: DocumentSums;
    }
  | { readonly kind: 'excluded'; readonly reason: string; readonly sums: DocumentSums };

/**
 * Excludes, maps and checks one record, by itself and against the flow's reference data. Pure: the same record, plan and data always give
 * the same judgement.
 */
export function judgeRecord(record: SourceRecord, plan: StreamPlan, dimensions: Dimensions): Judgement {
  const { mapping, totals } = plan.target;
  const rule = plan.exclusions.find((one) => isExcluded(record, one));
  if (rule !== undefined) return { kind: 'excluded', reason: rule.reason, sums: sumRecord(record, mapping, totals) };
  const mapped = plan.mapping.apply(record, sha256);
  const reasons = [...('reasons' in mapped ? mapped.reasons : []), ...plan.definition.validate(record)];
  if ('reasons' in mapped || reasons.length > 0) {
    return { kind: 'rejected', reasons, sums: sumRecord(record, mapping, totals) };
  }
  const { document } = mapped;
  const waitsFor = plan.definition.waitsFor?.(record, dimensions) ?? [];
  const sums = sumDocument(document, totals);
  return waitsFor.length > 0
    ? { kind: 'held', document, reasons: waitsFor, sums }
    : { kind: 'document', document, sums };
}

/** Where nothing is checked against reference data. */
export const noDimensions: Dimensions = { knows: () => false, find: () => null };

function isExcluded(record: SourceRecord, rule: ExclusionRule): boolean {
  const value = atPath(record.fields, rule.path);
  const listed = typeof value === 'string' && rule.values.includes(value);
  return rule.test === 'is' ? listed : !listed;
}
