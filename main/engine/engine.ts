import type { Bridge } from '../../shared/contract/bridge.ts';
import type { SystemDescriptor } from '../../shared/model/system.ts';
import { alertHandlers } from '../api/engine/alerts.ts';
import { configHandlers } from '../api/engine/config.ts';
import { connectionHandlers } from '../api/engine/connections.ts';
import { installationHandlers } from '../api/engine/installation.ts';
import { draftHandlers } from '../api/engine/drafts.ts';
import { networkHandlers } from '../api/engine/network.ts';
import { evidenceHandlers } from '../api/engine/evidence.ts';
import { diagnosticsHandlers } from '../api/engine/diagnostics.ts';
import { forecastHandlers } from '../api/engine/forecast.ts';
import { flowHandlers } from '../api/engine/flows.ts';
import { mappingHandlers } from '../api/engine/mapping.ts';
import { heldHandlers } from '../api/engine/held.ts';
import { resyncHandlers } from '../api/engine/resync.ts';
import { oldRunHandlers } from '../api/engine/old-runs.ts';
import { retentionHandlers } from '../api/engine/retention.ts';
import { previewHandlers } from '../api/engine/preview.ts';
import { scheduleHandlers } from '../api/engine/schedule.ts';
import { recordHandlers } from '../api/engine/records.ts';
import { decisionHandlers } from '../api/engine/decisions.ts';
import { messageHandlers } from '../api/engine/messages.ts';
import { rulePreviewHandlers } from '../api/engine/rule-preview.ts';
import { rejectedHandlers } from '../api/engine/rejected.ts';
import { writeBackHandlers } from '../api/engine/write-back.ts';
import { replayHandlers } from '../api/engine/replay.ts';
import { proofHandlers } from '../api/engine/proof.ts';
import { auditHandlers } from '../api/engine/audit.ts';
import { webhookHandlers } from '../api/engine/webhooks.ts';
import { runHandlers } from '../api/engine/runs.ts';
import { signInHandlers } from '../api/engine/sign-in.ts';
import { createDispatcher, type Handlers, type NamesOf } from '../api/dispatch.ts';
import { createEventHub } from '../api/event-hub.ts';
import type { ClosedLogs } from '../log/log-file.ts';
import { InstallationSeal } from '../vault/installation-seal.ts';
import type { EngineDeps } from './deps.ts';
import { Diagnostics } from './diagnostics/diagnostics.ts';
import { hostWithoutFolder, type DiagnosticsHost } from './diagnostics/host.ts';
import { Installations, type FolderAccess } from './installation/installations.ts';
import { Approvals } from './messages/approvals.ts';
import { HealthWatch } from './messages/health.ts';
import { AlertWatch } from './alerts/watch.ts';
import { NetworkWaits } from './network-waits.ts';
import { createPostOffice } from './messages/post-office.ts';
import { RecordDescriber } from './record-facts.ts';
import { Resyncs } from './resync/resyncs.ts';
import { WriteBacks, type WriteBackOptions } from './write-back/write-backs.ts';
import { EngineReplays } from './replay/replays.ts';
import { Retrier, type RetrierOptions } from './replay/retrier.ts';
import { EngineRetention } from './retention.ts';
import { Runner } from './runner.ts';
import type { EngineServices } from './services.ts';
import { noWebhooks, type WebhookParts } from '../webhooks/parts.ts';
import { Webhooks } from '../webhooks/webhooks.ts';
import { checkTombstone, TrailRetention } from './trail-retention.ts';

export interface EngineOptions extends Omit<EngineDeps, 'publish'> {
  readonly systems: readonly SystemDescriptor[];
  readonly network: EngineServices['network'];
  readonly fieldsOf: EngineServices['fieldsOf'];
  readonly saveSecrets: EngineServices['saveSecrets'];
  readonly choices: EngineServices['choices'];
  /** Left out where nobody keeps the requests. */
  readonly recentRequests?: EngineServices['recentRequests'];
  /** Left out where no system may ring. */
  readonly webhookParts?: WebhookParts;
  /** Left out, it stays locked. */
  readonly seal?: InstallationSeal;
  /** Bytes that are free where the data file is; left out where nobody can say. */
  readonly freeBytes?: () => Promise<number | null>;
  /** Left out where there is no data file to back up. */
  readonly folderAccess?: FolderAccess;
  /** Left out where there are no log files. */
  readonly logs?: ClosedLogs;
  /** What the self-checks look at besides the engine. Left out where there is no data folder. */
  readonly diagnosticsHost?: DiagnosticsHost;
  /** Null for a system that changes cannot be written back to. Default: none can. */
  readonly openWriteBack?: WriteBackOptions['open'];
  /** False while batches of the flow are not to be tried again by themselves. Default: true. */
  readonly mayRetry?: NonNullable<RetrierOptions['mayStart']>;
}

/** An engine in the thread that made it: the engine side of the contract. */
export interface Engine extends Bridge {
  readonly services: EngineServices;
  /** Lets runs come to a safe stop; the store is the caller's to close. */
  close(): Promise<void>;
}

/** Areas whose changes may let messages go. */
const ringsFor: ReadonlySet<string> = new Set(['flows', 'connections']);

