import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { PracticeClock } from '../../practice-system.ts';
import type { FaultSwitches } from '../faults.ts';
import type { Keeper } from '../keep.ts';
import type { Registration } from './registration.ts';

/** What the app keeps as one secret. */
export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly obtainedAtUtc: string;
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The pair was made, but nobody hears of it. */
  readonly isLost?: boolean | undefined;
}

interface Grant {
  readonly access: string;
  readonly refresh: string;
  readonly at: number;
}

/** A sign-in: its last pair, and the refresh tokens that were used up. */
interface Chain {
  grant: Grant;
  readonly used: string[];
}

interface Code {
  readonly redirectUri: string;
  readonly at: number;
  isUsed: boolean;
}

const LIFETIME_MS = 600_000;
/** A pair younger than this may not be renewed. */
const EARLIEST_MS = 570_000;
const CODE_MS = 180_000;
const IDLE_MS = 30 * 86_400_000;
const DAY_MS = 86_400_000;
const KEPT_USED = 2_000;

const refused = (status: number, error: string, description: string, reason?: string): TokenAnswer => ({
  status,
  body: { error, error_description: description },
  ...(reason === undefined ? {} : { headers: { Reason: reason } }),
});
const tooEarly = (): TokenAnswer => {
  const text = 'Rate limit exceeded: access_token not expired';
  return refused(400, 'access_denied', text, `TooEarlyToRefreshTokens: ${text}`);
};
const oldToken = (): TokenAnswer => refused(401, 'unauthorized_client', 'Old refresh token used.');
const noChain = (): TokenAnswer =>
  refused(400, 'invalid_grant', 'Token is not allowed, because of invalid or empty chainId');

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `10/11/2022 9:18:20 PM` */
function american(moment: number): string {
  return new Date(moment).toLocaleString('en-US', { timeZone: 'UTC' }).replace(',', '').replace('\u202f', ' ');
}

function expired(at: number, now: number): TokenAnswer {
  const text = `The refresh token expired at ${american(at + IDLE_MS)} and it is now ${american(now)}.`;
  return refused(400, 'invalid_request', text);
}

function isGrant(value: unknown): value is Grant {
  const grant = value as Partial<Grant> | null | undefined;
  return typeof grant?.access === 'string' && typeof grant.refresh === 'string' && typeof grant.at === 'number';
}

