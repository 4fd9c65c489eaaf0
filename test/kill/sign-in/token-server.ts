import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RenewalPoint } from './messages.ts';

const RENEW_AGE_MS = 570_000;
const LIFE_MS = 600_000;

/**
 * Exact's rules for tokens and nothing more (reference page §1.5): a refresh token works once, the old one is void from the moment
 * that a new one is made, whatever becomes of the answer; nothing is renewed before 570 s.
 */
export class TokenServer {
  /** By the clock of the processes. */
  aheadMs = 0;
  /** What happens to the next renewal. */
  point: RenewalPoint | null = null;
  /** Called at the moment that the point means. */
  onStrike: () => void = () => undefined;
  /** Milliseconds until an answer is sent. */
  latencyMs = 0;
  refresh = 'refresh-0';
  access = 'access-0';
  /** What was done with what was not to be done. */
  readonly misuses: string[] = [];
  /** Access tokens that were used, in order. */
  readonly used: string[] = [];
  #madeAt = 0;
  #number = 0;
  readonly #refusedOnce = new Map<string, number>();
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<TokenServer> {
    const made: { server: TokenServer | null } = { server: null };
    const http = createServer((request, response) => void made.server?.answer(request, response));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    made.server = new TokenServer(http);
    return made.server;
  }

  get address(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`;
  }

  /** How often renewals with a void refresh token were asked for. */
  refusals(refresh: string): number {
    return this.#refusedOnce.get(refresh) ?? 0;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    if (request.url === '/api/oauth2/token') await this.#give(form, response);
    else this.#serve(request, response);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #now(): number {
    return Date.now() + this.aheadMs;
  }

  #serve(request: IncomingMessage, response: ServerResponse): void {
    const token = (request.headers.authorization ?? '').replace('Bearer ', '');
    this.used.push(token);
    const isGood = token === this.access && this.#now() < this.#madeAt + LIFE_MS;
    reply(response, isGood ? 200 : 401, isGood ? { d: { results: [] } } : {});
  }

  async #give(form: URLSearchParams, response: ServerResponse): Promise<void> {
    const { point } = this;
    const isCode = form.get('grant_type') === 'authorization_code';
    if (!isCode && form.get('refresh_token') !== this.refresh) {
      const dead = form.get('refresh_token') ?? '';
      this.#refusedOnce.set(dead, this.refusals(dead) + 1);
      reply(response, 401, { error: 'unauthorized_client', error_description: 'Old refresh token used.' });
      return;
    }
    if (!isCode && this.#now() < this.#madeAt + RENEW_AGE_MS) {
      this.misuses.push('a renewal was asked for too early');
      reply(response, 400, {
        error: 'access_denied',
        error_description: 'Rate limit exceeded: access_token not expired',
      });
      return;
    }
    // Each point strikes once.
    this.point = null;
    if (point === 'asked for, not yet given') {
      this.onStrike();
      return;
    }
    if (point === 'answer lost before it was given') {
      response.destroy();
      return;
    }
    if (this.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, this.latencyMs));
    this.#rotate();
    const body = JSON.stringify({
      access_token: this.access,
      token_type: 'bearer',
      expires_in: '600',
      refresh_token: this.refresh,
    });
    if (point === 'given, not answered') this.onStrike();
    else if (point === 'answer lost after it was given') response.destroy();
    else if (point === 'given, half answered') {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': String(body.length) });
      response.write(body.slice(0, body.length / 2), () => {
        setTimeout(this.onStrike, 5);
      });
    } else reply(response, 200, JSON.parse(body));
  }

  #rotate(): void {
    this.#number += 1;
    this.access = `access-${String(this.#number)}`;
    this.refresh = `refresh-${String(this.#number)}`;
    this.#madeAt = this.#now();
  }
}

function reply(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}
