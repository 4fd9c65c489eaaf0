import type { Store } from '../store/store.ts';

/** Writes down which requests a run made, by system, operation and outcome, and each host that asked to slow down. Call it inside the transaction that ends the run. */
export function noteRequests(store: Store, runId: string, atUtc: string): void {
  const { classes, limited } = store.requests.classes.take(runId);
  const system = (id: string): string => store.connections.get(id)?.system ?? id;
  for (const { host, connectionId, limited: times, waitedUntilUtc } of limited) {
    const waited = waitedUntilUtc === null ? {} : { waitedUntil: waitedUntilUtc };
    store.audit.append(atUtc, 'run.rate-limited', runId, {
      host,
      system: system(connectionId),
      limited: times,
      ...waited,
    });
  }
  if (classes.length === 0) return;
  const operations = classes.map(({ connectionId, operation, outcomes }) => ({
    system: system(connectionId),
    operation,
    outcomes: { ...outcomes },
  }));
  const requests = classes.flatMap((one) => Object.values(one.outcomes)).reduce((sum, count) => sum + count, 0);
  store.audit.append(atUtc, 'run.requests', runId, { requests, operations });
}
