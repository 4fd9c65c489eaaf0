import { AppError, isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import type { HttpResponse } from '../../http/port.ts';
import { enterTurn } from '../../http/turn.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import { buildEnvelope, type SoapArgs } from './envelope.ts';
import { classifyFault, readError, unavailable, type CallFacts } from './errors.ts';
import type { OperationPlace, Settings } from './settings.ts';
import type { StreamSpec } from './streams/streams.ts';
import { TokenSource } from './token.ts';
import { parseAnswer, type AnswerPart } from './xml/parse.ts';

export interface Call {
  readonly spec: StreamSpec;
  readonly args: SoapArgs;
  /** Calendar day of the read moment. */
  readonly today: string;
  readonly signal: AbortSignal;
}

/** A part of an answer; see `AnswerPart`. */
export interface Answer extends AnswerPart {
  readonly sourceMs: number;
  /** `Date` header as UTC ISO text; null if there is none. */
  readonly serverDate: string | null;
}

interface Credentials {
  readonly login: { readonly username: string; readonly password: string } | null;
  readonly bearer: string | null;
}

/** Page 1 of a set may take minutes while Workday builds its cache (reference page §2). */
const HEADERS_TIMEOUT_MS = 300_000;
const IDLE_TIMEOUT_MS = 120_000;
/** Workday publishes no limit and names no pause (reference page §6). */
const RATE_LIMITED = { baseMs: 30_000, capMs: 15 * 60_000 };
const ATTEMPTS = 4;
const BASE_PAUSE_MS = 2_000;
const CAP_PAUSE_MS = 60_000;

/** Sends requests of one connection, one at a time per tenant, and turns the answers into records. */
export class WorkdayClient {
  readonly #context: ConnectorContext;
  readonly #settings: Settings;
  readonly #tokens: TokenSource;

  constructor(context: ConnectorContext, settings: Settings) {
    this.#context = context;
    this.#settings = settings;
    this.#tokens = new TokenSource(context, settings);
  }

  /** Gets (or renews) the bearer; nothing to do for user and password. */
  async signIn(signal: AbortSignal): Promise<void> {
    if (this.#settings.auth === 'oauth') await this.#tokens.get(signal);
  }

  /**
   * One call, its answer in parts. It is repeated after what passes by itself (an answer that broke off, a 500 without a fault),
   * and then its parts come again from the first: whoever reads counts distinct keys. What the HTTP layer gave up on is not
   * repeated. Nobody else is let through to the tenant until the last part was taken. Throws WORKDAY_*, HTTP_*,
   * VAULT_SECRET_MISSING or the signal's reason.
   */
  async *call(call: Call): AsyncGenerator<Answer> {
    const place = this.place(call.spec);
    for (let attempt = 1; ; attempt += 1) {
      // One call at a time for each tenant: Workday throttles those that are asked in parallel (reference page §6).
      const leave = await enterTurn(`${this.#settings.address}|${this.#settings.tenant}`, call.signal);
      let failure: AppError;
      try {
        yield* this.#once(call, place);
        return;
      } catch (error) {
        call.signal.throwIfAborted();
        if (error instanceof GivenUp) throw error.reason;
        if (!isAppError(error) || !isRetryable(error) || attempt >= ATTEMPTS) throw error;
        failure = error;
      } finally {
        leave();
      }
      await this.#pause(failure, attempt, call.signal);
    }
  }

  place(spec: StreamSpec): OperationPlace {
    const place = this.#settings.operations[spec.operation];
    if (place === undefined) throw new AppError('APP_INTERNAL', 'internal', { phase: 'read' });
    return place;
  }

  async #pause(error: AppError, attempt: number, signal: AbortSignal): Promise<void> {
    const ceiling = Math.min(CAP_PAUSE_MS, BASE_PAUSE_MS * 2 ** (attempt - 1));
    await this.#context.clock.sleep(error.retryAfterMs ?? Math.round(this.#context.random.next() * ceiling), signal);
  }

  async *#once(call: Call, place: OperationPlace): AsyncGenerator<Answer> {
    const first = await this.#credentials(call.signal);
    const startedAt = this.#context.clock.now();
    let response = await this.#send(call, place, first);
    if (response.status === 401 && first.bearer !== null) {
      // An access token may end early; a new one is asked for once.
      response.discard();
      this.#tokens.forget(first.bearer);
      response = await this.#send(call, place, await this.#credentials(call.signal));
    }
    const sourceMs = this.#context.clock.now() - startedAt;
    yield* this.#read(call, place, response, sourceMs);
  }

  async #credentials(signal: AbortSignal): Promise<Credentials> {
    try {
      if (this.#settings.auth === 'oauth') return { login: null, bearer: await this.#tokens.get(signal) };
      const password = await this.#context.readSecret('password');
      return { login: { username: this.#settings.username, password }, bearer: null };
    } catch (error) {
      throw new GivenUp(error);
    }
  }

  async #send(call: Call, place: OperationPlace, credentials: Credentials): Promise<HttpResponse> {
    const { spec, args, signal } = call;
    const { xml, headers } = await buildEnvelope({
      wsdl: { operation: spec.operation, service: place.service, reference: spec.reference },
      version: place.version,
      args,
      login: credentials.login,
    });
    const secrets = [credentials.login?.password, credentials.bearer].filter((text) => typeof text === 'string');
    try {
      return await this.#context.http.request({
        method: 'POST',
        url: `${this.#settings.address}/ccx/service/${this.#settings.tenant}/${place.service}/${place.version}`,
        headers: {
          ...headers,
          accept: 'text/xml',
          'accept-encoding': 'gzip, deflate',
          ...(credentials.bearer === null ? {} : { authorization: `Bearer ${credentials.bearer}` }),
        },
        body: xml,
        purpose: spec.operation,
        // Reading changes nothing, so a lost answer may be asked for again.
        repeatable: true,
        expects: 'xml',
        headersTimeoutMs: HEADERS_TIMEOUT_MS,
        idleTimeoutMs: IDLE_TIMEOUT_MS,
        signal,
        accept: [401, 500],
        secrets,
        backOff: { rateLimited: RATE_LIMITED },
      });
    } catch (error) {
      // The HTTP layer has tried as often as it may.
      throw new GivenUp(error);
    }
  }

  async *#read(call: Call, place: OperationPlace, response: HttpResponse, sourceMs: number): AsyncGenerator<Answer> {
    const { spec, signal, today } = call;
    const { paidStatuses } = this.#settings;
    const facts = { ...place, operation: spec.operation, domain: spec.domain, user: this.#user() };
    if (response.status === 401) {
      response.discard();
      throw refusedLogin(facts, this.#settings.auth);
    }
    const date = serverDate(response.headers['date']);
    try {
      for await (const part of parseAnswer(spec, response.body, { today, paidStatuses, signal })) {
        if (part.facts.fault !== null) throw classifyFault(part.facts.fault, facts);
        if (response.status === 500) throw unavailable(spec.operation, 500);
        assertAnswer(part, spec.operation);
        yield { ...part, sourceMs: part.isLast ? sourceMs : 0, serverDate: date };
      }
    } catch (error) {
      response.discard();
      signal.throwIfAborted();
      // An error page or nothing at all is what an overloaded Workday answers with.
      if (response.status === 500 && !isAppError(error)) throw unavailable(spec.operation, 500);
      throw readError(error, spec.operation);
    }
  }

  #user(): string {
    return this.#settings.auth === 'oauth' ? 'the API client' : this.#settings.username;
  }
}

/** An error that is not tried again here. */
class GivenUp extends Error {
  readonly reason: unknown;

  constructor(reason: unknown) {
    super('given up');
    this.reason = reason;
  }
}

function refusedLogin(facts: CallFacts, auth: Settings['auth']): AppError {
  const details = auth === 'oauth' ? { reason: 'status 401' } : { user: facts.user };
  return new AppError(auth === 'oauth' ? 'WORKDAY_TOKEN_REFUSED' : 'WORKDAY_AUTH_INVALID', 'auth', {
    phase: 'read',
    details,
  });
}

/** A 200 that is XML but not the answer to what was asked must not count as “no records”. */
function assertAnswer(parsed: AnswerPart, operation: string): void {
  if (parsed.facts.body === `${operation}_Response` && parsed.facts.totalResults !== null) return;
  throw new AppError('WORKDAY_ANSWER_UNREADABLE', 'transient', {
    phase: 'read',
    details: { operation, reason: 'it is not the answer to this request' },
  });
}

function serverDate(header: string | undefined): string | null {
  const moment = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}
