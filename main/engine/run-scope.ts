import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestLogEntry } from '../http/request-log.ts';
import type { Clock } from '../ports/time.ts';
import type { Store } from '../store/store.ts';

const scope = new AsyncLocalStorage<string>();

/** Does the work as part of a run: requests that it makes, however deep, are known as the run's. */
export function inRun<T>(runId: string, work: () => T): T {
  return scope.run(runId, work);
}

/** A pause that the HTTP layer makes before it sends again. */
export interface RequestPause {
  readonly host: string;
  readonly ms: number;
}

/** Keeps the requests of runs in the store; those outside a run (checks, previews) are in the log file alone. */
export function keepRunRequests(
  store: Pick<Store, 'requests'>,
  clock: Clock,
): { onRequest(entry: RequestLogEntry): void; onPause(pause: RequestPause): void } {
  return {
    onRequest: (entry) => {
      const runId = scope.getStore();
      if (runId === undefined) return;
      store.requests.add(runId, entry);
      store.requests.classes.add(runId, entry);
    },
    onPause: ({ host, ms }) => {
      const runId = scope.getStore();
      if (runId === undefined) return;
      const waitUntilUtc = new Date(clock.now() + ms).toISOString();
      store.requests.notePause(runId, host, waitUntilUtc);
      store.requests.classes.notePause(runId, host, waitUntilUtc);
    },
  };
}
