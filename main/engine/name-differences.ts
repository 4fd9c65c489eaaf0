import type { Difference, NamedDifferences } from '../../shared/model/differences.ts';
import type { MappedDocument } from '../../shared/model/record.ts';
import type { ControlTotals } from '../../shared/model/totals.ts';
import type { Destination } from '../ports/destination.ts';
import type { EngineDeps } from './deps.ts';
import type { StreamRun } from './stream-run.ts';
import { Tally } from './tally.ts';
import { describeDifference, subtractTotals } from './totals-difference.ts';

export interface DifferenceRequest {
  readonly destination: Destination;
  readonly run: StreamRun;
  /** The keys whose totals differ, and what the destination said of them. */
  readonly keys: readonly string[];
  readonly landed: ControlTotals;
  readonly signal: AbortSignal;
}

/** Keys whose totals differ, few enough to be compared one by one. */
interface Group {
  readonly keys: readonly string[];
  readonly landed: ControlTotals;
}

/** So many documents are compared by value where their sums differ; it takes one statement a table. */
const comparedAtOnce = 100;
/** So many times the destination is asked for totals at most, and so many documents are compared and named. */
const mostTotals = 60;
const mostCompared = 2_000;
const mostNamed = 50;
const mostValues = 500;

/**
 * Which documents stand behind a difference of control totals: the keys are halved, and of each half that differs again, until few are
 * left, which are compared by value. Of two halves only one is asked for; the other is what is left. Bounded: it may not find all, and
 * then says so. Differences that cancel each other within a half are not seen by sums and not found. Throws what the destination throws.
 */
export async function nameDifferences(deps: EngineDeps, request: DifferenceRequest): Promise<NamedDifferences> {
  const search = new Search(deps, request);
  const groups = await search.narrow({ keys: request.keys, landed: request.landed });
  return search.name(groups);
}

class Search {
  readonly #deps: EngineDeps;
  readonly #request: DifferenceRequest;
  #asked = 0;
  #isComplete = true;
  readonly #items: Difference[] = [];

  constructor(deps: EngineDeps, request: DifferenceRequest) {
    this.#deps = deps;
    this.#request = request;
  }

  /** Groups of at most `size` keys whose totals differ. */
  async narrow(from: Group, size = comparedAtOnce): Promise<Group[]> {
    const found: Group[] = [];
    const open = [from];
    for (let group = open.shift(); group !== undefined; group = open.shift()) {
      if (!this.#differs(group)) continue;
      if (group.keys.length <= size) found.push(group);
      else if (this.#asked >= mostTotals || found.length * size >= mostCompared) this.#isComplete = false;
      else open.push(...(await this.#halve(group)));
    }
    return found;
  }

  /** Names the documents of these groups; a group in which every value agrees is narrowed down to its keys. */
  async name(groups: readonly Group[]): Promise<NamedDifferences> {
    const named = await this.#compare(groups.flatMap(({ keys }) => keys));
    for (const group of groups) {
      if (group.keys.some((key) => named.has(key))) continue;
      if (this.#items.length >= mostNamed) this.#isComplete = false;
      else await this.#nameBySums(group);
    }
    const shown = new Set([...new Set(this.#items.map(({ key }) => key))].slice(0, mostNamed));
    const items = this.#items.filter(({ key }) => shown.has(key)).slice(0, mostValues);
    return { items, complete: this.#isComplete && items.length === this.#items.length };
  }

  async #halve({ keys, landed }: Group): Promise<Group[]> {
    const { destination, run, signal } = this.#request;
    const middle = Math.ceil(keys.length / 2);
    const [left, right] = [keys.slice(0, middle), keys.slice(middle)];
    this.#asked += 1;
    const ofLeft = await destination.totals({ stream: run.plan.target, documentKeys: left }, signal);
    return [
      { keys: left, landed: ofLeft },
      { keys: right, landed: subtractTotals(landed, ofLeft) },
    ];
  }

  #differs({ keys, landed }: Group): boolean {
    return describeDifference(this.#expected(keys), landed, keys.length) !== null;
  }

  #expected(keys: readonly string[]): Tally {
    const { run } = this.#request;
    const tally = new Tally();
    for (const key of keys) {
      const known = this.#deps.store.documents.get(run.flowId, run.id, key);
      if (known !== null) tally.add('loaded', known.sums);
    }
    return tally;
  }

  /** Keys of the documents in which a value differs. Those whose content is not kept cannot be compared. */
  async #compare(keys: readonly string[]): Promise<ReadonlySet<string>> {
    const { destination, run, signal } = this.#request;
    const documents = this.#landedDocuments(keys);
    if (documents.length === 0) return new Set();
    const labels = new Map(documents.map(({ key, label }) => [key, label]));
    for (const one of await destination.compare(run.plan.target, documents, signal)) {
      const named = { key: one.documentKey, label: labels.get(one.documentKey) ?? one.documentKey };
      if (one.action === 'insert') this.#items.push({ ...named, field: null, ours: null, theirs: null });
      for (const change of one.action === 'update' ? one.changes : []) {
        this.#items.push({ ...named, field: change.field, ours: textOf(change.after), theirs: textOf(change.before) });
      }
    }
    return new Set(this.#items.map(({ key }) => key));
  }

  /** As they were delivered; those whose content is not kept are left out. Each batch is opened once. */
  #landedDocuments(keys: readonly string[]): MappedDocument[] {
    const { run } = this.#request;
    const { store } = this.#deps;
    const wanted = Map.groupBy(keys, (key) => store.documents.get(run.flowId, run.id, key)?.landedBatchId ?? null);
    return [...wanted].flatMap(([batchId, own]) => {
      if (batchId === null || store.batches.contentsRemovedAt(batchId) !== null) return [];
      const these = new Set(own);
      return store.batches.get(batchId)?.batch.documents.filter(({ key }) => these.has(key)) ?? [];
    });
  }

  /** By sums alone: a row that is there twice, or a document whose content is not kept here any more. */
  async #nameBySums(group: Group): Promise<void> {
    const { run } = this.#request;
    for (const { keys, landed } of await this.narrow(group, 1)) {
      for (const key of keys) {
        const label = this.#deps.store.documents.get(run.flowId, run.id, key)?.label ?? key;
        const said = describeDifference(this.#expected([key]), landed, 1);
        this.#items.push({ key, label, field: null, ours: null, theirs: said });
      }
    }
  }
}

function textOf(cell: string | boolean | null): string | null {
  return cell === null ? null : String(cell);
}
