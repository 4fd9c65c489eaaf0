import type { PracticeFault } from '../practice-system.ts';
import { METHOD_NAMES } from './method-names.ts';
import { SCOPES, type Scope } from './scopes.ts';

const GENERAL = [
  { id: 'unavailable-before', group: 'outage', label: 'Answers 503 and does nothing' },
  { id: 'unavailable-after', group: 'outage', label: 'Does what was asked, then answers 503' },
  { id: 'drop-before', group: 'outage', label: 'The connection breaks before anything is done' },
  { id: 'drop-after', group: 'outage', label: 'Does what was asked, then the connection breaks' },
  { id: 'hang-before', group: 'outage', label: 'Never answers and does nothing' },
  { id: 'hang-after', group: 'outage', label: 'Does what was asked, then never answers' },
  { id: 'html-page', group: 'outage', label: 'Answers 200 with an HTML page, as a hotel network does' },
  { id: 'internal-error-before', group: 'outage', label: 'Answers internal_error and does nothing' },
  { id: 'internal-error-after', group: 'outage', label: 'Does what was asked, then answers internal_error' },
  { id: 'throttled-retry-after', group: 'limits', label: 'Answers 429 with Retry-After: 5 and pauses the method' },
  { id: 'throttled', group: 'limits', label: 'Answers 429 without Retry-After' },
  { id: 'ratelimited-body', group: 'limits', label: 'Answers 200 with the error ratelimited' },
  { id: 'token-revoked', group: 'access', label: 'Tokens are revoked' },
  { id: 'token-expired', group: 'access', label: 'The rotating token has expired' },
  { id: 'channel-archived', group: 'content', label: 'The channel written to is archived' },
  { id: 'history-15-items', group: 'limits', label: 'History gives at most 15 messages a page' },
  { id: 'history-once-a-minute', group: 'limits', label: 'History may be read once a minute' },
  { id: 'history-late', group: 'content', label: 'History shows a message only three seconds after it was posted' },
  { id: 'socket-silent', group: 'outage', label: 'A new Socket Mode link says nothing and loses what is sent' },
] as const;

/** Answers of Slack's own tables that nothing here would lead to, and one that no table has. */
const CODES = [
  'fatal_error',
  'request_timeout',
  'service_unavailable',
  'rate_limited',
  'message_limit_exceeded',
  'team_added_to_org',
  'org_login_required',
  'account_inactive',
  'two_factor_setup_required',
  'access_denied',
  'team_access_not_granted',
  'enterprise_is_restricted',
  'ekm_access_denied',
  'no_permission',
  'restricted_action',
  'messages_tab_disabled',
  'attachment_payload_limit_exceeded',
  'metadata_must_be_sent_from_app',
  'method_deprecated',
  'deprecated_endpoint',
  'never_heard_of',
] as const;

export type GeneralFault = (typeof GENERAL)[number]['id'];
export type SlackFault = GeneralFault | `missing-scope:${Scope}` | `error:${(typeof CODES)[number]}`;

/** Every fault that can be switched on. */
export const SLACK_FAULTS: readonly PracticeFault[] = [
  ...GENERAL,
  ...CODES.map((code) => ({ id: `error:${code}`, group: 'codes' as const, label: `Answers ${code} and does nothing` })),
  ...SCOPES.map((scope) => ({
    id: `missing-scope:${scope}`,
    group: 'access' as const,
    label: `The scope ${scope} was not granted`,
  })),
];

/** Which faults are on, and how often they will still strike. */
export class FaultSwitches {
  readonly #left = new Map<string, number>();

  /** `id` is a fault, or `fault@method` to have it strike that method alone. Throws an Error for an unknown one. */
  set(id: string, active: boolean, times?: number): void {
    const [fault, method, ...rest] = id.split('@');
    const known = SLACK_FAULTS.some((one) => one.id === fault);
    const aimed = method === undefined || METHOD_NAMES.some((name) => name === method);
    if (!known || !aimed || rest.length > 0) throw new Error(`the practice Slack has no fault ${id}`);
    if (active) this.#left.set(id, times ?? Number.POSITIVE_INFINITY);
    else this.#left.delete(id);
  }

  active(): readonly string[] {
    return [...this.#left.keys()];
  }

  /** True if the fault would strike this method, without counting it. */
  isOn(id: SlackFault, method: string): boolean {
    return this.#left.has(id) || this.#left.has(`${id}@${method}`);
  }

  /** True if the fault strikes this method now; counts it. */
  strikes(id: SlackFault, method: string): boolean {
    return this.#take(`${id}@${method}`) || this.#take(id);
  }

  /** The code of the first `error:` fault that strikes this method now. */
  errorCode(method: string): string | undefined {
    return CODES.find((code) => this.strikes(`error:${code}`, method));
  }

  #take(key: string): boolean {
    const left = this.#left.get(key);
    if (left === undefined || left < 1) return false;
    if (left === 1) this.#left.delete(key);
    else this.#left.set(key, left - 1);
    return true;
  }
}
