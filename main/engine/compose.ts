import { integrations } from '../integrations/index.ts';
import type { ClosedLogs } from '../log/log-file.ts';
import { createLogger, type Logger } from '../log/logger.ts';
import type { ClickListener } from '../ports/clicks.ts';
import type { ConnectorContext } from '../ports/connector.ts';
import type { IntegrationStream } from '../ports/integration.ts';
import type { Messenger } from '../ports/messenger.ts';
import { createConfigurableTransport, type ConfigurableTransport } from '../http/configurable-transport.ts';
import { createDialLink } from '../http/dial-link.ts';
import type { Environment } from '../http/proxy-route.ts';
import { createUndiciTransport } from '../http/undici-transport.ts';
import type { Clock, Random } from '../ports/time.ts';
import type { Store } from '../store/store.ts';
import { InstallationSeal } from '../vault/installation-seal.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { FieldEntry } from '../../shared/mapping/field-catalog.ts';
import type { Flow } from '../../shared/model/flow.ts';
import { createConnectorHttp } from './connector-http.ts';
import { findIntegration } from './deps.ts';
import { createDiagnosticsHost } from './diagnostics/host.ts';
import { createEngine, type Engine } from './engine.ts';
import { createBookDestination } from './messages/book-destination.ts';
import type { FolderAccess } from './installation/installations.ts';
import { assertPracticeStaysAtHome } from './practice-guard.ts';
import { EngineNetwork } from './network.ts';
import { keepRunRequests } from './run-scope.ts';
import { EngineSecrets } from './secrets.ts';
import { createWebhookParts } from './webhook-parts.ts';
import { kitOf, partOf, systemKits } from './systems.ts';

export interface EngineParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** The host's own way to the network; default undici. */
  readonly transport?: ConfigurableTransport;
  /** Where undici's automatic way looks for a proxy; default the process's own. */
  readonly environment?: Environment;
  /** Default: nothing is logged. */
  readonly log?: Logger;
  /** Bytes that are free where the data file is; left out where nobody can say. */
  readonly freeBytes?: () => Promise<number | null>;
  /** Default: there are no log files. */
  readonly logs?: ClosedLogs;
  /** Left out for a store in memory: then there is nothing to back up. */
  readonly dataFile?: string;
  /** Where the log files are. */
  readonly logFolder?: string;
  /** Null while the vault is locked. */
  readonly dataKey: Uint8Array | null;
  readonly practiceKey: Uint8Array;
}

export interface ComposedEngine {
  readonly engine: Engine;
  openVault(key: Uint8Array): void;
  /** Begins what an engine does by itself day by day: removing what is older than is kept. */
  startUpkeep(): void;
  /** Brings runs to a safe stop and closes connections; the store is the caller's. */
  close(): Promise<void>;
}

