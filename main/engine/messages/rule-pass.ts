import { setImmediate as nextTurn } from 'node:timers/promises';
import { localDay } from '../../../shared/messages/calendar.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { Connection } from '../../../shared/model/connection.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Integration } from '../../ports/integration.ts';
import { nowUtc } from '../../ports/time.ts';
import type { BookReader, MessageView } from '../../ports/views.ts';
import type { RuleState } from '../../store/rule-states.ts';
import type { EngineDeps } from '../deps.ts';
import type { Caller, RuleOfView } from './call-for.ts';
import { ChangedSubjects } from './changed-subjects.ts';
import { considerSubject, type Considering } from './consider.ts';
import { FirstPassWork } from './first-pass.ts';
import { linkedView } from './linked-view.ts';
import type { MayGoOn } from './may-go-on.ts';
import { PassTally, type PassCounts } from './pass-tally.ts';
import type { MessageQueue } from './queue.ts';
import { goesOn, hasPassed, isByCalendar, streamsOf } from './rule-progress.ts';

export interface RulePassRequest {
  readonly flow: Flow;
  readonly integration: Integration;
  readonly runId: string;
  /** Streams whose window this run read whole. */
  readonly streamsReadWhole: readonly string[];
  /** Streams of this run that it did not read whole: something failed, or only chosen records were read. */
  readonly streamsReadInPart: readonly string[];
  readonly signal: AbortSignal;
}

/** What a rule pass did. */
export interface RulePassReport extends PassCounts {
  /** Rules that looked at everything there is for the first time. */
  readonly firstPasses: readonly string[];
  /** Rules whose first pass has to wait, because a stream that they look at was not read whole. */
  readonly waitingRules: readonly string[];
}

/** Subjects that one transaction looks at. */
const atOnce = 500;
/** Changes that are read at once: each is unpacked. */
const readAtOnce = 100;
/**
 * A subject may be made of one document or of a month of them: time is what keeps a transaction short. With what it takes to make it
 * durable, a call waits 50 ms at most for one.
 */
const longMs = 25;

/**
 * Lets the rules of a flow look at what its runs took up and no rule has looked at yet, and puts the messages that they call for into
 * the queue: a transaction takes them in and marks what was looked at, so that whenever the process is killed nothing is lost or told
 * twice. A rule looks at all there is in its first pass, which calls for one summary, and from then on at what changes. It has its
 * first pass when every stream of its view that the flow reads has been read whole; anew when the flow reads another of them, when it
 * looks at another view or by other conditions, and when it was off. A rule that counts days looks at everything once a day besides: what it waits for comes
 * without any change. Lists by the calendar are the post office's.
 *
 * Throws the signal's reason between two transactions, and what the store throws.
 */
export async function runRulePass(deps: RulePassDeps, request: RulePassRequest): Promise<RulePassReport> {
  const pass = new RulePass(deps, request);
  pass.begin();
  await pass.firstPasses();
  await pass.changes();
  await pass.newDay();
  return pass.report();
}

export interface RulePassDeps extends Pick<EngineDeps, 'store' | 'clock'> {
  /** Default: the store's. */
  readonly queue?: MessageQueue;
}

class RulePass {
  readonly #deps: RulePassDeps;
  readonly #request: RulePassRequest;
  readonly #rules: readonly RuleOfView[];
  readonly #tally = new PassTally();
  /** One for the whole pass: views keep what they found of a book beside it. */
  readonly #book: BookReader;
  readonly #made: string[] = [];
  #waiting: string[] = [];

  constructor(deps: RulePassDeps, request: RulePassRequest) {
    this.#deps = deps;
    this.#request = request;
    this.#rules = rulesOf(request, deps.store.connections.get(request.flow.sourceConnectionId));
    this.#book = deps.store.book.reader(request.flow.id);
  }

  /** Notes what was read whole, and forgets rules that are gone or off. */
  begin(): void {
    const { store, clock } = this.#deps;
    const { flow, streamsReadWhole } = this.#request;
    const atUtc = nowUtc(clock);
    store.transaction(() => {
      for (const stream of streamsReadWhole) store.book.noteReadWhole(flow.id, stream, atUtc);
      store.ruleStates.keepOnly(
        flow.id,
        this.#rules.map(({ rule }) => rule.id),
      );
    });
  }

