import { asksForDecision, withDecision } from '../../../shared/messages/decided.ts';
import { approvalActions, decisionKinds, type DecisionKind } from '../../../shared/messages/decision.ts';
import { localDay } from '../../../shared/messages/calendar.ts';
import { renderTooOld } from '../../../shared/messages/render.ts';
import { messageLanguage, type Approver, type MessageRule } from '../../../shared/messages/rule.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Click, ClickHome } from '../../ports/clicks.ts';
import { nowUtc } from '../../ports/time.ts';
import type { StoredDecision } from '../../store/decisions.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import type { EngineDeps } from '../deps.ts';
import { deliveryId } from './delivery-id.ts';
import type { NewMessage } from './queue.ts';

export type ClickDeps = Pick<EngineDeps, 'store' | 'clock' | 'random'>;

/** Why a click is no decision. */
export type ClickRefusal =
  | 'other-team'
  | 'other-app'
  | 'unknown-message'
  | 'contents-removed'
  | 'not-asked'
  | 'not-listed';

/** What became of a click. */
export type ClickOutcome =
  /** A button that is not ours to answer (a link). */
  | { readonly kind: 'dropped' }
  | { readonly kind: 'refused'; readonly reason: ClickRefusal }
  /** The same person had decided the same on this message before. */
  | { readonly kind: 'repeated' }
  | { readonly kind: 'recorded'; readonly decision: StoredDecision };

export interface ClickTaken {
  readonly connectionId: string;
  readonly click: Click;
  readonly home: ClickHome;
}

interface Asked {
  readonly flow: Flow;
  readonly rule: MessageRule;
  readonly message: StoredMessage;
  readonly approver: Approver;
}

/** Longest word of the outside that the trail keeps. */
const mostOfId = 40;

/**
 * Checks a click and records what it decides; what it decides first is put into the message by the ordinary queue. Durable when this
 * returns. Nothing of the click is trusted but the delivery id in its button, and only after team, app and person were compared.
 */
export function takeClick(deps: ClickDeps, taken: ClickTaken): ClickOutcome {
  const kind = decisionOf(taken.click);
  if (kind === null) return { kind: 'dropped' };
  return deps.store.transaction(() => {
    const asked = whoIsAsked(deps, taken);
    if (typeof asked === 'string') return refuse(deps, taken, asked);
    const decision = record(deps, taken, asked, kind);
    if (decision === null) return { kind: 'repeated' };
    if (decision.stands) show(deps, asked, decision);
    return { kind: 'recorded', decision };
  });
}

function decisionOf({ actionId }: Click): DecisionKind | null {
  return decisionKinds.find((kind) => approvalActions[kind] === actionId) ?? null;
}

function whoIsAsked({ store }: ClickDeps, { connectionId, click, home }: ClickTaken): Asked | ClickRefusal {
  if (home.teamId === '' || click.teamId !== home.teamId) return 'other-team';
  if (home.appId === '' || click.appId !== home.appId) return 'other-app';
  const message = click.value === null ? null : store.messages.get(click.value);
  if (message?.connectionId !== connectionId) return 'unknown-message';
  if (message.contentsRemovedAtUtc !== null) return 'contents-removed';
  if (!asksForDecision(message.body)) return 'unknown-message';
  const flow = store.flows.get(message.flowId);
  const rule = flow?.messaging?.rules.find(({ id }) => id === message.ruleId);
  const approvers = rule?.approvals?.approvers;
  if (flow === null || rule === undefined || approvers === undefined || message.subjectKey === null) return 'not-asked';
  const approver = approvers.find(({ id }) => id === click.userId);
  return approver === undefined ? 'not-listed' : { flow, rule, message, approver };
}

