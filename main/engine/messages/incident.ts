import { renderIncident, firstLine } from '../../../shared/messages/render.ts';
import { healthRuleId } from '../../../shared/messages/health.ts';
import type { IncidentState } from '../../../shared/messages/occasions.ts';
import type { MessageBody, MessageKind } from '../../../shared/messages/message.ts';
import { textsIn } from '../../../shared/messages/texts/texts.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import { nowUtc } from '../../ports/time.ts';
import type { Incident } from '../../store/health.ts';
import type { StoredMessage } from '../../store/message-row.ts';
import type { EngineDeps } from '../deps.ts';
import { renderContext } from './collapse.ts';
import { deliveryId } from './delivery-id.ts';
import { minutesBetween, timeZoneOf, type Promised } from './health-promise.ts';
import { causeOf, nextTryOf, type Cause } from './incident-cause.ts';
import type { NewMessage } from './queue.ts';

export type IncidentDeps = Pick<EngineDeps, 'store' | 'clock' | 'integrations'>;

/** A flow that is behind or was, with what has to be known to say so. */
export interface Behind {
  readonly flow: Flow;
  readonly promise: Promised;
  readonly lastSuccessUtc: string | null;
  /** From when on the flow has been behind with reading: the last reading, or when the promise began. */
  readonly sinceUtc: string;
}

const hourMs = 3_600_000;
/** Told again after an hour, then every four; a cause that is new is told sooner, but not sooner than this. */
const secondTellingMs = hourMs;
const laterTellingMs = 4 * hourMs;
const newCauseMs = 15 * 60_000;

/** Tells that reading has fallen behind: one message, taken into the queue. Call it inside a transaction. */
export function beginIncident(deps: IncidentDeps, behind: Behind): Incident {
  const atUtc = nowUtc(deps.clock);
  const { flow, lastSuccessUtc } = behind;
  const cause = causeNow(deps, behind);
  const named = { flow, beganAtUtc: atUtc, step: 0 };
  const message = incidentMessage(deps, named, { behind, cause, state: 'begun', parent: null });
  deps.store.messages.add([message]);
  deps.store.audit.append(atUtc, 'message.incident-began', flow.id, {
    lastSuccess: lastSuccessUtc,
    limitMinutes: behind.promise.limitMinutes,
    message: message.id,
    cause: cause?.code ?? null,
  });
  const causes = cause === null ? [] : [cause.code];
  return { beganAtUtc: atUtc, lastSuccessUtc, messageId: message.id, step: 0, toldAtUtc: atUtc, causes };
}

/**
 * Goes on with an incident: a reply into its thread an hour after it was told and then every four hours, or when there is a cause that
 * it was not told with yet. A message that has not left by then is taken back and called for anew, so that what is posted is what is
 * so; one that a person gave up is left alone. Call it inside a transaction.
 */
export function goOnWithIncident(deps: IncidentDeps, incident: Incident, behind: Behind): Incident {
  const atUtc = nowUtc(deps.clock);
  const cause = causeNow(deps, behind);
  const silentMs = Date.parse(atUtc) - Date.parse(incident.toldAtUtc);
  const isNewCause = cause !== null && !incident.causes.includes(cause.code) && silentMs >= newCauseMs;
  if (!isNewCause && silentMs < untilNextTelling(incident)) return incident;
  const parent = standingOf(deps, incident);
  const causes = cause === null ? incident.causes : [...new Set([...incident.causes, cause.code])];
  const next = { ...incident, step: incident.step + 1, toldAtUtc: atUtc, causes };
  const named = { flow: behind.flow, beganAtUtc: incident.beganAtUtc, step: next.step };
  if (parent?.state === 'queued' && deps.store.messages.supersede(parent.id, atUtc)) {
    const anew = incidentMessage(deps, named, { behind, cause, state: 'begun', parent: null });
    deps.store.messages.add([anew]);
    return { ...next, messageId: anew.id };
  }
  if (parent?.state !== 'posted') return incident;
  takeBackReplies(deps, parent, atUtc);
  deps.store.messages.add([incidentMessage(deps, named, { behind, cause, state: 'goes-on', parent })]);
  return next;
}

/** When an incident is told again at the latest, in milliseconds from the last time. */
export function untilNextTelling({ step }: Incident): number {
  return step === 0 ? secondTellingMs : laterTellingMs;
}

/**
 * Ends an incident because the source was read again: one reply into its thread. An incident that nobody has seen (its message had not
 * left, or a person gave it up) is not told at all. True if it was told. Call it inside a transaction.
 */
export function recoverIncident(deps: IncidentDeps, incident: Incident, recovered: Recovered): boolean {
  const atUtc = nowUtc(deps.clock);
  const { flow, promise, readAtUtc } = recovered;
  const parent = standingOf(deps, incident);
  if (parent !== null) takeBackReplies(deps, parent, atUtc);
  const isTold = !takenBack(deps, parent, atUtc);
  if (isTold && parent !== null) {
    const named = { flow, beganAtUtc: incident.beganAtUtc, step: incident.step + 1 };
    const sinceUtc = incident.lastSuccessUtc ?? recovered.sinceUtc;
    const behind = { flow, promise, lastSuccessUtc: readAtUtc, sinceUtc, untilUtc: readAtUtc };
    deps.store.messages.add([incidentMessage(deps, named, { behind, cause: null, state: 'recovered', parent })]);
  }
  noteEnd(deps, flow.id, incident, 'recovered');
  return isTold;
}