  async firstPasses(): Promise<void> {
    const { store } = this.#deps;
    const { flow } = this.#request;
    for (const of of this.#rules) {
      if (this.#stateOf(of) !== null) continue;
      const known = store.ruleStates.get(flow.id, of.rule.id);
      if (this.#mayBegin(of.view)) await this.#firstPass(of, known);
      else this.#waiting.push(of.rule.id);
    }
  }

  /** What has changed, for the rules that had a first pass before this run. */
  async changes(): Promise<void> {
    const { store } = this.#deps;
    const { flow } = this.#request;
    const active = this.#rules.filter((of) => this.#goesByChanges(of));
    const streams = this.#request.integration.streams.map(({ id }) => id);
    const changed = new ChangedSubjects({ store, flowId: flow.id, book: this.#book, rules: active, streams });
    while (!changed.gather(readAtOnce)) await this.#breathe();
    for (let isLast = false; !isLast;) {
      isLast = this.#transaction((work) => changed.step(work, this.#untilLong()));
      await this.#breathe();
    }
  }

  /** What has come to match because a day has passed, for the rules that count days. */
  async newDay(): Promise<void> {
    const { store, clock } = this.#deps;
    for (const of of this.#rules) {
      const state = this.#stateOf(of);
      const today = localDay(clock.now(), of.rule.timeZone);
      if (state === null || state.judgedDay === today || !countsDays(of.rule)) continue;
      const keys = of.view.keys(this.#book)[Symbol.iterator]();
      for (let isLast = false; !isLast;) {
        isLast = this.#transaction((work) => {
          if (!lookAtNext(work, { ...of, keys }, this.#untilLong())) return false;
          store.ruleStates.put(work.caller.flow.id, of.rule.id, { ...state, judgedDay: today });
          return true;
        });
        await this.#breathe();
      }
    }
  }

  report(): RulePassReport {
    return { ...this.#tally.counts(), firstPasses: this.#made, waitingRules: this.#waiting };
  }

  async #firstPass(of: RuleOfView, known: RuleState | null): Promise<void> {
    const streams = streamsOf(of.view, this.#request.flow);
    let work: FirstPassWork | null = null;
    for (let isLast = false; !isLast;) {
      isLast = this.#transaction((considering) => {
        work ??= new FirstPassWork(considering, { ...of, known, streams });
        return work.step(considering, this.#untilLong());
      }, of.rule.id);
      await this.#breathe();
    }
    this.#made.push(of.rule.id);
  }

  /** One transaction: what was done in it is in the audit trail with it, and counted when it is durable. */
  #transaction(step: (work: Considering) => boolean, firstPassOf: string | null = null): boolean {
    const { store } = this.#deps;
    const tally = new PassTally();
    const isLast = store.transaction(() => {
      const last = step({ ...this.#considering(), tally });
      if (last || !tally.isEmpty) this.#audit(tally.counts(), firstPassOf);
      return last;
    });
    this.#tally.add(tally.counts());
    return isLast;
  }

  #considering(): Omit<Considering, 'tally'> {
    const { store, clock, queue = store.messages } = this.#deps;
    const { flow, runId } = this.#request;
    const sourceName = store.connections.get(flow.sourceConnectionId)?.name ?? '';
    const caller: Caller = { flow, runId, sourceName, nowMs: clock.now() };
    return { store, queue, book: this.#book, caller };
  }

  #audit(counts: PassCounts, firstPassOf: string | null): void {
    const { store, clock } = this.#deps;
    const { flow, runId } = this.#request;
    const run = store.runs.get(runId);
    const { alert, update, reply } = counts.calledFor;
    store.audit.append(nowUtc(clock), 'run.rules-applied', runId, {
      flow: flow.id,
      ...(firstPassOf === null ? {} : { firstPassOf }),
      considered: counts.considered,
      alerts: alert,
      updates: update,
      replies: reply,
      summaries: counts.calledFor['back-fill'],
      covered: counts.covered,
      supersededByNewer: counts.suppressed.renewed,
      supersededNotSoAnyMore: counts.suppressed.notSoAnyMore,
      rulesWaiting: this.#waiting,
      windows: (run?.streams ?? []).map(({ stream, window, counts: { read } }) => ({ stream, window, read })),
    });
  }

  /** How far the rule has come; null if its first pass is before it. */
  #stateOf(of: RuleOfView): RuleState | null {
    const known = this.#deps.store.ruleStates.get(this.#request.flow.id, of.rule.id);
    return hasPassed(known, of, streamsOf(of.view, this.#request.flow)) ? known : null;
  }

  /** Not what its first pass of this run has just looked at, but for what was told before its conditions were changed. */
  #goesByChanges(of: RuleOfView): boolean {
    const known = this.#deps.store.ruleStates.get(this.#request.flow.id, of.rule.id);
    if (known === null || !goesOn(known, of, streamsOf(of.view, this.#request.flow))) return false;
    return known.isAnew || !this.#made.includes(of.rule.id);
  }

  #mayBegin(view: MessageView): boolean {
    const { flow, streamsReadWhole, streamsReadInPart } = this.#request;
    const streams = streamsOf(view, this.#request.flow);
    const everWhole = this.#deps.store.book.readWhole(flow.id);
    return (
      streams.some((stream) => streamsReadWhole.includes(stream)) &&
      streams.every((stream) => everWhole.has(stream) && !streamsReadInPart.includes(stream))
    );
  }

  /** One subject at least, and then so many that a transaction neither grows large nor keeps calls waiting. */
  #untilLong(): MayGoOn {
    const { clock } = this.#deps;
    const endMs = clock.now() + longMs;
    return (looked) => looked === 0 || (looked < atOnce && clock.now() < endMs);
  }

  /** Calls are answered between two transactions. */
  async #breathe(): Promise<void> {
    await nextTurn();
    this.#request.signal.throwIfAborted();
  }
}

/** Enabled rules whose view there is, but for lists by the calendar. */
function rulesOf({ flow, integration }: RulePassRequest, source: Connection | null): RuleOfView[] {
  const views = (integration.messaging?.views ?? []).map((view) => linkedView(view, source));
  return (flow.messaging?.rules ?? []).flatMap((rule) => {
    const view = views.find((one) => one.id === rule.view);
    return view === undefined || !rule.enabled || isByCalendar(rule) ? [] : [{ rule, view }];
  });
}

function countsDays({ conditions }: MessageRule): boolean {
  return conditions.some(({ kind }) => kind === 'days-past' || kind === 'days-ahead');
}

/** Lets the rule look at the next subjects of its view; true when there are no more. */
function lookAtNext(
  work: Considering,
  { keys, ...of }: RuleOfView & { readonly keys: Iterator<string> },
  mayGoOn: MayGoOn,
): boolean {
  for (let looked = 0; mayGoOn(looked); looked += 1) {
    const next = keys.next();
    if (next.done === true) return true;
    const subject = of.view.subject(next.value, work.book);
    if (subject !== null) considerSubject(work, of, { subject, before: null, batchId: null });
  }
  return false;
}
