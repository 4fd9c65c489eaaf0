import { randomBytes } from 'node:crypto';
import type { FaultSwitches } from './faults.ts';

export interface WorkdayCredentials {
  readonly tenant: string;
  /** Without `@tenant`. */
  readonly username: string;
  readonly password: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly refreshToken: string;
}

export interface TokenAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, string | number>>;
}

const LIFETIME_SECONDS = 3600;

/** The token endpoint: refresh tokens in, access tokens out. */
export class TokenOffice {
  readonly #credentials: WorkdayCredentials;
  readonly #clock: { now(): number };
  readonly #faults: FaultSwitches;
  readonly #expiry = new Map<string, number>();
  #refreshToken: string;

  constructor(credentials: WorkdayCredentials, clock: { now(): number }, faults: FaultSwitches) {
    this.#credentials = credentials;
    this.#clock = clock;
    this.#faults = faults;
    this.#refreshToken = credentials.refreshToken;
  }

  /** Answers a token request (form body, Basic authorization of the client). */
  exchange(form: URLSearchParams, authorization: string | undefined): TokenAnswer {
    const { clientId, clientSecret } = this.#credentials;
    const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
    if (authorization !== basic) return { status: 401, body: { error: 'invalid_client' } };
    if (form.get('grant_type') !== 'refresh_token') return { status: 400, body: { error: 'unsupported_grant_type' } };
    if (this.#faults.strikes('refresh-token-invalid') || form.get('refresh_token') !== this.#refreshToken) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    const accessToken = randomBytes(24).toString('base64url');
    this.#expiry.set(accessToken, this.#clock.now() + LIFETIME_SECONDS * 1000);
    const answer = { access_token: accessToken, token_type: 'Bearer', expires_in: LIFETIME_SECONDS };
    if (!this.#faults.strikes('refresh-token-rotates')) return { status: 200, body: answer };
    this.#refreshToken = randomBytes(24).toString('base64url');
    return { status: 200, body: { ...answer, refresh_token: this.#refreshToken } };
  }

  /** True for an access token that was handed out and has not expired. */
  accepts(token: string): boolean {
    const expiry = this.#expiry.get(token);
    if (expiry === undefined || expiry <= this.#clock.now()) return false;
    if (!this.#faults.strikes('access-token-expires')) return true;
    this.#expiry.delete(token);
    return false;
  }
}
