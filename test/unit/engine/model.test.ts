import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../shared/errors/app-error.ts';
import { addDecimals, canonicalDecimal, parseDecimal, ZERO } from '../../../shared/money/decimal.ts';
import type { Run } from '../../../shared/model/run.ts';
import type { DeliveryFault } from '../../support/fake-destination.ts';
import { createHarness, invoice, type Harness } from '../../support/engine-harness.ts';

/** Every sound version of each record, oldest first. The newest must arrive; one that was spoilt since may or may not have been read. */
interface Model {
  readonly sound: Map<string, { total: string; lines: number }[]>;
}

interface Place {
  readonly stream: string;
  readonly key: string;
}

interface Real {
  harness: Harness;
  readonly runs: Run[];
}

/** One is read while the other is delivered. */
const streams = ['invoices', 'credits'];
const places = streams.flatMap((stream) => ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((key): Place => ({ stream, key })));

function nameOf({ stream, key }: Place): string {
  return `${stream}/${key}`;
}

abstract class Step implements fc.AsyncCommand<Model, Real> {
  check(): boolean {
    return true;
  }
  abstract run(model: Model, real: Real): Promise<void>;
  abstract toString(): string;
}

class Edit extends Step {
  readonly place: Place;
  readonly amounts: readonly string[];
  constructor(place: Place, amounts: readonly string[]) {
    super();
    this.place = place;
    this.amounts = amounts;
  }
  async run(model: Model, real: Real): Promise<void> {
    const total = this.amounts.reduce((sum, one) => addDecimals(sum, parseDecimal(one) ?? ZERO), ZERO);
    const text = canonicalDecimal(total);
    const { stream, key } = this.place;
    real.harness.source.put(key, invoice(key, this.amounts, text), stream);
    const name = nameOf(this.place);
    model.sound.set(name, [...(model.sound.get(name) ?? []), { total: text, lines: this.amounts.length }]);
    await real.harness.clock.advance(1_000);
  }
  toString(): string {
    return `edit ${nameOf(this.place)} ${this.amounts.join('+')}`;
  }
}

class Spoil extends Step {
  readonly place: Place;
  constructor(place: Place) {
    super();
    this.place = place;
  }
  async run(_model: Model, real: Real): Promise<void> {
    const { stream, key } = this.place;
    real.harness.source.put(key, invoice(key, [], 'not an amount'), stream);
    await real.harness.clock.advance(1_000);
  }
  toString(): string {
    return `spoil ${nameOf(this.place)}`;
  }
}

class Sync extends Step {
  readonly faults: readonly DeliveryFault[];
  readonly cutAtPage: number;
  /** The window's totals move at that page, so that it is read again, instead of an end of the connection. */
  readonly moves: boolean;
  constructor(faults: readonly DeliveryFault[], cutAtPage: number, moves: boolean) {
    super();
    this.faults = faults;
    this.cutAtPage = cutAtPage;
    this.moves = moves;
  }
  async run(_model: Model, real: Real): Promise<void> {
    const { source, destination } = real.harness;
    destination.faults.splice(0, Infinity, ...this.faults);
    source.faults.clear();
    const code = this.moves ? 'ENGINE_WINDOW_MOVED' : 'HTTP_CONNECTION_CUT';
    if (this.cutAtPage > 0) source.faults.set(this.cutAtPage, new AppError(code, 'transient'));
    const run = await real.harness.sync();
    real.runs.push(run);
    assertAddsUp(run);
  }
  toString(): string {
    return `sync [${this.faults.join(',')}] ${this.moves ? 'moved' : 'cut'} ${String(this.cutAtPage)}`;
  }
}

class Restart extends Step {
  run(_model: Model, real: Real): Promise<void> {
    real.harness = real.harness.restart();
    return Promise.resolve();
  }
  toString(): string {
    return 'restart';
  }
}

function assertAddsUp(run: Run): void {
  for (const stream of run.streams) {
    const { read, ...by } = stream.counts;
    expect(Object.values(by).reduce((sum, count) => sum + count, 0)).toBe(read);
    expect(Object.values(by).every((count) => count >= 0)).toBe(true);
    if (run.state.startsWith('succeeded')) expect(stream.totals.every((entry) => entry.agrees)).toBe(true);
  }
}

/** After two quiet runs nothing waits any more, and the destination has exactly the newest sound versions. */
async function assertArrived(model: Model, real: Real): Promise<void> {
  real.harness.destination.faults.length = 0;
  real.harness.source.faults.clear();
  await real.harness.sync();
  const last = await real.harness.sync({ verify: true });
  expect(last.state === 'succeeded' || last.state === 'succeeded-with-rejections').toBe(true);
  assertAddsUp(last);
  for (const place of places) {
    const document = real.harness.destination.rowsOf(place.stream).get(place.key)?.document;
    const landed = document && {
      total: document.header.values['total'],
      lines: document.lines['invoice_lines']?.length,
    };
    const versions = model.sound.get(nameOf(place)) ?? [];
    const isSpoilt = real.harness.source.latest(place.key, place.stream)?.fields['total'] === 'not an amount';
    if (isSpoilt) expect([undefined, ...versions]).toContainEqual(landed);
    else expect(landed).toEqual(versions.at(-1));
  }
  expect(real.harness.store.batches.openCount(real.harness.flowId)).toBe(0);
}

const amount = fc.constantFrom('0.01', '-5', '1190', '1190.000000', '0.000001', '99999999999999999999999.5');
const fault = fc.constantFrom<DeliveryFault>('lost-before', 'lost-after', 'unknown');
const steps = [
  fc
    .tuple(fc.constantFrom(...places), fc.array(amount, { maxLength: 3 }))
    .map(([place, amounts]) => new Edit(place, amounts)),
  fc.constantFrom(...places).map((place) => new Spoil(place)),
  fc
    .tuple(fc.array(fault, { maxLength: 9 }), fc.integer({ min: 0, max: 3 }), fc.boolean())
    .map(([faults, cutAtPage, moves]) => new Sync(faults, cutAtPage, moves)),
  fc.constant(new Restart()),
];

test('whatever happens on the way, the newest sound version of every record arrives once and the numbers add up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 40 }), async (commands) => {
      const model: Model = { sound: new Map() };
      const real: Real = { harness: createHarness(streams), runs: [] };
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await assertArrived(model, real);
    }),
    { numRuns: 300 },
  );
});
