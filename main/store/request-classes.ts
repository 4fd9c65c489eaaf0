/** What is counted of a request. */
export interface CountedRequest {
  readonly connectionId: string;
  readonly purpose: string;
  readonly host: string;
  readonly status: number | null;
  /** Error code; null if it went well. */
  readonly error: string | null;
}

/** Requests of one kind to one system, with how often each outcome was seen: `ok`, or an error's code. */
export interface RequestClass {
  readonly connectionId: string;
  readonly operation: string;
  readonly outcomes: Readonly<Record<string, number>>;
}

/** A host that asked to slow down. */
export interface RateLimitIncident {
  readonly host: string;
  readonly connectionId: string;
  readonly limited: number;
  /** The latest moment until which the run waited for it; null where it did not. */
  readonly waitedUntilUtc: string | null;
}

interface Counted {
  readonly classes: Map<string, { connectionId: string; operation: string; outcomes: Record<string, number> }>;
  readonly limited: Map<string, { host: string; connectionId: string; limited: number; waitedUntilUtc: string | null }>;
}

const tooMany = 429;

/** Counts of the requests of runs that are under way, in memory: complete, where the log itself is bounded. */
export class RequestClasses {
  readonly #runs = new Map<string, Counted>();

  add(runId: string, { connectionId, purpose, host, status, error }: CountedRequest): void {
    const { classes, limited } = this.#of(runId);
    const place = `${connectionId}\u0000${purpose}`;
    const known = classes.get(place) ?? { connectionId, operation: purpose, outcomes: {} };
    const outcome = error ?? 'ok';
    known.outcomes[outcome] = (known.outcomes[outcome] ?? 0) + 1;
    classes.set(place, known);
    if (status !== tooMany) return;
    const incident = limited.get(host) ?? { host, connectionId, limited: 0, waitedUntilUtc: null };
    incident.limited += 1;
    limited.set(host, incident);
  }

  /** The run waits before it asks this host again. */
  notePause(runId: string, host: string, waitUntilUtc: string): void {
    const incident = this.#runs.get(runId)?.limited.get(host);
    if (incident === undefined) return;
    if (incident.waitedUntilUtc === null || incident.waitedUntilUtc < waitUntilUtc)
      incident.waitedUntilUtc = waitUntilUtc;
  }

  /** The counts of a run, which are forgotten here; classes by connection and operation, incidents by host. */
  take(runId: string): { readonly classes: readonly RequestClass[]; readonly limited: readonly RateLimitIncident[] } {
    const counted = this.#runs.get(runId);
    this.#runs.delete(runId);
    if (counted === undefined) return { classes: [], limited: [] };
    const inOrder = <T>(map: Map<string, T>): T[] =>
      [...map].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
    return { classes: inOrder(counted.classes), limited: inOrder(counted.limited) };
  }

  #of(runId: string): Counted {
    const known = this.#runs.get(runId);
    if (known !== undefined) return known;
    const made: Counted = { classes: new Map(), limited: new Map() };
    this.#runs.set(runId, made);
    return made;
  }
}
