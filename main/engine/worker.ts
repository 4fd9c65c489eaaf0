import { parentPort, workerData } from 'node:worker_threads';
import { createDatabricksDestination } from '../connectors/databricks/destination.ts';
import { databricksChoices } from '../connectors/databricks/choices.ts';
import { workdayFields } from '../connectors/workday/fields.ts';
import { createWorkdaySource } from '../connectors/workday/source.ts';
import { integrations } from '../integrations/index.ts';
import { createSystemClock, createSystemRandom } from '../ports/system-time.ts';
import type { ConnectorContext } from '../ports/connector.ts';
import { openStore } from '../store/store.ts';
import { databricksSystem } from '../../shared/systems/databricks.ts';
import { workdaySystem } from '../../shared/systems/workday.ts';
import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { Connection } from '../../shared/model/connection.ts';
import { createConnectorHttp } from './connector-http.ts';
import { createEngine } from './engine.ts';
import { assertPracticeStaysAtHome } from './practice-guard.ts';
import type { FromEngine, ToEngine } from './port-messages.ts';
import { EngineSecrets } from './secrets.ts';
import { servePort } from './serve-port.ts';
import type { EngineWorkerOptions } from './worker-options.ts';

/** Composition root of the engine's thread: the only place where store, vault, network and connectors meet. */
function main(): void {
  if (parentPort === null) throw new Error('the engine runs in a worker thread');
  const port = parentPort;
  const options = workerData as EngineWorkerOptions;
  const clock = createSystemClock();
  const random = createSystemRandom();
  const store = openStore(options.dataFile);
  const network = createConnectorHttp({ network: options.network, clock, random });
  const secrets = new EngineSecrets({ store, clock, dataKey: options.dataKey, practiceKey: options.practiceKey });
  const contextOf = (connection: Connection): ConnectorContext => {
    assertPracticeStaysAtHome(connection);
    return {
      connection,
      http: network.clientFor(connection),
      probe: network.probe,
      clock,
      random,
      // Promises, so that a locked vault rejects and does not throw on the spot.
      readSecret: async (name) => Promise.resolve(secrets.read(connection, name)),
      saveSecret: async (name, value) => {
        secrets.save(connection, name, value);
        return Promise.resolve();
      },
    };
  };
  const engine = createEngine({
    store,
    clock,
    random,
    integrations,
    systems: [workdaySystem, databricksSystem],
    openSource: (connection) => createWorkdaySource(contextOf(connection)),
    openDestination: (connection) => createDatabricksDestination(contextOf(connection)),
    fieldsOf: (_integration, stream) => workdayFields(stream),
    saveSecrets: async (connectionId, values) => {
      const connection = store.connections.get(connectionId);
      if (connection === null) return;
      for (const [name, value] of Object.entries(values)) secrets.save(connection, name, value);
      return Promise.resolve();
    },
    choices: (connection, field, signal) =>
      connection.system === 'databricks'
        ? databricksChoices(contextOf(connection), field, signal)
        : Promise.resolve([]),
  });
  const channel = {
    send: (message: FromEngine) => {
      port.postMessage(message);
    },
    onMessage: (listener: (message: ToEngine) => void) => {
      port.on('message', listener);
    },
  };
  servePort(channel, {
    engine,
    store: { state: store.condition.state, reason: reasonOf(store.condition.error) },
    hasSecrets: store.secrets.hasReal(),
    openVault: (key) => {
      secrets.open(key);
    },
    close: async () => {
      await engine.close();
      await network.close();
      store.close();
    },
  });
}

function reasonOf(error: unknown): string | null {
  return error === null ? null : toErrorDto(error).text;
}

main();
