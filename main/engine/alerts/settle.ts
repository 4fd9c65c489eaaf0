import type { StoredAlert } from '../../store/alerts.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import type { Condition } from './condition.ts';

export type SettleDeps = Pick<EngineDeps, 'store' | 'clock' | 'random'>;

/** In the trail, what an alert is about that is about no flow. */
export const installation = 'installation';

/**
 * Makes the alerts tell what is so now: raises one for what has none, closes those that are over, renews what is known of the others.
 * What a person has looked at and has become worse since is raised again; so is what was put off until now. True if anything changed. Call it inside a transaction.
 */
export function settleAlerts(deps: SettleDeps, conditions: readonly Condition[]): boolean {
  const standing = new Map(deps.store.alerts.standing().map((alert) => [nameOf(alert), alert]));
  let isChanged = false;
  for (const condition of conditions) {
    const name = nameOf(condition);
    const alert = standing.get(name);
    standing.delete(name);
    const isNews = alert === undefined ? raise(deps, condition) : renew(deps, alert, condition);
    isChanged ||= isNews;
  }
  for (const alert of standing.values()) close(deps, alert);
  return isChanged || standing.size > 0;
}

/** One cause has one name, so that it is never raised twice. */
function nameOf({ flowId, kind, cause }: Pick<Condition, 'flowId' | 'kind' | 'cause'>): string {
  return JSON.stringify([flowId, kind, cause]);
}

function raise({ store, clock, random }: SettleDeps, condition: Condition): boolean {
  if (condition.isSilent === true) return false;
  const atUtc = nowUtc(clock);
  const { flowId, kind, cause, sinceUtc, details } = condition;
  const id = random.uuid();
  store.alerts.put({
    id,
    flowId,
    flowName: flowId === null ? null : (store.flows.get(flowId)?.name ?? null),
    kind,
    cause,
    state: 'open',
    sinceUtc,
    raisedAtUtc: atUtc,
    untilUtc: null,
    acknowledged: null,
    details,
  });
  store.audit.append(atUtc, 'alert.raised', flowId ?? installation, {
    alert: id,
    kind,
    since: sinceUtc,
    ...toldOf(condition),
  });
  return true;
}

function renew({ store, clock }: SettleDeps, alert: StoredAlert, condition: Condition): boolean {
  const { acknowledged } = alert;
  const isWorse = condition.newsUtc !== undefined && acknowledged !== null && condition.newsUtc > acknowledged.atUtc;
  const flowName = alert.flowId === null ? null : (store.flows.get(alert.flowId)?.name ?? alert.flowName);
  // In planned absence it waits on: nobody is called at an hour at which nothing would be raised.
  const isBack =
    alert.state === 'snoozed' && condition.isSilent !== true && (alert.snoozedUntilUtc ?? '') <= nowUtc(clock);
  const isAgain = isWorse || isBack;
  const isSame = JSON.stringify(alert.details) === JSON.stringify(condition.details) && flowName === alert.flowName;
  if (isSame && !isAgain) return false;
  const known = { ...alert, flowName, details: condition.details };
  if (!isAgain) {
    store.alerts.put(known);
    return true;
  }
  const atUtc = nowUtc(clock);
  store.alerts.put({ ...known, state: 'open', raisedAtUtc: atUtc, acknowledged: null });
  const told = { alert: alert.id, kind: alert.kind, since: alert.sinceUtc, again: true, ...toldOf(condition) };
  store.audit.append(atUtc, 'alert.raised', alert.flowId ?? installation, told);
  return true;
}

function close({ store, clock }: SettleDeps, alert: StoredAlert): void {
  const untilUtc = nowUtc(clock);
  store.alerts.put({ ...alert, state: 'closed', untilUtc });
  const { id, flowId, kind, sinceUtc } = alert;
  store.audit.append(untilUtc, 'alert.closed', flowId ?? installation, { alert: id, kind, since: sinceUtc });
}

/** What of it belongs into the trail: where it was seen, and the code of what stood in the way. */
function toldOf({ details }: Condition): Record<string, string | number> {
  const { runId, error, count } = details;
  return {
    ...(runId === undefined ? {} : { run: runId }),
    ...(error === undefined ? {} : { code: error.code }),
    ...(count === undefined ? {} : { count }),
  };
}