export interface Recovered {
  readonly flow: Flow;
  readonly promise: Promised;
  readonly sinceUtc: string;
  readonly readAtUtc: string;
}

/**
 * Gives up an incident because nothing is promised any more. What has not left is taken back; what is posted stands as it is, for
 * nobody looks whether it recovers. Call it inside a transaction.
 */
export function dropIncident(deps: IncidentDeps, flowId: string, incident: Incident, because: string): void {
  takenBack(deps, standingOf(deps, incident), nowUtc(deps.clock));
  noteEnd(deps, flowId, incident, because);
}

/** True if the message of the incident has not left and was taken back, or was given up before. Call it inside a transaction. */
export function takeBackUnseen(deps: IncidentDeps, incident: Incident): boolean {
  return takenBack(deps, standingOf(deps, incident), nowUtc(deps.clock));
}

/** True if people can read the incident in its channel. */
export function isPosted(deps: Pick<IncidentDeps, 'store'>, incident: Incident): boolean {
  return standingOf(deps, incident)?.state === 'posted';
}

/** What follows on a message that Slack posted by itself, once the source was read again. Call it inside a transaction. */
export function tellRecovery(
  deps: IncidentDeps,
  { flow, promise, sinceUtc, readAtUtc }: Recovered,
  lane: { readonly connectionId: string; readonly channel: NewMessage['channel'] },
): void {
  const named = { flow, beganAtUtc: sinceUtc, step: 0 };
  const behind = { flow, promise, lastSuccessUtc: readAtUtc, sinceUtc, untilUtc: readAtUtc };
  const message = incidentMessage(deps, named, { behind, cause: null, state: 'recovered', parent: null });
  deps.store.messages.add([{ ...message, ...lane }]);
}

export function noteEnd({ store, clock }: IncidentDeps, flowId: string, incident: Incident, because: string): void {
  const details = { message: incident.messageId, began: incident.beganAtUtc, because };
  store.audit.append(nowUtc(clock), 'message.incident-ended', flowId, details);
}

/** The message that stands for the incident now: one that was gone or posted again has another in its place. */
function standingOf({ store }: Pick<IncidentDeps, 'store'>, { messageId }: Incident): StoredMessage | null {
  let message = store.messages.get(messageId);
  for (let next = message; next !== null; next = store.messages.latestResend(next.id)) {
    if (next !== message && (next.state === 'suppressed' || next.state === 'dismissed')) break;
    message = next;
  }
  return message;
}

function takenBack({ store }: IncidentDeps, message: StoredMessage | null, atUtc: string): boolean {
  if (message === null || message.state === 'suppressed' || message.state === 'dismissed') return true;
  return store.messages.supersede(message.id, atUtc);
}

/** Replies that have not left would tell what is not so any more. */
function takeBackReplies({ store }: IncidentDeps, parent: StoredMessage, atUtc: string): void {
  for (const child of store.messages.childrenOf(parent.id)) store.messages.supersede(child.id, atUtc);
}

function causeNow(deps: IncidentDeps, { flow, promise, lastSuccessUtc }: Behind): Cause | null {
  return causeOf(deps, flow, { streams: promise.streams, lastSuccessUtc });
}

interface Named {
  readonly flow: Flow;
  readonly beganAtUtc: string;
  readonly step: number;
}

interface Told {
  readonly behind: Behind & { readonly untilUtc?: string };
  readonly cause: Cause | null;
  readonly state: IncidentState;
  readonly parent: StoredMessage | null;
}

function incidentMessage(deps: IncidentDeps, { flow, beganAtUtc, step }: Named, told: Told): NewMessage {
  const { behind, cause, state, parent } = told;
  const kind: MessageKind = parent === null ? 'incident' : 'reply';
  const name = { flowId: flow.id, ruleId: healthRuleId, view: healthRuleId, subjectKey: null, kind } as const;
  const id = deliveryId({ ...name, told: `${beganAtUtc} ${state}`, turn: step });
  const atUtc = nowUtc(deps.clock);
  const context = renderContext(deps, flow, { timeZone: timeZoneOf(flow), id });
  const body: MessageBody = renderIncident({
    flowName: flow.name,
    sourceName: context.sourceName,
    lastSuccessUtc: behind.lastSuccessUtc,
    behindMinutes: minutesBetween(behind.sinceUtc, behind.untilUtc ?? atUtc),
    promiseMinutes: behind.promise.limitMinutes,
    cause: cause?.text ?? null,
    nextTryUtc: nextTryOf(deps, flow, behind.promise.streams),
    state,
    context,
  });
  const { channel } = behind.promise.rule;
  return {
    ...name,
    id,
    connectionId: parent?.connectionId ?? flow.destinationConnectionId,
    ruleName: textsIn(context.language).health,
    runId: null,
    label: firstLine(body),
    layout: null,
    state: 'queued',
    reason: null,
    channel: parent?.channel ?? { id: channel.id, name: channel.name },
    body,
    subject: null,
    amounts: [],
    parentId: parent?.id ?? null,
    notBeforeUtc: null,
    coveredBy: null,
    createdAtUtc: atUtc,
  };
}
