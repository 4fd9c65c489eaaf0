import { localDay, nextDigestTime } from '../../../shared/messages/calendar.ts';
import type { DecisionTaken } from '../../../shared/messages/decision.ts';
import type { Subject, SubjectAmount } from '../../../shared/messages/facts.ts';
import type { MessageKind } from '../../../shared/messages/message.ts';
import {
  renderAlert,
  renderAlertText,
  renderBackFill,
  renderExceptions,
  renderReply,
  renderUpdate,
  type RenderContext,
} from '../../../shared/messages/render.ts';
import { messageLanguage, type MessageRule } from '../../../shared/messages/rule.ts';
import { toldFacts, type ToldChange } from '../../../shared/messages/told.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { MessageView } from '../../ports/views.ts';
import { sha256 } from '../hash.ts';
import { deliveryId } from './delivery-id.ts';
import type { NewMessage, QueuedMessage } from './queue.ts';

/** Who calls for messages, and when. */
export interface Caller {
  readonly flow: Flow;
  readonly runId: string;
  /** What people call the source. */
  readonly sourceName: string;
  readonly nowMs: number;
}

/** A rule, and the view it looks at. */
export interface RuleOfView {
  readonly rule: MessageRule;
  readonly view: MessageView;
}

/** What is told of one subject. `turn` grows with each time. */
export interface Telling extends RuleOfView {
  readonly subject: Subject;
  readonly turn: number;
  /** Batch that brought what is told; null where several did. */
  readonly batchId: string | null;
}

/** The first message of a subject, or one that tells it anew: at once, or held until the rule's next digest. */
export function callForAlert(caller: Caller, telling: Telling): NewMessage {
  const { rule, view, subject } = telling;
  const id = idOf(caller, telling, 'alert');
  const isDigest = rule.timing.kind === 'digest';
  const nextMs = rule.timing.kind === 'digest' ? nextDigestTime(rule.timing, rule.timeZone, caller.nowMs) : null;
  return {
    ...about(caller, telling),
    id,
    kind: 'alert',
    state: isDigest ? 'held' : 'queued',
    reason: isDigest ? 'digest-time' : null,
    body: renderAlert({ rule, view, subject, context: contextOf(caller, rule, { id, batchId: telling.batchId }) }),
    notBeforeUtc: nextMs === null ? null : new Date(nextMs).toISOString(),
  };
}

/** The exceptions of a payment run, for the thread of its message; none where there are none. */
export function callForExceptions(caller: Caller, telling: Telling, parent: Parent): NewMessage[] {
  const { rule, view, subject } = telling;
  if (rule.layout !== 'payment-run' || rule.timing.kind === 'digest' || subject.items.length === 0) return [];
  const id = idOf(caller, telling, 'reply', JSON.stringify(subject.items));
  const context = contextOf(caller, rule, { id, batchId: telling.batchId });
  return [
    { ...below(caller, telling, parent), id, kind: 'reply', body: renderExceptions({ rule, view, subject, context }) },
  ];
}

/** What is told about a message that is there. */
export interface FollowUp {
  readonly parent: Parent;
  readonly changes: readonly ToldChange[];
  /** What was decided about the subject before. */
  readonly earlier: readonly DecisionTaken[];
}

/** The message as it is now, and what changed for its thread. They go to the channel that the message is in. */
export function callForChange(caller: Caller, telling: Telling, { parent, changes, earlier }: FollowUp): NewMessage[] {
  const { rule, view, subject, batchId } = telling;
  const child = (kind: 'update' | 'reply', render: typeof renderUpdate): NewMessage => {
    const id = idOf(caller, telling, kind);
    const context = contextOf(caller, rule, { id, batchId });
    return {
      ...below(caller, telling, parent),
      id,
      kind,
      body: render({ rule, view, subject, changes, earlier, context }),
    };
  };
  return [child('update', renderUpdate), child('reply', renderReply)];
}

