import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createDiagnosticsHost, type DiagnosticsHost } from '../../../main/engine/diagnostics/host.ts';
import { Diagnostics } from '../../../main/engine/diagnostics/diagnostics.ts';
import { runSelfChecks } from '../../../main/engine/diagnostics/run-checks.ts';
import { selfChecks } from '../../../main/engine/diagnostics/self-checks.ts';
import { ownNames } from '../../../main/engine/diagnostics/stand-ins.ts';
import { EngineSecrets } from '../../../main/engine/secrets.ts';
import type { EngineServices } from '../../../main/engine/services.ts';
import { acquireInstance, type Instance } from '../../../main/instance/lock.ts';
import { openLogFile } from '../../../main/log/log-file.ts';
import type { Clock } from '../../../main/ports/time.ts';
import type { SelfCheckId, SelfCheckOutcome } from '../../../shared/model/diagnostics.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';
import { createSeededRandom } from '../../support/virtual-clock.ts';

/** A data folder with its lock, a data file, a vault and an engine between fakes, as the app has them. */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'mlc-diagnostics-'));
  readonly dataFile = join(this.folder, 'ml-connector.sqlite');
  readonly logFolder = join(this.folder, 'logs');
  readonly harness: Harness;
  readonly secrets: EngineSecrets;
  readonly host: DiagnosticsHost;
  lock: Instance;

  private constructor(lock: Instance) {
    this.lock = lock;
    this.harness = createHarness(['invoices'], this.dataFile);
    const { store, clock } = this.harness;
    openLogFile(this.logFolder);
    const random = createSeededRandom(this.folder);
    this.secrets = new EngineSecrets({ store, clock, dataKey: random.bytes(32), practiceKey: random.bytes(32) });
    this.host = createDiagnosticsHost({
      store,
      secrets: this.secrets,
      clock,
      random,
      dataFile: this.dataFile,
      logFolder: this.logFolder,
      freeBytes: () => Promise.resolve(50_000_000_000),
    });
  }

  /** With three invoices that landed. */
  static async open(): Promise<Installation> {
    const clock = { now: () => 0, sleep: () => Promise.resolve() };
    const made = new Installation({ kind: 'running', address: '', token: '' });
    made.lock = await acquireInstance(made.folder, clock);
    if (made.lock.kind === 'owner') await made.lock.publish('http://127.0.0.1:1', 'token-of-the-instance');
    for (const id of ['i1', 'i2', 'i3']) made.harness.source.put(id, invoice(id, ['10.00', '5.50'], '15.50'));
    await made.harness.sync();
    return made;
  }

  /** What the engine has, with a clock whose sleeps never end: no check takes too long by it. */
  services(): EngineServices {
    const { services } = this.harness.engine;
    const clock: Clock = { now: () => this.harness.clock.now(), sleep: () => new Promise(() => undefined) };
    return { ...services, deps: { ...services.deps, clock } };
  }

  diagnostics(changes: Partial<DiagnosticsHost> = {}): Diagnostics {
    return new Diagnostics(this.services(), { ...this.host, ...changes });
  }

  /** One check as it ended. */
  async check(id: SelfCheckId, changes: Partial<DiagnosticsHost> = {}): Promise<SelfCheckOutcome> {
    const { checks } = await runSelfChecks({
      services: this.services(),
      host: { ...this.host, ...changes },
      signal: new AbortController().signal,
      nameOf: ownNames(this.harness.store),
      checks: selfChecks.filter((one) => one.id === id),
    });
    const [found] = checks;
    if (found === undefined) throw new Error(`there is no check ${id}`);
    return found.here;
  }

  /** Does it to the data file behind the engine's back. */
  meddle<T>(work: (db: DatabaseSync) => T): T {
    const db = new DatabaseSync(this.dataFile, { timeout: 5_000 });
    try {
      return work(db);
    } finally {
      db.close();
    }
  }

  /** Changes the data file behind the engine's back. */
  alter(sql: string): void {
    this.meddle((db) => {
      db.exec(sql);
    });
  }

  /** Overwrites pieces of the data file, as a failing disk does. */
  flipBytes(): void {
    this.meddle((db) => db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get());
    const { size } = statSync(this.dataFile);
    const file = openSync(this.dataFile, 'r+');
    for (let at = 4096 * 8; at < size; at += 4096 * 2) writeSync(file, Buffer.alloc(64, 0xa5), 0, 64, at);
    closeSync(file);
  }

  /** As when the process that has the folder ended. */
  async release(): Promise<void> {
    if (this.lock.kind === 'owner') await this.lock.release();
    this.lock = { kind: 'running', address: '', token: '' };
  }

  async close(): Promise<void> {
    await this.harness.engine.close();
    this.harness.store.close();
    await this.release();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
