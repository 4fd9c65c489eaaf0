import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Arguments } from './arguments.ts';
import type { FaultSwitches } from './faults.ts';
import { SlackError } from './slack-error.ts';

export interface SlackCredentials {
  /** `xoxb-…`, does not rotate. */
  readonly botToken: string;
  /** `xapp-…`, for Socket Mode only. */
  readonly appToken: string;
  /** The first access token and refresh token of an app with rotation. */
  readonly rotatingToken: string;
  readonly refreshToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface TokenFacts {
  readonly kind: 'bot' | 'app';
  /** Of a rotating token. */
  readonly expiresInSeconds: number | undefined;
}

interface Access {
  readonly token: string;
  expiresAt: number;
}

interface Refresh {
  readonly token: string;
  readonly usedAt: number;
  readonly answer: Refreshed;
}

export interface Refreshed {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
}

const LIFETIME_SECONDS = 43_200;
/** How long a used refresh token gives the same answer again. Slack speaks of a short grace without a number. */
const GRACE_MS = 30_000;
const LIVE = 2;

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Knows which tokens work, and hands out the next rotating one. */
export class TokenOffice {
  readonly #credentials: SlackCredentials;
  readonly #clock: { now(): number };
  readonly #faults: FaultSwitches;
  readonly #revoked = new Set<string>();
  #live: Access[];
  #refreshToken: string;
  #used: Refresh | undefined;

  constructor(credentials: SlackCredentials, clock: { now(): number }, faults: FaultSwitches) {
    this.#credentials = credentials;
    this.#clock = clock;
    this.#faults = faults;
    this.#refreshToken = credentials.refreshToken;
    this.#live = [{ token: credentials.rotatingToken, expiresAt: clock.now() + LIFETIME_SECONDS * 1000 }];
  }

  /** Throws `not_authed`, `invalid_auth`, `token_revoked` or `token_expired`. */
  authenticate(authorization: string | undefined, method: string): TokenFacts {
    if (authorization === undefined || authorization === '') throw new SlackError('not_authed');
    const token = /^Bearer (\S+)$/i.exec(authorization)?.[1];
    if (token === undefined) throw new SlackError('invalid_auth');
    if (this.#faults.strikes('token-revoked', method) || this.#revoked.has(token))
      throw new SlackError('token_revoked');
    if (same(token, this.#credentials.botToken)) return { kind: 'bot', expiresInSeconds: undefined };
    if (same(token, this.#credentials.appToken)) return { kind: 'app', expiresInSeconds: undefined };
    const access = this.#live.find((one) => same(one.token, token));
    if (access === undefined) throw new SlackError('invalid_auth');
    if (this.#faults.strikes('token-expired', method)) access.expiresAt = this.#clock.now();
    const leftMs = access.expiresAt - this.#clock.now();
    if (leftMs <= 0) throw new SlackError('token_expired');
    return { kind: 'bot', expiresInSeconds: Math.floor(leftMs / 1000) };
  }

  /** Ends every token there is, for good. */
  revoke(): void {
    this.#revoked.add(this.#credentials.botToken).add(this.#credentials.appToken);
    for (const { token } of this.#live) this.#revoked.add(token);
    this.#refreshToken = '';
    this.#used = undefined;
  }

  /**
   * `grant_type=refresh_token`: a refresh token works once; the client comes by Basic or in the form. Throws `invalid_client_id`,
   * `bad_client_secret`, `invalid_grant_type`, `invalid_refresh_token`.
   */
  refresh(args: Arguments, authorization: string | undefined): Refreshed {
    const [id, secret] = clientOf(args, authorization);
    if (id !== this.#credentials.clientId) throw new SlackError('invalid_client_id');
    if (!same(secret, this.#credentials.clientSecret)) throw new SlackError('bad_client_secret');
    if (args.optional('grant_type') !== 'refresh_token') throw new SlackError('invalid_grant_type');
    const offered = args.required('refresh_token');
    const now = this.#clock.now();
    if (this.#used?.token === offered && now - this.#used.usedAt <= GRACE_MS) return this.#used.answer;
    if (!same(offered, this.#refreshToken)) throw new SlackError('invalid_refresh_token');
    const answer = this.#issue(now);
    this.#used = { token: offered, usedAt: now, answer };
    return answer;
  }

  #issue(now: number): Refreshed {
    const token = `xoxe.xoxb-1-${randomBytes(24).toString('base64url')}`;
    this.#refreshToken = `xoxe-1-${randomBytes(24).toString('base64url')}`;
    this.#live.push({ token, expiresAt: now + LIFETIME_SECONDS * 1000 });
    for (const old of this.#live.splice(0, this.#live.length - LIVE)) this.#revoked.add(old.token);
    return { access_token: token, refresh_token: this.#refreshToken, expires_in: LIFETIME_SECONDS };
  }
}

function clientOf(args: Arguments, authorization: string | undefined): readonly [string, string] {
  const basic = /^Basic (\S+)$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return [args.optional('client_id') ?? '', args.optional('client_secret') ?? ''];
  const [id = '', ...secret] = Buffer.from(basic, 'base64').toString('utf8').split(':');
  return [id, secret.join(':')];
}
