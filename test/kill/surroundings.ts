import { startPracticeDatabricks, type PracticeDatabricks } from '../../sandbox/databricks/index.ts';
import { startPracticeSlack, type PracticeSlack } from '../../sandbox/slack/index.ts';
import { startPracticeWorkday, type PracticeWorkday } from '../../sandbox/workday/index.ts';
import { amountText, unitsOf } from '../../sandbox/world/amounts.ts';
import { addInvoice, addLargeInvoice, withMoreQuantity } from '../../sandbox/world/changes.ts';
import type { OrderLine, PurchaseOrderDoc } from '../../sandbox/world/documents.ts';
import { openWorld, type World } from '../../sandbox/world/world.ts';
import { createSystemClock } from '../../main/ports/system-time.ts';
import type { Random } from '../../main/ports/time.ts';
import {
  startMeddlingProxy,
  type Meddling,
  type MeddlingProxy,
  type PassingRequest,
} from '../support/meddling-proxy.ts';
import { startExactSide } from './exact-side.ts';
import type { KillOrder } from './points.ts';
import type { PracticeExact } from '../../sandbox/exact/index.ts';

const scale = 0.04;
const dayMs = 86_400_000;
/** Approved invoices that are older are not read any more unless a person asks for it. */
const recentDays = 80;
/** Where a random number decides what changes: orders below the one, invoices above the other, both in between. */
const ordersUpTo = 0.6;
const invoicesFrom = 0.4;

/** What passes on the wire at a point: the system it goes to, and how it is told. */
interface OnTheWire {
  readonly at: 'workday' | 'databricks' | 'slack' | 'exact';
  is(request: PassingRequest): boolean;
}

const isStatement = ({ method, path }: PassingRequest): boolean =>
  method === 'POST' && /\/sql\/statements\/?$/.test(path);
const isCompletion = (request: PassingRequest): boolean =>
  isStatement(request) && /MERGE INTO [^\s]*_mlc_batches/.test(request.body);

const fetchFromExact: OnTheWire = { at: 'exact', is: ({ path }) => path.includes('/api/v1/') };
const wire: Partial<Record<KillOrder['point'], OnTheWire>> = {
  'fetch page': { at: 'workday', is: ({ path }) => path.includes('/ccx/service/') },
  deliver: {
    at: 'databricks',
    is: (request) => isStatement(request) && request.body.includes('MERGE INTO') && !isCompletion(request),
  },
  'remote commit': { at: 'databricks', is: isCompletion },
  'message accepted': { at: 'slack', is: ({ path }) => path.includes('chat.postMessage') },
};

/** The systems around the app: they live on when it is killed. Their clock goes as the real one, and leaps while no app runs. */
export class Surroundings {
  readonly world: World;
  readonly workday: PracticeWorkday;
  readonly databricks: PracticeDatabricks;
  readonly slack: PracticeSlack;
  readonly exact: PracticeExact;
  readonly proxies: Readonly<Record<OnTheWire['at'], MeddlingProxy>>;
  /** Numbers of the invoices that call for a message. */
  readonly large: string[] = [];
  readonly #clock: { aheadMs: number };

  #armed: KillOrder | null = null;
  #met = 0;
  #strike: () => void = () => undefined;

  private constructor(
    parts: Pick<Surroundings, 'world' | 'workday' | 'databricks' | 'slack' | 'exact' | 'proxies'>,
    clock: { aheadMs: number },
  ) {
    this.world = parts.world;
    this.workday = parts.workday;
    this.databricks = parts.databricks;
    this.slack = parts.slack;
    this.exact = parts.exact;
    this.proxies = parts.proxies;
    this.#clock = clock;
    for (const [at, proxy] of Object.entries(this.proxies)) {
      proxy.meddle = (request) => this.#meddle(at, request);
      proxy.answered = (request) => {
        this.#answered(at, request);
      };
    }
  }

  static async start(seed: number): Promise<Surroundings> {
    const real = createSystemClock();
    const ahead = { aheadMs: 0 };
    const clock = { now: () => real.now() + ahead.aheadMs, sleep: (ms: number) => real.sleep(ms) };
    const world = openWorld({ seed, scale, clock });
    const workday = await startPracticeWorkday({ world, clock });
    const databricks = await startPracticeDatabricks({ clock, startUpMs: 0, autoStopMs: 0 });
    const slack = await startPracticeSlack({ clock });
    const { exact, proxy } = await startExactSide(world, clock);
    const proxies = {
      exact: proxy,
      workday: await startMeddlingProxy(workday.address),
      databricks: await startMeddlingProxy(databricks.address),
      slack: await startMeddlingProxy(slack.address),
    };
    return new Surroundings({ world, workday, databricks, slack, exact, proxies }, ahead);
  }

  /** From now on `strike` is called where the order says, unless that is inside the process. */
  arm(order: KillOrder, strike: () => void): void {
    this.#armed = order;
    this.#met = 0;
    this.#strike = strike;
  }

