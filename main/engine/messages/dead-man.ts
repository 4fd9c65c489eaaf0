import { isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import { toErrorDto } from '../../../shared/errors/error-dto.ts';
import { messageLanguage } from '../../../shared/messages/rule.ts';
import { renderDeadMan } from '../../../shared/messages/render.ts';
import type { Flow } from '../../../shared/model/flow.ts';
import type { Messenger, ScheduledMessage } from '../../ports/messenger.ts';
import { nowUtc } from '../../ports/time.ts';
import type { Alarm, HealthFault, NewAlarm } from '../../store/health.ts';
import type { EngineDeps } from '../deps.ts';
import { sharedError } from './audience.ts';
import { markOf, readMark } from './dead-man-mark.ts';
import { behindAtMs, countedSince, lastReading } from '../promise.ts';
import { promiseOf, timeZoneOf } from './health-promise.ts';
import { isPosted } from './incident.ts';
import type { Messengers } from './messengers.ts';
import { asAppError } from './settle.ts';

export type DeadManDeps = Pick<EngineDeps, 'store' | 'clock' | 'integrations' | 'log'>;

const minuteMs = 60_000;
/**
 * How much later than the promise Slack speaks. Whoever is awake speaks first and takes the message back: Slack may refuse that in the
 * last five minutes, and a run that is under way is waited for as long.
 */
export const deadManMarginMs = 10 * minuteMs;
/** Nothing is left with Slack for a moment that is as good as now. */
const leastLeadMs = 2 * minuteMs;
/** A message that cannot be taken back though its time is further away than this is not there any more. */
const refusedWithinMs = 10 * minuteMs;
const longestRetryMs = 60 * minuteMs;

/**
 * Keeps the message with Slack that speaks when this computer cannot (reference slack.md §13): the one that is wanted is left there
 * first, and what was there before is taken back then, so that a kill between leaves one too many and never none. What is about to be
 * left is noted before it is asked for; whether an answer that was never seen meant yes is read from Slack's list. It is compared with
 * that list once after a start, too, and the flow's own messages that are not known here are taken over then. Faults are kept with the flow's health and tried again later; they never reach a run.
 */
export class DeadMan {
  readonly #deps: DeadManDeps;
  readonly #messengers: Pick<Messengers, 'of'>;
  /** Flows whose notes were compared with Slack's list since the start. */
  readonly #compared = new Set<string>();

  constructor(deps: DeadManDeps, messengers: Pick<Messengers, 'of'>) {
    this.#deps = deps;
    this.#messengers = messengers;
  }

  /** True if something is to be asked of Slack now. */
  isDue(flowId: string): boolean {
    return this.#hasWork(flowId) && this.retryAtMs(flowId) <= this.#deps.clock.now();
  }

  /** Forgets what failed where nothing is to be done any more. */
  forgetFault(flowId: string): void {
    if (!this.#hasWork(flowId)) this.#mended(flowId);
  }

  /** When what failed is tried again; 0: nothing failed. Infinity: not before a person has done something about it. */
  retryAtMs(flowId: string): number {
    const { store } = this.#deps;
    const fault = store.health.get(flowId)?.fault ?? null;
    return fault === null || this.#isMended(flowId, fault) ? 0 : retryAtMs(fault);
  }

  /** Brings Slack to what is wanted. Never rejects but with what the store throws and when `signal` is aborted. */
  async sync(flowId: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#compare(flowId, signal);
      const wanted = this.#wanted(flowId);
      const alarms = this.#deps.store.health.alarms(flowId);
      const standing = alarms.find((one) => wanted !== null && one.state === 'left' && isSame(one, wanted));
      if (wanted !== null && standing === undefined) await this.#leave(wanted, signal);
      for (const alarm of alarms) if (alarm !== standing) await this.#takeBack(alarm, signal);
      this.#mended(flowId);
    } catch (error) {
      signal.throwIfAborted();
      if (!isAppError(error)) throw error;
      this.#failed(flowId, error);
    }
  }

  #hasWork(flowId: string): boolean {
    const wanted = this.#wanted(flowId);
    const alarms = this.#deps.store.health.alarms(flowId);
    if (alarms.some((alarm) => this.#isSpent(alarm))) return true;
    const open = alarms.filter((alarm) => this.#isOpen(alarm));
    if (open.some((one) => one.state === 'asked' || wanted === null || !isSame(one, wanted))) return true;
    return (wanted !== null && open.length === 0) || (open.length > 0 && !this.#compared.has(flowId));
  }

  /** The message that is to be with Slack; null for none. */
  #wanted(flowId: string): NewAlarm | null {
    const { store, clock } = this.#deps;
    const flow = store.flows.get(flowId);
    if (flow === null) return null;
    const promise = promiseOf(this.#deps, flow);
    if (promise.kind !== 'on' || !promise.rule.deadMan) return null;
    const known = store.health.get(flowId);
    if (known === null || (known.incident !== null && isPosted(this.#deps, known.incident))) return null;
    const lastSuccessUtc = lastReading(this.#deps, flowId, promise.streams);
    if (lastSuccessUtc === null) return null;
    const brokenMs = behindAtMs(flow, promise, countedSince(lastSuccessUtc, known.promisedSinceUtc));
    if (brokenMs === Infinity) return null;
    const postAtMs = Math.ceil((brokenMs + deadManMarginMs) / 1000) * 1000;
    const channelId = promise.rule.channel.id;
    const alarm = { flowId, connectionId: flow.destinationConnectionId, channelId, lastSuccessUtc };
    const text = this.#text(flow, promise.limitMinutes, lastSuccessUtc);
    const wanted = { ...alarm, postAtUtc: new Date(postAtMs).toISOString(), text };
    const isThere = () => store.health.alarms(flowId).some((one) => one.state !== 'refused' && isSame(one, wanted));
    // What is there stays, however near its time is; nothing new is left that near.
    return postAtMs - clock.now() >= leastLeadMs || isThere() ? wanted : null;
  }

  #text(flow: Flow, promiseMinutes: number, lastSuccessUtc: string): string {
    const sourceName = this.#deps.store.connections.get(flow.sourceConnectionId)?.name ?? '';
    return renderDeadMan({
      flowName: flow.name,
      sourceName,
      promiseMinutes,
      lastSuccessUtc,
      timeZone: timeZoneOf(flow),
      language: messageLanguage(flow),
      mark: markOf(flow.id, lastSuccessUtc),
    });
  }

  /** Its time has not come, and nobody has given it up. */
  #isOpen({ state, postAtUtc }: Alarm): boolean {
    return state !== 'refused' && Date.parse(postAtUtc) > this.#deps.clock.now();
  }

  async #leave(wanted: NewAlarm, signal: AbortSignal): Promise<void> {
    const { store } = this.#deps;
    const messenger = this.#messengers.of(wanted.connectionId);
    const number = store.transaction(() => store.health.ask(wanted));
    const { channelId: channel, text, postAtUtc } = wanted;
    try {
      const promised = store.flows.get(wanted.flowId)?.messaging?.health?.channel;
      const isConfirmed = promised?.id === channel && promised.sharedConfirmed;
      if (!isConfirmed && (await messenger.channel(channel, signal))?.isShared === true)
        throw sharedError(promised?.name ?? channel);
      const { id } = await messenger.schedule({ channel, text, postAtUtc }, signal);
      store.transaction(() => {
        store.health.left(number, id);
      });
    } catch (error) {
      // A refusal is certain; anything else may have come through.
      if (isAppError(error) && !isRetryable(error) && error.kind !== 'cancelled' && error.kind !== 'internal') {
        store.transaction(() => {
          store.health.forget(number);
        });
      }
      throw error;
    }
  }

  async #takeBack(alarm: Alarm, signal: AbortSignal): Promise<void> {
    const { store, clock } = this.#deps;
    const { number, scheduledId: id, channelId: channel } = alarm;
    const isOpen = this.#isOpen(alarm) && id !== null;
    if (!isOpen && !this.#isSpent(alarm)) return;
    const isBack = isOpen ? await this.#messenger(alarm)?.unschedule({ channel, id }, signal) : null;
    const isNear = Date.parse(alarm.postAtUtc) - clock.now() <= refusedWithinMs;
    store.transaction(() => {
      if (isBack === false && isNear) store.health.refused(number);
      else store.health.forget(number);
    });
  }

  /** It has posted, and no reading will follow it up. */
  #isSpent({ flowId, postAtUtc }: Alarm): boolean {
    const { store, clock } = this.#deps;
    const flow = store.flows.get(flowId);
    const isFollowed = flow !== null && ['on', 'paused'].includes(promiseOf(this.#deps, flow).kind);
    return !isFollowed && Date.parse(postAtUtc) <= clock.now();
  }

  /** Null where the connection is gone: nobody can take it back any more. */
  #messenger({ connectionId }: Pick<Alarm, 'connectionId'>): Messenger | null {
    return this.#deps.store.connections.get(connectionId) === null ? null : this.#messengers.of(connectionId);
  }

  /** Reads Slack's list where something is not known: after a start, and after an answer that never came. */
  async #compare(flowId: string, signal: AbortSignal): Promise<void> {
    const { store } = this.#deps;
    const open = store.health.alarms(flowId).filter((alarm) => this.#isOpen(alarm));
    const isKnown = this.#compared.has(flowId) && !open.some(({ state }) => state === 'asked');
    if (!isKnown) {
      const wanted = this.#wanted(flowId);
      // Where a message is to be, one may stand that this data file does not know: it is a copy, or an older one that was put back.
      const known = [...open, ...(wanted === null ? [] : [wanted])];
      const places = new Map(known.map((alarm) => [JSON.stringify([alarm.connectionId, alarm.channelId]), alarm]));
      for (const place of places.values()) {
        const messenger = this.#messenger(place);
        const listed = (await messenger?.scheduled(place.channelId, signal)) ?? [];
        const ofPlace = (one: Alarm) => one.connectionId === place.connectionId && one.channelId === place.channelId;
        this.#settle(open.filter(ofPlace), listed);
        this.#adopt(flowId, place, listed);
      }
    }
    this.#compared.add(flowId);
  }

  #settle(alarms: readonly Alarm[], listed: readonly ScheduledMessage[]): void {
    const { store } = this.#deps;
    store.transaction(() => {
      const known = new Set(alarms.flatMap(({ scheduledId }) => scheduledId ?? []));
      for (const alarm of alarms) {
        const found = listed.find((one) =>
          alarm.scheduledId === null ? !known.has(one.id) && isThis(one, alarm) : one.id === alarm.scheduledId,
        );
        if (found === undefined) store.health.forget(alarm.number);
        else if (alarm.scheduledId === null) {
          known.add(found.id);
          store.health.left(alarm.number, found.id);
        }
      }
    });
  }

  /** Takes over the flow's own messages that nothing is known of; those of others are left alone. */
  #adopt(flowId: string, place: Pick<Alarm, 'connectionId' | 'channelId'>, listed: readonly ScheduledMessage[]): void {
    const { store, clock } = this.#deps;
    const { connectionId, channelId } = place;
    const known = new Set(store.health.alarms(flowId).flatMap(({ scheduledId }) => scheduledId ?? []));
    store.transaction(() => {
      for (const { id, text, postAtUtc } of listed) {
        const lastSuccessUtc = readMark(flowId, text);
        if (lastSuccessUtc === null || known.has(id)) continue;
        const number = store.health.ask({ flowId, connectionId, channelId, lastSuccessUtc, postAtUtc, text });
        store.health.left(number, id);
        store.audit.append(nowUtc(clock), 'message.dead-man-adopted', flowId, {
          channel: channelId,
          postAt: postAtUtc,
        });
      }
    });
  }

  /** A person has done something that may have mended it: the connection was saved, or the flow was. */
  #isMended(flowId: string, fault: HealthFault): boolean {
    const { store } = this.#deps;
    const flow = store.flows.get(flowId);
    const ids = [flow?.destinationConnectionId, ...store.health.alarms(flowId).map((alarm) => alarm.connectionId)];
    const connections = ids.map((id) => (id === undefined ? null : store.connections.get(id)));
    return [flow, ...connections].some((one) => one !== null && one.updatedAtUtc > fault.atUtc);
  }

  #mended(flowId: string): void {
    const { store } = this.#deps;
    const health = store.health.get(flowId);
    if (health === null || health.fault === null) return;
    store.transaction(() => {
      store.health.put(flowId, { ...health, fault: null });
    });
  }

  #failed(flowId: string, error: unknown): void {
    const { store, clock, log } = this.#deps;
    const known = asAppError(error);
    log.warn('call.failed', { method: 'messages.dead-man', flowId }, known);
    store.transaction(() => {
      const atUtc = nowUtc(clock);
      const health = store.health.get(flowId) ?? { promise: '', promisedSinceUtc: atUtc, incident: null, fault: null };
      const before = health.fault;
      const fault = { error: toErrorDto(known), atUtc, tries: (before?.tries ?? 0) + 1 };
      store.health.put(flowId, { ...health, fault });
      if (before?.error.code === known.code) return;
      store.audit.append(atUtc, 'message.dead-man-failed', flowId, { code: known.code });
    });
  }
}

/** Refused sign-ins and permissions are never tried again by themselves. */
function retryAtMs({ error, atUtc, tries }: HealthFault): number {
  if (error.kind === 'auth' || error.kind === 'permission') return Infinity;
  const waitMs = Math.min(longestRetryMs, minuteMs * 2 ** Math.min(tries - 1, 10));
  return Date.parse(atUtc) + Math.max(waitMs, error.retryAfterMs ?? 0);
}

function isSame(one: Alarm, other: NewAlarm): boolean {
  const isHere = one.connectionId === other.connectionId && one.channelId === other.channelId;
  return isHere && one.postAtUtc === other.postAtUtc && one.text === other.text;
}

/** A scheduled message is known by its moment and its words; Slack may write signs and blanks of a text its own way. */
function isThis(listed: ScheduledMessage, { postAtUtc, text }: Alarm): boolean {
  return Date.parse(listed.postAtUtc) === Date.parse(postAtUtc) && bare(listed.text) === bare(text);
}

function bare(text: string): string {
  return text.replace(/&(amp|lt|gt);/g, '').replace(/[^\p{L}\p{N}]/gu, '');
}
