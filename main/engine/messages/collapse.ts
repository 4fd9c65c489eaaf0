import { localDay } from '../../../shared/messages/calendar.ts';
import type { Subject, SubjectAmount, ViewDescriptor } from '../../../shared/messages/facts.ts';
import type { MessageBody, MessageKind } from '../../../shared/messages/message.ts';
import { renderDigest } from '../../../shared/messages/render.ts';
import type { DigestReason } from '../../../shared/messages/occasions.ts';
import type { RenderContext } from '../../../shared/messages/render-types.ts';
import { messageLanguage, type MessageRule } from '../../../shared/messages/rule.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { DecimalSum } from '../../../shared/money/decimal.ts';
import type { MessageView } from '../../ports/views.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import { findIntegration } from '../deps.ts';
import { deliveryId } from './delivery-id.ts';
import type { PostOfficeDeps } from './office-deps.ts';
import type { Moves } from './office-context.ts';
import type { NewMessage } from './queue.ts';

/** The view that a rule looks at; undefined if this version does not have it. */
export function viewOf(deps: PostOfficeDeps, flow: Flow, id: string): MessageView | undefined {
  return findIntegration(deps.integrations, flow.integration)?.messaging?.views.find((view) => view.id === id);
}

/** What a message by a rule of the flow needs to know besides what it tells. */
export function renderContext(
  deps: Pick<PostOfficeDeps, 'store' | 'clock'>,
  flow: Flow,
  part: { timeZone: string; id: string },
): RenderContext {
  return {
    language: messageLanguage(flow),
    today: localDay(deps.clock.now(), part.timeZone),
    timeZone: part.timeZone,
    deliveryId: part.id,
    batchId: null,
    sourceName: deps.store.connections.get(flow.sourceConnectionId)?.name ?? '',
    resent: false,
  };
}

/** Exact sums of what the subjects come to, one for each currency. */
export function amountsOf(subjects: readonly Pick<Subject, 'amounts'>[]): SubjectAmount[] {
  const sums = new Map<string, DecimalSum>();
  for (const { currency, amount } of subjects.flatMap((subject) => subject.amounts)) {
    const sum = sums.get(currency) ?? new DecimalSum();
    sums.set(currency, sum);
    sum.add(amount);
  }
  return Array.from(sums, ([currency, sum]) => ({ currency, amount: sum.text() }));
}

interface OfRule {
  readonly id: string;
  readonly kind: MessageKind;
  readonly body: MessageBody;
  readonly subjects: readonly Subject[];
  readonly atUtc: string;
}

/** A message of a rule about many subjects, ready to go. */
export function messageOfRule(flow: Flow, rule: MessageRule, part: OfRule): NewMessage {
  return {
    id: part.id,
    flowId: flow.id,
    connectionId: flow.destinationConnectionId,
    ruleId: rule.id,
    ruleName: rule.name,
    runId: null,
    view: rule.view,
    subjectKey: null,
    label: rule.name,
    kind: part.kind,
    layout: rule.layout,
    state: 'queued',
    reason: null,
    channel: { id: rule.channel.id, name: rule.channel.name },
    body: part.body,
    subject: null,
    amounts: amountsOf(part.subjects),
    parentId: null,
    notBeforeUtc: null,
    coveredBy: null,
    createdAtUtc: part.atUtc,
  };
}

export interface CollapseRequest {
  readonly flow: Flow;
  readonly rule: MessageRule;
  readonly view: ViewDescriptor;
  readonly reason: DigestReason;
  /** Messages with their subjects, in order; those without one are passed over. */
  readonly members: readonly StoredMessage[];
}

/**
 * Makes one digest of the messages, which it covers; it goes to the channel they were for. Call it inside a transaction. The same
 * members make the same delivery.
 */
export function collapse(deps: PostOfficeDeps, moves: Moves, request: CollapseRequest): void {
  const { flow, rule, view, reason } = request;
  const members = request.members.flatMap((member) =>
    member.subject === null ? [] : [{ ...member, subject: member.subject }],
  );
  const [first] = members;
  if (first === undefined) return;
  const subjects = members.map((member) => member.subject);
  const id = deliveryId({
    flowId: flow.id,
    ruleId: rule.id,
    view: rule.view,
    subjectKey: null,
    kind: 'digest',
    told: JSON.stringify(members.map((member) => member.id)),
  });
  const context = renderContext(deps, flow, { timeZone: rule.timeZone, id });
  const body = renderDigest({ rule, view, subjects, reason, since: first.createdAtUtc, context });
  const digest = messageOfRule(flow, rule, { id, kind: 'digest', body, subjects, atUtc: moves.atUtc });
  deps.store.messages.add([{ ...digest, channel: first.channel, connectionId: first.connectionId }]);
  for (const member of members) moves.cover(member.id, reason, id);
  const details = { flow: flow.id, rule: rule.id, reason, messages: members.length };
  deps.store.audit.append(moves.atUtc, 'message.gathered', id, details);
}
