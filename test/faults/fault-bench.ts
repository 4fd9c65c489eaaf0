import { expect } from 'vitest';
import { withMoreQuantity } from '../../sandbox/world/changes.ts';
import type { InvoiceDoc } from '../../sandbox/world/documents.ts';
import type { ErrorKind } from '../../shared/errors/app-error.ts';
import type { Run, RunState } from '../../shared/model/run.ts';
import { PracticeApp, sentencesOf, streamOf, type PracticeAppOptions } from '../support/practice-app.ts';

export const invoices = 'supplier_invoices';
export const suppliers = 'suppliers';

/** What an operator should find after a run that a fault struck. */
export interface Expected {
  readonly state: RunState;
  readonly code: string;
  readonly kind: ErrorKind;
  /** In the sentences that are shown. */
  readonly says: RegExp;
  /** The whole flow waits for a person; false if it goes on by itself. */
  readonly flowPaused?: boolean;
  /** Only the stream waits for a person. */
  readonly streamPaused?: boolean;
}

interface Change {
  readonly wid: string;
  readonly doc: InvoiceDoc;
  /** Versions that landed before. */
  readonly versions: number;
}

/** The app between the practice systems after a first good sync, with what the tests of faults ask again and again. */
export class FaultBench {
  readonly app: PracticeApp;
  readonly #sound: number[];
  #changes: Change[] = [];

  private constructor(app: PracticeApp) {
    this.app = app;
    const { world } = app;
    const all = Array.from({ length: world.count('invoice') }, (_, index) => index);
    this.#sound = all.filter((index) => {
      const doc = world.current('invoice', index);
      return doc.status === 'APPROVED' && doc.date > '2026-09-15' && doc.lines.length > 0;
    });
  }

  /** Starts and runs once; suppliers and supplier invoices unless other streams are named. */
  static async start(options: PracticeAppOptions = {}): Promise<FaultBench> {
    const app = await PracticeApp.start({ scale: 0.15, streams: [suppliers, invoices], ...options });
    const run = await app.sync();
    expect(run.state).toBe('succeeded-with-rejections');
    return new FaultBench(app);
  }

  /** The next invoice that a test may change as it likes. */
  takeInvoice(): { readonly index: number; readonly wid: string } {
    const index = this.#sound.shift();
    if (index === undefined) throw new Error('no invoice is left to change');
    this.#sound.push(index);
    return { index, wid: this.app.world.wid('invoice', index) };
  }

  /** Changes one invoice, which must be at the destination once the fault is over. */
  async change(): Promise<string> {
    const { index, wid } = this.takeInvoice();
    const { world } = this.app;
    const doc = withMoreQuantity(world.current('invoice', index), 3n);
    const versions = await this.#versions(wid);
    world.enter('invoice', index, doc, this.app.entryMoment());
    this.#changes.push({ wid, doc, versions });
    return wid;
  }

  async #versions(wid: string): Promise<number> {
    const sql = `SELECT count(*) FROM {workday_supplier_invoices_history} WHERE invoice_wid = '${wid}'`;
    return Number(await this.app.cell(sql));
  }

  /** Holds the run, the stream's error and the pauses against what is expected. */
  async expectFault(run: Run, expected: Expected, stream = invoices): Promise<void> {
    const { error, reconciled } = streamOf(run, stream);
    const says = sentencesOf(error);
    expect({ state: run.state, code: error?.code, kind: error?.kind, reconciled }).toEqual({
      state: expected.state,
      code: expected.code,
      kind: expected.kind,
      reconciled: false,
    });
    expect(says).toMatch(expected.says);
    const flow = await this.app.flow();
    expect(flow.paused !== null, 'flow paused').toBe(expected.flowPaused ?? false);
    const { paused } = this.app.store.streams.get(this.app.flowId, stream);
    expect(paused !== null, 'stream paused').toBe(expected.streamPaused ?? false);
    for (const one of run.streams) {
      const { read, ...by } = one.counts;
      expect(Object.values(by).reduce((sum, count) => sum + count)).toBe(read);
    }
  }

  /** With the fault gone, the next sync brings everything, each version once, and every total agrees when computed anew. */
  async expectRecovery(): Promise<Run> {
    this.app.calmDown();
    const run = await this.app.sync();
    expect(run.streams.map(({ error }) => error)).toEqual(run.streams.map(() => null));
    expect(['succeeded', 'succeeded-with-rejections']).toContain(run.state);
    for (const { wid, doc, versions } of this.#changes) {
      const row = `FROM {workday_supplier_invoices} WHERE invoice_wid = '${wid}'`;
      const amounts = doc.lines.map(({ amount }) => `CAST('${amount}' AS DECIMAL(38,6))`).join(' + ');
      const lines = `SELECT sum(extended_amount) = ${amounts} FROM {workday_supplier_invoice_lines} WHERE invoice_wid = '${wid}' AND NOT _mlc_deleted`;
      expect(await this.app.cell(`SELECT count(*) ${row}`)).toBe('1');
      expect(await this.app.cell(lines)).toBe('true');
      expect(await this.#versions(wid)).toBe(versions + 1);
    }
    this.#changes = [];
    const verified = await this.app.sync({ verify: true });
    for (const one of verified.streams) {
      expect(one.error).toBeNull();
      expect(one.reconciled, one.stream).toBe(true);
      expect(one.counts.waiting).toBe(0);
      expect(this.app.store.streams.get(this.app.flowId, one.stream).paused).toBeNull();
    }
    expect(this.app.store.batches.openCount(this.app.flowId)).toBe(0);
    return run;
  }

  cursor(stream = invoices): unknown {
    return this.app.store.streams.get(this.app.flowId, stream).cursor;
  }

  /** SOAP requests that reached Workday since the list was last emptied. */
  soapCalls(): number {
    return this.app.workday.requests.filter(({ path }) => path.includes('/ccx/service/')).length;
  }
}
