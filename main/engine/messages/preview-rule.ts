import { setImmediate as nextTurn } from 'node:timers/promises';
import { addDays, instantOf, isDay, localDay, nextDigestTime, weekdayOf } from '../../../shared/messages/calendar.ts';
import type { Subject } from '../../../shared/messages/facts.ts';
import { judgeSubject } from '../../../shared/messages/judge.ts';
import type { RulePreview } from '../../../shared/messages/message.ts';
import { renderAlert, renderDigest, renderOverdue, type RenderContext } from '../../../shared/messages/render.ts';
import type { MessageRule } from '../../../shared/messages/rule.ts';
import type { Language } from '../../../shared/model/settings.ts';
import { toldFacts } from '../../../shared/messages/told.ts';
import type { BookReader, MessageView } from '../../ports/views.ts';
import { sha256 } from '../hash.ts';
import { deliveryId } from './delivery-id.ts';
import { standing } from './next-step.ts';

export interface RulePreviewRequest {
  readonly rule: MessageRule;
  readonly view: MessageView;
  readonly book: BookReader;
  readonly flowId: string;
  /** What people call the source. */
  readonly sourceName: string;
  /** Of the messages. */
  readonly language: Language;
  readonly nowMs: number;
  /** Most messages shown. */
  readonly limit: number;
  /** Whether a subject that matches was never told of by the rule; null where nobody asks. */
  readonly isUntold: ((subject: Subject) => boolean) | null;
  readonly signal: AbortSignal;
}

const days = 30;
/** A subject may be made of a month of documents. */
const atOnce = 10;
/** Subjects that a list shows at most, in a preview. */
const mostInList = 1_000;

/**
 * What the rule would tell of what is in the book: judged and rendered as a run would. A change that the rule waits for counts as if
 * it had just come, since nobody knows the versions before. Posts nothing. Throws the signal's reason.
 */
export async function previewRule(request: RulePreviewRequest): Promise<Omit<RulePreview, 'fromSample' | 'problems'>> {
  const { view, book, signal } = request;
  const seen = new Seen(request);
  let known = 0;
  for (const key of view.keys(book)) {
    const subject = view.subject(key, book);
    if (subject === null) continue;
    known += 1;
    seen.look(subject);
    if (known % atOnce === 0) {
      await nextTurn();
      signal.throwIfAborted();
    }
  }
  const untold = request.isUntold === null ? null : seen.untold;
  return { known, matching: seen.matching, untold, last30Days: seen.alerts(), examples: seen.examples() };
}

/** What matches, without keeping more of it than is shown. */
class Seen {
  matching = 0;
  untold = 0;
  readonly #request: RulePreviewRequest;
  readonly #today: string;
  readonly #first: string;
  /** Days of the last 30 on which a list by the calendar would have been posted, and whether anything matched then. */
  readonly #listDays: Map<string, boolean>;
  readonly #digests = new Set<number>();
  #alerts = 0;
  #newest: Subject[] = [];

  constructor(request: RulePreviewRequest) {
    this.#request = request;
    const { rule, nowMs } = request;
    this.#today = localDay(nowMs, rule.timeZone);
    this.#first = addDays(this.#today, 1 - days);
    this.#listDays = new Map(isList(rule) ? this.#daysOfLists().map((day) => [day, false]) : []);
  }

  look(subject: Subject): void {
    for (const [day, known] of this.#listDays) if (!known) this.#listDays.set(day, this.#matches(subject, day));
    if (!this.#matches(subject, this.#today)) return;
    this.matching += 1;
    const { rule, view, isUntold } = this.#request;
    const isInSummary = judgeSubject(rule, view, { subject, before: null, today: this.#today });
    if (isInSummary && isUntold?.(subject) === true) this.untold += 1;
    this.#countDay(subject);
    this.#newest.push(subject);
    const most = this.#mostShown();
    if (this.#newest.length >= 2 * most) this.#newest = newestFirst(this.#newest, most);
  }

  /** How many messages it would have been in the last 30 days; those of one digest counted as one. */
  alerts(): number {
    const { rule } = this.#request;
    if (rule.timing.kind === 'at-once') return this.#alerts;
    if (!isList(rule)) return this.#digests.size;
    const { times } = rule.timing;
    return [...this.#listDays].reduce((sum, [day, any]) => sum + (any ? this.#timesPassed(day, times) : 0), 0);
  }

  examples(): RulePreview['examples'] {
    const { rule, view, limit } = this.#request;
    const subjects = newestFirst(this.#newest, this.#mostShown());
    if (subjects.length === 0) return [];
    if (isList(rule)) {
      const body = renderOverdue({ rule, view, subjects, context: this.#context('digest', null) });
      return [{ label: rule.name, body }];
    }
    if (rule.timing.kind === 'digest') {
      const context = this.#context('digest', null);
      const body = renderDigest({ rule, view, subjects, reason: 'digest-time', since: null, context });
      return [{ label: rule.name, body }];
    }
    return subjects.slice(0, limit).map((subject) => ({
      label: subject.label,
      body: renderAlert({ rule, view, subject, context: this.#context('alert', subject) }),
    }));
  }

  #matches(subject: Subject, today: string): boolean {
    const { rule, view } = this.#request;
    return judgeSubject(standing(rule), view, { subject, before: null, today });
  }

  #mostShown(): number {
    const { rule, limit } = this.#request;
    return rule.timing.kind === 'at-once' ? limit : mostInList;
  }

  /** A subject counts on the day of the source's own record; one without a day counts nowhere. */
  #countDay({ sourceTime }: Subject): void {
    const { rule, nowMs } = this.#request;
    if (sourceTime === null) return;
    const atMs = isDay(sourceTime) ? instantOf(sourceTime, '00:00', rule.timeZone) : Date.parse(sourceTime);
    if (Number.isNaN(atMs)) return;
    const day = localDay(atMs, rule.timeZone);
    if (day < this.#first || day > this.#today) return;
    this.#alerts += 1;
    if (rule.timing.kind === 'digest') {
      const digestMs = nextDigestTime(rule.timing, rule.timeZone, atMs);
      if (digestMs <= nowMs) this.#digests.add(digestMs);
    }
  }

  #daysOfLists(): string[] {
    const { timing } = this.#request.rule;
    const all = Array.from({ length: days }, (_, index) => addDays(this.#first, index));
    return timing.kind === 'digest' ? all.filter((day) => timing.weekdays.includes(weekdayOf(day))) : [];
  }

  #timesPassed(day: string, times: readonly string[]): number {
    const { rule, nowMs } = this.#request;
    return times.filter((time) => instantOf(day, time, rule.timeZone) <= nowMs).length;
  }

  #context(kind: 'alert' | 'digest', subject: Subject | null): RenderContext {
    const { rule, view, flowId, sourceName } = this.#request;
    const told = sha256(subject === null ? this.#today : JSON.stringify(toldFacts(view, subject)));
    const subjectKey = subject?.key ?? null;
    return {
      language: this.#request.language,
      today: this.#today,
      timeZone: rule.timeZone,
      deliveryId: deliveryId({ flowId, ruleId: rule.id, view: view.id, subjectKey, kind, told }),
      batchId: null,
      sourceName,
      resent: false,
    };
  }
}

/** A list by the calendar, of all that matches at its time. */
function isList({ layout, timing }: MessageRule): boolean {
  return layout === 'overdue-digest' && timing.kind === 'digest';
}

function newestFirst(subjects: readonly Subject[], most: number): Subject[] {
  return subjects.toSorted((a, b) => (b.sourceTime ?? '').localeCompare(a.sourceTime ?? '', 'en')).slice(0, most);
}
