import type { Snooze } from '../../../shared/alerts/alert.ts';
import { instantOf, localDay, nextLocalDay } from '../../../shared/messages/calendar.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import { installation } from './settle.ts';

const hourMs = 60 * 60_000;
/** When a morning begins: before people start their day's work, after the night's runs. */
const morning = '08:00';

/** The moment at which what is put off now comes back. Throws a RangeError for a time zone that is not known. */
export function snoozeEndsAt(snooze: Snooze, nowMs: number, timeZone: string): number {
  switch (snooze) {
    case 'hour':
      return nowMs + hourMs;
    case 'tomorrow':
      return instantOf(nextLocalDay(localDay(nowMs, timeZone)), morning, timeZone);
    case 'week':
      return nowMs + 7 * 24 * hourMs;
  }
}

/**
 * A person puts these alerts off: they call nobody until then, and are raised again if what they tell is still so. Returns how many
 * were. One put off before gets the new time; what is not there, acknowledged or closed stays as it is.
 */
export function snoozeAlerts(
  { store, clock }: Pick<EngineDeps, 'store' | 'clock'>,
  ids: readonly string[],
  { snooze, timeZone }: { readonly snooze: Snooze; readonly timeZone: string },
): number {
  const atUtc = nowUtc(clock);
  const until = new Date(snoozeEndsAt(snooze, clock.now(), timeZone)).toISOString();
  return store.transaction(() => {
    const found = [...new Set(ids)].flatMap((id) => store.alerts.get(id) ?? []);
    const calling = found.filter(({ state }) => state === 'open' || state === 'snoozed');
    for (const alert of calling) {
      store.alerts.put({ ...alert, state: 'snoozed', snoozedUntilUtc: until });
      const details = { alert: alert.id, kind: alert.kind, until };
      store.audit.append(atUtc, 'alert.snoozed', alert.flowId ?? installation, details);
    }
    return calling.length;
  });
}
