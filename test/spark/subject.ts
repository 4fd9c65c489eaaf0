import { createDatabricksDestination } from '../../main/connectors/databricks/destination.ts';
import { StatementError } from '../../main/connectors/databricks/errors.ts';
import { openSession } from '../../main/connectors/databricks/session.ts';
import type { Destination } from '../../main/ports/destination.ts';
import { briskClock } from '../contract/databricks/brisk-clock.ts';
import { createTestContext } from '../contract/databricks/test-context.ts';
import { createTestHttp } from '../contract/databricks/test-http.ts';

/** What a statement said: its rows, or the name and the class of its error. */
export type Said = { readonly rows: readonly unknown[] } | { readonly condition: string; readonly sqlState: string };

/** The real destination in front of one engine, and a way to send it single statements. */
export interface SparkSubject {
  readonly name: string;
  readonly destination: Destination;
  say(sql: string, parameters?: Readonly<Record<string, string>>): Promise<Said>;
}

/** Makes the destination as the app does, through the connection's settings. */
export function makeSubject(
  name: string,
  connection: {
    readonly settings: Readonly<Record<string, string>>;
    readonly secrets: Readonly<Record<string, string>>;
  },
): SparkSubject {
  const context = createTestContext({ ...connection, http: createTestHttp(), clock: briskClock });
  const session = openSession(context);
  const signal = new AbortController().signal;
  return {
    name,
    destination: createDatabricksDestination(context),
    say: async (sql, parameters = {}) => {
      try {
        const options = { signal, phase: 'check', cancelOnAbort: true } as const;
        return { rows: await session.runner.run({ purpose: 'test', sql, parameters }, options) };
      } catch (error) {
        if (!(error instanceof StatementError)) throw error;
        return { condition: error.failure.condition, sqlState: error.failure.sqlState };
      }
    },
  };
}
