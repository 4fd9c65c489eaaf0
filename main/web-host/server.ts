/*
 * The contract over loopback, for windows in a browser and for further starts on the same data folder.
 *
 * A window opens with the address `http://127.0.0.1:<port>/#token=<one-time token>`. The page takes the token out of the
 * fragment and asks:
 *
 *   POST /session  {"token": "…"}            → 200 {"window": "…", "next": "…"}; 401 if it is unknown or was used
 *   POST /call     {"method": "…", "input": …}, header `x-mlc-window: <window>`  → 200 with a Result (errors too); 401 if the window is unknown
 *   WebSocket /events, first message {"window": "…", "after": {"epoch", "sequence"} | null}  → one AppEvent as JSON a message;
 *                                               closed with 4401 if the window is unknown (then do not come back), else reconnect with `after`
 *
 * The page keeps `window` in its memory only and replaces its fragment by `#token=<next>` (history.replaceState), so that a
 * reload opens again; using `next` ends the window it was given to. Bodies are `application/json`.
 *
 * A process of the same user that read the instance file sends the header `x-mlc-owner: <owner token>` and no Origin:
 *
 *   POST /engine/ping {} → {"pid"} · POST /engine/window {} → {"address"} (a new one-time address)
 *   POST /engine/call as /call, and optionally {"origin"}: by which way the caller itself was asked · WebSocket /engine/events, first message {"owner": "…", "after": …}
 *
 * Host must be exactly this address, and Origin, where one is due, too (DNS rebinding); there are no cookies, since cookies of
 * 127.0.0.1 reach every port on it. A refusal is a bare status without words.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { z } from 'zod';
import type { Bridge } from '../../shared/contract/bridge.ts';
import { callOriginSchema } from '../../shared/contract/call-origin.ts';
import { callWithin } from '../api/call-within.ts';
import type { Clock, Random } from '../ports/time.ts';
import { readAsset } from './assets.ts';
import { createSocketServer, serveEvents } from './event-socket.ts';
import { securityHeaders } from './headers.ts';
import { headerOf, readJson, Refused, sendJson } from './http-io.ts';
import { newToken, sameToken, Sessions } from './sessions.ts';

export interface WebHostOptions {
  readonly app: Bridge;
  /** Folder with the built window; null serves calls only. */
  readonly assetsFolder: string | null;
  readonly clock: Clock;
  readonly random: Random;
}

export interface WebHost {
  /** `http://127.0.0.1:<port>`, without a token. */
  readonly address: string;
  /** Opens everything to processes of the same user; only ever written to the instance file. */
  readonly ownerToken: string;
  /** A new address that opens one window, once. */
  windowAddress(): string;
  /** Ends all event connections, as a machine waking from sleep does; windows come back and catch up. */
  dropEvents(): void;
  close(): Promise<void>;
}

const sessionBytes = 4096;
const callBytes = 4 * 1024 * 1024;
const callSchema = z.object({ method: z.string().max(100), input: z.unknown() }).strict();
const ownerCallSchema = callSchema.extend({ origin: callOriginSchema.optional() });
const sessionSchema = z.object({ token: z.string().max(200) }).strict();

/** Serves the app on a random port of 127.0.0.1 by the protocol above. */
export async function startWebHost(options: WebHostOptions): Promise<WebHost> {
  const host = new Host(options);
  await host.listen();
  return host;
}

class Host implements WebHost {
  readonly #options: WebHostOptions;
  readonly #sessions: Sessions;
  readonly #sockets = createSocketServer();
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  readonly ownerToken: string;
  #port = 0;

