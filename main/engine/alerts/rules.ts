import { alertRulesSchema, usualAlertRules, type AlertRules } from '../../../shared/alerts/rules.ts';
import { nowUtc } from '../../ports/time.ts';
import type { EngineDeps } from '../deps.ts';
import { installation } from './settle.ts';

const name = 'alerts.rules';
/** Rules that were stored before there was a choice of these days have what is usual. */
const storedSchema = alertRulesSchema.extend({
  heldDays: alertRulesSchema.shape.heldDays.default(usualAlertRules.heldDays),
});

/** What is told, and from where on: what a person chose, else what is usual. */
export function alertRulesOf({ store }: Pick<EngineDeps, 'store'>): AlertRules {
  return chosenAlertRules({ store }) ?? usualAlertRules;
}

/** What a person chose; null until somebody did. */
export function chosenAlertRules({ store }: Pick<EngineDeps, 'store'>): AlertRules | null {
  return store.values.get(name, storedSchema);
}

/** Stores the rules; the next look goes by them. What changed is in the trail. */
export function saveAlertRules({ store, clock }: Pick<EngineDeps, 'store' | 'clock'>, rules: AlertRules): void {
  const atUtc = nowUtc(clock);
  const before = alertRulesOf({ store });
  const changed = (Object.keys(rules) as (keyof AlertRules)[]).filter(
    (one) => JSON.stringify(rules[one]) !== JSON.stringify(before[one]),
  );
  if (changed.length === 0) return;
  store.transaction(() => {
    store.values.put(name, rules, atUtc);
    const told = Object.fromEntries(changed.map((one) => [one, wordOf(rules[one])]));
    store.audit.append(atUtc, 'alert.rules-saved', installation, told);
  });
}

function wordOf(value: AlertRules[keyof AlertRules]): string | number | boolean | null {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .map(([limit, number]) => `${limit} ${String(number)}`)
    .join(', ');
}
