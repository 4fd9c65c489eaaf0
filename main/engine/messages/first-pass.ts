import { localDay } from '../../../shared/messages/calendar.ts';
import type { Subject } from '../../../shared/messages/facts.ts';
import { judgeSubject, type Judged } from '../../../shared/messages/judge.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import { DecimalSum } from '../../../shared/money/decimal.ts';
import type { MessageView } from '../../ports/views.ts';
import type { RuleState } from '../../store/rule-states.ts';
import { callForCovered, callForSummary, summaryIdOf, type Found, type RuleOfView } from './call-for.ts';
import type { Considering } from './consider.ts';
import type { MayGoOn } from './may-go-on.ts';
import { standing } from './next-step.ts';
import type { QueuedMessage } from './queue.ts';
import { goesOn } from './rule-progress.ts';

/** Subjects that a summary names at most; how many and what they come to is told of all. */
const namedSubjects = 20;

export interface FirstPass extends RuleOfView {
  /** How far the rule had come; null if it never began. */
  readonly known: RuleState | null;
  /** Streams of the view that the flow reads. */
  readonly streams: readonly string[];
}

/** A rule's first pass: one step at a time, each for a transaction of its own. */
export class FirstPassWork {
  readonly #of: FirstPass;
  readonly #state: RuleState;
  readonly #summaryId: string;
  readonly #found = new FoundSubjects();
  readonly #keys: Iterator<string>;
  /** A rule that never told anything has nothing to be asked for, subject by subject. */
  readonly #hasToldBefore: boolean;

  constructor({ caller, book, queue }: Pick<Considering, 'caller' | 'book' | 'queue'>, of: FirstPass) {
    this.#of = of;
    this.#hasToldBefore = queue.hasAlerts(caller.flow.id, of.rule.id);
    const begun = of.known?.firstPassAtUtc === null && of.known.view === of.view.id ? of.known.begunAtUtc : null;
    this.#state = {
      view: of.view.id,
      streams: of.streams,
      conditions: of.rule.conditions,
      isAnew: of.known !== null && goesOn(of.known, of, of.streams),
      // One that was broken off goes on under its own name, so that what it covered is in the summary that is yet to come.
      begunAtUtc: begun ?? new Date(caller.nowMs).toISOString(),
      firstPassAtUtc: null,
      judgedDay: null,
    };
    this.#summaryId = summaryIdOf(caller.flow.id, of, this.#state.begunAtUtc);
    this.#keys = of.view.keys(book)[Symbol.iterator]();
  }

  /**
   * Looks at subjects as long as it may: those that match now and were never told are covered by the summary, which is called for with the
   * last of them. True when all have been looked at. Call each step inside a transaction.
   */
  step(work: Considering, mayGoOn: MayGoOn): boolean {
    const { store, caller, book } = work;
    const { flow } = caller;
    store.ruleStates.put(flow.id, this.#of.rule.id, this.#state);
    for (let looked = 0; mayGoOn(looked); looked += 1) {
      const next = this.#keys.next();
      if (next.done === true) {
        this.#finish(work);
        return true;
      }
      const subject = this.#of.view.subject(next.value, book);
      if (subject !== null) this.#look(work, subject);
    }
    return false;
  }

  #look({ store, queue, caller, tally }: Considering, subject: Subject): void {
    const { rule, view } = this.#of;
    const judged = { subject, before: null, today: localDay(caller.nowMs, rule.timeZone) };
    const matches = judgeSubject(rule, view, judged);
    // What a pass that was broken off has covered is told by the summary, whether it still matches or not.
    const mayBeCovered = this.#of.known !== null && this.#of.known.firstPassAtUtc === null;
    if (!matches && !mayBeCovered && !this.#state.isAnew) return;
    const latest = this.#hasToldBefore ? queue.latestAlert(caller.flow.id, rule.id, subject.key) : null;
    if (this.#state.isAnew && waitsInVain(rule, view, { latest, judged })) {
      if (queue.supersede(latest?.id ?? '', new Date(caller.nowMs).toISOString())) tally.notSoAnyMore += 1;
      return;
    }
    if (latest?.coveredBy === this.#summaryId) {
      this.#found.add(latest.subject ?? subject);
      return;
    }
    if (!matches || (latest !== null && latest.state !== 'suppressed')) return;
    // What was never told has nothing noted beside it.
    const turn = latest === null ? 0 : (store.ruleStates.told(caller.flow.id, rule.id, subject.key)?.turn ?? 0) + 1;
    queue.add([callForCovered(caller, { rule, view, subject, turn, batchId: null }, this.#summaryId)]);
    if (turn > 0)
      store.ruleStates.putTold(caller.flow.id, rule.id, { turn, subject, atUtc: new Date(caller.nowMs).toISOString() });
    this.#found.add(subject);
  }

  #finish({ store, queue, caller, tally }: Considering): void {
    const found = this.#found.all();
    if (found.count > 0) {
      const { isAnew } = this.#state;
      const added = queue.add([callForSummary(caller, this.#of, this.#summaryId, { ...found, isAnew })]);
      if (added.length > 0) tally.called('back-fill');
    }
    tally.covered += found.count;
    const firstPassAtUtc = new Date(caller.nowMs).toISOString();
    const judgedDay = localDay(caller.nowMs, this.#of.rule.timeZone);
    store.ruleStates.put(caller.flow.id, this.#of.rule.id, { ...this.#state, firstPassAtUtc, judgedDay });
  }
}

/** Counts and adds up subjects without keeping more than the newest of them. */
class FoundSubjects {
  #count = 0;
  readonly #sums = new Map<string, DecimalSum>();
  #newest: Subject[] = [];

  add(subject: Subject): void {
    this.#count += 1;
    for (const { currency, amount } of subject.amounts) {
      const sum = this.#sums.get(currency) ?? new DecimalSum();
      this.#sums.set(currency, sum);
      sum.add(amount);
    }
    this.#newest.push(subject);
    if (this.#newest.length >= 2 * namedSubjects) this.#newest = newestFirst(this.#newest);
  }

  all(): Omit<Found, 'isAnew'> {
    return {
      count: this.#count,
      amounts: Array.from(this.#sums, ([currency, sum]) => ({ currency, amount: sum.text() })),
      subjects: newestFirst(this.#newest),
    };
  }
}

/** True for a message that has not left and says what the rule does not ask for any more. */
function waitsInVain(
  rule: MessageRule,
  view: MessageView,
  { latest, judged }: { readonly latest: QueuedMessage | null; readonly judged: Judged },
): boolean {
  if (latest === null || !['held', 'queued', 'failed'].includes(latest.state)) return false;
  return !judgeSubject(standing(rule), view, judged);
}

function newestFirst(subjects: readonly Subject[]): Subject[] {
  return subjects
    .toSorted((a, b) => (b.sourceTime ?? '').localeCompare(a.sourceTime ?? '', 'en'))
    .slice(0, namedSubjects);
}
