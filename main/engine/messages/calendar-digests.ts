import { localDay, nextDigestTime } from '../../../shared/messages/calendar.ts';
import type { Subject } from '../../../shared/messages/facts.ts';
import { judgeSubject } from '../../../shared/messages/judge.ts';
import { renderOverdue } from '../../../shared/messages/render.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { nowUtc } from '../../ports/time.ts';
import type { MessageView } from '../../ports/views.ts';
import { messageOfRule, renderContext, viewOf } from './collapse.ts';
import { deliveryId } from './delivery-id.ts';
import type { PostOfficeDeps } from './office-context.ts';

/** The timing of a rule that speaks by the calendar of all that matches then; null for any other rule. */
function calendarOf({ layout, timing }: MessageRule): Extract<MessageRule['timing'], { kind: 'digest' }> | null {
  return layout === 'overdue-digest' && timing.kind === 'digest' ? timing : null;
}

/**
 * Calls for what the calendar says, for every rule of the flow whose digest time has passed: one message about all subjects that
 * match now, none if there are none. Times that passed while nobody was there to speak are made up for once. A rule that is new, or
 * whose times were changed, speaks at its next time. True if a message was called for.
 */
export function callForCalendarDigests(deps: PostOfficeDeps, flow: Flow): boolean {
  if (flow.paused !== null) return false;
  const rules = (flow.messaging?.rules ?? []).filter((rule) => rule.enabled);
  return rules.map((rule) => callFor(deps, flow, rule)).some(Boolean);
}

function callFor(deps: PostOfficeDeps, flow: Flow, rule: MessageRule): boolean {
  const timing = calendarOf(rule);
  if (timing === null) return false;
  const { store, clock } = deps;
  const key = JSON.stringify([timing, rule.timeZone]);
  const known = store.digestTimes.get(flow.id, rule.id);
  const isKnown = known?.timing === key;
  if (isKnown && Date.parse(known.nextAtUtc) > clock.now()) return false;
  // Reading the book can take long: outside the transaction.
  const matching = isKnown ? matchingNow(deps, flow, rule) : [];
  return store.transaction(() => {
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

interface Matching {
  readonly subject: Subject;
  readonly view: MessageView;
}

function matchingNow(deps: PostOfficeDeps, flow: Flow, rule: MessageRule): Matching[] {
  const view = viewOf(deps, flow, rule.view);
  if (view === undefined) return [];
  const book = deps.store.book.reader(flow.id);
  const today = localDay(deps.clock.now(), rule.timeZone);
  const matching: Matching[] = [];
  for (const key of view.keys(book)) {
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
