import { phraseIn } from '../phrases/phrases.ts';
import { compose, composeText } from './compose.ts';
import { cut } from './cut.ts';
import { decisionWords } from './decided.ts';
import { showDay } from './fact-values.ts';
import type { Subject } from './facts.ts';
import { readable } from './inert.ts';
import { layoutsById } from './layouts/by-id.ts';
import { overdueFields, overdueHeadline, overdueTable } from './layouts/overdue-digest.ts';
import { exceptionTable, runName } from './layouts/payment-run.ts';
import { limits } from './limits.ts';
import type { MessageBody } from './message.ts';
import type {
  AlertInput,
  BackFillInput,
  ChangeInput,
  DeadManInput,
  DigestInput,
  Face,
  IncidentInput,
  OverdueInput,
  RenderContext,
  Table,
  Telling,
  TestInput,
} from './render-types.ts';
import type { Texts } from './texts/en.ts';
import { textsIn } from './texts/texts.ts';
import type { ToldChange } from './told.ts';
import { field, line, moment, shortId, totals, totalsOf, totalValues, totalWords, word } from './words.ts';

export type { RenderContext } from './render-types.ts';

const MOST_CHANGES = 10;
const MAX_CHANGE = 120;
const BACK_FILL_ROWS = 10;

function tellingOf({ language, today }: RenderContext): Telling {
  return { texts: textsIn(language), today };
}

/** A moment of the source or of the engine with its time zone. */
function zoned(utc: string, { language, timeZone }: Pick<RenderContext, 'language' | 'timeZone'>): string {
  return `${moment(utc, { timeZone, texts: textsIn(language) })} ${timeZone}`;
}

function sourceMoment(sourceTime: string, context: RenderContext): string {
  const texts = textsIn(context.language);
  const isDayAlone = !sourceTime.includes('T');
  return texts.asOf(isDayAlone ? showDay(word(sourceTime, 40) ?? '', texts) : zoned(sourceTime, context));
}

function contextLine(context: RenderContext, sourceTime: string | null): readonly string[] {
  const texts = textsIn(context.language);
  return [
    word(context.sourceName, 60) ?? [],
    sourceTime === null ? [] : sourceMoment(sourceTime, context),
    context.batchId === null ? [] : texts.batch(shortId(context.batchId)),
    texts.delivery(shortId(context.deliveryId)),
    context.resent ? texts.resent : [],
  ].flat();
}

/** Only a plain https address without a name or password in it becomes a button. */
function buttonTo({ link }: Subject, context: RenderContext): Face['button'] {
  const isSound =
    link !== null &&
    link.length <= limits.url &&
    /^https:\/\/[^\s\p{C}/@\\<>"|]+(?:[/?#][^\s\p{C}<>"|\\]*)?$/u.test(link);
  return isSound ? { label: textsIn(context.language).openIn(nameOfSource(context)), url: link } : undefined;
}

/** Only a message about one invoice can be decided on. */
function asks({ layout, approvals }: AlertInput['rule']): boolean {
  return layout === 'invoice' && approvals !== null && approvals !== undefined;
}

function nameOfSource({ sourceName, language }: RenderContext): string {
  return word(sourceName, 40) ?? textsIn(language).theSource.toLowerCase();
}

function subjectFace({ rule, subject, context }: AlertInput): Face {
  const layout = layoutsById[rule.layout];
  const telling = tellingOf(context);
  const { texts } = telling;
  return {
    texts,
    headline: (width) => layout.headline(subject, telling, width),
    fields: layout.fields(subject, telling),
    table: layout.items?.(subject, texts) ?? undefined,
    context: contextLine(context, subject.sourceTime),
    button: buttonTo(subject, context),
    ask: asks(rule) ? { deliveryId: context.deliveryId, note: texts.asks(nameOfSource(context)) } : undefined,
  };
}

