import type { WebhookEvent } from '../../../shared/webhooks/event.ts';
import type { EngineServices } from '../../engine/services.ts';
import type { StoredEvent } from '../../store/webhook-events.ts';
import { checkAddress } from '../../webhooks/check-address.ts';
import { listSubscriptions, subscribe, unsubscribe } from '../../webhooks/subscribe.ts';
import type { HandlersOf } from './handler.ts';
import { namesOf, type Names } from './names.ts';

type Methods =
  | 'webhooks.get'
  | 'webhooks.set'
  | 'webhooks.set-secret'
  | 'webhooks.renew-address'
  | 'webhooks.check-address'
  | 'webhooks.events'
  | 'webhooks.ring-again'
  | 'webhooks.subscriptions'
  | 'webhooks.subscribe'
  | 'webhooks.unsubscribe';

/** Systems that call us when something changed. */
export function webhookHandlers(services: EngineServices): HandlersOf<Methods> {
  const { webhooks, deps } = services;
  const overview = () => Promise.resolve(webhooks.overview());
  return {
    'webhooks.get': overview,
    'webhooks.set': (settings) => {
      webhooks.set(settings);
      return overview();
    },
    'webhooks.set-secret': ({ connectionId, secret }) => {
      webhooks.setSecret(connectionId, secret);
      return overview();
    },
    'webhooks.renew-address': ({ connectionId }) => {
      webhooks.renewAddress(connectionId);
      return overview();
    },
    'webhooks.check-address': ({ connectionId }, { signal }) => checkAddress(webhooks, connectionId, signal),
    'webhooks.events': ({ filter, ...page }) => {
      const { total, items } = deps.store.webhookEvents.page(filter, page);
      const names = namesOf(services);
      return Promise.resolve({ total, items: items.map((one) => withNames(names, one)) });
    },
    'webhooks.ring-again': ({ ids }) => Promise.resolve({ changed: webhooks.ringAgain(ids) }),
    'webhooks.subscriptions': ({ connectionId }, { signal }) => listSubscriptions(webhooks, connectionId, signal),
    'webhooks.subscribe': (input, { signal }) => subscribe(webhooks, input, signal),
    'webhooks.unsubscribe': async (input, { signal }) => {
      await unsubscribe(webhooks, input, signal);
      return {};
    },
  };
}

function withNames(names: Names, event: StoredEvent): WebhookEvent {
  const { flowId, stream, connectionId } = event;
  return {
    ...event,
    connectionName: names.connection(connectionId),
    flowName: flowId === null ? null : names.flow(flowId),
    streamLabel: flowId === null || stream === null ? null : names.stream(flowId, stream),
  };
}
