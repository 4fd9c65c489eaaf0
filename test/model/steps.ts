import { AppError, isAppError } from '../../shared/errors/app-error.ts';
import { addDecimals, canonicalDecimal, parseDecimal, ZERO } from '../../shared/money/decimal.ts';
import { ask } from '../../main/api/ask.ts';
import type { ReplayMode } from '../../shared/replay/replay.ts';
import type { Run } from '../../shared/model/run.ts';
import type { DeliveryFault } from '../support/fake-destination.ts';
import { assertAddsUp, nameOf, put, spoilt, Step, tell, type Model, type Place, type Real } from './model.ts';

/** A step and what it is about. */
abstract class StepOf<Of> extends Step {
  readonly of: Of;
  constructor(of: Of) {
    super();
    this.of = of;
  }
}

interface Entry {
  readonly place: Place;
  readonly amounts: readonly string[];
  readonly isLate: boolean;
  /** The source has learned a field that nobody here knows. */
  readonly hasNewField: boolean;
  /** Cost center that an invoice is booked on; null for none. */
  readonly center: string | null;
}

/** A record is entered or changed; late, if its own date lies in a period that is long over. */
export class Edit extends StepOf<Entry> {
  async run(model: Model, real: Real): Promise<void> {
    const total = canonicalDecimal(
      this.of.amounts.reduce((sum, one) => addDecimals(sum, parseDecimal(one) ?? ZERO), ZERO),
    );
    const date = this.of.isLate ? '2026-01-31' : '2026-11-20';
    const { amounts, hasNewField: extra, center } = this.of;
    put(real, this.of.place, { amounts, total, date, extra, center });
    const name = nameOf(this.of.place);
    model.sound.set(name, [...(model.sound.get(name) ?? []), { total, lines: this.of.amounts.length }]);
    model.gone.delete(name);
    await real.harness.clock.advance(1_000);
  }
  toString(): string {
    return `${this.of.isLate ? 'late entry' : 'edit'} ${nameOf(this.of.place)} ${this.of.amounts.join('+')}${this.of.hasNewField ? ' with a new field' : ''}${this.of.center === null ? '' : ` on ${this.of.center}`}`;
  }
}

/** The source writes a field as something else than before. */
export class Spoil extends StepOf<Place> {
  async run(model: Model, real: Real): Promise<void> {
    put(real, this.of, { amounts: [], total: spoilt });
    model.gone.delete(nameOf(this.of));
    await real.harness.clock.advance(1_000);
  }
  toString(): string {
    return `spoil ${nameOf(this.of)}`;
  }
}

export class Delete extends StepOf<Place> {
  async run(model: Model, real: Real): Promise<void> {
    const { stream, key } = this.of;
    if (real.harness.source.latest(key, stream) === undefined) return;
    real.harness.source.remove(key, stream);
    model.gone.add(nameOf(this.of));
    await real.harness.clock.advance(1_000);
  }
  toString(): string {
    return `delete ${nameOf(this.of)}`;
  }
}

/** A cost center is opened, closed, or deleted for good. */
export class Center extends StepOf<{ readonly code: string; readonly becomes: 'open' | 'closed' | 'gone' }> {
  async run(_model: Model, real: Real): Promise<void> {
    const { code, becomes } = this.of;
    const { source, clock } = real.harness;
    const key = `center-${code}`;
    if (becomes === 'gone') source.remove(key, 'centers');
    else source.put(key, { id: key, code, active: becomes === 'open' }, 'centers');
    await clock.advance(1_000);
  }
  toString(): string {
    return `cost center ${this.of.code} is ${this.of.becomes}`;
  }
}

/** From now on the source tells of invoices that were deleted, or no longer does. */
export class Tell extends StepOf<boolean> {
  run(_model: Model, real: Real): Promise<void> {
    tell(real, this.of);
    return Promise.resolve();
  }
  toString(): string {
    return this.of ? 'deletions are told' : 'deletions are not told';
  }
}

