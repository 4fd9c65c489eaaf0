import type { MappedDocument } from '../../../shared/model/record.ts';
import type { Batch, DeliveryReport, Destination, LandedComparison, TargetStream } from '../../ports/destination.ts';
import { compareAll, effectOf, type Effect, type EffectTally } from './effect.ts';

/** What became of the documents of a batch that was sent. */
export type MeasuredEffect = Effect | 'rejected' | 'different';

/** A destination that says of each batch what sending it did, by asking before and after. */
export interface MeasuredDestination extends Destination {
  /** By document key; null while the batch has not been sent. */
  effectsOf(batchId: string): ReadonlyMap<string, MeasuredEffect> | null;
}

/**
 * The destination, with the effect of all that is sent added up. What was there before is asked once for a batch, however often it is
 * tried, since a try whose answer was lost may have written. Where content was altered that the destination's own hashes do not show,
 * the batch goes as a repair, so that the very values of it land; what is newer stays. Comparisons that find documents as they are
 * (a record that need not be sent) count too.
 */
export function measure(destination: Destination, tally: EffectTally): MeasuredDestination {
  const before = new Map<string, readonly LandedComparison[]>();
  const effects = new Map<string, ReadonlyMap<string, MeasuredEffect>>();
  const deliver: Destination['deliver'] = async (stream, batch, context) => {
    const { documents } = batch;
    const known = before.get(batch.id) ?? (await compareAll(destination, stream, documents, context.signal));
    before.set(batch.id, known);
    const isAltered = known.some((one) => effectOf(one, batch.sequence) === 'update');
    const report = await destination.deliver(stream, isAltered ? { ...batch, repair: true } : batch, context);
    if (report.outcomes.some(({ outcome }) => outcome === 'unknown')) return report;
    const sent = documents.filter((document) => !refusedIn(report).has(document.key));
    const after = await compareAll(destination, stream, sent, context.signal);
    effects.set(batch.id, settle(tally, { stream, batch, before: known, report, after: byKey(after) }));
    return report;
  };
  return {
    capabilities: destination.capabilities,
    check: (streams, signal) => destination.check(streams, signal),
    plan: (streams, signal) => destination.plan(streams, signal),
    applyPlan: (plan, signal) => destination.applyPlan(plan, signal),
    totals: (request, signal) => destination.totals(request, signal),
    close: () => destination.close(),
    compare: async (stream, documents, signal) => {
      const compared = await compareAll(destination, stream, documents, signal);
      compared.forEach((one, index) => {
        const document = documents[index];
        if (one.action === 'unchanged' && document !== undefined) tally.add(stream.mapping, document, one, 'unchanged');
      });
      return compared;
    },
    deliver,
    effectsOf: (batchId) => effects.get(batchId) ?? null,
  };
}

interface Sent {
  readonly stream: TargetStream;
  readonly batch: Batch;
  readonly before: readonly LandedComparison[];
  readonly report: DeliveryReport;
  readonly after: ReadonlyMap<string, LandedComparison>;
}

function settle(tally: EffectTally, sent: Sent): Map<string, MeasuredEffect> {
  const { batch, stream, before } = sent;
  const refused = refusedIn(sent.report);
  const effects = new Map<string, MeasuredEffect>();
  batch.documents.forEach((document, index) => {
    const comparison = before[index];
    const effect = refused.has(document.key) ? 'rejected' : landedAs(sent, document, comparison);
    effects.set(document.key, effect);
    if (comparison === undefined || effect === 'rejected' || effect === 'different') tally.count(effect);
    else tally.add(stream.mapping, document, comparison, effect);
  });
  return effects;
}

/** What was to be done, if the destination has it now; `newer` if somebody wrote something newer meanwhile. */
function landedAs(
  { batch, after }: Sent,
  document: MappedDocument,
  before: LandedComparison | undefined,
): MeasuredEffect {
  const now = after.get(document.key);
  if (before === undefined || now === undefined) return 'different';
  const left = effectOf(now, batch.sequence);
  if (left === 'unchanged') return effectOf(before, batch.sequence);
  return left === 'newer' ? 'newer' : 'different';
}

function refusedIn(report: DeliveryReport): ReadonlySet<string> {
  return new Set(report.outcomes.flatMap((one) => (one.outcome === 'rejected' ? [one.documentKey] : [])));
}

function byKey(comparisons: readonly LandedComparison[]): Map<string, LandedComparison> {
  return new Map(comparisons.map((one) => [one.documentKey, one]));
}