  constructor(options: WebHostOptions) {
    this.#options = options;
    this.#sessions = new Sessions(options.random);
    this.ownerToken = newToken(options.random);
    this.#server.on('upgrade', (request, socket, head) => {
      this.#upgrade(request, socket, head);
    });
  }

  get address(): string {
    return `http://127.0.0.1:${String(this.#port)}`;
  }

  windowAddress(): string {
    return `${this.address}/#token=${this.#sessions.ticket()}`;
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  dropEvents(): void {
    for (const socket of this.#sockets.clients) socket.terminate();
  }

  async close(): Promise<void> {
    this.dropEvents();
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders(this.address.replace('http', 'ws')))) {
      response.setHeader(name, value);
    }
    try {
      if (request.headers.host !== `127.0.0.1:${String(this.#port)}`) throw new Refused(421);
      const { pathname } = new URL(request.url ?? '/', this.address);
      if (request.method === 'GET' || request.method === 'HEAD') await this.#asset(request, response, pathname);
      else if (request.method === 'POST') await this.#post(request, response, pathname);
      else throw new Refused(405);
    } catch (error) {
      // The rest of a refused body is not read: the connection ends with the answer.
      response.writeHead(error instanceof Refused ? error.status : 500, { connection: 'close' }).end();
    }
  }

  async #asset(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    const { origin } = request.headers;
    if (origin !== undefined && origin !== this.address) throw new Refused(403);
    const folder = this.#options.assetsFolder;
    const asset = folder === null ? null : await readAsset(folder, pathname);
    if (asset === null) throw new Refused(404);
    response.writeHead(200, { 'content-type': asset.type, 'content-length': asset.bytes.byteLength });
    response.end(request.method === 'HEAD' ? undefined : asset.bytes);
  }

  async #post(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    if (pathname.startsWith('/engine/')) {
      await this.#ownerPost(request, response, pathname);
      return;
    }
    if (request.headers.origin !== this.address) throw new Refused(403);
    if (pathname === '/session') {
      const { data } = sessionSchema.safeParse(await readJson(request, sessionBytes));
      const session = data === undefined ? null : this.#sessions.exchange(data.token);
      if (session === null) throw new Refused(401);
      sendJson(response, session);
    } else if (pathname === '/call') {
      if (!this.#sessions.has(headerOf(request, 'x-mlc-window'))) throw new Refused(401);
      await this.#call(
        request,
        response,
        callSchema.transform((call) => ({ ...call, origin: 'window' as const })),
      );
    } else throw new Refused(404);
  }

  async #ownerPost(request: IncomingMessage, response: ServerResponse, pathname: string): Promise<void> {
    // Every browser sends Origin with a POST; a process of this user's does not.
    if (request.headers.origin !== undefined) throw new Refused(403);
    if (!sameToken(headerOf(request, 'x-mlc-owner'), this.ownerToken)) throw new Refused(401);
    if (pathname === '/engine/ping') sendJson(response, { pid: process.pid });
    else if (pathname === '/engine/window' && this.#options.assetsFolder !== null) {
      sendJson(response, { address: this.windowAddress() });
    } else if (pathname === '/engine/call') await this.#call(request, response, ownerCallSchema);
    else throw new Refused(404);
  }

  async #call(
    request: IncomingMessage,
    response: ServerResponse,
    schema: z.ZodType<z.output<typeof ownerCallSchema>>,
  ): Promise<void> {
    const { data } = schema.safeParse(await readJson(request, callBytes));
    if (data === undefined) throw new Refused(400);
    sendJson(response, await callWithin(this.#options.app, data.method, data.input, this.#options.clock, data.origin));
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const owner = request.url === '/engine/events';
    const { host, origin } = request.headers;
    const allowed =
      host === `127.0.0.1:${String(this.#port)}` &&
      (owner ? origin === undefined : request.url === '/events' && origin === this.address);
    if (!allowed) {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
      return;
    }
    this.#sockets.handleUpgrade(request, socket, head, (client) => {
      serveEvents(client, {
        app: this.#options.app,
        clock: this.#options.clock,
        accept: (message, onEnd) => {
          if ('owner' in message) return owner && sameToken(message.owner, this.ownerToken);
          if (owner || !this.#sessions.has(message.window)) return false;
          client.once('close', this.#sessions.onEnd(message.window, onEnd));
          return true;
        },
      });
    });
  }
}
