import type { Flow } from '../../../shared/model/flow.ts';
import { absentUntil } from '../../../shared/schedule/promised.ts';
import { nowUtc } from '../../ports/time.ts';
import type { Alarm, Health, Incident } from '../../store/health.ts';
import { behindAtMs, countedSince, lastReading } from '../promise.ts';
import { promiseOf, type NotPromised, type Promised } from './health-promise.ts';
import {
  beginIncident,
  dropIncident,
  goOnWithIncident,
  noteEnd,
  recoverIncident,
  takeBackUnseen,
  tellRecovery,
  untilNextTelling,
  type IncidentDeps,
} from './incident.ts';

/** How long a run that was begun is waited for before the flow is said to be behind; also after a start and a wake. */
export const graceMs = 5 * 60_000;

/** What a look at a flow came to. */
export interface Looked {
  /** A message was taken into the queue. */
  readonly told: boolean;
  /** When there may be something to say next; null: nothing comes by time alone. */
  readonly nextAtMs: number | null;
}

/**
 * Looks whether a flow keeps its promise, and takes into the queue what is to be said: in one transaction with what is remembered of it,
 * so that whenever the process is killed nothing is said twice or forgotten. Before `quietUntilMs` nothing is said to be behind, for a
 * run that catches up may be about to succeed; that the source was read again is said at once.
 */
export function lookAtHealth(deps: IncidentDeps, flow: Flow, quietUntilMs: number): Looked {
  return deps.store.transaction(() => {
    const promise = promiseOf(deps, flow);
    const known = deps.store.health.get(flow.id);
    if (promise.kind !== 'on') {
      if (known !== null) deps.store.health.put(flow.id, unwatched(deps, flow.id, known, promise));
      return { told: false, nextAtMs: null };
    }
    const look = new Look(deps, { flow, promise, known, quietUntilMs });
    look.recover();
    look.tell();
    return look.end();
  });
}

/** What is forgotten of a flow that is gone: everything, once nothing of it is with Slack any more. Call it inside a transaction. */
export function forgetHealth(deps: IncidentDeps, flowId: string, known: Health): void {
  const { store } = deps;
  // Its messages went with the flow: there is nothing to take back.
  if (known.incident !== null) noteEnd(deps, flowId, known.incident, 'removed');
  if (store.health.alarms(flowId).length === 0) store.health.remove(flowId);
  else if (known.promise !== '') store.health.put(flowId, { ...known, promise: '', incident: null });
}

/** A flow that a person paused may go on: then what people read of an incident is ended by the next reading. */
function unwatched(deps: IncidentDeps, flowId: string, known: Health, { kind }: NotPromised): Health {
  const { incident } = known;
  const rest = { ...known, promise: '' };
  if (incident === null) return rest;
  if (kind === 'paused' && !takeBackUnseen(deps, incident)) return rest;
  dropIncident(deps, flowId, incident, kind);
  return { ...rest, incident: null };
}

interface LookOf {
  readonly flow: Flow;
  readonly promise: Promised;
  readonly known: Health | null;
  readonly quietUntilMs: number;
}

class Look {
  readonly #deps: IncidentDeps;
  readonly #of: LookOf;
  readonly #nowUtc: string;
  readonly #lastSuccessUtc: string | null;
  readonly #health: Health;
  #incident: Incident | null;
  #told = false;

