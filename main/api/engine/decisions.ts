import { decisionItemSchema, type DecisionItem } from '../../../shared/messages/decision.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { StoredDecision } from '../../store/decisions.ts';
import type { HandlersOf } from './handler.ts';
import { linksOf } from './links.ts';
import { namesOf, type Names } from './names.ts';

/** What people decided about invoices, and whether their clicks are heard. */
export function decisionHandlers(services: EngineServices): HandlersOf<'decisions.list' | 'decisions.listening'> {
  const { deps, approvals } = services;
  return {
    'decisions.list': ({ filter, ...page }) => {
      const { total, items } = deps.store.decisions.page(filter, page);
      const names = namesOf(services);
      const links = linksOf(services);
      const linkOf = ({ messageId }: StoredDecision): string | null => {
        const message = deps.store.messages.get(messageId);
        return message === null ? null : links.subject(message);
      };
      const shown = items.map((one) => itemOf({ ...one, link: linkOf(one) }, names));
      return Promise.resolve({ total, items: shown });
    },
    'decisions.listening': () => Promise.resolve(approvals.states()),
  };
}

function itemOf(decision: StoredDecision, names: Names): DecisionItem {
  return decisionItemSchema.parse({ ...decision, flowName: names.flow(decision.flowId) });
}
