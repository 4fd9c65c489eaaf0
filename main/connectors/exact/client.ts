import { z } from 'zod';
import { AppError, isAppError, isRetryable } from '../../../shared/errors/app-error.ts';
import type { SourceBudget } from '../../../shared/model/source-budget.ts';
import type { ConnectorContext } from '../../ports/connector.ts';
import type {
  ExactApi,
  ExactChange,
  ExactDivision,
  ExactMe,
  ExactPage,
  ExactQuery,
  ExactRequest,
  ExactRow,
} from './api.ts';
import { ExactCaller, type Call, type CallAnswer } from './call.ts';
import { listDivisions } from './divisions.ts';
import { EnvelopeError, readEnvelope, type Envelope } from './odata-json.ts';
import { readSettings, type Settings } from './settings.ts';
import { sharedState, type SharedState } from './shared-state.ts';
import { TokenSource } from './token.ts';

/** Once encoded (reference page §3.4). */
const LONGEST_ADDRESS = 6000;
const ATTEMPTS_TO_READ = 3;
/** What changes seldom is not asked for again by everybody who needs a few records. */
const HOLDS_MS = 300_000;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const meSchema = z.object({
  UserID: z.string(),
  FullName: z.string().nullable().catch(null),
  CurrentDivision: z.coerce.number().int().positive(),
  ServerTime: z.string().nullable().catch(null),
  ServerUtcOffset: z.coerce.number().catch(0),
});

/** Exact's API for a connection. Throws EXACT_SETTING_INVALID for settings that cannot be used. */
export function createExactApi(context: ConnectorContext): ExactApi {
  return new ExactClient(context, readSettings(context.connection));
}

/** Opens the client that a check needs. Throws as `createExactApi`. */
export class ExactClient implements ExactApi {
  readonly #context: ConnectorContext;
  readonly #settings: Settings;
  readonly #state: SharedState;
  readonly #tokens: TokenSource;
  readonly #caller: ExactCaller;

  constructor(context: ConnectorContext, settings: Settings) {
    this.#context = context;
    this.#settings = settings;
    this.#state = sharedState(context.clock, `${settings.address}|${context.connection.id}`);
    this.#tokens = new TokenSource(context, settings, this.#state);
    this.#caller = new ExactCaller(context, settings, { state: this.#state, tokens: this.#tokens });
  }

  /** Makes sure of a token, renewing it if it is due. Throws as every call. */
  async signIn(signal: AbortSignal): Promise<void> {
    await this.#tokens.get(signal);
  }

  async *pages({ division, resource, query, purpose, signal }: ExactRequest): AsyncGenerator<ExactPage> {
    const call = { division, resource, purpose, signal };
    let url: string | null = this.#address(division, resource, query);
    while (url !== null) {
      const { envelope, answer } = await this.#read({ ...call, url });
      const { bytes, sourceMs, serverDate } = answer;
      const next: string | null = envelope.next === null ? null : this.#next(envelope.next, { ...call, url });
      const skiptoken = next === null ? null : new URL(next).searchParams.get('$skiptoken');
      yield { rows: envelope.rows, count: envelope.count, next: skiptoken, bytes, sourceMs, serverDate };
      url = next;
    }
  }

  async change({ method, division, resource, key, fields, purpose, signal }: ExactChange): Promise<ExactRow | null> {
    if (key !== null && !GUID.test(key)) throw new AppError('APP_INTERNAL', 'internal', { phase: 'connect' });
    const record = key === null ? '' : `(guid'${key}')`;
    const url = `${this.#settings.address}/api/v1/${String(division)}/${resource}${record}`;
    const change = { method, body: method === 'DELETE' ? null : JSON.stringify(fields) };
    const { text } = await this.#caller.send({ division, resource, url, purpose, signal, change });
    if (text.trim() === '') return null;
    try {
      return readEnvelope(text).rows[0] ?? null;
    } catch {
      // It was made; what the record looks like now is read by whoever wants to know.
      return null;
    }
  }