function changeLines(changes: readonly ToldChange[], texts: Texts): readonly string[] {
  const shown = changes.slice(0, MOST_CHANGES).map(({ label, before, after }) => {
    const [name, now] = [word(label, MAX_CHANGE) ?? '', word(after, MAX_CHANGE) ?? texts.notKnown];
    return before === null
      ? texts.isNow(name, now)
      : texts.changedTo(name, word(before, MAX_CHANGE) ?? texts.notKnown, now);
  });
  const left = changes.length - shown.length;
  return left > 0 ? [...shown, texts.moreValues(left)] : shown;
}

/** The first message of a subject. */
export function renderAlert(input: AlertInput): MessageBody {
  return compose(subjectFace(input));
}

/** The text alone of `renderAlert`, for a subject that a summary tells: kept, never posted. */
export function renderAlertText(input: AlertInput): string {
  return composeText(subjectFace(input));
}

/** The whole message of a subject as it is now, which says that it was updated and what changed. Replaces the one there is. */
export function renderUpdate(input: ChangeInput): MessageBody {
  const { changes, earlier = [], context } = input;
  const texts = textsIn(context.language);
  const before = earlier.map((one) => texts.beforeTheChange(decisionWords(one, context)));
  const told = before.length === 0 ? [] : [...before, texts.recorded(nameOfSource(context))];
  const note = [texts.updated, ...changeLines(changes, texts), ...told].join('\n');
  return compose({ ...subjectFace(input), note });
}

/** What changed, for the thread of the subject's message. */
export function renderReply({ rule, subject, changes, context }: ChangeInput): MessageBody {
  const texts = textsIn(context.language);
  const lines = changeLines(changes, texts);
  const areInHeadline = lines.length <= 1 && lines.every((one) => one.length <= MAX_CHANGE / 2);
  return compose({
    texts,
    headline: (width) => {
      const first = lines.slice(0, 2).map((one) => cut(one, width));
      return texts.changed(layoutsById[rule.layout].name(subject, width, texts), first);
    },
    note: areInHeadline ? undefined : lines.join('\n'),
    fields: [],
    context: contextLine(context, subject.sourceTime),
  });
}

/** What is said in the thread of a message whose buttons were clicked when nothing of it was kept any more. */
export function renderTooOld(context: RenderContext): MessageBody {
  const texts = textsIn(context.language);
  return compose({ texts, headline: () => texts.tooOld, fields: [], context: contextLine(context, null) });
}

/** The exceptions of a payment run, for the thread of its message. */
export function renderExceptions({ subject, context }: AlertInput): MessageBody {
  const texts = textsIn(context.language);
  return compose({
    texts,
    headline: (width) => texts.runExceptions(runName(subject, width, texts), subject.items.length),
    fields: [],
    table: exceptionTable(subject, texts),
    context: contextLine(context, subject.sourceTime),
  });
}

function digestTable({ rule, subjects, context }: Pick<DigestInput, 'rule' | 'subjects' | 'context'>): Table {
  const layout = layoutsById[rule.layout];
  const telling = tellingOf(context);
  const rows = subjects.slice(0, limits.rows).map((subject) => layout.row(subject, telling));
  return { columns: layout.columns(telling.texts), rows, total: subjects.length };
}

/** Many subjects of one rule in one message: `31 more supplier invoices since 14:00 · EUR 402,119.75`. */
export function renderDigest(input: DigestInput): MessageBody {
  const { rule, view, subjects, reason, context } = input;
  const { texts, today } = tellingOf(context);
  const { labels } = texts;
  const since = input.since === null ? null : moment(input.since, { timeZone: context.timeZone, texts, today });
  const sums = totalsOf(subjects);
  return compose({
    texts,
    headline: (width) => {
      const count = subjects.length;
      return line([
        texts.digest(reason, count, nounOf(view, count, { width, context }), since),
        totalWords(sums, texts),
      ]);
    },
    fields: [...field(labels.rule, word(rule.name)), ...field(labels.total, totalValues(sums, texts))],
    table: digestTable(input),
    context: contextLine(context, null),
  });
}

