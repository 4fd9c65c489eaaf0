import { decisionItemSchema, type DecisionItem } from '../../../shared/messages/decision.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { StoredDecision } from '../../store/decisions.ts';
import type { HandlersOf } from './handler.ts';
import { namesOf, type Names } from './names.ts';

/** What people decided about invoices, and whether their clicks are heard. */
export function decisionHandlers(services: EngineServices): HandlersOf<'decisions.list' | 'decisions.listening'> {
  const { deps, approvals } = services;
  return {
    'decisions.list': ({ filter, ...page }) => {
      const { total, items } = deps.store.decisions.page(filter, page);
      const names = namesOf(services);
      return Promise.resolve({ total, items: items.map((one) => itemOf(one, names)) });
    },
    'decisions.listening': () => Promise.resolve(approvals.states()),
  };
}

function itemOf(decision: StoredDecision, names: Names): DecisionItem {
  return decisionItemSchema.parse({ ...decision, flowName: names.flow(decision.flowId) });
}