/** A person has all that is held loaded all the same. */
export class Release extends Step {
  async run(_model: Model, real: Real): Promise<void> {
    makeTrouble(real, { faults: [], cutAtPage: 0, moves: false });
    const { engine } = real.harness;
    const selection = { kind: 'all' as const, except: [] };
    await unlessRefused(async () => {
      const { runs } = await ask(engine, 'held.release', { filter: {}, selection, reason: 'all the same' });
      await engine.services.runner.whenIdle();
      for (const { id } of runs) keep(real, await ask(engine, 'runs.get', { id }));
    });
  }
  toString(): string {
    return 'load what is held';
  }
}

export interface Trouble {
  readonly faults: readonly DeliveryFault[];
  /** The page at which reading breaks off; 0 for none. */
  readonly cutAtPage: number;
  /** The window's totals move at that page, so that it is read again, instead of an end of the connection. */
  readonly moves: boolean;
}

function makeTrouble({ harness: { source, destination } }: Real, { faults, cutAtPage, moves }: Trouble): void {
  destination.faults.splice(0, Infinity, ...faults);
  source.faults.clear();
  const code = moves ? 'ENGINE_WINDOW_MOVED' : 'HTTP_CONNECTION_CUT';
  if (cutAtPage > 0) source.faults.set(cutAtPage, new AppError(code, 'transient'));
}

function wordsOf({ faults, cutAtPage, moves }: Trouble): string {
  return `[${faults.join(',')}] ${moves ? 'moved' : 'cut'} ${String(cutAtPage)}`;
}

export class Sync extends StepOf<Trouble> {
  async run(_model: Model, real: Real): Promise<void> {
    makeTrouble(real, this.of);
    keep(real, await real.harness.sync());
  }
  toString(): string {
    return `sync ${wordsOf(this.of)}`;
  }
}

/** The destination does not accept the token any more; a person sees to it and lets the flow go on. */
export class TokenExpiry extends Step {
  async run(_model: Model, real: Real): Promise<void> {
    makeTrouble(real, { faults: ['auth'], cutAtPage: 0, moves: false });
    keep(real, await real.harness.sync());
    const { engine, store, flowId } = real.harness;
    real.harness.destination.faults.length = 0;
    if (store.flows.get(flowId)?.paused !== null) await ask(engine, 'flows.resume', { id: flowId });
  }
  toString(): string {
    return 'the token expires';
  }
}

/** Where in a run the process dies: while a page is fetched, before a delivery arrives, or after it was applied. */
export type Death =
  | { readonly at: 'page'; readonly nth: number }
  | { readonly at: 'before' | 'after'; readonly nth: number };

/** The process dies in the middle of a run. What it was waiting for never comes; the next one finds what was stored. */
export class Kill extends StepOf<Death> {
  async run(_model: Model, real: Real): Promise<void> {
    makeTrouble(real, { faults: [], cutAtPage: 0, moves: false });
    const { engine, source, destination, clock, flowId } = real.harness;
    const deliver = destination.deliver.bind(destination);
    let left = this.of.nth;
    const never = new Promise<never>(() => undefined);
    const died = new Promise<'died'>((resolve) => {
      const dies = (at: Death['at']): boolean => {
        if (this.of.at !== at) return false;
        left -= 1;
        if (left === 0) resolve('died');
        return left <= 0;
      };
      source.beforePage = () => (dies('page') ? never : Promise.resolve());
      destination.deliver = async (...args) => {
        if (dies('before')) return never;
        const report = await deliver(...args);
        return dies('after') ? never : report;
      };
    });
    await clock.advance(1_000);
    const { id } = await ask(engine, 'runs.start', { flowId });
    const end = await Promise.race([died, engine.services.runner.whenIdle()]);
    // The rest of the dying engine comes to its standstill first: nothing of it may move while the next one works.
    for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    source.beforePage = () => Promise.resolve();
    destination.deliver = deliver;
    if (end === 'died') real.harness = real.harness.restart();
    keep(real, await ask(real.harness.engine, 'runs.get', { id }));
  }
  toString(): string {
    return `kill ${this.of.at} ${String(this.of.nth)}`;
  }
}