function nounOf(
  { noun, nounPlural }: DigestInput['view'],
  count: number,
  { width, context }: { readonly width: number; readonly context: RenderContext },
): string {
  return word(phraseIn(context.language, count === 1 ? noun : nounPlural), width) ?? '';
}

/** The one message of a rule's first run: how many match already, what they come to, and the first of them. */
export function renderBackFill(input: BackFillInput): MessageBody {
  const { rule, view, count, context, isAnew = false } = input;
  const texts = textsIn(context.language);
  const { labels } = texts;
  const sums = totals([...input.amounts]);
  const subjects = input.subjects.slice(0, BACK_FILL_ROWS);
  return compose({
    texts,
    headline: (width) => {
      const words = isAnew ? texts.inForceAnew : texts.inForce;
      const begins = words(word(rule.name, width) ?? '', count, nounOf(view, count, { width, context }));
      return line([begins, totalWords(sums, texts)]);
    },
    note: isAnew ? texts.inForceAnewNote : texts.inForceNote,
    fields: [...field(labels.count, String(count)), ...field(labels.total, totalValues(sums, texts))],
    table: { ...digestTable({ ...input, subjects }), total: count },
    context: contextLine(context, null),
  });
}

/** All invoices that are overdue at the time of the list; the largest of each currency are named. */
export function renderOverdue({ rule, subjects, context }: OverdueInput): MessageBody {
  const telling = tellingOf(context);
  const { texts } = telling;
  return compose({
    texts,
    headline: () => overdueHeadline(subjects, texts),
    fields: [...overdueFields(subjects, telling), ...field(texts.labels.rule, word(rule.name))],
    table: overdueTable(subjects, telling, limits.rows),
    context: contextLine(context, null),
  });
}

/** Reading falls behind its promise, still does, or has recovered. */
export function renderIncident(input: IncidentInput): MessageBody {
  const { state, behindMinutes, promiseMinutes, context } = input;
  const texts = textsIn(context.language);
  const { labels } = texts;
  const { lastSuccessUtc, nextTryUtc } = input;
  const isOver = state === 'recovered';
  return compose({
    texts,
    headline: (width) =>
      texts.incident(state, word(input.sourceName, width) ?? texts.theSource, behindMinutes, promiseMinutes),
    fields: [
      ...field(labels.flow, word(input.flowName)),
      ...field(labels.lastSuccess, lastSuccessUtc === null ? texts.never : zoned(lastSuccessUtc, context)),
      ...field(labels.cause, word(input.cause)),
      ...field(labels.nextTry, isOver || nextTryUtc === null ? null : zoned(nextTryUtc, context)),
    ],
    context: contextLine(context, null),
  });
}

/** The text that Slack posts by itself if nobody pushes it back; fixed when it is scheduled, so it names the last success. */
export function renderDeadMan({
  flowName,
  sourceName,
  lastSuccessUtc,
  promiseMinutes,
  timeZone,
  language,
  mark,
}: DeadManInput): string {
  const texts = textsIn(language);
  const since = zoned(lastSuccessUtc, { language, timeZone });
  return composeText({
    texts,
    headline: (width) => texts.deadMan(word(sourceName, width) ?? texts.theSource, word(flowName, width) ?? '', since),
    note: texts.deadManNote(promiseMinutes),
    fields: [],
    context: [mark],
  });
}

/** A message that a person posts to see whether it arrives; says that it is a test. */
export function renderTest({ teamHint, context }: TestInput): MessageBody {
  const texts = textsIn(context.language);
  return compose({
    texts,
    headline: () => texts.test,
    note: texts.testNote,
    fields: field(texts.labels.team, word(teamHint)),
    context: [...contextLine(context, null), texts.isTest],
  });
}

/** The same message without blocks, for a Slack that refused its layout: `text` has all of it. */
export function plainOnly(body: MessageBody): MessageBody {
  return { text: body.text, blocks: [] };
}

/** The first line of a message as people read it in a list. */
export function firstLine(body: Pick<MessageBody, 'text'>): string {
  return readable(body.text.split('\n')[0] ?? '');
}
