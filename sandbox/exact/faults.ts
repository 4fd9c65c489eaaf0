import type { PracticeFault } from '../practice-system.ts';

/** Every fault that can be switched on. */
export const EXACT_FAULTS = [
  { id: 'access-token-expired', group: 'access', label: 'Access tokens have expired' },
  { id: 'too-early', group: 'access', label: 'Every renewal of the sign-in is refused as too early' },
  { id: 'renewal-lost', group: 'access', label: 'The sign-in is renewed, but the answer is lost' },
  { id: 'old-refresh-token', group: 'access', label: 'The refresh token counts as used already: sign in again' },
  { id: 'refresh-token-expired', group: 'access', label: 'The refresh token is more than 30 days old: sign in again' },
  { id: 'company-not-allowed', group: 'access', label: 'The first company is not allowed for the app' },
  { id: 'scope-missing', group: 'access', label: 'The app has lost its scopes' },
  { id: 'scope-read-only', group: 'access', label: 'The app may only read: no scope with Manage' },
  { id: 'user-rights-missing', group: 'access', label: 'The user has no rights' },
  { id: 'no-purchase-module', group: 'access', label: 'No company has the Purchase module' },
  { id: 'other-company-open', group: 'access', label: 'The user has another company open in Exact Online' },
  { id: 'minute-limit', group: 'limits', label: 'The calls of this minute are used up (429)' },
  { id: 'day-limit', group: 'limits', label: 'The calls of today are used up (429)' },
  { id: 'day-nearly-spent', group: 'limits', label: 'Only 20 calls of today are left for each company' },
  { id: 'limit-without-headers', group: 'limits', label: 'Answers 429 without saying when to go on' },
  { id: 'error-block', group: 'limits', label: 'Too many errors: the app is blocked (429)' },
  { id: 'server-error', group: 'outage', label: 'Answers 500' },
  { id: 'maintenance', group: 'outage', label: 'Maintenance: answers 503 with an HTML page' },
  { id: 'request-timeout', group: 'outage', label: 'Answers 408 (request timeout)' },
  { id: 'slow', group: 'outage', label: 'Every answer takes 3 seconds longer' },
  { id: 'reset', group: 'outage', label: 'The connection breaks before an answer' },
  { id: 'truncated', group: 'outage', label: 'Answers break off in the middle' },
  { id: 'html-page', group: 'outage', label: 'Answers 200 with an HTML page, as a hotel network does' },
  { id: 'sync-out-of-order', group: 'content', label: 'Change feeds do not come in the order of their row versions' },
  { id: 'codes-padded', group: 'content', label: 'Codes of GL accounts, cost centers and journals carry spaces' },
  { id: 'numbers-as-text', group: 'content', label: 'Numbers and yes/no values come as text' },
  { id: 'webhook-late-validation', group: 'content', label: 'A webhook address is tested only after the subscription was answered' },
  { id: 'webhook-duplicate', group: 'content', label: 'Webhook events come twice' },
  { id: 'webhook-reorder', group: 'content', label: 'Webhook events come out of order' },
  { id: 'webhook-drop', group: 'content', label: 'Webhook events are lost' },
  { id: 'webhook-bad-hash', group: 'content', label: 'Webhook events carry a wrong hash' },
  { id: 'webhook-whitespace', group: 'content', label: 'Webhook events carry spaces and line breaks' },
] as const satisfies readonly PracticeFault[]; // oxfmt-ignore

export type ExactFault = (typeof EXACT_FAULTS)[number]['id'];

/** Which faults are on, and how often they will still strike. */
export class FaultSwitches {
  readonly #left = new Map<string, number>();

  /**
   * `id` is a fault, or `fault@aim` to have it strike one company (its number) or one resource (`BankEntries`) alone.
   * Throws an Error for an unknown one.
   */
  set(id: string, active: boolean, times?: number): void {
    const [fault, aim, ...rest] = id.split('@');
    const known = EXACT_FAULTS.some((one) => one.id === fault) && rest.length === 0 && aim !== '';
    if (!known) throw new Error(`the practice Exact Online has no fault ${id}`);
    if (active) this.#left.set(id.toLowerCase(), times ?? Number.POSITIVE_INFINITY);
    else this.#left.delete(id.toLowerCase());
  }

  active(): readonly string[] {
    return [...this.#left.keys()];
  }

  /** True if the fault would strike, without counting it. */
  isOn(id: ExactFault): boolean {
    return this.#left.has(id);
  }

  /** True if the fault strikes now, everywhere or at one of the aims; counts it. */
  strikes(id: ExactFault, ...aims: readonly (string | number)[]): boolean {
    return aims.some((aim) => this.#take(`${id}@${String(aim).toLowerCase()}`)) || this.#take(id);
  }

  /** True if the fault strikes at one of the aims alone; counts it. */
  strikesAt(id: ExactFault, ...aims: readonly (string | number)[]): boolean {
    return aims.some((aim) => this.#take(`${id}@${String(aim).toLowerCase()}`));
  }

  #take(key: string): boolean {
    const left = this.#left.get(key);
    if (left === undefined || left < 1) return false;
    if (left === 1) this.#left.delete(key);
    else this.#left.set(key, left - 1);
    return true;
  }
}
