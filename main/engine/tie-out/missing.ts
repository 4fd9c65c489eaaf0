import { mergeGroups, negated, type SummedGroup } from '../../../shared/tie-out/compare.ts';
import type { Cause, CauseKind } from '../../../shared/tie-out/model.ts';
import type { MappedDocument } from '../../../shared/model/record.ts';
import type { LessPart, TargetStream } from '../../ports/destination.ts';
import type { NotLanded, RejectedEntry } from '../../store/period-records.ts';
import { causesFrom } from './cause.ts';
import { contributionsOf, paidIn, viewOfDocument, viewOfSource, type DocumentView } from './contribution.ts';
import type { LookScope } from './stored.ts';

export interface Missing {
  readonly causes: readonly Cause[];
  /** Records of which only sums are kept, so that nobody can say what they add to an account. */
  readonly withoutAccount: number;
}

/** What records whose latest version did not land add to `report − landed`. */
export function lookAtMissing(scope: LookScope): Missing {
  const { store, flowId, request } = scope;
  const { stream } = request;
  const causes: Cause[] = [];
  const outbox = new Outbox(scope);
  let withoutAccount = 0;
  for (const record of store.periodRecords.notLanded(flowId, stream.id)) {
    const rejected = record.state === 'rejected' ? entryOf(scope, stream, record) : null;
    const kind = kindOf(record, rejected);
    const subject = { stream: stream.id, key: record.key, label: record.label };
    const view = latestView(outbox, stream, record, rejected);
    if (view === null) {
      const told = fromSums(scope, record);
      if (told === null) withoutAccount += 1;
      else causes.push(...causesFrom(told, kind, record.documentDate !== null, subject));
      continue;
    }
    const landed = landedView(scope, record);
    const before = landed === null ? [] : contributionsOf(landed, request, scope.less).map(opposite);
    const now = contributionsOf(view, request, scope.less);
    causes.push(...causesFrom(mergeGroups([...now, ...before]), kind, true, subject));
  }
  for (const entry of store.periodRecords.rejectedWithoutKey(flowId, stream.id)) {
    if (entry.source === null) continue;
    const now = contributionsOf(viewOfSource(entry.source, stream), request, scope.less);
    const subject = { stream: stream.id, key: null, label: entry.label };
    causes.push(...causesFrom(now, entry.state === 'dismissed' ? 'dismissed' : 'rejected', true, subject));
  }
  if (request.less !== null) causes.push(...missingLess(scope, request.less));
  return { causes, withoutAccount };
}

/** Payments that did not land: the source's report has less open than what landed says. */
function missingLess(scope: LookScope, less: LessPart): Cause[] {
  const { store, flowId, request } = scope;
  const outbox = new Outbox(scope);
  const company = request.groupBy.find(({ name }) => name === 'company')?.column ?? '';
  return store.periodRecords.notLanded(flowId, less.stream.id).flatMap((record) => {
    const rejected = record.state === 'rejected' ? entryOf(scope, less.stream, record) : null;
    const view = latestView(outbox, less.stream, record, rejected);
    if (view === null) return [];
    const landed = landedView(scope, record);
    const taken = (from: DocumentView): SummedGroup[] => {
      if (request.only !== null && from.header(company) !== request.only.value) return [];
      return paidIn(from, less).map(({ currency, amount }) => ({
        ...{ company: from.header(company) || null, companyName: null, currency, account: null, accountName: null },
        figures: { amount: amount === '' ? '0' : amount },
      }));
    };
    const effect = [...taken(view).map(opposite), ...(landed === null ? [] : taken(landed))];
    const subject = { stream: less.stream.id, key: record.key, label: record.label };
    return causesFrom(effect, kindOf(record, rejected), true, subject);
  });
}

function kindOf(record: NotLanded, rejected: RejectedEntry | null): CauseKind {
  if (record.state === 'rejected') return rejected?.state === 'dismissed' ? 'dismissed' : 'rejected';
  return record.state === 'landed' ? 'waiting' : record.state;
}

function entryOf({ store, flowId }: LookScope, stream: TargetStream, { key }: NotLanded): RejectedEntry | null {
  return store.periodRecords.rejectedOf({ flowId, stream: stream.id, key });
}

/** The latest version read: in the outbox, or as it was rejected. Null where only its sums are kept. */
function latestView(
  outbox: Outbox,
  stream: TargetStream,
  record: NotLanded,
  rejected: RejectedEntry | null,
): DocumentView | null {
  if (rejected?.source !== undefined && rejected.source !== null) return viewOfSource(rejected.source, stream);
  return record.stagedBatchId === null ? null : outbox.view(record.stagedBatchId, record.key);
}

function landedView({ store }: LookScope, { landedBatchId, key }: NotLanded): DocumentView | null {
  const found = landedBatchId === null ? null : store.versions.document(landedBatchId, key);
  return found === null ? null : viewOfDocument(found.document);
}

/** Documents of waiting batches, of which many follow each other: the batch is opened once. */
class Outbox {
  readonly #store: LookScope['store'];
  #batchId = '';
  #documents: ReadonlyMap<string, MappedDocument> = new Map();

  constructor({ store }: LookScope) {
    this.#store = store;
  }

  view(batchId: string, key: string): DocumentView | null {
    if (batchId !== this.#batchId) {
      const documents = this.#store.batches.get(batchId)?.batch.documents ?? [];
      this.#documents = new Map(documents.map((one) => [one.key, one]));
      this.#batchId = batchId;
    }
    const document = this.#documents.get(key);
    return document === undefined ? null : viewOfDocument(document);
  }
}

/** From the sums that are kept of every record; null where groups are accounts, which sums do not tell apart. */
function fromSums({ request }: LookScope, record: NotLanded): SummedGroup[] | null {
  const { dates, only, stream } = request;
  if (request.groupBy.some(({ name }) => name === 'account')) return null;
  const date = record.documentDate;
  if (date !== null && (date > dates.to || (dates.from !== null && date < dates.from))) return [];
  const names = stream.totals.amounts
    .filter((one) => one.table === request.table && request.sums.some(({ column }) => column === one.column))
    .map((one) => one.name);
  return record.sums
    .filter(({ amount, company }) => names.includes(amount) && (only === null || company === only.value))
    .map(({ company, currency, sum }) => ({
      ...{ company: company || null, companyName: null, currency: currency || null, account: null, accountName: null },
      figures: { count: '1', amount: sum },
    }));
}

function opposite(group: SummedGroup): SummedGroup {
  return { ...group, figures: negated(group.figures) };
}