/** Hands out codes and pairs, and knows which token is good for what (reference page §1.4 to §1.6). */
export class TokenOffice {
  readonly #parts: {
    readonly registration: Registration;
    readonly clock: PracticeClock;
    readonly faults: FaultSwitches;
    readonly keeper: Keeper;
    readonly callsPerDay: number | null;
  };
  readonly #codes = new Map<string, Code>();
  /** Access tokens of sign-ins that another one followed: they live on until they expire. */
  #older: Grant[] = [];
  #chain: Chain;
  #day = 0;
  #callsToday = 0;

  constructor(parts: {
    registration: Registration;
    clock: PracticeClock;
    faults: FaultSwitches;
    keeper: Keeper;
    callsPerDay: number | null;
  }) {
    this.#parts = parts;
    this.#chain = this.#restored() ?? { grant: this.#newGrant(), used: [] };
    this.#keep();
  }

  /** The pair that is good now, as the app would keep it. */
  get pair(): TokenPair {
    const { access, refresh, at } = this.#chain.grant;
    return { accessToken: access, refreshToken: refresh, obtainedAtUtc: new Date(at).toISOString() };
  }

  /** Begins a sign-in without a browser. What was signed in before cannot be renewed any more. */
  issue(): TokenPair {
    this.#older.push(this.#chain.grant);
    this.#chain = { grant: this.#newGrant(), used: [] };
    this.#keep();
    return this.pair;
  }

  /** A code as the redirect carries it: three minutes, once. */
  issueCode(redirectUri: string): string {
    const code = `XTzM!IAAA${randomBytes(90).toString('base64url')}`;
    this.#codes.set(code, { redirectUri, at: this.#parts.clock.now(), isUsed: false });
    return code;
  }

  /** Whether an access token may be used: `expired` also tells one whose fault it is. */
  check(authorization: string | undefined, aim: string): 'good' | 'expired' | 'unknown' {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (token === undefined) return 'unknown';
    if (this.#parts.faults.strikes('access-token-expired', aim)) return 'expired';
    const now = this.#parts.clock.now();
    this.#older = this.#older.filter(({ at }) => now - at < IDLE_MS);
    const grant = [this.#chain.grant, ...this.#older].find(({ access }) => same(access, token));
    if (grant === undefined) return 'unknown';
    return now - grant.at < LIFETIME_MS ? 'good' : 'expired';
  }

  /** Answers the token endpoint. */
  exchange(form: URLSearchParams): TokenAnswer {
    const { registration, callsPerDay, clock } = this.#parts;
    const day = Math.floor(clock.now() / DAY_MS);
    this.#callsToday = day === this.#day ? this.#callsToday + 1 : 1;
    this.#day = day;
    if (callsPerDay !== null && this.#callsToday > callsPerDay)
      return refused(429, 'access_denied', 'Rate limit exceeded: too many token requests');
    const isKnown =
      same(form.get('client_id') ?? '', registration.clientId) &&
      same(form.get('client_secret') ?? '', registration.clientSecret);
    if (!isKnown) return refused(401, 'invalid_client', 'Client authentication failed');
    switch (form.get('grant_type')) {
      case 'authorization_code':
        return this.#byCode(form);
      case 'refresh_token':
        return this.#renew(form.get('refresh_token') ?? '');
      default:
        return refused(400, 'unsupported_grant_type', 'The grant type is not supported');
    }
  }

  #byCode(form: URLSearchParams): TokenAnswer {
    const code = this.#codes.get(form.get('code') ?? '');
    if (code === undefined) return noChain();
    if (code.isUsed) return refused(400, 'invalid_request', 'Bad Request');
    code.isUsed = true;
    if (code.redirectUri !== form.get('redirect_uri'))
      return refused(400, 'invalid_request', 'The redirect URI does not match');
    if (this.#parts.clock.now() - code.at >= CODE_MS) return refused(400, 'invalid_grant', 'The code has expired');
    this.issue();
    return this.#granted();
  }

  #renew(token: string): TokenAnswer {
    const { faults, clock } = this.#parts;
    const { grant, used } = this.#chain;
    const now = clock.now();
    if (faults.strikes('too-early')) return tooEarly();
    if (faults.strikes('old-refresh-token')) return oldToken();
    if (faults.strikes('refresh-token-expired')) return expired(now - IDLE_MS - DAY_MS, now);
    if (used.some((one) => same(one, token))) return oldToken();
    if (!same(grant.refresh, token)) return noChain();
    if (now - grant.at >= IDLE_MS) return expired(grant.at, now);
    if (now - grant.at < EARLIEST_MS) return tooEarly();
    used.push(token);
    if (used.length > KEPT_USED) used.shift();
    this.#older.push(grant);
    this.#chain.grant = this.#newGrant();
    this.#keep();
    return { ...this.#granted(), isLost: faults.strikes('renewal-lost') };
  }

  #granted(): TokenAnswer {
    const { access, refresh } = this.#chain.grant;
    const body = { access_token: access, token_type: 'bearer', expires_in: '600', refresh_token: refresh };
    return { status: 200, body };
  }

  #newGrant(): Grant {
    const text = (bytes: number): string => randomBytes(bytes).toString('base64url');
    return { access: `AAEA${text(400)}`, refresh: `Gcp7!IAAA${text(300)}`, at: this.#parts.clock.now() };
  }

  #restored(): Chain | undefined {
    const kept = this.#parts.keeper.read('sign-in') as
      | { readonly grant?: unknown; readonly used?: unknown }
      | undefined;
    const now = this.#parts.clock.now();
    if (!isGrant(kept?.grant) || now - kept.grant.at >= IDLE_MS || kept.grant.at > now) return undefined;
    const used = Array.isArray(kept.used) ? kept.used.filter((one) => typeof one === 'string') : [];
    return { grant: kept.grant, used };
  }

  #keep(): void {
    this.#parts.keeper.write('sign-in', this.#chain);
  }
}
