import { setImmediate as nextTurn } from 'node:timers/promises';
import { localDay, nextDigestTime } from '../../../shared/messages/calendar.ts';
import type { Subject } from '../../../shared/messages/facts.ts';
import { judgeSubject } from '../../../shared/messages/judge.ts';
import { renderOverdue } from '../../../shared/messages/render.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { nowUtc } from '../../ports/time.ts';
import type { MessageView } from '../../ports/views.ts';
import type { DigestTime } from '../../store/digest-times.ts';
import { messageOfRule, renderContext, viewOf } from './collapse.ts';
import { deliveryId } from './delivery-id.ts';
import type { PostOfficeDeps } from './office-deps.ts';

/** The timing of a rule that speaks by the calendar of all that matches then; null for any other rule. */
function calendarOf({ layout, timing }: MessageRule): Extract<MessageRule['timing'], { kind: 'digest' }> | null {
  return layout === 'overdue-digest' && timing.kind === 'digest' ? timing : null;
}

/**
 * Calls for what the calendar says, for every rule of the flow whose digest time has passed: one message about all subjects that
 * match now, none if there are none. Times that passed while nobody was there to speak are made up for once. A rule that is new, or
 * whose times were changed, speaks at its next time. True if a message was called for. Calls are answered while the book is gone
 * through. Throws the signal's reason.
 */
export async function callForCalendarDigests(deps: PostOfficeDeps, flow: Flow, signal: AbortSignal): Promise<boolean> {
  if (flow.paused !== null) return false;
  let called = false;
  for (const rule of flow.messaging?.rules ?? []) {
    if (rule.enabled && (await callFor(deps, { flow, rule }, signal))) called = true;
  }
  return called;
}

interface RuleOfFlow {
  readonly flow: Flow;
  readonly rule: MessageRule;
}

async function callFor(deps: PostOfficeDeps, of: RuleOfFlow, signal: AbortSignal): Promise<boolean> {
  const { flow, rule } = of;
  const timing = calendarOf(rule);
  if (timing === null) return false;
  const { store, clock } = deps;
  const key = JSON.stringify([timing, rule.timeZone]);
  const known = store.digestTimes.get(flow.id, rule.id);
  const isKnown = known?.timing === key;
  if (isKnown && Date.parse(known.nextAtUtc) > clock.now()) return false;
  // Reading the book can take long: outside the transaction.
  const matching = isKnown ? await matchingNow(deps, of, signal) : [];
  return store.transaction(() => {
    if (!isStillSo(deps, of, known)) return false;
    const nextAtUtc = new Date(nextDigestTime(timing, rule.timeZone, clock.now())).toISOString();
    store.digestTimes.put(flow.id, rule.id, { timing: key, nextAtUtc });
    if (!isKnown || matching.length === 0) return false;
    return addDigest(
      deps,
      { flow, rule, view: matching[0]?.view, at: known.nextAtUtc },
      matching.map((one) => one.subject),
    );
  });
}

/** Meanwhile the rule may have been changed or switched off, its flow paused or removed, or its list called for by somebody else. */
function isStillSo({ store }: PostOfficeDeps, { flow, rule }: RuleOfFlow, known: DigestTime | null): boolean {
  const now = store.flows.get(flow.id);
  const same = now?.messaging?.rules.find(({ id }) => id === rule.id);
  if (now?.paused !== null || JSON.stringify(same) !== JSON.stringify(rule)) return false;
  return store.digestTimes.get(flow.id, rule.id)?.nextAtUtc === known?.nextAtUtc;
}

interface Matching {
  readonly subject: Subject;
  readonly view: MessageView;
}

/** A call waits for so long at most. */
const longMs = 25;

async function matchingNow(deps: PostOfficeDeps, { flow, rule }: RuleOfFlow, signal: AbortSignal): Promise<Matching[]> {
  const view = viewOf(deps, flow, rule.view);
  if (view === undefined) return [];
  const book = deps.store.book.reader(flow.id);
  const today = localDay(deps.clock.now(), rule.timeZone);
  const matching: Matching[] = [];
  let sinceMs = deps.clock.now();
  for (const key of view.keys(book)) {
    if (deps.clock.now() - sinceMs >= longMs) {
      await nextTurn();
      signal.throwIfAborted();
      sinceMs = deps.clock.now();
    }
    const subject = view.subject(key, book);
    if (subject !== null && judgeSubject(rule, view, { subject, before: null, today }))
      matching.push({ subject, view });
  }
  return matching;
}

interface OfCalendar {
  readonly flow: Flow;
  readonly rule: MessageRule;
  readonly view: MessageView | undefined;
  /** The digest time, which makes the delivery the one it is. */
  readonly at: string;
}

function addDigest(deps: PostOfficeDeps, { flow, rule, view, at }: OfCalendar, subjects: readonly Subject[]): boolean {
  if (view === undefined) return false;
  const name = {
    flowId: flow.id,
    ruleId: rule.id,
    view: rule.view,
    subjectKey: null,
    kind: 'digest',
    told: at,
  } as const;
  const id = deliveryId(name);
  const context = renderContext(deps, flow, { timeZone: rule.timeZone, id });
  const body = renderOverdue({ rule, view, subjects, context });
  const digest = messageOfRule(flow, rule, { id, kind: 'digest', body, subjects, atUtc: nowUtc(deps.clock) });
  return deps.store.messages.add([digest]).length > 0;
}
