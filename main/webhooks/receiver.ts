import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookRejection } from '../../shared/webhooks/rejection.ts';
import type { Clock } from '../ports/time.ts';
import type { Delivered } from './delivered.ts';
import type { Verdict, WebhookProfile } from './profile.ts';
import { createFaultBudget } from './fault-budget.ts';
import { Patience } from './patience.ts';
import { readBody, type BodyFault } from './read-body.ts';

/** One connection that may be rung, and how its ringing is proved. */
export interface Channel {
  readonly connectionId: string;
  readonly provider: string;
  /** Sha256 of the path token, as hex. */
  readonly tokenHash: string;
  /** The webhook secret and, for a while after it was changed, the one before; empty while the vault is locked. */
  readonly secrets: readonly string[];
}

export interface ReceiverOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly profiles: ReadonlyMap<string, WebhookProfile>;
  readonly clock: Clock;
  /** Resolves once the delivery cannot be lost any more. */
  persist(delivered: Delivered): Promise<unknown>;
  /** A request that was not taken; `connectionId` null where its address named none. */
  onRejected(rejection: WebhookRejection, connectionId: string | null): void;
  /** A delivery was taken or a validation answered, and how long the answer took, in milliseconds. */
  onAnswered(kind: 'event' | 'validation', connectionId: string, tookMs: number): void;
}

export interface Receiver {
  readonly port: number;
  /** Takes effect with the next request. `publicHost`: the tunnel's name (and port), as callers write it. */
  configure(channels: readonly Channel[], publicHost: string | null): void;
  close(): Promise<void>;
}

const maxBodyBytes = 64 * 1024;
const readMs = 5_000;
const persistMs = 1_000;
const maxConnections = 256;
const path = /^\/hook\/([a-z]{1,20})\/([A-Za-z0-9-]{1,64})\/([A-Za-z0-9_-]{43})$/;

/**
 * The door for systems that ring: 127.0.0.1 only, POST to one unguessable address for each connection, and everything else is answered with a
 * bare status. A delivery is answered 200 once it is on the disk, 401 where its signature is not right and 503 where it could not be
 * kept, so that its sender comes again. Rejects with what the system has against the port.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const door = new Door(options);
  const server = createServer(
    {
      headersTimeout: readMs,
      requestTimeout: readMs,
      keepAliveTimeout: readMs,
      connectionsCheckingInterval: 1_000,
      maxHeaderSize: 16 * 1024,
    },
    (request, response) => void door.answer(request, response),
  );
  server.maxConnections = maxConnections;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    options.onRejected(error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 'too-slow' : 'unreadable', null);
    socket.destroy();
  });
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  door.port = port;
  return {
    port,
    configure: (channels, publicHost) => {
      door.configure(channels, publicHost);
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await Promise.race([closed, options.clock.sleep(persistMs)]);
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  server.once('error', reject);
  server.listen({ host: '127.0.0.1', port }, () => {
    resolve(undefined);
  });
  await promise;
  server.off('error', reject);
  const address = server.address();
  // Whatever the system made of it: behind nothing but loopback, or not at all.
  if (address === null || typeof address === 'string' || address.address !== '127.0.0.1') {
    server.close();
    throw new Error('the receiver does not listen on loopback');
  }
}

/** A refusal: its status, and what it counts as. */
interface Refusal {
  readonly status: number;
  readonly rejection: WebhookRejection;
}

class Door {
  port = 0;
  readonly #options: ReceiverOptions;
  readonly #faults: ReturnType<typeof createFaultBudget>;
  readonly #patience: Patience;
  #channels = new Map<string, Channel>();
  #publicHost: string | null = null;

  constructor(options: ReceiverOptions) {
    this.#options = options;
    this.#faults = createFaultBudget(options.clock);
    this.#patience = new Patience(options.clock, persistMs);
  }

  configure(channels: readonly Channel[], publicHost: string | null): void {
    this.#channels = new Map(channels.map((one) => [`${one.provider}/${one.connectionId}`, one]));
    this.#publicHost = publicHost?.toLowerCase() ?? null;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const channel = this.#channelOf(request);
    const refusal = await this.#tryToTake(request, response, channel);
    if (refusal === null) return;
    this.#options.onRejected(refusal.rejection, channel?.connectionId ?? null);
    end(response, this.#statusOf(refusal), request);
  }

  /** Null once it was answered. What cannot be kept is not taken. */
  async #tryToTake(
    request: IncomingMessage,
    response: ServerResponse,
    channel: Channel | null,
  ): Promise<Refusal | null> {
    const refusal = this.#refuse(request, channel);
    if (refusal !== null || channel === null) return refusal;
    try {
      return await this.#take(request, response, channel);
    } catch {
      return { status: 503, rejection: 'not-stored' };
    }
  }

