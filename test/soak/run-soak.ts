import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { ask } from '../../main/api/ask.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { Run } from '../../shared/model/run.ts';
import { createHarness, invoice, type Harness } from '../support/engine-harness.ts';
import type { DeliveryFault } from '../support/fake-destination.ts';
import { createSeededRandom } from '../support/virtual-clock.ts';

const everyMs = 5 * 60_000;
const keys = 300;
const faults: readonly DeliveryFault[] = ['lost-before', 'lost-after', 'unknown'];
/** Beyond the shortest time that details of runs are kept, and the shortest that the audit trail is. */
const beyondRetentionMs = 400 * 86_400_000;

export interface SoakReport {
  readonly hours: number;
  readonly runs: number;
  readonly faults: number;
  /** Heap in use after garbage was collected, in bytes: after the first seventh, and at the end. */
  readonly heap: { readonly early: number; readonly late: number };
  /** Size of the data file in bytes: before retention removed the details, and after as much work again. */
  readonly file: { readonly first: number; readonly second: number };
  /** Bytes of it that are details, which retention removes: at the same moments. */
  readonly details: { readonly first: number; readonly second: number };
  readonly violations: readonly string[];
}

/**
 * `hours` of a flow on a virtual clock that is due every five minutes, with changes at the source and faults on either side; then the
 * retention time passes, and as many hours again must find room in the same file.
 */
export async function runSoak(hours: number, seed: string): Promise<SoakReport> {
  const folder = mkdtempSync(join(tmpdir(), 'mlc-soak-'));
  const file = join(folder, 'store.sqlite');
  try {
    const soak = new Soak(createHarness(['invoices'], file), seed);
    // What stands for entries of the trail that went is sealed with the vault's key.
    soak.harness.engine.services.seal.open(new Uint8Array(32).fill(7));
    const runs = Math.round((hours * 3_600_000) / everyMs);
    await soak.work(Math.ceil(runs / 7));
    const early = collectedHeap();
    await soak.work(runs - Math.ceil(runs / 7));
    const late = collectedHeap();
    const first = sizeOf(file);
    const firstDetails = detailsIn(file);
    await soak.outliveRetention();
    await soak.work(runs);
    const second = sizeOf(file);
    const secondDetails = detailsIn(file);
    await soak.settle();
    soak.harness.store.close();
    return {
      hours,
      runs: soak.runs,
      faults: soak.faults,
      heap: { early, late },
      file: { first, second },
      details: { first: firstDetails, second: secondDetails },
      violations: soak.violations,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** With what is still in the journal beside it. */
function sizeOf(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const number = (name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name]);
    return number('page_count') * number('page_size');
  } finally {
    db.close();
  }
}

/** What batches carried, sources of rejections and requests of runs. */
function detailsIn(file: string): number {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const sum = (sql: string): number => Number(db.prepare(sql).get()?.['bytes'] ?? 0);
    return (
      sum('SELECT sum(octet_length(payload)) AS bytes FROM batches') +
      sum('SELECT sum(octet_length(source)) AS bytes FROM rejected') +
      sum('SELECT sum(octet_length(data)) AS bytes FROM run_requests')
    );
  } finally {
    db.close();
  }
}

function collectedHeap(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}

class Soak {
  readonly harness: Harness;
  readonly violations: string[] = [];
  readonly #next: () => number;
  runs = 0;
  faults = 0;

  constructor(harness: Harness, seed: string) {
    this.harness = harness;
    const random = createSeededRandom(seed);
    this.#next = () => random.next();
    for (let n = 0; n < keys; n += 1) this.#change(n);
  }

  async work(runs: number): Promise<void> {
    for (let run = 0; run < runs; run += 1) {
      for (let change = Math.floor(this.#next() * 6); change > 0; change -= 1)
        this.#change(Math.floor(this.#next() * keys));
      this.#trouble();
      this.#look(await this.harness.sync());
      await this.harness.clock.advance(everyMs);
    }
  }

  /** The details of everything so far are old enough to go, and go. */
  async outliveRetention(): Promise<void> {
    await this.settle();
    const { engine, clock } = this.harness;
    await ask(engine, 'retention.set', { keep: '90-days' });
    await ask(engine, 'audit.keep', { keep: '1-year' });
    await clock.advance(beyondRetentionMs);
    await engine.services.retention.sweep();
    await engine.services.trail.sweep();
  }

  /** With no fault any more, everything of the source is at the destination. */
  async settle(): Promise<void> {
    const { source, destination } = this.harness;
    destination.faults.length = 0;
    source.faults.clear();
    await this.harness.sync();
    const last = await this.harness.sync({ verify: true });
    if (last.state !== 'succeeded') this.violations.push(`the last run is ${last.state}`);
    for (const key of source.keys()) {
      const landed = destination.rows.get(key)?.document.header.values['total'];
      if (landed !== source.latest(key)?.fields['total']) this.violations.push(`${key} has not its latest total`);
    }
    if (this.harness.store.audit.firstBroken() !== null) this.violations.push('the audit trail is broken');
  }

  #change(n: number): void {
    const cents = 100 + Math.floor(this.#next() * 1_000_000);
    const amount = String(cents);
    this.harness.source.put(`k${String(n)}`, invoice(`k${String(n)}`, [amount], amount));
  }

  #trouble(): void {
    const { source, destination } = this.harness;
    if (this.#next() < 0.1) {
      this.faults += 1;
      destination.faults.push(faults[Math.floor(this.#next() * faults.length)] ?? 'unknown');
    }
    if (this.#next() < 0.05) {
      this.faults += 1;
      source.faults.set(1, new AppError('HTTP_CONNECTION_CUT', 'transient'));
    }
  }

  #look(run: Run): void {
    this.runs += 1;
    for (const { counts } of run.streams) {
      const { read, ...by } = counts;
      if (Object.values(by).reduce((sum, count) => sum + count, 0) !== read)
        this.violations.push(`run ${run.id} does not add up`);
    }
  }
}