  disarm(): void {
    this.#armed = null;
  }

  /** How far the clock is ahead of the real one, in milliseconds. */
  get aheadMs(): number {
    return this.#clock.aheadMs;
  }

  /** Time passes at once. Only while no app runs: its clock is the same. */
  leap(ms: number): void {
    this.#clock.aheadMs += ms;
  }

  /** Some orders are entered anew, or an invoice and a new one, or all of them. */
  change(random: Random): void {
    const moment = this.#entryMoment();
    const what = random.next();
    if (what < ordersUpTo) this.#changeOrders(random, moment);
    if (what > invoicesFrom) this.#changeInvoices(random, moment);
  }

  #changeOrders(random: Random, moment: number): void {
    const orders = this.#soundOrders();
    for (let count = 1 + Math.floor(random.next() * 3); count > 0; count -= 1) {
      const index = oneOf(orders, random);
      this.world.enter('purchase-order', index, dearer(this.world.current('purchase-order', index)), moment);
    }
  }

  #changeInvoices(random: Random, moment: number): void {
    const index = oneOf(this.#soundInvoices(), random);
    this.world.enter('invoice', index, withMoreQuantity(this.world.current('invoice', index), 3n), moment);
    addInvoice(this.world, oneOf(this.#soundInvoices(), random), moment);
  }

  /** An invoice that calls for a message. */
  enterLarge(random: Random): void {
    const moment = this.#entryMoment();
    const like = oneOf(this.#soundInvoices(), random);
    const index = addLargeInvoice(this.world, like, moment, { least: 20_000, overdueDays: 0 });
    this.large.push(this.world.current('invoice', index).number);
  }

  async close(): Promise<void> {
    await Promise.all(Object.values(this.proxies).map((proxy) => proxy.close()));
    await Promise.all([this.workday.close(), this.slack.close(), this.exact.close()]);
    await this.databricks.close();
  }

  /** Now: every window so far ends before it, and the next one after it. */
  #entryMoment(): number {
    return Math.max(createSystemClock().now() + this.#clock.aheadMs, this.world.lastMoment + 1);
  }

  #soundOrders(): number[] {
    const count = this.world.count('purchase-order');
    const rejected = rejectedWids(this.world);
    return Array.from({ length: count }, (_, index) => index).filter(
      (index) =>
        !rejected.has(this.world.wid('purchase-order', index)) &&
        this.world.current('purchase-order', index).lines.some(isPlain),
    );
  }

  #soundInvoices(): number[] {
    const { world } = this;
    const rejected = rejectedWids(world);
    const first = new Date(world.base.createdAt - recentDays * dayMs).toISOString().slice(0, 10);
    return Array.from({ length: world.base.counts.invoice }, (_, index) => index).filter((index) => {
      if (rejected.has(world.wid('invoice', index))) return false;
      const doc = world.current('invoice', index);
      return doc.status === 'APPROVED' && doc.date > first && doc.lines.length > 0 && doc.currency === 'EUR';
    });
  }

  #meddle(at: string, request: PassingRequest): Meddling {
    if (this.#armed === null || !this.#passes(at, request)) return 'pass';
    const { point, side, nth } = this.#armed;
    if (side === 'before') {
      this.#met += 1;
      if (this.#met !== nth) return 'pass';
      this.#strike();
      return 'cut';
    }
    // What the system was told to do is done, and the answer comes to nobody.
    if (point !== 'remote commit' && point !== 'message accepted') return 'pass';
    this.#met += 1;
    return this.#met === nth ? 'lose-answer' : 'pass';
  }

  #answered(at: string, request: PassingRequest): void {
    if (this.#armed?.side !== 'after' || !this.#passes(at, request)) return;
    const isLost = this.#armed.point === 'remote commit' || this.#armed.point === 'message accepted';
    if (!isLost) this.#met += 1;
    if (this.#met === this.#armed.nth) this.#strike();
  }

  #passes(at: string, request: PassingRequest): boolean {
    if (this.#armed === null) return false;
    const { point, flow } = this.#armed;
    const told = point === 'fetch page' && flow === 'exact' ? fetchFromExact : wire[point];
    return told?.at === at && told.is(request);
  }
}

export function rejectedWids(world: World): ReadonlySet<string> {
  return new Set(world.expectedRejections.map(({ wid }) => wid));
}

const isPlain = (line: OrderLine): boolean => line.splits.length === 0;

function oneOf(indexes: readonly number[], random: Random): number {
  return indexes[Math.floor(random.next() * indexes.length)] ?? 0;
}

/** The order with one more of its currency on its first line that is not split. */
function dearer(doc: PurchaseOrderDoc): PurchaseOrderDoc {
  const at = doc.lines.findIndex(isPlain);
  const lines = doc.lines.map((line, index) =>
    index === at ? { ...line, amount: amountText(unitsOf(line.amount) + 1_000_000n) } : line,
  );
  return { ...doc, lines };
}
