import type { Connection } from '../../shared/model/connection.ts';
import type { HttpClient } from '../http/port.ts';
import type { NetworkProbe } from '../http/probe.ts';
import type { Clock, Random } from './time.ts';

/** Everything a connector gets. It has no other way to the world. */
export interface ConnectorContext {
  readonly connection: Connection;
  readonly http: HttpClient;
  /** For the first steps of a check; a host that cannot look at its network leaves it out, and the steps are skipped. */
  readonly probe?: NetworkProbe;
  readonly clock: Clock;
  readonly random: Random;
  /** Opens one secret for the call that needs it. Throws VAULT_SECRET_MISSING (`config`) if it was never stored. */
  readSecret(name: string): Promise<string>;
  /** Stores a secret that the system handed out (a rotated refresh token), durably, before it resolves. */
  saveSecret(name: string, value: string): Promise<void>;
}
