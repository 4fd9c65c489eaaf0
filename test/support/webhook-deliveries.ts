import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import type { Delivered } from '../../main/webhooks/delivered.ts';

/** A delivery as the journal keeps it. */
export function deliveredEvent(given: Partial<Delivered> = {}): Delivered {
  return {
    receivedAtUtc: '2026-11-21T12:00:00.000Z',
    connectionId: 'exact',
    provider: 'exact',
    topic: 'PurchaseOrders',
    division: '2256995',
    key: '11111111-2222-3333-4444-555555555555',
    action: 'update',
    eventCreatedOn: '2026-11-21T12:59:58.123',
    clientId: 'client',
    fingerprint: 'f',
    contentType: 'application/json',
    body: '{}',
    ...given,
  };
}

export interface ExactContent {
  readonly topic?: string;
  readonly division?: number;
  readonly action?: string;
  readonly key: string;
  readonly at?: string;
  readonly clientId?: string;
}

/** The body of a delivery of Exact Online, signed. */
export function exactBody(secret: string, event: ExactContent): string {
  const {
    topic = 'PurchaseOrders',
    division = 2256995,
    action = 'Update',
    key,
    at = '2026-11-21T12:59:58.123',
  } = event;
  const content = JSON.stringify({
    Topic: topic,
    ClientId: event.clientId ?? 'client',
    Division: division,
    Action: action,
    Key: key,
    ExactOnlineEndpoint: `https://elsewhere.example/api/v1/${String(division)}/${topic}(guid'${key}')`,
    EventCreatedOn: at,
  });
  const hash = createHmac('sha256', secret).update(content).digest('hex').toUpperCase();
  return `{"Content":${content},"HashCode":"${hash}"}`;
}

export function hashOfToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly body?: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends one request to a port of this computer; the status of its answer. */
export function send(port: number, { method = 'POST', path, body = '', headers = {} }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        agent: false,
        headers: { 'content-length': Buffer.byteLength(body), ...headers },
      },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
      },
    );
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