  constructor(deps: IncidentDeps, of: LookOf) {
    this.#deps = deps;
    this.#of = of;
    this.#nowUtc = nowUtc(deps.clock);
    const { flow, promise, known } = of;
    this.#lastSuccessUtc = lastReading(deps, flow.id, promise.streams);
    const reckonedFrom = JSON.stringify([promise.limitMinutes, promise.streams]);
    const isSame = known?.promise === reckonedFrom;
    this.#health = {
      promise: reckonedFrom,
      promisedSinceUtc: isSame ? known.promisedSinceUtc : this.#nowUtc,
      incident: null,
      fault: known?.fault ?? null,
    };
    this.#incident = known?.incident ?? null;
  }

  /** The source was read again: ends the incident, and follows up what Slack posted by itself. */
  recover(): void {
    const readAtUtc = this.#lastSuccessUtc;
    if (readAtUtc === null) return;
    const { store } = this.#deps;
    const { flow, promise } = this.#of;
    store.health.ended(flow.id, readAtUtc);
    const spoken = store.health.alarms(flow.id).filter((alarm) => this.#spoke(alarm, readAtUtc));
    const incident = this.#incident;
    const isOver =
      incident !== null &&
      incident.lastSuccessUtc !== readAtUtc &&
      Date.parse(this.#nowUtc) <= behindAtMs(flow, promise, readAtUtc);
    // An incident that goes on says itself when it is over, for both.
    if (incident !== null && !isOver) return;
    const sinceUtc = this.#health.promisedSinceUtc;
    const isTold = incident !== null && recoverIncident(this.#deps, incident, { flow, promise, sinceUtc, readAtUtc });
    this.#incident = null;
    this.#told ||= isTold;
    for (const alarm of spoken) this.#followUp(alarm, isTold);
  }

  tell(): void {
    const { flow, promise } = this.#of;
    const nowMs = Date.parse(this.#nowUtc);
    if (nowMs <= this.#behindAtMs() || nowMs < this.#silentUntilMs()) return;
    const behind = { flow, promise, lastSuccessUtc: this.#lastSuccessUtc, sinceUtc: this.#sinceUtc() };
    const before = this.#incident;
    this.#incident = before === null ? beginIncident(this.#deps, behind) : goOnWithIncident(this.#deps, before, behind);
    this.#told ||= this.#incident !== before;
  }

  end(): Looked {
    const { store } = this.#deps;
    const { flow, known } = this.#of;
    const health = { ...this.#health, incident: this.#incident };
    if (JSON.stringify(health) !== JSON.stringify(known)) store.health.put(flow.id, health);
    const incident = this.#incident;
    const nextAtMs = Math.max(
      incident === null ? this.#behindAtMs() + 1 : Date.parse(incident.toldAtUtc) + untilNextTelling(incident),
      this.#silentUntilMs(),
    );
    return { told: this.#told, nextAtMs };
  }

  /** Slack has posted it, or may have, and the source was read since. */
  #spoke({ postAtUtc, lastSuccessUtc }: Alarm, readAtUtc: string): boolean {
    return postAtUtc <= this.#nowUtc && lastSuccessUtc !== readAtUtc;
  }

  #followUp(alarm: Alarm, isTold: boolean): void {
    const { store } = this.#deps;
    const { flow, promise } = this.#of;
    const readAtUtc = alarm.endedAtUtc ?? this.#nowUtc;
    store.health.forget(alarm.number);
    store.audit.append(this.#nowUtc, 'message.dead-man-spoke', flow.id, {
      postedAt: alarm.postAtUtc,
      lastSuccess: alarm.lastSuccessUtc,
      readAt: readAtUtc,
    });
    if (isTold) return;
    const { channel } = promise.rule;
    const name = channel.id === alarm.channelId ? channel.name : alarm.channelId;
    const lane = { connectionId: alarm.connectionId, channel: { id: alarm.channelId, name } };
    tellRecovery(this.#deps, { flow, promise, sinceUtc: alarm.lastSuccessUtc, readAtUtc }, lane);
    this.#told = true;
  }

  #sinceUtc(): string {
    return countedSince(this.#lastSuccessUtc, this.#health.promisedSinceUtc);
  }

  #behindAtMs(): number {
    return behindAtMs(this.#of.flow, this.#of.promise, this.#sinceUtc());
  }

  /** Nothing is said to be behind before: a run may be about to succeed, or nobody is promised anything at this time of the day. */
  #silentUntilMs(): number {
    const absent = absentUntil(this.#of.flow.calendar, Date.parse(this.#nowUtc)) ?? 0;
    return Math.max(this.#of.quietUntilMs, absent, this.#waitsForRunUntilMs());
  }

  #waitsForRunUntilMs(): number {
    const latest = this.#deps.store.runs.latest(this.#of.flow.id);
    if (latest?.state !== 'running') return 0;
    // The first run reads all that there is, for as long as that takes, and whoever set it up looks on.
    return this.#lastSuccessUtc === null ? Infinity : Date.parse(latest.startedAtUtc) + graceMs;
  }
}
