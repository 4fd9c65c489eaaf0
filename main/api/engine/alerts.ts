import { acknowledgeAlerts } from '../../engine/alerts/acknowledge.ts';
import { snoozeAlerts } from '../../engine/alerts/snooze.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { HandlersOf } from './handler.ts';

/** What needs a person, and that a person has seen it or put it off. */
export function alertHandlers({
  deps,
}: EngineServices): HandlersOf<'alerts.list' | 'alerts.acknowledge' | 'alerts.snooze'> {
  return {
    'alerts.list': ({ filter, ...page }) => Promise.resolve(deps.store.alerts.page(filter, page)),
    'alerts.acknowledge': ({ ids, note }) => {
      const changed = acknowledgeAlerts(deps, ids, note);
      if (changed > 0) deps.publish({ topic: 'changed', subject: 'alerts' });
      return Promise.resolve({ changed });
    },
    'alerts.snooze': ({ ids, ...how }) => {
      const changed = snoozeAlerts(deps, ids, how);
      if (changed > 0) deps.publish({ topic: 'changed', subject: 'alerts' });
      return Promise.resolve({ changed });
    },
  };
}
