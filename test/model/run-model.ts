import fc from 'fast-check';
import { replayModes } from '../../shared/replay/replay.ts';
import type { DeliveryFault } from '../support/fake-destination.ts';
import { assertArrived, centers, createReal, places, streams, type Model, type Real } from './model.ts';
import {
  Center,
  ClockJump,
  Delete,
  Edit,
  Kill,
  Release,
  Replay,
  Restart,
  Resync,
  Sleep,
  Spoil,
  Sync,
  Tell,
  TokenExpiry,
  type Death,
} from './steps.ts';

const amount = fc.constantFrom('0.01', '-5', '1190', '1190.000000', '0.000001', '99999999999999999999999.5');
const fault = fc.constantFrom<DeliveryFault>('lost-before', 'lost-after', 'unknown');
const place = fc.constantFrom(...places);

const steps = [
  fc
    .tuple(
      place,
      fc.array(amount, { maxLength: 3 }),
      fc.record({
        isLate: fc.boolean(),
        hasNewField: fc.boolean(),
        center: fc.option(fc.constantFrom(...centers)),
      }),
    )
    .map(([at, amounts, kind]) => new Edit({ place: at, amounts, ...kind })),
  place.map((at) => new Spoil(at)),
  place.map((at) => new Delete(at)),
  fc
    .record({
      code: fc.constantFrom(...centers),
      becomes: fc.constantFrom('open' as const, 'closed' as const, 'gone' as const),
    })
    .map((change) => new Center(change)),
  fc.boolean().map((isTold) => new Tell(isTold)),
  fc.constant(new Release()),
  fc
    .record({
      faults: fc.array(fault, { maxLength: 9 }),
      cutAtPage: fc.integer({ min: 0, max: 3 }),
      moves: fc.boolean(),
    })
    .map((trouble) => new Sync(trouble)),
  fc
    .record({ at: fc.constantFrom<Death['at']>('page', 'before', 'after'), nth: fc.integer({ min: 1, max: 4 }) })
    .map((death) => new Kill(death)),
  fc.constant(new Restart()),
  fc.constant(new TokenExpiry()),
  fc.integer({ min: 1, max: 20_000 }).map((minutes) => new Sleep(minutes)),
  fc.integer({ min: -3_000, max: 3_000 }).map((minutes) => new ClockJump(minutes)),
  fc
    .tuple(fc.constantFrom('last run' as const, 'waiting' as const), fc.constantFrom(...replayModes))
    .map(([what, mode]) => new Replay({ what, mode })),
  fc.tuple(fc.constantFrom(...streams), fc.boolean()).map(([stream, isWide]) => new Resync({ stream, isWide })),
];

export interface ModelReport {
  readonly runs: number;
  readonly seed: number;
  /** Words of the failure with the commands that lead to it; null if there is none. */
  readonly violation: string | null;
}

/** Spoils an engine's surroundings before the commands run: to see whether the model finds it. */
export type Sabotage = (real: Real) => void;

/** Random commands against the engine and a simple model, `runs` times; what fails is made as short as it can be. */
export async function runModel(runs: number, seed: number, sabotage: Sabotage = () => undefined): Promise<ModelReport> {
  const property = fc.asyncProperty(fc.commands(steps, { maxCommands: 40 }), async (commands) => {
    const model: Model = { sound: new Map(), gone: new Set() };
    const real = createReal();
    sabotage(real);
    try {
      await fc.asyncModelRun(() => ({ model, real }), commands);
      await assertArrived(model, real);
    } finally {
      real.harness.store.close();
    }
  });
  const result = await fc.check(property, { numRuns: runs, seed });
  return {
    runs: result.numRuns,
    seed,
    violation: result.failed ? (fc.defaultReportMessage(result) ?? 'failed') : null,
  };
}
