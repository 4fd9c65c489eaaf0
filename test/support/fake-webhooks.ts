import type { InputOf, MethodName, OutputOf } from '../../shared/contract/contract.ts';
import { defaultWebhookSettings, type Subscription, type WebhookSettings } from '../../shared/webhooks/state.ts';
import type { WebhookEvent, WebhookReason, WebhookState } from '../../shared/webhooks/event.ts';
import { minutesFromNow } from './fake-data.ts';
import { exactConnection } from './fake-exact.ts';

type Answers = { [Name in MethodName]?: (input: InputOf<Name>) => OutputOf<Name> };

const topics = [
  ['GLAccounts', 'gl_accounts'],
  ['Accounts', 'accounts'],
  ['PurchaseOrders', 'purchase_orders'],
  ['SalesInvoices', 'sales_invoices'],
  ['FinancialTransactions', 'journal_entries'],
] as const;
const division = '2256995';
const token = '4kQm2zT7v1nXo9sYdLwRbA8uJgEfHcPi3K5NVt60qDw';

function event(
  number: number,
  topic: string,
  fate: readonly [WebhookState, WebhookReason | null, number | null],
): WebhookEvent {
  const [state, reason, seconds] = fate;
  const receivedAtUtc = minutesFromNow(-3 * number);
  const settledAtUtc =
    seconds === null ? null : new Date(Date.parse(receivedAtUtc) + Math.round(seconds * 1000)).toISOString();
  const isOurs = state !== 'ignored';
  return {
    id: String(100 - number),
    receivedAtUtc,
    connectionId: exactConnection.id,
    connectionName: exactConnection.name,
    ...{ topic, division, key: `dbc9f824-02bc-4eac-84b7-ff29a25fc8${String(10 + number)}`, action: 'update' },
    eventCreatedOn: receivedAtUtc.replace('Z', ''),
    flowId: isOurs ? 'flow-exact' : null,
    flowName: isOurs ? 'Exact to the lake' : null,
    stream: isOurs ? 'purchase_orders' : null,
    streamLabel: isOurs ? 'Purchase orders' : null,
    recordKey: isOurs ? `["${division}","${String(number)}"]` : null,
    ...{ state, reason, runId: state === 'landed' ? 'run-exact' : null, settledAtUtc, repeats: number % 3 },
  };
}

const events = [
  event(0, 'PurchaseOrders', ['received', null, null]),
  event(1, 'PurchaseOrders', ['landed', null, 2.8]),
  event(2, 'SalesInvoices', ['landed', null, 3.4]),
  event(3, 'GLAccounts', ['unchanged', null, 2.1]),
  event(4, 'FinancialTransactions', ['left', 'not-given', null]),
  event(5, 'PurchaseOrders', ['fetched', 'held', 2.6]),
  event(6, 'StockPositions', ['ignored', 'topic-not-read', 0]),
  event(7, 'PurchaseOrders', ['gone', null, 4.2]),
  event(8, 'SalesInvoices', ['polled', 'paused', 312]),
];

/** Webhooks of the connection to Exact Online in memory; of another scenario none can ring. */
export function webhookAnswers(hasExact: () => boolean, isOn: boolean): Answers {
  let settings: WebhookSettings = isOn
    ? { ...defaultWebhookSettings, on: true, publicAddress: 'https://hooks.ledger.example' }
    : defaultWebhookSettings;
  let hasSecret = isOn;
  const subscribed = new Set<string>(['PurchaseOrders', 'SalesInvoices']);
  const overview = (): OutputOf<'webhooks.get'> => {
    const on = settings.on && hasExact();
    return {
      settings,
      health: on ? { kind: 'listening', port: settings.port } : { kind: 'off' },
      connections: hasExact()
        ? [
            {
              ...{ connectionId: exactConnection.id, connectionName: exactConnection.name, practice: false, hasSecret },
              callbackUrl:
                settings.publicAddress === ''
                  ? null
                  : `${settings.publicAddress}/hook/exact/${exactConnection.id}/${token}`,
              domainDiffersFrom: null,
              lastEventAtUtc: on ? minutesFromNow(0) : null,
              events: on ? events.length : 0,
            },
          ]
        : [],
      rejections: on
        ? [
            { connectionId: null, rejection: 'unknown-address', count: 214, lastAtUtc: minutesFromNow(-42) },
            { connectionId: exactConnection.id, rejection: 'replayed', count: 3, lastAtUtc: minutesFromNow(-9) },
            {
              connectionId: exactConnection.id,
              rejection: 'signature-wrong',
              count: 2,
              lastAtUtc: minutesFromNow(-90),
            },
          ]
        : [],
      lastEventAtUtc: on ? minutesFromNow(0) : null,
      waiting: on ? 1 : 0,
      landed: on ? { count: 148, medianMs: 2_640, p95Ms: 4_310 } : { count: 0, medianMs: null, p95Ms: null },
      answeredP95Ms: on ? 3.2 : null,
      missed: on ? 4 : 0,
    };
  };
  const rows = (): Subscription[] =>
    topics.map(([topic, stream]) => ({
      ...{ topic, stream, id: subscribed.has(topic) ? `sub-${topic}` : null, callsElsewhere: false },
      createdAtUtc: null,
    }));
  return {
    'webhooks.get': overview,
    'webhooks.set': (next) => {
      settings = next;
      return overview();
    },
    'webhooks.set-secret': () => {
      hasSecret = true;
      return overview();
    },
    'webhooks.renew-address': overview,
    'webhooks.check-address': () => ({ ok: true, error: null }),
    'webhooks.events': ({ filter, offset, limit }) => {
      const found = events.filter((one) => filter.state === undefined || one.state === filter.state);
      const shown = hasExact() ? found : [];
      return { total: shown.length, items: shown.slice(offset, offset + limit) };
    },
    'webhooks.ring-again': ({ ids }) => ({ changed: ids.length }),
    'webhooks.subscriptions': () => [{ division, topics: rows(), error: null }],
    'webhooks.subscribe': ({ topics: wanted }) => {
      for (const topic of wanted) subscribed.add(topic);
      return wanted.map((topic) => ({ topic, error: null }));
    },
    'webhooks.unsubscribe': ({ id }) => {
      subscribed.delete(id.replace('sub-', ''));
      return {};
    },
  };
}
