import { join } from 'node:path';
import { createLogger } from '../../main/log/logger.ts';
import { createSystemClock } from '../../main/ports/system-time.ts';
import { exactRinging } from '../../main/connectors/exact/ringing.ts';
import { openStore, type Store } from '../../main/store/store.ts';
import { fileEvents } from '../../main/webhooks/file-events.ts';
import { noWebhooks } from '../../main/webhooks/parts.ts';
import { ThreadIntake } from '../../main/webhooks/thread-intake.ts';
import { hashOfToken } from '../support/webhook-deliveries.ts';
import { division, loadSecret, loadToken, type FromReceiver, type ToReceiver } from './protocol.ts';

/**
 * The receiver with the store behind it, in a process that can be killed. `busyMs` of each half second this thread is blocked, as the
 * engine's is in a transaction.
 */
function main(folder: string, busyMs: number): void {
  const clock = createSystemClock();
  const store = openStore(join(folder, 'ml-connector.sqlite'));
  if (store.connections.get('exact') === null) prepare(store);
  const parts = { ...noWebhooks, ringingOf: () => exactRinging };
  const tell = (message: FromReceiver): void => {
    process.send?.(message);
  };
  const intake = new ThreadIntake({
    folder: join(folder, 'webhooks'),
    clock,
    log: createLogger({ clock, destination: { write: () => undefined }, level: 'silent' }),
    listener: {
      onEvents: (delivered) => void fileEvents({ store, clock }, parts, delivered),
      onRejected: () => undefined,
      onAnswers: () => undefined,
      onHealth: (health) => {
        if (health.kind === 'listening') tell({ kind: 'listening', port: health.port });
      },
    },
  });
  const channel = {
    connectionId: 'exact',
    provider: 'exact',
    tokenHash: hashOfToken(loadToken),
    secrets: [loadSecret],
  };
  intake.start({ port: 0, publicHost: null, channels: [channel] });
  const busy = setInterval(() => {
    for (const until = clock.now() + busyMs; clock.now() < until;);
  }, 500);
  process.on('message', (message: ToReceiver) => {
    if (message.kind === 'facts') {
      tell({ kind: 'facts', stored: countOf(store), rssBytes: process.memoryUsage.rss() });
      return;
    }
    if (message.kind === 'keys') {
      tell({ kind: 'keys', keys: keysOf(store) });
      return;
    }
    clearInterval(busy);
    void intake.stop().then(() => {
      store.close();
      process.disconnect();
    });
  });
}

function countOf(store: Store): number {
  return store.webhookEvents.page({}, { sort: [], offset: 0, limit: 1 }).total;
}

function keysOf(store: Store): string[] {
  const keys: string[] = [];
  for (let offset = 0; ; offset += 500) {
    const { items } = store.webhookEvents.page({}, { sort: [], offset, limit: 500 });
    keys.push(...items.map(({ key }) => key));
    if (items.length < 500) return keys;
  }
}

/** A flow that the events concern, so that each is stored as one that is to be fetched. */
function prepare(store: Store): void {
  const at = '2026-11-21T12:00:00.000Z';
  const own = { practice: true, lastCheck: null, createdAtUtc: at, updatedAtUtc: at };
  store.connections.save({ id: 'exact', name: 'Exact', system: 'exact', settings: { divisions: division }, ...own });
  store.connections.save({ id: 'lake', name: 'Lake', system: 'databricks', settings: {}, ...own });
  const column = {
    column: 'id',
    type: { kind: 'text' },
    path: 'id',
    transform: { kind: 'copy' },
    required: true,
  } as const;
  const mapping = { version: 1, header: { table: 'orders', keyColumns: ['id'], columns: [column] }, lines: [] };
  store.flows.save({
    id: 'flow',
    name: 'Exact',
    integration: 'workday-databricks',
    sourceConnectionId: 'exact',
    destinationConnectionId: 'lake',
    streams: [{ id: 'purchase_orders', enabled: true, mapping, exclusions: [] }],
    schedule: { kind: 'manual' },
    paused: null,
    createdAtUtc: at,
    updatedAtUtc: at,
  });
}

const [folder, busyMs] = process.argv.slice(2);
if (folder === undefined) throw new Error('name a folder');
main(folder, Number(busyMs ?? '0'));