function refuse(deps: ClickDeps, { connectionId, click }: ClickTaken, reason: ClickRefusal): ClickOutcome {
  const { store, clock } = deps;
  const message = click.value === null ? null : store.messages.get(click.value);
  if (reason === 'contents-removed' && message !== null) sayTooOld(deps, message);
  store.audit.append(nowUtc(clock), 'message.click-refused', message?.id ?? connectionId, {
    reason,
    user: click.userId.slice(0, mostOfId),
    ...(reason === 'other-team' ? { team: click.teamId.slice(0, mostOfId) } : {}),
    ...(reason === 'other-app' ? { app: click.appId.slice(0, mostOfId) } : {}),
    ...(message === null ? {} : { flow: message.flowId, rule: message.ruleId }),
  });
  return { kind: 'refused', reason };
}

function record(
  { store, clock, random }: ClickDeps,
  { click }: ClickTaken,
  { message, approver }: Asked,
  kind: DecisionKind,
): StoredDecision | null {
  const decidedAtUtc = nowUtc(clock);
  const decision = store.decisions.add({
    id: random.uuid(),
    messageId: message.id,
    flowId: message.flowId,
    ruleId: message.ruleId,
    ruleName: message.ruleName,
    subjectKey: message.subjectKey ?? '',
    label: message.label,
    amounts: message.amounts,
    link: message.subject?.link ?? null,
    permalink: rootOf({ store }, message).receipt?.permalink ?? null,
    decision: kind,
    userId: approver.id,
    userName: approver.name,
    decidedAtUtc,
    envelopeId: click.envelopeId,
  });
  if (decision === null) return null;
  store.audit.append(decidedAtUtc, 'message.click-recorded', message.id, {
    flow: message.flowId,
    rule: message.ruleId,
    decision: kind,
    user: approver.id,
    name: approver.name,
    stands: decision.stands,
    envelope: click.envelopeId,
  });
  return decision;
}

/** The message in the channel that an update belongs to. */
function rootOf({ store }: Pick<ClickDeps, 'store'>, message: StoredMessage): StoredMessage {
  const parent = message.parentId === null ? null : store.messages.get(message.parentId);
  return parent ?? message;
}

/** Puts the decision into the message, unless the message already tells a newer version of the invoice, which asks anew. */
function show({ store, clock }: ClickDeps, { flow, rule, message }: Asked, decision: StoredDecision): void {
  const root = rootOf({ store }, message);
  const tellsAnew = ({ kind, state, number }: StoredMessage): boolean =>
    kind === 'update' && number > message.number && state !== 'suppressed' && state !== 'dismissed';
  if (store.messages.childrenOf(root.id).some(tellsAnew)) return;
  const sourceName = store.connections.get(flow.sourceConnectionId)?.name ?? '';
  const update: NewMessage = {
    ...message,
    id: deliveryId({ ...message, kind: 'update', told: `decision ${decision.id}` }),
    kind: 'update',
    state: root.state === 'posted' ? 'queued' : 'held',
    reason: root.state === 'posted' ? null : 'after-parent',
    channel: root.channel,
    body: withDecision(message.body, {
      decision,
      timeZone: rule.timeZone,
      sourceName,
      language: messageLanguage(flow),
    }),
    parentId: root.id,
    coveredBy: null,
    notBeforeUtc: null,
    createdAtUtc: nowUtc(clock),
  };
  store.messages.add([update]);
}

/** A sentence in the thread: the person who clicked would otherwise take it for done. Once a message, however often it is clicked. */
function sayTooOld({ store, clock }: ClickDeps, message: StoredMessage): void {
  const flow = store.flows.get(message.flowId);
  const root = rootOf({ store }, message);
  if (flow === null || root.state !== 'posted') return;
  const id = deliveryId({ ...message, kind: 'reply', told: `too old ${message.id}` });
  const body = renderTooOld({
    language: messageLanguage(flow),
    today: localDay(clock.now(), 'UTC'),
    timeZone: 'UTC',
    deliveryId: id,
    batchId: null,
    sourceName: store.connections.get(flow.sourceConnectionId)?.name ?? '',
    resent: false,
  });
  const reply: NewMessage = {
    ...message,
    id,
    kind: 'reply',
    state: 'queued',
    reason: null,
    channel: root.channel,
    body,
    amounts: [],
    parentId: root.id,
    coveredBy: null,
    notBeforeUtc: null,
    createdAtUtc: nowUtc(clock),
  };
  store.messages.add([reply]);
}
