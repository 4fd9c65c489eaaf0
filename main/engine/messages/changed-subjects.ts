import type { BookReader, MessageView } from '../../ports/views.ts';
import type { DocumentRef, Unconsidered, UnconsideredRef } from '../../store/book.ts';
import type { Store } from '../../store/store.ts';
import type { RuleOfView } from './call-for.ts';
import { considerChange, type Considering } from './consider.ts';
import type { MayGoOn } from './may-go-on.ts';

interface ChangedSubject {
  readonly of: readonly RuleOfView[];
  readonly view: MessageView;
  readonly key: string;
  /** The changes that touch it. */
  readonly refs: DocumentRef[];
}

export interface ChangesOfFlow {
  readonly store: Pick<Store, 'book' | 'ruleStates'>;
  readonly flowId: string;
  readonly book: BookReader;
  readonly rules: readonly RuleOfView[];
  /** Every stream that the pair has. */
  readonly streams: readonly string[];
}

/** Changes that are kept in memory from the first look on. */
const mostKept = 500;
/** Rows that are marked at once where no rule has to look. */
const markedAtOnce = 200;

/**
 * The changes that no rule has looked at, subject by subject, one step after the other, each for a transaction of its own. Every subject
 * is looked at once with all its changes, and what it looked like is noted until the changes are marked: a process that is killed
 * between two transactions goes on from there, and what was looked at is not looked at as a change again. Gather first, to the end;
 * nothing may be taken up between.
 */
export class ChangedSubjects {
  readonly #of: ChangesOfFlow;
  readonly #views: ReadonlyMap<MessageView, readonly RuleOfView[]>;
  readonly #looked: readonly string[];
  readonly #subjects = new Map<string, ChangedSubject>();
  readonly #refs: UnconsideredRef[] = [];
  #after: DocumentRef | null = null;
  /** The changes of each view, as long as they are few: they are not read again. Null where there are more. */
  #few: Map<MessageView, readonly Unconsidered[]> | null = new Map();
  #read = 0;
  #waiting: ChangedSubject[] = [];
  #marked = 0;

  constructor(of: ChangesOfFlow) {
    this.#of = of;
    this.#views = Map.groupBy(of.rules, (one) => one.view);
    this.#looked = [...new Set(of.rules.flatMap(({ view }) => view.streams))];
  }

  /** Reads up to `limit` changes more, and writes nothing. True when there are no more. */
  gather(limit: number): boolean {
    const { store, flowId } = this.#of;
    const changes = store.book.unconsidered(flowId, this.#looked, limit, this.#after);
    const isLast = changes.length < limit;
    const byView = this.#note(changes);
    this.#keepFew(byView, changes.length);
    this.#after = changes.at(-1) ?? this.#after;
    // The last of them is the next.
    if (isLast) this.#waiting = [...this.#subjects.values()].reverse();
    return isLast;
  }

  #keepFew(byView: ReadonlyMap<MessageView, readonly Unconsidered[]>, count: number): void {
    if (this.#few === null) return;
    this.#read += count;
    if (this.#read > mostKept) {
      this.#few = null;
      return;
    }
    for (const [view, changes] of byView) this.#few.set(view, [...(this.#few.get(view) ?? []), ...changes]);
  }

  /** One transaction's part: looks at subjects as long as it may, then marks what was looked at. True when all is done. */
  step(work: Considering, mayGoOn: MayGoOn): boolean {
    const { store, flowId } = this.#of;
    let looked = 0;
    for (let next = this.#waiting.at(-1); next !== undefined; next = this.#waiting.at(-1)) {
      if (!mayGoOn(looked)) return false;
      this.#look(work, next);
      this.#waiting.pop();
      looked += 1;
    }
    for (let done = 0; this.#marked < this.#refs.length; done += 1) {
      if (!mayGoOn(looked + done)) return false;
      store.book.markConsidered(flowId, this.#refs.slice(this.#marked, this.#marked + 1));
      this.#marked += 1;
      work.tally.considered += 1;
    }
    return this.#markOthers(work, mayGoOn);
  }

  #note(changes: readonly Unconsidered[]): Map<MessageView, readonly Unconsidered[]> {
    for (const { stream, key, batchId } of changes) this.#refs.push({ stream, key, batchId });
    const byView = new Map<MessageView, readonly Unconsidered[]>();
    for (const [view, of] of this.#views) {
      const own = changes.filter(({ after }) => view.streams.includes(after.stream));
      if (own.length === 0) continue;
      byView.set(view, own);
      for (const [key, touching] of view.touched(own, this.#of.book)) {
        const name = JSON.stringify([view.id, key]);
        const subject = this.#subjects.get(name) ?? { of, view, key, refs: [] };
        this.#subjects.set(name, subject);
        for (const { stream, key: document } of touching) subject.refs.push({ stream, key: document });
      }
    }
    return byView;
  }

  #look(work: Considering, { of, view, key, refs }: ChangedSubject): void {
    const { store, flowId } = this.#of;
    // All changes of the view where they are at hand: views make the book as it was before them once for the whole array.
    const changes = this.#few?.get(view) ?? store.book.unconsideredOf(flowId, refs);
    const subject = considerChange(work, of, { view, key, changes });
    if (subject !== null) store.ruleStates.putLooked(flowId, view.id, subject);
  }

  /** What no rule has to look at. */
  #markOthers(work: Considering, mayGoOn: MayGoOn): boolean {
    const { store, flowId, streams } = this.#of;
    const others = streams.filter((stream) => !this.#looked.includes(stream));
    for (let parts = 0; ; parts += 1) {
      if (!mayGoOn(parts)) return false;
      const marked = store.book.markAllConsidered(flowId, others, markedAtOnce);
      work.tally.considered += marked;
      if (marked < markedAtOnce) break;
    }
    store.ruleStates.forgetLooked(flowId);
    return true;
  }
}
