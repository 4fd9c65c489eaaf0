import { createRateBudgets } from '../http/budgets.ts';
import { createHttpClient } from '../http/client.ts';
import type { HttpClient } from '../http/port.ts';
import type { NetworkProbe, ProbingTransport } from '../http/probe.ts';
import { createRequestLog, type RequestLogEntry } from '../http/request-log.ts';
import { logRequests, type Logger } from '../log/logger.ts';
import type { Clock, Random } from '../ports/time.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { RequestPause } from './run-scope.ts';

/** The engine's way to the network: one transport, and a client for each connection so that the log knows whose request it was. */
export function createConnectorHttp(options: {
  transport: ProbingTransport;
  clock: Clock;
  random: Random;
  log: Logger;
  /** Besides the log. Neither may throw. */
  onRequest?: (entry: RequestLogEntry) => void;
  onPause?: (pause: RequestPause) => void;
}): {
  clientFor(connection: Connection): HttpClient;
  readonly probe: NetworkProbe;
  /** The last requests of all connections, oldest first. */
  recentRequests(): readonly RequestLogEntry[];
  close(): Promise<void>;
} {
  const { clock, random, transport, onPause } = options;
  const writeLine = logRequests(options.log);
  const log = createRequestLog({
    sink: (entry) => {
      writeLine(entry);
      options.onRequest?.(entry);
    },
  });
  // One for all clients: a pause that a server asked for holds for whoever asks next.
  const budgets = createRateBudgets({ clock });
  return {
    clientFor: (connection) =>
      createHttpClient({
        transport,
        clock,
        random,
        log,
        budgets,
        connectionId: connection.id,
        ...(onPause === undefined ? {} : { onPause }),
      }),
    probe: transport.probe,
    recentRequests: () => log.recent(),
    close: () => transport.close(),
  };
}
