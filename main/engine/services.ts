import type { SystemDescriptor } from '../../shared/model/system.ts';
import type { FieldEntry } from '../../shared/mapping/field-catalog.ts';
import type { Choice } from '../../shared/model/choice.ts';
import type { Connection } from '../../shared/model/connection.ts';
import type { RequestLogEntry } from '../http/request-log.ts';
import type { InstallationSeal } from '../vault/installation-seal.ts';
import type { EngineDeps } from './deps.ts';
import type { Installations } from './installation/installations.ts';
import type { EngineNetwork } from './network.ts';
import type { AlertWatch } from './alerts/watch.ts';
import type { NetworkWaits } from './network-waits.ts';
import type { HealthWatch } from './messages/health.ts';
import type { Approvals } from './messages/approvals.ts';
import type { EnginePostOffice } from './messages/post-office.ts';
import type { Webhooks } from '../webhooks/webhooks.ts';
import type { Resyncs } from './resync/resyncs.ts';
import type { EngineRetention } from './retention.ts';
import type { EngineReplays } from './replay/replays.ts';
import type { Retrier } from './replay/retrier.ts';
import type { TrailRetention } from './trail-retention.ts';
import type { Runner } from './runner.ts';

/** What the engine's handlers work with. */
export interface EngineServices {
  readonly deps: EngineDeps;
  readonly runner: Runner;
  readonly network: EngineNetwork;
  readonly installations: Installations;
  readonly networkWaits: NetworkWaits;
  readonly retention: EngineRetention;
  readonly trail: TrailRetention;
  /** What only this installation can sign, once the vault is open. */
  readonly seal: InstallationSeal;
  readonly resyncs: Resyncs;
  readonly webhooks: Webhooks;
  readonly replays: EngineReplays;
  readonly retrier: Retrier;
  readonly postOffice: EnginePostOffice;
  readonly approvals: Approvals;
  readonly health: HealthWatch;
  readonly alerts: AlertWatch;
  readonly systems: readonly SystemDescriptor[];
  /** Paths that a mapping of this integration's stream may use. */
  fieldsOf(integration: string, stream: string): readonly FieldEntry[];
  /** Seals secrets away; a name given again replaces the stored one. Throws VAULT_LOCKED before anything is stored. */
  saveSecrets(of: Pick<Connection, 'id' | 'practice'>, secrets: Readonly<Record<string, string>>): Promise<void>;
  /** The last requests of all connections, oldest first; empty where the host keeps none. */
  recentRequests(): readonly RequestLogEntry[];
  /** Choices for a field, read from the system itself; empty where the system offers none. */
  choices(connection: Connection, field: string, signal: AbortSignal): Promise<Choice[]>;
}