/** A subject that the summary of a first pass tells. Its blocks are never posted, so it has none. */
export function callForCovered(caller: Caller, telling: Telling, summaryId: string): NewMessage {
  const { rule, view, subject } = telling;
  const id = idOf(caller, telling, 'alert');
  const text = renderAlertText({ rule, view, subject, context: contextOf(caller, rule, { id, batchId: null }) });
  return {
    ...about(caller, telling),
    id,
    kind: 'alert',
    state: 'covered',
    reason: 'back-fill',
    body: { text, blocks: [] },
    coveredBy: summaryId,
  };
}

/** What a first pass found. */
export interface Found {
  readonly count: number;
  readonly amounts: readonly SubjectAmount[];
  /** The newest of them. */
  readonly subjects: readonly Subject[];
  /** The rule told others before: its conditions were changed. */
  readonly isAnew: boolean;
}

/** The id of a first pass's summary, known before anything is found. */
export function summaryIdOf(flowId: string, { rule, view }: RuleOfView, begunAtUtc: string): string {
  return deliveryId({ flowId, ruleId: rule.id, view: view.id, subjectKey: null, kind: 'back-fill', told: begunAtUtc });
}

/** The one message of a rule's first pass. */
export function callForSummary(caller: Caller, of: RuleOfView, id: string, found: Found): NewMessage {
  const { rule, view } = of;
  return {
    ...whatever(caller, of),
    id,
    subjectKey: null,
    label: rule.name,
    kind: 'back-fill',
    state: 'queued',
    reason: null,
    body: renderBackFill({ rule, view, ...found, context: contextOf(caller, rule, { id, batchId: null }) }),
    subject: null,
    amounts: found.amounts,
  };
}

/** The message that others belong to. */
export type Parent = Pick<QueuedMessage, 'id' | 'channel' | 'connectionId'> & { readonly isPosted: boolean };

function below(caller: Caller, telling: Telling, parent: Parent): Omit<NewMessage, 'id' | 'kind' | 'body'> {
  return {
    ...about(caller, telling),
    connectionId: parent.connectionId,
    channel: parent.channel,
    state: parent.isPosted ? 'queued' : 'held',
    reason: parent.isPosted ? null : 'after-parent',
    parentId: parent.id,
  };
}

function about(caller: Caller, telling: Telling): Omit<NewMessage, 'id' | 'kind' | 'body'> {
  const { subject } = telling;
  return {
    ...whatever(caller, telling),
    subjectKey: subject.key,
    label: subject.label,
    state: 'queued',
    reason: null,
    subject,
    amounts: subject.amounts,
  };
}

function whatever({ flow, runId, nowMs }: Caller, { rule, view }: RuleOfView) {
  return {
    flowId: flow.id,
    connectionId: flow.destinationConnectionId,
    ruleId: rule.id,
    ruleName: rule.name,
    runId,
    view: view.id,
    layout: rule.layout,
    channel: { id: rule.channel.id, name: rule.channel.name },
    parentId: null,
    notBeforeUtc: null,
    coveredBy: null,
    createdAtUtc: new Date(nowMs).toISOString(),
  };
}

function idOf(caller: Caller, { rule, view, subject, turn }: Telling, kind: MessageKind, told?: string): string {
  return deliveryId({
    flowId: caller.flow.id,
    ruleId: rule.id,
    view: view.id,
    subjectKey: subject.key,
    kind,
    told: sha256(told ?? JSON.stringify(toldFacts(view, subject))),
    turn,
  });
}

function contextOf(caller: Caller, rule: MessageRule, of: { id: string; batchId: string | null }): RenderContext {
  const { timeZone } = rule;
  return {
    language: messageLanguage(caller.flow),
    today: localDay(caller.nowMs, timeZone),
    timeZone,
    deliveryId: of.id,
    batchId: of.batchId,
    sourceName: caller.sourceName,
    resent: false,
  };
}
