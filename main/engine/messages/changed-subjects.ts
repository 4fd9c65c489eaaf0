import type { BookReader, MessageView } from '../../ports/views.ts';
import type { DocumentRef, Unconsidered, UnconsideredRef } from '../../store/book.ts';
import type { Store } from '../../store/store.ts';
import type { RuleOfView } from './call-for.ts';
import { considerChange, considerChanges, type Considering } from './consider.ts';

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

/**
 * The changes that no rule has looked at, subject by subject. What one transaction can hold is looked at in one. Of more, every subject
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
  /** All there is, where it fits one transaction. */
  #few: readonly Unconsidered[] | null = null;
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
    if (isLast && this.#after === null) {
      this.#few = changes;
      return true;
    }
    this.#after = changes.at(-1) ?? this.#after;
    this.#note(changes);
    if (isLast) this.#waiting = [...this.#subjects.values()];
    return isLast;
  }

  /** One transaction's part: looks at subjects, then marks what was looked at. True when all is done. */
  step(work: Considering, limit: number): boolean {
    const { store, flowId, rules } = this.#of;
    if (this.#few !== null) {
      considerChanges(work, rules, this.#few);
      store.book.markConsidered(flowId, this.#few);
      work.tally.considered += this.#few.length;
      return this.#end(work);
    }
    if (this.#waiting.length > 0) {
      this.#look(work, limit);
      return false;
    }
    const part = this.#refs.slice(this.#marked, this.#marked + limit);
    store.book.markConsidered(flowId, part);
    this.#marked += part.length;
    work.tally.considered += part.length;
    return this.#marked < this.#refs.length ? false : this.#end(work);
  }

  #note(changes: readonly Unconsidered[]): void {
    for (const { stream, key, batchId } of changes) this.#refs.push({ stream, key, batchId });
    for (const [view, of] of this.#views) {
      const own = changes.filter(({ after }) => view.streams.includes(after.stream));
      if (own.length === 0) continue;
      for (const [key, touching] of view.touched(own, this.#of.book)) {
        const name = JSON.stringify([view.id, key]);
        const subject = this.#subjects.get(name) ?? { of, view, key, refs: [] };
        this.#subjects.set(name, subject);
        for (const { stream, key: document } of touching) subject.refs.push({ stream, key: document });
      }
    }
  }

  #look(work: Considering, limit: number): void {
    const { store, flowId } = this.#of;
    for (let looked = 0; looked < limit;) {
      const next = this.#waiting.pop();
      if (next === undefined) return;
      const { of, view, key, refs } = next;
      const subject = considerChange(work, of, { view, key, changes: store.book.unconsideredOf(flowId, refs) });
      if (subject !== null) store.ruleStates.putLooked(flowId, view.id, subject);
      looked += refs.length;
    }
  }

  #end(work: Considering): true {
    const { store, flowId, streams } = this.#of;
    store.ruleStates.forgetLooked(flowId);
    const others = streams.filter((stream) => !this.#looked.includes(stream));
    work.tally.considered += store.book.markAllConsidered(flowId, others);
    return true;
  }
}
