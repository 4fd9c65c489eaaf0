import type { PracticeFault } from '../practice-system.ts';
import { OPERATIONS } from './schema.ts';

const GENERAL = [
  { id: 'wrong-password', group: 'access', label: 'Every login is refused' },
  { id: 'server-error', group: 'outage', label: 'Answers 500 without a body' },
  { id: 'throttled', group: 'limits', label: 'Answers 429 without Retry-After' },
  { id: 'throttled-retry-after', group: 'limits', label: 'Answers 429 with Retry-After: 2' },
  { id: 'maintenance', group: 'outage', label: 'Maintenance: answers 503 with an HTML page' },
  { id: 'slow-first-page', group: 'outage', label: 'The first page takes 20 seconds' },
  { id: 'slow', group: 'outage', label: 'Every answer takes 3 seconds longer' },
  { id: 'reset', group: 'outage', label: 'The connection breaks in the middle of an answer' },
  { id: 'truncated', group: 'outage', label: 'The answer ends in the middle of a record' },
  { id: 'drift', group: 'content', label: 'The announced total changes after the first page' },
  { id: 'missing-record', group: 'content', label: 'An answer lacks one of the records that it announces' },
  { id: 'bad-record', group: 'content', label: 'The first record of an answer is unsound' },
  { id: 'oversize', group: 'content', label: 'The answer is far too large (256 MiB)' },
  { id: 'too-deep', group: 'content', label: 'The answer is nested 5,000 levels deep' },
  { id: 'doctype', group: 'content', label: 'The answer carries a document type and an entity' },
  { id: 'refresh-token-invalid', group: 'access', label: 'The refresh token is refused' },
  { id: 'refresh-token-rotates', group: 'access', label: 'A new refresh token is handed out and the old one is void' },
  { id: 'access-token-expires', group: 'access', label: 'Access tokens expire early' },
] as const;

export type GeneralFault = (typeof GENERAL)[number]['id'];
export type WorkdayFault = GeneralFault | `not-authorized:${string}`;

/** Every fault that can be switched on. */
export const WORKDAY_FAULTS: readonly PracticeFault[] = [
  ...GENERAL,
  ...OPERATIONS.map(({ operation }) => ({
    id: `not-authorized:${operation}`,
    group: 'access' as const,
    label: `Not authorized for ${operation}`,
  })),
];

/** Which faults are on, and how often they will still strike. */
export class FaultSwitches {
  readonly #left = new Map<string, number>();

  set(id: string, active: boolean, times?: number): void {
    if (!WORKDAY_FAULTS.some((fault) => fault.id === id)) throw new Error(`the practice Workday has no fault ${id}`);
    if (active) this.#left.set(id, times ?? Number.POSITIVE_INFINITY);
    else this.#left.delete(id);
  }

  active(): readonly string[] {
    return [...this.#left.keys()];
  }

  /** True if the fault strikes now; counts it. */
  strikes(id: WorkdayFault): boolean {
    const left = this.#left.get(id);
    if (left === undefined || left < 1) return false;
    if (left === 1) this.#left.delete(id);
    else this.#left.set(id, left - 1);
    return true;
  }
}
