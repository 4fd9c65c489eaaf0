import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import { installation } from './settle.ts';

/**
 * A person has looked at these alerts: they stand as long as what they tell is so, but call nobody any more. Returns how many were open
 * or put off. An alert that is not there, was looked at before or is closed stays as it is.
 */
export function acknowledgeAlerts(
  { store, clock }: Pick<EngineDeps, 'store' | 'clock'>,
  ids: readonly string[],
  note: string,
): number {
  const atUtc = nowUtc(clock);
  return store.transaction(() => {
    const found = [...new Set(ids)].flatMap((id) => store.alerts.get(id) ?? []);
    const open = found.filter(({ state }) => state === 'open' || state === 'snoozed');
    for (const alert of open) {
      store.alerts.put({ ...alert, state: 'acknowledged', acknowledged: { atUtc, note } });
      const details = { alert: alert.id, kind: alert.kind, reason: note };
      store.audit.append(atUtc, 'alert.acknowledged', alert.flowId ?? installation, details);
    }
    return open.length;
  });
}