/** The process ends between two runs and starts again. */
export class Restart extends Step {
  run(_model: Model, real: Real): Promise<void> {
    real.harness = real.harness.restart();
    return Promise.resolve();
  }
  toString(): string {
    return 'restart';
  }
}

/** The computer sleeps; what wants to try again by itself looks afterwards. */
export class Sleep extends StepOf<number> {
  async run(_model: Model, real: Real): Promise<void> {
    await real.harness.clock.advance(this.of * 60_000);
    const { retrier, runner } = real.harness.engine.services;
    await retrier.look();
    await runner.whenIdle();
  }
  toString(): string {
    return `sleep ${String(this.of)} min and retry`;
  }
}

/** The computer's clock goes wrong by so much; the source's does not. */
export class ClockJump extends StepOf<number> {
  run(_model: Model, real: Real): Promise<void> {
    real.harness.skew.ms = this.of * 60_000;
    return Promise.resolve();
  }
  toString(): string {
    return `the clock is ${String(this.of)} min off`;
  }
}

/** A person replays the batches and the rejected records of a run, or all that waits. */
export class Replay extends StepOf<{ readonly what: 'last run' | 'waiting'; readonly mode: ReplayMode }> {
  async run(_model: Model, real: Real): Promise<void> {
    makeTrouble(real, { faults: [], cutAtPage: 0, moves: false });
    const { engine, flowId, clock } = real.harness;
    const runId = real.runs.at(-1)?.id;
    if (this.of.what === 'last run' && runId === undefined) return;
    const scope =
      this.of.what === 'waiting'
        ? ({ kind: 'waiting', flowId } as const)
        : ({ kind: 'run', runId: runId ?? '' } as const);
    await clock.advance(1_000);
    await unlessRefused(async () => {
      const plan = await ask(engine, 'replay.plan', { scope, mode: this.of.mode });
      const { id } = await ask(engine, 'replay.start', { planId: plan.id });
      await engine.services.runner.whenIdle();
      keep(real, await ask(engine, 'runs.get', { id }));
    });
  }
  toString(): string {
    return `replay ${this.of.what} (${this.of.mode})`;
  }
}

/** A person has a range of days of a stream read again. */
export class Resync extends StepOf<{ readonly stream: string; readonly isWide: boolean }> {
  async run(_model: Model, real: Real): Promise<void> {
    makeTrouble(real, { faults: [], cutAtPage: 0, moves: false });
    const { engine, flowId, clock, store } = real.harness;
    const before = store.streams.get(flowId, this.of.stream).cursor;
    await clock.advance(1_000);
    await unlessRefused(async () => {
      const range = { from: this.of.isWide ? '2026-01-01' : '2026-11-01', to: '2026-11-30' };
      const { id } = await ask(engine, 'resync.start', { flowId, stream: this.of.stream, ...range });
      await engine.services.resyncs.whenIdle();
      await unlessRefused(() => ask(engine, 'resync.stop', { id }));
    });
    const after = store.streams.get(flowId, this.of.stream).cursor;
    if (JSON.stringify(before) !== JSON.stringify(after)) throw new Error('a re-sync moved a cursor');
  }
  toString(): string {
    return `re-sync ${this.of.stream} ${this.of.isWide ? 'of the year' : 'of the month'}`;
  }
}

/** A refusal in words is an answer; anything else is a fault of the engine. */
async function unlessRefused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isAppError(error) || error.kind === 'internal') throw error;
  }
}

function keep(real: Real, run: Run): void {
  real.runs.push(run);
  assertAddsUp(run);
}