/** Areas whose changes may be what an alert tells. */
const tellsAlerts: ReadonlySet<string> = new Set(['flows', 'connections', 'rejected', 'messages']);

const takesNothing = (): null => null;
const noBytes = (): Promise<null> => Promise.resolve(null);

/** Puts the engine together from its ports. Interrupted runs are settled before the first call is answered. */
export function createEngine(options: EngineOptions): Engine {
  const { systems, network, fieldsOf, saveSecrets, choices, recentRequests = () => [], logs, ...others } = options;
  const { seal = new InstallationSeal(), mayRetry, freeBytes = noBytes, folderAccess, ...more } = others;
  const { diagnosticsHost = hostWithoutFolder(), openWriteBack = takesNothing, ...rest } = more;
  const { webhookParts = noWebhooks, ...ports } = rest;
  const hub = createEventHub(ports.random.uuid());
  const deps: EngineDeps = {
    ...ports,
    publish: (payload) => {
      hub.publish(payload);
      // A flow that was resumed, a rule or a connection that was changed: what waits for it may go.
      if (payload.topic === 'changed' && ringsFor.has(payload.subject)) {
        postOffice.ring();
        health.ring();
        approvals.look();
        resyncs.kick();
        webhooks.look();
      }
      if (payload.topic === 'changed' && tellsAlerts.has(payload.subject)) alerts.ring();
      if (payload.topic !== 'run') return;
      if (payload.run.state === 'running') {
        networkWaits.end(payload.run.flowId);
        webhooks.runGoesOn(payload.run);
        return;
      }
      health.ring();
      alerts.ring();
      webhooks.runEnded(payload.run);
      void describer.kick().then(() => retention.kick());
    },
  };
  const networkWaits = new NetworkWaits(deps, network.probe);
  const runner = new Runner(deps, { drain: (flowId, signal) => postOffice.drain(flowId, signal) });
  const closing = new AbortController();
  const postOffice = createPostOffice(deps, closing.signal);
  const approvals = new Approvals(deps, postOffice);
  const health = new HealthWatch(deps, postOffice);
  const alerts = new AlertWatch(deps, {
    waits: networkWaits,
    freeBytes,
    tombstone: () => checkTombstone(seal, deps.store.tombstone.get()),
    systems,
  });
  const describer = new RecordDescriber(deps, runner, closing.signal);
  const resyncs = new Resyncs(deps, { runner, describe: () => describer.kick(), signal: closing.signal });
  const webhooks = new Webhooks(deps, { runner, parts: webhookParts, signal: closing.signal });
  const trail = new TrailRetention(deps, seal);
  const retention = new EngineRetention({ deps, runner, signal: closing.signal, logs, trail });
  const services: EngineServices = {
    deps,
    runner,
    network,
    networkWaits,
    retention,
    seal,
    trail,
    resyncs,
    webhooks,
    replays: new EngineReplays(deps, runner),
    retrier: new Retrier({
      deps,
      runner,
      reach: (flow) => networkWaits.reach(flow, 'destination', closing.signal),
      ...(mayRetry === undefined ? {} : { mayStart: mayRetry }),
    }),
    installations: new Installations({ deps, runner, access: folderAccess ?? null }),
    postOffice,
    approvals,
    health,
    alerts,
    systems,
    fieldsOf,
    saveSecrets,
    choices,
    recentRequests,
  };
  const handlers: Handlers<NamesOf<'engine'>> = {
    ...connectionHandlers(services),
    ...signInHandlers(services),
    ...forecastHandlers(services),
    ...flowHandlers(services),
    ...draftHandlers(services),
    ...mappingHandlers(services),
    ...previewHandlers(services),
    ...runHandlers(services),
    ...oldRunHandlers(services),
    ...scheduleHandlers(services),
    ...recordHandlers(services),
    ...rejectedHandlers(services),
    ...replayHandlers(services),
    ...messageHandlers(services),
    ...decisionHandlers(services),
    ...rulePreviewHandlers(services),
    ...configHandlers(services),
    ...networkHandlers(services),
    ...installationHandlers(services),
    ...retentionHandlers(services),
    ...resyncHandlers(services),
    ...heldHandlers(services),
    ...webhookHandlers(services),
    ...auditHandlers(services),
    ...evidenceHandlers(services),
    ...proofHandlers(services),
    ...writeBackHandlers(new WriteBacks({ deps, runner, open: openWriteBack })),
    ...alertHandlers(services),
    ...diagnosticsHandlers(new Diagnostics(services, diagnosticsHost)),
  };
  const dispatcher = createDispatcher(handlers, (method, error) => {
    deps.log.warn('call.failed', { method }, error);
  });
  if (ports.store.condition.state === 'ready') {
    // What a process that ended was storing.
    ports.store.transaction(() => {
      ports.store.signOffs.dropUnfinished();
    });
    runner.recover();
    resyncs.recover();
    postOffice.recover();
    void describer.kick();
  }
  return {
    services,
    call: (method, input, origin) => dispatcher.call(method, input, closing.signal, origin),
    subscribe: (after, listener) => hub.subscribe(after, listener),
    close: async () => {
      closing.abort();
      await webhooks.close();
      await runner.stop();
      await resyncs.close();
      await approvals.close();
      await health.close();
      await postOffice.close();
    },
  };
}
