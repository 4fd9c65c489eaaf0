import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PracticeClock, PracticeSystem } from '../practice-system.ts';
import type { World } from '../world/world.ts';
import { FaultSwitches, WORKDAY_FAULTS } from './faults.ts';
import { References } from './references.ts';
import { SearchCache } from './search.ts';
import { handle, type Latency, type LoggedRequest } from './server.ts';
import { TokenOffice, type WorkdayCredentials } from './tokens.ts';

export interface PracticeWorkdayOptions {
  readonly world: World;
  readonly clock: PracticeClock;
  /** Any free port without it. */
  readonly port?: number | undefined;
  readonly latency?: Latency | undefined;
  readonly credentials?: Partial<WorkdayCredentials> | undefined;
}

/** The practice Workday, with what tests want to see and set. */
export interface PracticeWorkday extends PracticeSystem {
  readonly world: World;
  /** Every request since the start, the oldest first; may be emptied. */
  readonly requests: LoggedRequest[];
  readonly credentialsUsed: WorkdayCredentials;
  setLatency(latency: Latency): void;
}

const DEFAULT_CREDENTIALS: WorkdayCredentials = {
  tenant: 'elbtal_dpt1',
  username: 'ISU_MLC',
  password: 'practice <&> "pass"',
  clientId: 'practice-client',
  clientSecret: 'practice-client-secret',
  refreshToken: 'practice-refresh-token',
};

function describe(
  address: string,
  used: WorkdayCredentials,
): Pick<PracticeSystem, 'settings' | 'secrets' | 'credentials'> {
  const username = `${used.username}@${used.tenant}`;
  return {
    settings: {
      host: address,
      tenant: used.tenant,
      version: 'v46.1',
      auth: 'user-password',
      nonFinalStatuses: 'DRAFT,IN_PROGRESS',
      username,
      clientId: used.clientId,
    },
    secrets: { password: used.password, clientSecret: used.clientSecret, refreshToken: used.refreshToken },
    credentials: [
      { label: 'Tenant', value: used.tenant },
      { label: 'User name', value: username },
      { label: 'Password', value: used.password },
      { label: 'OAuth client', value: used.clientId },
      { label: 'OAuth client secret', value: used.clientSecret },
      { label: 'Refresh token', value: used.refreshToken },
    ],
  };
}

/** Starts the practice Workday on loopback. It answers from `world` by the time of `clock`; no fault is on and nothing is slow at first. */
export async function startPracticeWorkday(options: PracticeWorkdayOptions): Promise<PracticeWorkday> {
  const { world, clock } = options;
  const credentialsUsed = { ...DEFAULT_CREDENTIALS, ...options.credentials };
  const faults = new FaultSwitches();
  const requests: LoggedRequest[] = [];
  let latency: Latency = options.latency ?? { requestMs: 0, firstPageMs: 0 };
  let address = '';
  const deps = {
    world,
    clock,
    faults,
    requests,
    cache: new SearchCache(),
    references: { described: new References(world, true), bare: new References(world, false) },
    credentials: credentialsUsed,
    tokens: new TokenOffice(credentialsUsed, clock, faults),
    latency: () => latency,
    address: () => address,
  };
  const server = createServer((request, response) => {
    void handle(request, response, deps);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    system: 'workday',
    address,
    ...describe(address, credentialsUsed),
    faults: WORKDAY_FAULTS,
    activeFaults: () => faults.active(),
    setFault: (id, active, times) => {
      faults.set(id, active, times);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
    world,
    requests,
    credentialsUsed,
    setLatency: (next) => {
      latency = next;
    },
  };
}
