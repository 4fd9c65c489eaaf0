import { randomBytes } from 'node:crypto';
import type { FaultBoard } from './faults.ts';
import { HttpError, failure, type Call, type Reply } from './reply.ts';

/** How one signs in to the practice workspace. */
export interface Credentials {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly token: string;
  readonly azureTenantId: string;
}

export const practiceCredentials: Credentials = {
  clientId: '6f0c2a54-4d1b-4f4e-9a39-2f6f3b1d7c10',
  clientSecret: 'practice-client-secret',
  token: 'dapi00000000000000000000practice',
  azureTenantId: '0b1c2d3e-0000-4000-8000-practice0001',
};

/** Application id of Azure Databricks, the same in every Entra tenant. */
const AZURE_RESOURCE = '2ff814a6-3304-4ab8-85cb-cd0e6f879c1d';
/** How long a token lives under the fault token-expires-early. */
const EARLY_MS = 2_000;

interface Options {
  readonly credentials: Credentials;
  readonly tokenSeconds: number;
  readonly faults: FaultBoard;
  now(): number;
}

/** Issues tokens at both token endpoints and checks them on every call. */
export class TokenOffice {
  readonly #options: Options;
  readonly #issued = new Map<string, number>();
  issuedCount = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  #issue(): { access_token: string; token_type: string; expires_in: number } {
    const { tokenSeconds, faults, now } = this.#options;
    const token = `practice.${randomBytes(24).toString('base64url')}`;
    const life = faults.strikes('token-expires-early') ? EARLY_MS : tokenSeconds * 1000;
    this.#issued.set(token, now() + life);
    this.issuedCount += 1;
    return { access_token: token, token_type: 'Bearer', expires_in: tokenSeconds };
  }

  /** All issued tokens cease to work. */
  revoke(): void {
    this.#issued.clear();
  }

  /** Throws 401 without a bearer token, 403 with one that does not (or no longer) work, as recorded from real workspaces. */
  check(call: Call): void {
    const token = /^Bearer (\S+)$/.exec(String(call.headers['authorization'] ?? ''))?.[1];
    if (token === undefined) {
      const text = 'Credential was not sent or was of an unsupported type for this API.';
      throw failure(401, 401, text, { 'www-authenticate': 'Bearer realm="DatabricksRealm"' });
    }
    const revoked = this.#options.faults.strikes('token-revoked');
    if (revoked) this.revoke();
    const until = this.#issued.get(token);
    const valid =
      !revoked && (token === this.#options.credentials.token || (until !== undefined && until > this.#options.now()));
    if (!valid)
      throw failure(403, 403, 'Invalid access token.', { 'x-databricks-reason-phrase': 'Invalid access token.' });
  }

  /** `POST /oidc/v1/token`: client credentials by Basic or in the form. */
  async databricksToken(call: Call): Promise<Reply> {
    const form = new URLSearchParams((await call.body(65_536)).toString('utf8'));
    const basic = /^Basic (\S+)$/.exec(String(call.headers['authorization'] ?? ''))?.[1];
    const [id, ...secret] =
      basic === undefined
        ? [form.get('client_id') ?? '', form.get('client_secret') ?? '']
        : Buffer.from(basic, 'base64').toString('utf8').split(':');
    const { credentials } = this.#options;
    if (form.get('grant_type') !== 'client_credentials')
      throw oauthError(400, 'unsupported_grant_type', 'Only client_credentials is practised');
    if (decode(id ?? '') !== credentials.clientId || decode(secret.join(':')) !== credentials.clientSecret) {
      throw oauthError(401, 'invalid_client', 'Client authentication failed');
    }
    if (form.get('scope') !== 'all-apis') throw oauthError(400, 'invalid_scope', 'The scope must be all-apis');
    return { status: 200, headers: { 'cache-control': 'no-store' }, json: { ...this.#issue(), scope: 'all-apis' } };
  }

  /** `POST /{tenant}/oauth2/v2.0/token` and `/{tenant}/oauth2/token`, as Entra has them. */
  async azureToken(call: Call, tenant: string): Promise<Reply> {
    const form = new URLSearchParams((await call.body(65_536)).toString('utf8'));
    const { credentials } = this.#options;
    if (tenant !== credentials.azureTenantId)
      throw entraError(400, 'invalid_request', 90002, `Tenant '${tenant}' not found.`);
    if (form.get('client_id') !== credentials.clientId) {
      throw entraError(
        401,
        'unauthorized_client',
        700016,
        'Application with this identifier was not found in the directory.',
      );
    }
    if (form.get('client_secret') !== credentials.clientSecret)
      throw entraError(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
    const asked =
      call.segments[2] === 'v2.0'
        ? form.get('scope') === `${AZURE_RESOURCE}/.default`
        : form.get('resource') === AZURE_RESOURCE;
    if (form.get('grant_type') !== 'client_credentials' || !asked)
      throw entraError(400, 'invalid_scope', 70011, 'The provided value for the scope is not valid.');
    return { status: 200, json: this.#issue() };
  }
}

/** The Basic scheme carries the two form-encoded, but most clients send them plain. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function oauthError(status: number, error: string, description: string): HttpError {
  return new HttpError({ status, json: { error, error_description: description } });
}

function entraError(status: number, error: string, code: number, text: string): HttpError {
  const description = `AADSTS${String(code)}: ${text}`;
  return new HttpError({ status, json: { error, error_description: description, error_codes: [code] } });
}

/** `GET /oidc/.well-known/oauth-authorization-server`. */
export function discovery(address: string): Reply {
  return {
    status: 200,
    json: {
      authorization_endpoint: `${address}/oidc/v1/authorize`,
      token_endpoint: `${address}/oidc/v1/token`,
      issuer: `${address}/oidc`,
      jwks_uri: `${address}/oidc/jwks.json`,
      scopes_supported: ['all-apis', 'email', 'offline_access', 'openid', 'profile', 'sql'],
      grant_types_supported: ['client_credentials', 'authorization_code', 'refresh_token'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      code_challenge_methods_supported: ['S256'],
    },
  };
}