  async me(signal: AbortSignal): Promise<ExactMe> {
    const url = `${this.#settings.address}/api/v1/current/Me?$select=UserID,FullName,CurrentDivision,ServerTime,ServerUtcOffset`;
    const call = { division: null, resource: 'current/Me', url, purpose: 'me', signal };
    const { envelope, answer } = await this.#read(call);
    const parsed = meSchema.safeParse(envelope.rows[0]);
    if (!parsed.success) throw unreadable(call, 'it names no user');
    const { UserID, FullName, CurrentDivision, ServerTime, ServerUtcOffset } = parsed.data;
    const wallClock = /\((-?\d+)/.exec(ServerTime ?? '')?.[1];
    const told = wallClock === undefined ? this.#context.clock.now() : Number(wallClock) - ServerUtcOffset * 1000;
    return {
      userId: UserID,
      fullName: FullName ?? '',
      currentDivision: CurrentDivision,
      // The header is a true moment; the field is said to be the wall clock (reference page §3.3).
      serverUtc: answer.serverDate ?? new Date(told).toISOString(),
    };
  }

  async moment(signal: AbortSignal): Promise<string> {
    const { clockHeardAt, clockOffsetMs } = this.#state;
    if (!this.#holds(clockHeardAt)) return (await this.me(signal)).serverUtc;
    return new Date(this.#context.clock.now() + clockOffsetMs).toISOString();
  }

  async divisions(signal: AbortSignal): Promise<readonly ExactDivision[]> {
    const divisions = await listDivisions(this, this.#settings.divisions, signal);
    this.#state.divisions = divisions;
    this.#state.divisionsListedAt = this.#context.clock.now();
    return divisions;
  }

  async knownDivisions(signal: AbortSignal): Promise<readonly ExactDivision[]> {
    return this.#holds(this.#state.divisionsListedAt) ? this.#state.divisions : await this.divisions(signal);
  }

  #holds(since: number | undefined): boolean {
    return since !== undefined && Math.abs(this.#context.clock.now() - since) < HOLDS_MS;
  }

  async mayRead(division: number, resource: string, signal: AbortSignal): Promise<boolean | null> {
    const query = `endpoint='${encodeURIComponent(resource)}'&action='GET'`;
    const url = `${this.#settings.address}/api/v1/${String(division)}/users/UserHasRights?${query}`;
    try {
      const call = { division, resource: 'users/UserHasRights', url, purpose: 'rights', signal };
      const { envelope } = await this.#read(call);
      const has = envelope.rows[0]?.['UserHasRights'];
      return has === true || has === 'true' ? true : has === false || has === 'false' ? false : null;
    } catch (error) {
      // Some licences do not have it.
      const isUnsaid = isAppError(error) && (error.kind === 'permission' || error.kind === 'config');
      if (isUnsaid) return null;
      throw error;
    }
  }

  budgetOf(division: number): SourceBudget {
    return this.#state.company(division, this.#settings).budget.view(this.#state.nameOf(division));
  }

  nameOf(division: number): string {
    return this.#state.nameOf(division);
  }

  /** One answer, read. One that cannot be read is asked for anew: a proxy or an overloaded server may have made it. */
  async #read(call: Call): Promise<{ envelope: Envelope; answer: CallAnswer }> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.#caller.send(call);
      try {
        return { envelope: readEnvelope(answer.text), answer };
      } catch (error) {
        if (!(error instanceof EnvelopeError)) throw error;
        const failure = unreadable(call, error.reason);
        if (!isRetryable(failure) || attempt >= ATTEMPTS_TO_READ) throw failure;
        await this.#context.clock.sleep(Math.round(this.#context.random.next() * 1000 * 2 ** attempt), call.signal);
      }
    }
  }

  #address(division: number, resource: string, query: ExactQuery): string {
    const options = [
      ['$filter', query.filter],
      ['$select', query.select?.join(',')],
      ['$expand', query.expand?.join(',')],
      ['$orderby', query.orderby],
      ['$inlinecount', query.count === true ? 'allpages' : undefined],
      ['$skiptoken', query.skiptoken],
      ['$top', query.top === undefined ? undefined : String(query.top)],
    ].flatMap(([name, value]) => (value === undefined ? [] : [`${name ?? ''}=${encodeURIComponent(value)}`]));
    const search = options.length === 0 ? '' : `?${options.join('&')}`;
    const url = `${this.#settings.address}/api/v1/${String(division)}/${resource}${search}`;
    if (url.length <= LONGEST_ADDRESS) return url;
    throw new AppError('EXACT_REQUEST_REFUSED', 'config', {
      phase: 'read',
      details: { resource, division, reason: 'its address would be longer than 6000 characters' },
    });
  }

  /** The next page as Exact gave it; the bearer goes to no other address than that of the connection. */
  #next(next: string, call: Call): string {
    const base = `${this.#settings.address}/api/`;
    if (next === call.url) throw unreadable(call, 'the next page is the same page');
    if (URL.canParse(next) && new URL(next).href.startsWith(base)) return next;
    throw new AppError('EXACT_ANSWER_REFUSED', 'config', {
      phase: 'read',
      details: { resource: call.resource, division: call.division, reason: 'the next page is at another address' },
    });
  }
}

function unreadable({ resource, division }: Pick<Call, 'resource' | 'division'>, reason: string): AppError {
  return new AppError('EXACT_ANSWER_UNREADABLE', 'transient', {
    phase: 'read',
    details: { resource, division, reason },
  });
}
