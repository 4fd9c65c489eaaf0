/** One request as the one transport sends it. Redirects are never followed by the transport. */
export interface TransportRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Milliseconds until the first byte of the answer. */
  readonly headersTimeoutMs: number;
  /** Milliseconds without a byte of the body. */
  readonly idleTimeoutMs: number;
  /** False: it must reach the server at most once, so a transport may not send it again by itself. Default true. */
  readonly repeatable?: boolean;
  readonly signal: AbortSignal;
}

export interface TransportResponse {
  readonly status: number;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed bytes. Must be read to its end or cancelled through `discard`. */
  readonly body: AsyncIterable<Uint8Array>;
  discard(): void;
}

/** The one way to a network (design §6 “Company networks”): undici on Node, Electron's `net` in Electron. */
export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  close(): Promise<void>;
}

/** Ceilings of the pauses between attempts, in milliseconds: the first, doubled each time, and the highest. */
export interface PauseCeilings {
  readonly baseMs: number;
  readonly capMs: number;
}

/** What a connector asks for. */
export interface HttpRequest {
  readonly method: TransportRequest['method'];
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Name in the request log, a closed word of the connector: `Get_Journals page`, `statement submit`. Never an address or a payload. */
  readonly purpose: string;
  /** May be sent again after a lost answer or a 429/5xx. A request that is not repeatable is never retried here. */
  readonly repeatable: boolean;
  /** What the caller is going to parse; an HTML page where XML or JSON was due becomes HTTP_BLOCK_PAGE. */
  readonly expects: 'xml' | 'json' | 'bytes' | 'any';
  readonly headersTimeoutMs?: number;
  readonly idleTimeoutMs?: number;
  readonly signal: AbortSignal;
  /** Statuses that the caller understands and wants as an answer, not as an error (Workday: 500 with a fault). 2xx always are. */
  readonly accept?: readonly number[];
  /** Which rate budget the request counts against (`slack.post/C024BE91L`). Without it only pauses that the server asked for apply. */
  readonly budgetKey?: string;
  /** Texts that must not appear in the log nor in an error. */
  readonly secrets?: readonly string[];
  /** Pauses as the vendor advises them, where the answer names none; each left out is the layer's own. */
  readonly backOff?: { readonly transient?: PauseCeilings; readonly rateLimited?: PauseCeilings };
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<Uint8Array>;
  discard(): void;
  /** The whole body as UTF-8 text. Throws HTTP_ANSWER_TOO_LARGE beyond `maxBytes` (default 25 MiB). */
  text(maxBytes?: number): Promise<string>;
  /** The whole body as JSON, not trusted: parse it with zod. Throws HTTP_ANSWER_UNREADABLE for anything else. */
  json(maxBytes?: number): Promise<unknown>;
}

/**
 * The HTTP layer: proxies, TLS, retries by class, rate budgets, redaction, request log.
 *
 * Throws AppErrors only: `HTTP_*` codes of kind `transient` (no network, reset, time-out, 5xx), `rate-limited` (429, 503 with
 * Retry-After), `config` (address, TLS, proxy), `auth` (407), and APP_CANCELLED of kind `cancelled`. After `repeatable` requests have used up their
 * attempts the last error is thrown. A non-2xx status that is not in `accept` is thrown as HTTP_STATUS with `status` in details.
 */
export interface HttpClient {
  request(request: HttpRequest): Promise<HttpResponse>;
}
