import { AppError, type ErrorPhase } from '../../../shared/errors/app-error.ts';
import type { HttpRequest, HttpResponse } from '../../http/port.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { isTokenRefusal, parseErrorBody, requestError } from './errors.ts';
import type { Settings } from './settings.ts';
import { TokenSource } from './token.ts';

const USER_AGENT = 'ml-connector/0.1.0';
/** Refusals that this client explains itself; 429 and 5xx belong to the HTTP layer, which waits and repeats. */
const UNDERSTOOD = [400, 401, 403, 404, 409, 412, 413, 422, 499] as const;

export interface ApiRequest {
  readonly method: HttpRequest['method'];
  /** Path with query, from the workspace's root. */
  readonly path: string;
  readonly purpose: string;
  readonly phase: ErrorPhase;
  /** The object asked for, in words, for a 404. */
  readonly what: string;
  readonly signal: AbortSignal;
  readonly json?: unknown;
  readonly bytes?: Uint8Array;
  readonly headersTimeoutMs?: number;
  /** Refused statuses that the caller wants as an answer. */
  readonly accept?: readonly number[];
}

/** Signed requests to one workspace. Every call is safe to repeat, so lost answers are repeated by the HTTP layer. */
export class DatabricksApi {
  readonly settings: Settings;
  readonly #context: ConnectorContext;
  readonly #tokens: TokenSource;

  constructor(context: ConnectorContext, settings: Settings) {
    this.settings = settings;
    this.#context = context;
    this.#tokens = new TokenSource(context, settings);
  }

  /** Asks for a token without using it: the check's own step. */
  async authenticate(signal: AbortSignal): Promise<void> {
    await this.#tokens.get(signal);
  }

  /**
   * Sends a request; a refused token is replaced once and the request repeated once. Throws HTTP_* and DATABRICKS_* by the
   * answer's status, unless `accept` lists it.
   */
  async send(request: ApiRequest): Promise<HttpResponse> {
    const token = await this.#tokens.get(request.signal);
    const first = await this.#once(request, token);
    if (first.status < 400 || request.accept?.includes(first.status) === true) return first;
    const refusal = parseErrorBody(await first.text());
    if (!isTokenRefusal(first.status, refusal)) throw requestError(first.status, refusal, request);
    const second = await this.#once(request, await this.#tokens.replace(token, request.signal));
    if (second.status < 400 || request.accept?.includes(second.status) === true) return second;
    throw requestError(second.status, parseErrorBody(await second.text()), request);
  }

  /** The same for a JSON answer, which the caller checks. Throws DATABRICKS_ANSWER_UNREADABLE for anything else. */
  async json(request: ApiRequest): Promise<unknown> {
    const response = await this.send(request);
    const text = await response.text(MAX_ANSWER_BYTES);
    try {
      return JSON.parse(text) as unknown;
    } catch {
      throw new AppError('DATABRICKS_ANSWER_UNREADABLE', 'transient', {
        phase: request.phase,
        details: { reason: `no JSON in the answer to “${request.purpose}”` },
      });
    }
  }

  async #once(request: ApiRequest, token: string): Promise<HttpResponse> {
    const json = request.json === undefined ? {} : { body: JSON.stringify(request.json) };
    const bytes = request.bytes === undefined ? {} : { body: request.bytes };
    const { workspaceId } = this.settings;
    return await this.#context.http.request({
      method: request.method,
      url: `${this.settings.address}${request.path}`,
      headers: {
        authorization: `Bearer ${token}`,
        'user-agent': USER_AGENT,
        ...(request.bytes === undefined
          ? { accept: 'application/json' }
          : { 'content-type': 'application/octet-stream' }),
        ...(request.json === undefined ? {} : { 'content-type': 'application/json' }),
        ...(workspaceId === null ? {} : { 'x-databricks-workspace-id': workspaceId }),
      },
      ...json,
      ...bytes,
      purpose: request.purpose,
      repeatable: true,
      expects: request.bytes === undefined && request.method !== 'DELETE' && request.method !== 'HEAD' ? 'json' : 'any',
      signal: request.signal,
      accept: UNDERSTOOD,
      secrets: [token],
      backOff: { transient: PAUSES, rateLimited: PAUSES },
      ...(request.headersTimeoutMs === undefined ? {} : { headersTimeoutMs: request.headersTimeoutMs }),
    });
  }
}

/** For what passes by itself, and for limits that name no pause (reference page §7). */
const PAUSES = { baseMs: 1000, capMs: 60_000 };

/** An INLINE result is at most 25 MiB of cells; JSON around them needs some more. */
const MAX_ANSWER_BYTES = 64 * 1024 * 1024;
