import type { alertMethods } from '../../../shared/contract/alert-methods.ts';
import { acknowledgeAlerts } from '../../engine/alerts/acknowledge.ts';
import { alertRulesOf, saveAlertRules } from '../../engine/alerts/rules.ts';
import { snoozeAlerts } from '../../engine/alerts/snooze.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { HandlersOf } from './handler.ts';

/** What needs a person, and that a person has seen it or put it off. */
export function alertHandlers({ deps, alerts }: EngineServices): HandlersOf<keyof typeof alertMethods> {
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
    'alerts.rules': () => Promise.resolve(alertRulesOf(deps)),
    'alerts.save-rules': (rules) => {
      saveAlertRules(deps, rules);
      alerts.ring();
      deps.publish({ topic: 'changed', subject: 'alerts' });
      return Promise.resolve(alertRulesOf(deps));
    },
  };
}
