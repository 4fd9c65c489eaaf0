import { changesBetween } from '../../../shared/mapping/version-changes.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import type { LeftOut, StreamEffect } from '../../../shared/replay/replay.ts';
import type { Destination, LandedComparison } from '../../ports/destination.ts';
import type { Source, SourcePage } from '../../ports/source.ts';
import type { StoredBatch } from '../../store/batches.ts';
import type { ReplayWork } from '../../store/replays.ts';
import type { EngineDeps } from '../deps.ts';
import { FlowDimensions } from '../held/flow-dimensions.ts';
import { letGo } from '../held/let-go.ts';
import { judgeRecord } from '../judge.ts';
import type { StreamPlan } from '../stream-plan.ts';
import { compareAll, effectOf, EffectTally } from './effect.ts';

export interface StateRequest {
  readonly flowId: string;
  readonly destination: Destination;
  readonly source: Source;
  readonly plan: StreamPlan;
  readonly work: ReplayWork;
  readonly signal: AbortSignal;
}

/** What replaying would do in one stream. `work` is what is left of it, where the source no longer has some of the records. */
export interface StatedEffect {
  readonly effect: StreamEffect;
  readonly work: ReplayWork;
  readonly leftOut: readonly LeftOut[];
}

const pageSize = 500;
const namedAtOnce = 10;

/** States what replaying would do, by comparing what would be sent with what the destination has. Writes nothing. */
export async function stateEffect(deps: EngineDeps, request: StateRequest): Promise<StatedEffect> {
  return request.work.kind === 'batches' ? await ofBatches(deps, request) : await ofRecords(deps, request);
}

/** A document that an earlier batch of the same replay will have written by then. */
interface Written {
  readonly batchId: string;
  readonly sequence: string;
}

async function ofBatches(deps: EngineDeps, request: StateRequest): Promise<StatedEffect> {
  const { destination, plan, work, signal } = request;
  const { id: stream, label } = plan.definition;
  const tally = new EffectTally({ stream, label, batches: 0 });
  const written = new Map<string, Written>();
  for (const id of work.ids) {
    const stored = deps.store.batches.get(id);
    if (stored === null) continue;
    const { batch, target } = stored;
    const compared = await compareAll(destination, target, batch.documents, signal);
    compared.forEach((present, index) => {
      const document = batch.documents[index];
      if (document === undefined) return;
      const comparison = afterEarlier(deps, stored, document, { present, written: written.get(document.key) });
      const effect = effectOf(comparison, batch.sequence);
      tally.add(target.mapping, document, comparison, effect);
      if (effect === 'insert' || effect === 'update') {
        written.set(document.key, { batchId: batch.id, sequence: batch.sequence });
      }
    });
    tally.addBatch();
  }
  return { effect: tally.effect(), work, leftOut: [] };
}

/** The comparison as it will be once the earlier batches of this replay have gone. */
function afterEarlier(
  deps: EngineDeps,
  { target }: StoredBatch,
  document: MappedDocument,
  { present, written }: { readonly present: LandedComparison; readonly written: Written | undefined },
): LandedComparison {
  const earlier = written === undefined ? null : deps.store.versions.document(written.batchId, document.key);
  if (written === undefined || earlier === null) return present;
  const landedSequence = written.sequence;
  const changes = changesBetween(earlier.document, document, target.mapping);
  return { documentKey: document.key, action: changes.length === 0 ? 'unchanged' : 'update', changes, landedSequence };
}

async function ofRecords(deps: EngineDeps, request: StateRequest): Promise<StatedEffect> {
  const { flowId, destination, plan, work, signal } = request;
  const { id: stream, label } = plan.definition;
  const dimensions = new FlowDimensions(deps, flowId, plan);
  const tally = new EffectTally({ stream, label, batches: null });
  const seen = new Set<string>();
  for await (const page of pagesOf(deps, request)) {
    const documents: MappedDocument[] = [];
    for (const record of page.records) {
      if (seen.has(record.key)) continue;
      seen.add(record.key);
      const known = deps.store.documents.get(flowId, stream, record.key);
      const judgement = judgeRecord(record, plan, dimensions);
      const judged = letGo(deps, { flowId, stream }, { record, known, judgement });
      if (judged.kind === 'document') documents.push(judged.document);
      else tally.count(judged.kind);
    }
    for (const { key } of page.unreadable) {
      if (key !== null && seen.has(key)) continue;
      if (key !== null) seen.add(key);
      tally.count('rejected');
    }
    const compared = await compareAll(destination, plan.target, documents, signal);
    compared.forEach((comparison, index) => {
      const document = documents[index];
      if (document !== undefined) {
        tally.add(plan.target.mapping, document, comparison, effectOf(comparison, null));
      }
    });
  }
  if (work.kind === 'stored-records') return { effect: tally.effect(), work, leftOut: [] };
  const gone = work.ids.filter((key) => !seen.has(key));
  return {
    effect: tally.effect(),
    work: { ...work, ids: work.ids.filter((key) => seen.has(key)) },
    leftOut: gone.length === 0 ? [] : [goneAtSource(stream, label, gone)],
  };
}

function goneAtSource(stream: string, label: string, keys: readonly string[]): LeftOut {
  const names = keys.slice(0, namedAtOnce);
  return { reason: 'gone-at-source', stream, label, count: keys.length, names, sinceUtc: null };
}

type Page = Pick<SourcePage, 'records' | 'unreadable'>;

async function* pagesOf(deps: EngineDeps, { source, plan, work, signal }: StateRequest): AsyncIterable<Page> {
  for (let start = 0; start < work.ids.length; start += pageSize) {
    signal.throwIfAborted();
    const ids = work.ids.slice(start, start + pageSize);
    if (work.kind === 'keys') yield* source.readByKey(plan.definition.id, ids, signal);
    else yield { records: ids.flatMap((id) => deps.store.rejected.source(id) ?? []), unreadable: [] };
  }
}