  /** Who sends much that is not right is told to slow down; who sends what is right never is. */
  #statusOf({ status, rejection }: Refusal): number {
    if (status >= 500) return status;
    if (this.#faults.take()) return status;
    if (rejection !== 'too-many') this.#options.onRejected('too-many', null);
    return 429;
  }

  #channelOf(request: IncomingMessage): Channel | null {
    const [, provider, connection, token] = path.exec(request.url ?? '') ?? [];
    const channel = this.#channels.get(`${provider ?? ''}/${connection ?? ''}`);
    const given = createHash('sha256')
      .update(token ?? '')
      .digest();
    const expected = Buffer.from(channel?.tokenHash ?? '0'.repeat(64), 'hex');
    return timingSafeEqual(given, expected) ? (channel ?? null) : null;
  }

  #refuse({ method, headers }: IncomingMessage, channel: Channel | null): Refusal | null {
    if (!this.#isOwnHost(headers.host)) return { status: 404, rejection: 'foreign-host' };
    if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined)
      return { status: 404, rejection: 'from-a-browser' };
    if (channel === null || method !== 'POST') return { status: 404, rejection: 'unknown-address' };
    if (headers['content-encoding'] !== undefined) return { status: 415, rejection: 'encoded' };
    return null;
  }

  /** The tunnel's name, or this very door: a page on the same computer that had its own name point here has neither. */
  #isOwnHost(host: string | undefined): boolean {
    const own = [`127.0.0.1:${String(this.port)}`, `localhost:${String(this.port)}`, this.#publicHost];
    return host !== undefined && own.includes(host.toLowerCase());
  }

  async #take(request: IncomingMessage, response: ServerResponse, channel: Channel): Promise<Refusal | null> {
    const { clock, profiles, persist, onAnswered } = this.#options;
    const body = await readBody(request, maxBodyBytes);
    if (typeof body === 'string') return { status: statusOf[body], rejection: body };
    const startedMs = clock.now();
    const header = (name: string): string | undefined => single(request.headers[name]);
    const verdict = profiles.get(channel.provider)?.judge({ body, header }, channel.secrets, startedMs);
    if (verdict === undefined) return { status: 404, rejection: 'unknown-address' };
    if (verdict.kind === 'refused') {
      if (channel.secrets.length === 0) return { status: 503, rejection: 'no-secret' };
      return { status: 401, rejection: verdict.fault };
    }
    if (verdict.kind === 'event') {
      const contentType = header('content-type') ?? null;
      // At most a second: then the sender is told to come again, whatever becomes of it here; a second copy is folded.
      await this.#patience.wait(persist(deliveredOf(channel, verdict, { body, contentType, atMs: startedMs })));
    }
    end(response, 200, request);
    onAnswered(verdict.kind, channel.connectionId, clock.now() - startedMs);
    return null;
  }
}

const statusOf: Readonly<Record<BodyFault, number>> = { 'too-large': 413, unreadable: 400 };

function deliveredOf(
  { connectionId, provider }: Channel,
  { event, signature }: Extract<Verdict, { kind: 'event' }>,
  { body, contentType, atMs }: { readonly body: Buffer; readonly contentType: string | null; readonly atMs: number },
): Delivered {
  const fingerprint = createHash('sha256').update(`${provider}\n${connectionId}\n${signature}`).digest('hex');
  const receivedAtUtc = new Date(atMs).toISOString();
  return { receivedAtUtc, connectionId, provider, ...event, fingerprint, contentType, body: body.toString('utf8') };
}

function single(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A bare status. What was not read of the request is not waited for: the connection ends with the answer. */
function end(response: ServerResponse, status: number, request: IncomingMessage): void {
  if (response.writableEnded || response.destroyed) return;
  const isWhole = request.complete;
  response.writeHead(status, { 'content-length': 0, ...(isWhole ? {} : { connection: 'close' }) });
  response.end(() => {
    if (!isWhole) request.destroy();
  });
}
