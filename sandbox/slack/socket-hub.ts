import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { PracticeClock } from '../practice-system.ts';
import type { FaultSwitches } from './faults.ts';

/** What became of a payload; `no-link` where nobody listened. */
export type Delivery = 'acknowledged' | 'not-acknowledged' | 'no-link';
export type DisconnectReason = 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';

interface Options {
  readonly clock: PracticeClock;
  readonly faults: FaultSwitches;
  readonly appId: string;
  /** `ws://127.0.0.1:<port>` */
  readonly address: () => string;
  /** How often a link is pinged; 0 for never. */
  readonly pingMs: number;
}

interface Link {
  readonly socket: WebSocket;
  readonly isSilent: boolean;
}

const MOST_LINKS = 10;
const TICKET_MS = 30_000;
/** A click must be acknowledged within three seconds. */
const ACK_MS = 3_000;
/** How long a link usually lasts, as `hello` tells it. */
const LINK_SECONDS = 18_060;

/** The Socket Mode side: tickets, links, envelopes. Each payload goes to one link, in turn. */
export class SocketHub {
  readonly #options: Options;
  readonly #server = new WebSocketServer({ noServer: true });
  readonly #tickets = new Map<string, number>();
  readonly #waiting = new Map<string, (delivery: Delivery) => void>();
  #links: readonly Link[] = [];
  #turn = 0;
  /** Every acknowledgement that came, with what the app answered. */
  readonly acknowledgements: { readonly envelopeId: string; readonly payload: unknown }[] = [];

  constructor(options: Options) {
    this.#options = options;
  }

  get count(): number {
    return this.#links.length;
  }

  /** An address that takes one connection, soon. */
  open(): string {
    const ticket = randomUUID();
    this.#tickets.set(ticket, this.#options.clock.now() + TICKET_MS);
    return `${this.#options.address()}/link/?ticket=${ticket}&app_id=${this.#options.appId}`;
  }

  /** Takes a WebSocket upgrade; without a ticket that is good, the answer is 401. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const ticket = url.searchParams.get('ticket') ?? '';
    const until = this.#tickets.get(ticket) ?? 0;
    this.#tickets.delete(ticket);
    if (url.pathname !== '/link/' || until < this.#options.clock.now()) {
      stream.end('HTTP/1.1 401 Unauthorized\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      this.#welcome(socket);
    });
  }

  /** Sends a payload to one of the links and waits for its acknowledgement, at most three seconds. */
  async send(type: string, payload: Readonly<Record<string, unknown>>): Promise<Delivery> {
    const link = this.#links[this.#turn % Math.max(1, this.#links.length)];
    if (link === undefined) return 'no-link';
    this.#turn += 1;
    const envelopeId = randomUUID();
    const acknowledged = Promise.withResolvers<Delivery>();
    const broken = (): void => {
      acknowledged.resolve('not-acknowledged');
    };
    this.#waiting.set(envelopeId, acknowledged.resolve);
    link.socket.once('close', broken);
    const envelope = { envelope_id: envelopeId, type, payload, accepts_response_payload: false };
    if (!link.isSilent) link.socket.send(JSON.stringify(envelope));
    const tooLate = this.#options.clock.sleep(ACK_MS).then((): Delivery => 'not-acknowledged');
    const delivery = await Promise.race([acknowledged.promise, tooLate]);
    this.#waiting.delete(envelopeId);
    link.socket.off('close', broken);
    return delivery;
  }

  /** Tells every link to go, as before a refresh. All but a warning are followed by the end of the link. */
  disconnect(reason: DisconnectReason): void {
    for (const link of this.#links) this.#dismiss(link.socket, reason);
  }

  /** Breaks every link without a word. */
  drop(): void {
    for (const { socket } of this.#links) socket.terminate();
  }

  close(): void {
    this.drop();
    this.#server.close();
  }

  #welcome(socket: WebSocket): void {
    // A link that breaks is followed by its close.
    socket.on('error', () => undefined);
    if (this.#links.length >= MOST_LINKS) {
      this.#dismiss(socket, 'too_many_websockets');
      return;
    }
    const link = { socket, isSilent: this.#options.faults.strikes('socket-silent', 'apps.connections.open') };
    this.#links = [...this.#links, link];
    socket.on('close', () => {
      this.#links = this.#links.filter((one) => one !== link);
    });
    socket.on('message', (data: Buffer) => {
      this.#hear(data.toString('utf8'));
    });
    if (link.isSilent) return;
    const hello = {
      type: 'hello',
      num_connections: this.#links.length,
      connection_info: { app_id: this.#options.appId },
      debug_info: {
        host: `practice-${randomBytes(3).toString('hex')}`,
        build_number: 1,
        approximate_connection_time: LINK_SECONDS,
      },
    };
    socket.send(JSON.stringify(hello));
    if (this.#options.pingMs > 0) void this.#keepPinging(link);
  }

  async #keepPinging(link: Link): Promise<void> {
    while (this.#links.includes(link)) {
      await this.#options.clock.sleep(this.#options.pingMs);
      if (this.#links.includes(link)) link.socket.ping();
    }
  }

  #hear(text: string): void {
    let message: unknown;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (typeof message !== 'object' || message === null || !('envelope_id' in message)) return;
    const { envelope_id: id } = message;
    if (typeof id !== 'string') return;
    this.acknowledgements.push({ envelopeId: id, payload: 'payload' in message ? message.payload : undefined });
    this.#waiting.get(id)?.('acknowledged');
  }

  #dismiss(socket: WebSocket, reason: DisconnectReason): void {
    socket.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'practice' } }));
    if (reason !== 'warning') socket.close(1000);
  }
}
