import { localDay } from '../../../shared/messages/calendar.ts';
import type { Subject } from '../../../shared/messages/facts.ts';
import { judgeSubject } from '../../../shared/messages/judge.ts';
import { messageLanguage } from '../../../shared/messages/rule.ts';
import type { BookReader, MessageView } from '../../ports/views.ts';
import type { Unconsidered } from '../../store/book.ts';
import type { Told } from '../../store/rule-states.ts';
import type { Store } from '../../store/store.ts';
import {
  callForAlert,
  callForChange,
  callForExceptions,
  type Caller,
  type Parent,
  type RuleOfView,
  type Telling,
} from './call-for.ts';
import { nextStep, standing } from './next-step.ts';
import type { PassTally } from './pass-tally.ts';
import type { MessageQueue, NewMessage, QueuedMessage } from './queue.ts';
import { newsOf, type LastTold } from './told-mark.ts';

/** What looking at changes needs. */
export interface Considering {
  readonly store: Pick<Store, 'ruleStates' | 'decisions'>;
  readonly queue: MessageQueue;
  readonly book: BookReader;
  readonly caller: Caller;
  readonly tally: PassTally;
}

/** A subject now, and its facts before the changes; null if it is new, or if nothing changed but the day. */
export interface Seen {
  readonly subject: Subject;
  readonly before: Subject['facts'] | null;
  readonly batchId: string | null;
}

interface TouchedSubject {
  readonly view: MessageView;
  readonly key: string;
  /** Those that touch it, among others or alone. */
  readonly changes: readonly Unconsidered[];
}

/**
 * Lets the rules of a view look at one subject that changes touch. Where it was looked at since they came, in a pass that was broken
 * off, that look is what it was before. Answers the subject as it is now; null if there is none of that key.
 */
export function considerChange(
  work: Considering,
  rules: readonly RuleOfView[],
  { view, key, changes }: TouchedSubject,
): Subject | null {
  const subject = view.subject(key, work.book);
  if (subject === null) return null;
  const looked = work.store.ruleStates.looked(work.caller.flow.id, view.id, key);
  const before = looked ?? view.subjectBefore(key, changes, work.book)?.facts ?? null;
  const batchId = changes.find(({ after }) => after.key === key)?.batchId ?? null;
  for (const of of rules) considerSubject(work, of, { subject, before, batchId });
  return subject;
}

/** Lets one rule look at one subject. Call it inside a transaction. */
export function considerSubject(work: Considering, of: RuleOfView, seen: Seen): void {
  const { rule, view } = of;
  const { flow, nowMs } = work.caller;
  const { subject } = seen;
  const judged = { subject, before: seen.before, today: localDay(nowMs, rule.timeZone) };
  const matches = judgeSubject(rule, view, judged);
  const latest = work.queue.latestAlert(flow.id, rule.id, subject.key);
  if (latest === null && !matches) return;
  const told = work.store.ruleStates.told(flow.id, rule.id, subject.key);
  const news = newsOf(view, lastTold(told, latest), subject, messageLanguage(flow));
  const step = nextStep({
    latest: latest?.state ?? null,
    matches,
    stands: judgeSubject(standing(rule), view, judged),
    isNews: news.isNews,
    rule,
  });
  const turn = latest === null ? 0 : (told?.turn ?? 0) + 1;
  const telling: Telling = { ...of, subject, turn, batchId: seen.batchId };
  switch (step) {
    case 'nothing':
      return;
    case 'alert':
      alert(work, telling);
      return;
    case 'renew':
      if (takeBack(work, latest)) work.tally.renewed += 1;
      alert(work, telling);
      return;
    case 'take-back':
      if (takeBack(work, latest)) work.tally.notSoAnyMore += 1;
      return;
    case 'follow': {
      if (latest === null) return;
      const parent: Parent = { ...latest, isPosted: latest.state === 'posted' };
      const exceptions = news.hasOtherItems ? callForExceptions(work.caller, telling, parent) : [];
      const earlier = work.store.decisions.standingOf(flow.id, rule.id, subject.key);
      const { changes } = news;
      tell(work, telling, [...callForChange(work.caller, telling, { parent, changes, earlier }), ...exceptions]);
    }
  }
}

function alert(work: Considering, telling: Telling): void {
  const message = callForAlert(work.caller, telling);
  const parent: Parent = { ...message, isPosted: false };
  tell(work, telling, [message, ...callForExceptions(work.caller, telling, parent)]);
}

function takeBack({ queue, caller }: Considering, latest: QueuedMessage | null): boolean {
  return latest !== null && queue.supersede(latest.id, new Date(caller.nowMs).toISOString());
}

/** Puts the messages into the queue. What the first alert told is in the message itself; what is told later is noted beside it. */
function tell({ store, queue, caller, tally }: Considering, telling: Telling, messages: readonly NewMessage[]): void {
  const added = new Set(queue.add(messages));
  for (const { id, kind } of messages) if (added.has(id)) tally.called(kind);
  const { rule, subject, turn } = telling;
  if (turn > 0)
    store.ruleStates.putTold(caller.flow.id, rule.id, { turn, subject, atUtc: new Date(caller.nowMs).toISOString() });
}

/** What is told later is noted beside the messages; what the first alert told is in the message itself. */
function lastTold(told: Told | null, latest: QueuedMessage | null): LastTold {
  return told ?? { subject: latest?.subject ?? null, mark: latest?.toldMark ?? null };
}
