import { setImmediate as nextTurn } from 'node:timers/promises';
import { mergeGroups, negated, type SummedGroup } from '../../../shared/tie-out/compare.ts';
import type { Cause } from '../../../shared/tie-out/model.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import type { GroupedSumsRequest } from '../../ports/destination.ts';
import type { Store } from '../../store/store.ts';
import { causesFrom } from './cause.ts';
import { contributionsOf, LessSums, viewOfDocument } from './contribution.ts';

/** Beyond this many changed records, those that follow are told by what they are worth now. */
const mostLookedUp = 1_000;

export interface LookScope {
  readonly store: Store;
  readonly flowId: string;
  readonly request: GroupedSumsRequest;
  readonly less: LessSums;
  readonly reportedAtUtc: string;
  readonly signal: AbortSignal;
}

export interface StoredLook {
  /** Null where contents of landed records are no longer kept. */
  readonly groups: readonly SummedGroup[] | null;
  readonly causes: readonly Cause[];
  readonly removed: number;
  readonly changed: number;
}

/** Every landed document of a stream whose contents are kept, batch by batch, letting others in between. */
export async function* landedDocuments(
  { store, flowId, signal }: Pick<LookScope, 'store' | 'flowId' | 'signal'>,
  stream: string,
): AsyncGenerator<{
  readonly documents: readonly MappedDocument[];
  readonly stagedAtUtc: string;
  readonly removed: number;
}> {
  for (const { batchId, keys } of store.periodRecords.landedKeys(flowId, stream)) {
    signal.throwIfAborted();
    await nextTurn();
    if (store.batches.contentsRemovedAt(batchId) !== null) {
      yield { documents: [], stagedAtUtc: '', removed: keys.size };
      continue;
    }
    const stored = store.batches.get(batchId);
    const documents = stored?.batch.documents.filter((one) => keys.has(one.key)) ?? [];
    yield { documents, stagedAtUtc: stored?.batch.createdAtUtc ?? '', removed: keys.size - documents.length };
  }
}

/** What landed documents of the other stream take off. */
export async function lessSums(scope: Omit<LookScope, 'less'>): Promise<LessSums> {
  const sums = new LessSums();
  const { less } = scope.request;
  if (less === null) return sums;
  for await (const { documents } of landedDocuments(scope, less.stream.id)) {
    for (const document of documents) sums.add(viewOfDocument(document), less);
  }
  return sums;
}

/** The same sums as the destination computes, from what is stored here, and what landed records explain. */
export async function lookAtStored(scope: LookScope): Promise<StoredLook> {
  const { request, less } = scope;
  const all = { ...request, without: { ...request.without, values: [] } };
  let groups: SummedGroup[] = [];
  const causes: Cause[] = [];
  let removed = 0;
  let changed = 0;
  for await (const part of landedDocuments(scope, request.stream.id)) {
    removed += part.removed;
    const found: SummedGroup[] = [];
    for (const document of part.documents) {
      const view = viewOfDocument(document);
      const own = contributionsOf(view, request, less);
      found.push(...own);
      const subject = { stream: request.stream.id, key: document.key, label: document.label };
      const isLeftOut = own.length === 0 && request.without.values.includes(view.header(request.without.column));
      if (isLeftOut) causes.push(...causesFrom(contributionsOf(view, all, less), 'left-out', false, subject));
      const isChanged = changedSince(document, part.stagedAtUtc, scope.reportedAtUtc);
      if (isChanged === 'no') continue;
      changed += 1;
      const before = changed > mostLookedUp ? [] : versionBefore(scope, document.key);
      const effect = mergeGroups([...before, ...own.map((one) => ({ ...one, figures: negated(one.figures) }))]);
      causes.push(...causesFrom(effect, 'changed-since', isChanged === 'yes', subject));
    }
    groups = mergeGroups([...groups, ...found]);
  }
  return { groups: removed > 0 ? null : groups, causes, removed, changed };
}

/** A source's own change time is certain; without one, a version that came here later may only have been read later. */
function changedSince(
  { changedAt, timeKind }: MappedDocument,
  stagedAtUtc: string,
  reportedAtUtc: string,
): 'yes' | 'possibly' | 'no' {
  const after = (moment: string) => Date.parse(moment) > Date.parse(reportedAtUtc);
  if (timeKind === 'updated' && changedAt !== null) return after(changedAt) ? 'yes' : 'no';
  return stagedAtUtc !== '' && after(stagedAtUtc) ? 'possibly' : 'no';
}

/** What the record added in the version that had landed when the report was made. */
function versionBefore({ store, flowId, request, less, reportedAtUtc }: LookScope, key: string): SummedGroup[] {
  const batches = store.versions.of({ flowId, stream: request.stream.id, key }, null);
  const before = batches.find((one) => {
    const isBefore = Date.parse(one.stagedAtUtc) <= Date.parse(reportedAtUtc);
    return isBefore && one.outcome !== 'rejected' && one.contentsRemovedAtUtc === null;
  });
  const carried = before === undefined ? null : store.versions.document(before.batchId, key);
  if (carried === null) return [];
  return contributionsOf(viewOfDocument(carried.document), request, less).map((one) => one);
}
