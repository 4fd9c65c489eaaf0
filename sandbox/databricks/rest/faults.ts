import type { PracticeFault } from '../../practice-system.ts';

/** Everything that can go wrong in the practice Databricks. */
export const databricksFaults = [
  { id: 'lost-answer', group: 'outage', label: 'A statement runs, but its answer is lost' },
  { id: 'dropped-request', group: 'outage', label: 'The connection is cut before anything happens' },
  { id: 'http-429', group: 'limits', label: 'Too many requests (429, Retry-After 1 s)' },
  { id: 'http-503', group: 'outage', label: 'Service unavailable (503, Retry-After 1 s)' },
  { id: 'http-500', group: 'outage', label: 'Internal error (500)' },
  { id: 'truncated-json', group: 'outage', label: 'Answers break off in the middle' },
  { id: 'html-page', group: 'outage', label: 'An HTML error page instead of JSON (502)' },
  { id: 'token-revoked', group: 'access', label: 'Tokens are revoked while in use' },
  { id: 'token-expires-early', group: 'access', label: 'Tokens expire long before they say' },
  { id: 'slow-poll', group: 'outage', label: 'Asking for a statement takes five seconds' },
  { id: 'slow-warehouse', group: 'outage', label: 'The warehouse takes ten times as long to start' },
  { id: 'warehouse-failed', group: 'outage', label: 'The warehouse cannot start' },
  { id: 'denied-warehouse', group: 'access', label: 'Missing grant: CAN USE on the warehouse' },
  { id: 'denied-schema', group: 'access', label: 'Missing grants on the schema' },
  { id: 'denied-volume', group: 'access', label: 'Missing grant: WRITE VOLUME' },
  { id: 'concurrent-append', group: 'content', label: 'A write collides with another one (DELTA_CONCURRENT_APPEND)' },
  { id: 'upload-fails', group: 'content', label: 'Uploads to the volume fail (500)' },
] as const satisfies readonly PracticeFault[];

export type FaultId = (typeof databricksFaults)[number]['id'];

function isFaultId(id: string): id is FaultId {
  return databricksFaults.some((fault) => fault.id === id);
}

/** Which faults are on, and how often each still strikes. */
export class FaultBoard {
  readonly #left = new Map<FaultId, number>();

  active(): readonly string[] {
    return [...this.#left.keys()];
  }

  /** Throws an Error for an unknown fault. */
  set(id: string, active: boolean, times?: number): void {
    if (!isFaultId(id)) throw new Error(`unknown fault: ${id}`);
    if (active) this.#left.set(id, times ?? Number.POSITIVE_INFINITY);
    else this.#left.delete(id);
  }

  /** True if the fault strikes now; a limited one wears off. */
  strikes(id: FaultId): boolean {
    const left = this.#left.get(id);
    if (left === undefined) return false;
    if (left <= 1) this.#left.delete(id);
    else this.#left.set(id, left - 1);
    return true;
  }
}
