import type { Connection } from '../../shared/model/connection.ts';
import type { Flow } from '../../shared/model/flow.ts';
import type { WebhookReason } from '../../shared/webhooks/event.ts';
import type { EngineDeps } from '../engine/deps.ts';
import { nowUtc } from '../ports/time.ts';
import type { RingingSystem } from '../ports/ringing.ts';
import type { NewEvent } from '../store/webhook-events.ts';
import type { Delivered } from './delivered.ts';
import type { WebhookParts } from './parts.ts';

type FileDeps = Pick<EngineDeps, 'store' | 'clock'>;

/** An event that concerns records of this stream. */
interface Placed {
  readonly stream: string;
  readonly recordKey: string;
}

/**
 * Stores deliveries in one transaction, each once for every flow whose records it names; what concerns none is kept with the reason. What
 * was said before only counts there. Returns whether anything is to be fetched now. Throws what the store throws: then nothing is stored.
 */
export function fileEvents(deps: FileDeps, parts: WebhookParts, delivered: readonly Delivered[]): boolean {
  const { store } = deps;
  const connections = new Map(store.connections.list().map((one) => [one.id, one]));
  const flows = store.flows.list();
  let isNew = false;
  const repeats = new Map<string, number>();
  store.transaction(() => {
    for (const one of delivered) {
      const events = eventsOf(parts, one, connections.get(one.connectionId), flows);
      const added = events.filter((event) => store.webhookEvents.insert(event));
      if (added.length === 0) repeats.set(one.connectionId, (repeats.get(one.connectionId) ?? 0) + 1);
      if (added.some(({ state }) => state === 'received')) isNew = true;
    }
    const atUtc = nowUtc(deps.clock);
    for (const [connectionId, count] of repeats) {
      store.webhookRejections.add({ connectionId, rejection: 'replayed', count }, atUtc);
    }
  });
  return isNew;
}

function eventsOf(
  parts: WebhookParts,
  delivered: Delivered,
  connection: Connection | undefined,
  flows: readonly Flow[],
): NewEvent[] {
  const ringing = connection === undefined ? undefined : parts.ringingOf(connection);
  // It went away between the answer and now.
  if (connection === undefined || ringing === undefined) return [ignored(delivered, 'no-flow')];
  const placed = place(ringing, connection, delivered);
  if (typeof placed === 'string') return [ignored(delivered, placed)];
  const rung = flows.filter(
    ({ sourceConnectionId, streams }) =>
      sourceConnectionId === connection.id && streams.some(({ id, enabled }) => enabled && id === placed.stream),
  );
  if (rung.length === 0) return [ignored(delivered, 'no-flow')];
  return rung.map(({ id }) => ({ ...delivered, ...placed, flowId: id, state: 'received', reason: null }));
}

/** The record that an event names, or why nothing comes of it. Its address is never looked at. */
function place(ringing: RingingSystem, connection: Connection, said: Delivered): Placed | WebhookReason {
  const app = ringing.appOf(connection);
  if (app !== '' && said.clientId !== '' && said.clientId !== app) return 'other-app';
  if (!ringing.companiesOf(connection).includes(said.division)) return 'company-not-read';
  const topic = said.topic.toLowerCase();
  const known = ringing.topics.find((one) => one.topic.toLowerCase() === topic);
  if (known === undefined) return 'topic-not-read';
  const recordKey = ringing.recordKeyOf(said);
  return recordKey === null ? 'key-unreadable' : { stream: known.stream, recordKey };
}

function ignored(delivered: Delivered, reason: WebhookReason): NewEvent {
  return { ...delivered, flowId: null, stream: null, recordKey: null, state: 'ignored', reason };
}
