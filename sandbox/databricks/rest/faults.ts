import type { PracticeFault } from '../../practice-system.ts';

/** Everything that can go wrong in the practice Databricks. */
export const databricksFaults = [
  { id: 'lost-answer', label: 'A statement runs, but its answer is lost' },
  { id: 'dropped-request', label: 'The connection is cut before anything happens' },
  { id: 'http-429', label: 'Too many requests (429, Retry-After 1 s)' },
  { id: 'http-503', label: 'Service unavailable (503, Retry-After 1 s)' },
  { id: 'http-500', label: 'Internal error (500)' },
  { id: 'truncated-json', label: 'Answers break off in the middle' },
  { id: 'html-page', label: 'An HTML error page instead of JSON (502)' },
  { id: 'token-revoked', label: 'Tokens are revoked while in use' },
  { id: 'token-expires-early', label: 'Tokens expire long before they say' },
  { id: 'slow-poll', label: 'Asking for a statement takes five seconds' },
  { id: 'slow-warehouse', label: 'The warehouse takes ten times as long to start' },
  { id: 'warehouse-failed', label: 'The warehouse cannot start' },
  { id: 'denied-warehouse', label: 'Missing grant: CAN USE on the warehouse' },
  { id: 'denied-schema', label: 'Missing grants on the schema' },
  { id: 'denied-volume', label: 'Missing grant: WRITE VOLUME' },
  { id: 'concurrent-append', label: 'A write collides with another one (DELTA_CONCURRENT_APPEND)' },
  { id: 'upload-fails', label: 'Uploads to the volume fail (500)' },
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
