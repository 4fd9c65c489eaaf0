import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { PracticeClock, PracticeSystem } from '../practice-system.ts';
import { Database } from './engine/database.ts';
import type { Engine } from './engine/run.ts';
import { denied } from './engine/execute.ts';
import { Metadata } from './engine/metadata.ts';
import { VolumeStore } from './engine/volumes.ts';
import { FaultBoard, databricksFaults } from './rest/faults.ts';
import { FilesApi } from './rest/files-api.ts';
import { route } from './rest/router.ts';
import { listen } from './rest/server.ts';
import { StatementStore, type LoggedStatement } from './rest/statement-store.ts';
import { TokenOffice, practiceCredentials, type Credentials } from './rest/tokens.ts';
import { Warehouse, type WarehouseState } from './rest/warehouse.ts';
import { SqlError } from './sql/sql-error.ts';

export interface PracticeDatabricksOptions {
  /** Where tables, volumes and metadata outlive a restart; without it everything is gone at the end. */
  readonly folder?: string;
  readonly clock: PracticeClock;
  /** 0 or left out: any free port. */
  readonly port?: number;
  readonly credentials?: Partial<Credentials>;
  /** How long the warehouse takes from STOPPED to RUNNING; default 1,500. */
  readonly startUpMs?: number;
  /** Idle time after which it stops; default ten minutes, 0 for never. */
  readonly autoStopMs?: number;
  /** How long each statement takes beside its work, as on a warehouse that is far away; default nothing. */
  readonly statementMs?: number | undefined;
  /** Lifetime of tokens; default 3,600. */
  readonly tokenSeconds?: number;
  /** Catalogs that there are; default `main`. */
  readonly catalogs?: readonly string[];
  /** Largest chunk of a result; default 4 MiB. */
  readonly chunkBytes?: number;
}

/** The practice Databricks, with what tests want to look at. */
export interface PracticeDatabricks extends PracticeSystem {
  /** Rows of a DuckDB query, as texts: reads past the API and wakes no warehouse. `main.finance.t` is `uc_main.finance.t` there. */
  query(sql: string): Promise<readonly (readonly (string | null)[])[]>;
  warehouseState(): WarehouseState;
  /** How often the warehouse was started. */
  warehouseStarts(): number;
  /** Every statement submitted since the start, oldest first. */
  statements(): readonly LoggedStatement[];
  /** How many tokens were issued. */
  tokensIssued(): number;
  /** Ends the validity of every token issued so far. */
  revokeTokens(): void;
}

function makeEngine(
  parts: Pick<Engine, 'database' | 'metadata' | 'volumes' | 'user'>,
  faults: FaultBoard,
  clock: PracticeClock,
): Engine {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...parts,
    now: () => clock.now(),
    authorise: (access, schema) => {
      if (!faults.strikes('denied-schema')) return;
      const grant = { read: 'SELECT', write: 'MODIFY', define: 'CREATE TABLE' }[access];
      throw denied(`${grant} on Schema '${schema.slice(0, 2).join('.')}'`);
    },
    beforeWrite: () => {
      if (!faults.strikes('concurrent-append')) return;
      const text = 'Files were added by a concurrent update. Please try the operation again.';
      throw new SqlError('DELTA_CONCURRENT_APPEND.WITHOUT_HINT', '2D521', text);
    },
    exclusively: (work) => {
      const result = last.then(work);
      last = result.catch(() => undefined);
      return result;
    },
  };
}

function labelled(credentials: Credentials, warehouse: string): PracticeSystem['credentials'] {
  return [
    { label: 'SQL warehouse', value: warehouse },
    { label: 'Service principal: client id', value: credentials.clientId },
    { label: 'Service principal: secret', value: credentials.clientSecret },
    { label: 'Personal access token', value: credentials.token },
    { label: 'Entra tenant', value: credentials.azureTenantId },
  ];
}

/** Starts the practice Databricks on loopback: DuckDB behind the REST surface of a workspace. See README.md for its limits. */
export async function startPracticeDatabricks(options: PracticeDatabricksOptions): Promise<PracticeDatabricks> {
  const { clock, folder } = options;
  const credentials: Credentials = { ...practiceCredentials, ...options.credentials };
  const scratch = folder === undefined ? mkdtempSync(join(tmpdir(), 'practice-databricks-')) : null;
  const root = folder ?? scratch ?? '';
  const faults = new FaultBoard();
  const database = await Database.open(folder ?? null);
  const metadata = new Metadata();
  await metadata.load(database, options.catalogs ?? ['main']);
  const volumes = new VolumeStore(join(root, 'volumes'), metadata);
  const user = credentials.clientId;
  const engine = makeEngine({ database, metadata, volumes, user }, faults, clock);
  const warehouse = new Warehouse({
    clock,
    faults,
    startUpMs: options.startUpMs ?? 1_500,
    autoStopMs: options.autoStopMs ?? 600_000,
  });
  const tokens = new TokenOffice({
    credentials,
    tokenSeconds: options.tokenSeconds ?? 3_600,
    faults,
    now: () => clock.now(),
  });
  const statements = new StatementStore({
    engine,
    warehouse,
    clock,
    chunkBytes: options.chunkBytes ?? 4 * 1024 * 1024,
    statementMs: options.statementMs ?? 0,
  });
  const files = new FilesApi(volumes, faults, join(root, 'uploads'));
  let address = '';
  const workspace = { tokens, warehouse, statements, files, metadata, faults, clock, user, address: () => address };
  const server = await listen(options.port ?? 0, (call) => route(call, workspace));
  address = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    system: 'databricks',
    address,
    settings: {
      host: address,
      warehouse: warehouse.id,
      catalog: 'main',
      schema: 'finance',
      volume: 'mlc_stage',
      auth: 'oauth-m2m',
      clientId: credentials.clientId,
    },
    secrets: { clientSecret: credentials.clientSecret },
    credentials: labelled(credentials, warehouse.id),
    faults: databricksFaults,
    activeFaults: () => faults.active(),
    setFault: (id, active, times) => {
      faults.set(id, active, times);
    },
    query: (sql) => database.withSession((session) => session.rows(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (${sql})`)),
    warehouseState: () => warehouse.state,
    warehouseStarts: () => warehouse.starts,
    statements: () => statements.log(),
    tokensIssued: () => tokens.issuedCount,
    revokeTokens: () => {
      tokens.revoke();
    },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await statements.idle();
      database.close();
      if (scratch !== null) rmSync(scratch, { recursive: true, force: true });
    },
  };
}