/** The engine with the real connectors: the only place where store, vault, network and connectors meet. */
export function composeEngine(parts: EngineParts): ComposedEngine {
  const { store, clock, random } = parts;
  const log = parts.log ?? createLogger({ clock, destination: { write: () => undefined }, level: 'silent' });
  const transport = parts.transport ?? undiciWays(parts);
  const http = createConnectorHttp({ transport, clock, random, log, ...keepRunRequests(store, clock) });
  const secrets = new EngineSecrets(parts);
  const network = new EngineNetwork({ store, clock, secrets, transport });
  const contextOf = (connection: Connection): ConnectorContext => {
    assertPracticeStaysAtHome(connection);
    return {
      connection,
      http: http.clientFor(connection),
      probe: transport.probe,
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
  const openMessenger = (connection: Connection): Messenger =>
    partOf(connection, 'openMessenger', 'messenger')(contextOf(connection));
  const dial = createDialLink({
    clock,
    way: () => network.way(),
    probe: transport.probe,
    ...(parts.environment === undefined ? {} : { environment: parts.environment }),
  });
  const onFault = (error: unknown): void => {
    log.warn('call.failed', { method: 'messages.click' }, error);
  };
  const openClicks = (connection: Connection): ClickListener =>
    partOf(connection, 'openClicks', 'listener')(contextOf(connection), { dial, onFault });
  const seal = new InstallationSeal();
  if (parts.dataKey !== null) seal.open(parts.dataKey);
  const engine = createEngine({
    store,
    seal,
    clock,
    random,
    log,
    integrations,
    network,
    systems: systemKits.map(({ descriptor }) => descriptor),
    webhookParts: createWebhookParts({
      ...{ dataFile: parts.dataFile, clock, log, secrets, contextOf },
      clientFor: (connection) => http.clientFor(connection),
    }),
    openSource: (connection) => partOf(connection, 'openSource', 'source')(contextOf(connection)),
    openDestination: (connection, flow) =>
      kitOf(connection.system).openMessenger !== undefined
        ? createBookDestination({
            store,
            clock,
            flow,
            linksOf: (stream) => streamOf(flow, stream)?.links,
            noteOf: (stream) => streamOf(flow, stream)?.note,
            messenger: openMessenger(connection),
          })
        : partOf(connection, 'openDestination', 'destination')(contextOf(connection)),
    openMessenger,
    openClicks,
    openSignIn: (connection) => partOf(connection, 'openSignIn', 'sign-in')(contextOf(connection)),
    budgetsOf: (connection) => Promise.resolve(kitOf(connection.system).budgets?.(contextOf(connection)) ?? []),
    openWriteBack: (connection) => kitOf(connection.system).openWriteBack?.(contextOf(connection)) ?? null,
    recentRequests: () => http.recentRequests(),
    mayRetry: ({ sourceConnectionId, destinationConnectionId }) =>
      [sourceConnectionId, destinationConnectionId].every((id) => {
        const connection = store.connections.get(id);
        return connection === null || secrets.isOpenFor(connection);
      }),
    ...(parts.dataFile === undefined ? {} : { folderAccess: folderAccessOf(parts.dataFile, secrets) }),
    diagnosticsHost: createDiagnosticsHost({ ...parts, secrets }),
    ...(parts.logs === undefined ? {} : { logs: parts.logs }),
    ...(parts.freeBytes === undefined ? {} : { freeBytes: parts.freeBytes }),
    fieldsOf,
    saveSecrets: async (of, values) => {
      for (const [name, value] of Object.entries(values)) secrets.save(of, name, value);
      return Promise.resolve();
    },
    choices: (connection, field, signal) =>
      kitOf(connection.system).choices?.(contextOf(connection), field, signal) ?? Promise.resolve([]),
  });
  const upkeep = new AbortController();
  return {
    engine,
    openVault: (key) => {
      secrets.open(key);
      seal.open(key);
      // Entries of the trail may have waited for it.
      void engine.services.trail.kick();
      // Deliveries can be verified now.
      engine.services.webhooks.look();
      // Messages may have waited for it.
      engine.services.postOffice.vaultOpened();
      void engine.services.retrier.look(upkeep.signal);
      // The proxy's password can be had now.
      network.apply();
    },
    startUpkeep: () => {
      void engine.services.retention.keep();
      engine.services.resyncs.kick();
      void engine.services.retrier.keep(upkeep.signal);
      void engine.services.postOffice.keep(upkeep.signal);
      engine.services.approvals.keep();
      engine.services.webhooks.begin();
      void engine.services.webhooks.keep();
      void engine.services.health.keep(upkeep.signal);
      void engine.services.alerts.keep(upkeep.signal);
    },
    close: async () => {
      upkeep.abort();
      await engine.close();
      await http.close();
    },
  };
}

function folderAccessOf(dataFile: string, secrets: EngineSecrets): FolderAccess {
  return {
    dataFile,
    readSecret: (owner, name) => secrets.read(owner, name),
    dataKey: () => secrets.dataKey(),
  };
}

function fieldsOf(integration: string, stream: string): readonly FieldEntry[] {
  const source = findIntegration(integrations, integration)?.source;
  return (source === undefined ? undefined : kitOf(source).fields?.[stream]) ?? [];
}

function streamOf(flow: Flow | null, stream: string): IntegrationStream | undefined {
  const streams = findIntegration(integrations, flow?.integration ?? '')?.streams ?? [];
  return streams.find(({ id }) => id === stream);
}

function undiciWays({ clock, environment }: EngineParts): ConfigurableTransport {
  const known = environment === undefined ? {} : { environment };
  return createConfigurableTransport((way) => createUndiciTransport({ clock, ...known, ...way }), {
    followsPac: false,
  });
}
