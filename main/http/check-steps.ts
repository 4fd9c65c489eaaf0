import { toErrorDto } from '../../shared/errors/error-dto.ts';
import type { CheckStep } from '../../shared/model/check.ts';
import type { Clock } from '../ports/time.ts';

export interface StepOutcome {
  readonly state: 'passed' | 'warning' | 'skipped';
  /** What was found, in words. */
  readonly detail: string | null;
}

/** One line of a check: what it does, and what it throws if it fails. */
export interface StepToRun {
  readonly id: string;
  readonly label: string;
  run(): Promise<StepOutcome>;
}

export interface RunStepsOptions {
  readonly clock: Clock;
  /** Steps whose failure does not end those after them; default none. */
  readonly standsAlone?: (id: string) => boolean;
}

/** Runs steps in order; each is sent when it begins and when it ends, with its time. After a failed one the others are skipped. */
export async function* runSteps(
  steps: readonly StepToRun[],
  { clock, standsAlone = () => false }: RunStepsOptions,
): AsyncGenerator<CheckStep> {
  let hasFailed = false;
  for (const { id, label, run } of steps) {
    const base = { id, label, durationMs: null, detail: null, error: null };
    if (hasFailed) {
      yield { ...base, state: 'skipped', detail: 'An earlier step failed' };
      continue;
    }
    yield { ...base, state: 'running' };
    const startedAt = clock.now();
    try {
      const outcome = await run();
      yield { ...base, ...outcome, durationMs: clock.now() - startedAt };
    } catch (error) {
      hasFailed = !standsAlone(id);
      yield { ...base, state: 'failed', durationMs: clock.now() - startedAt, error: toErrorDto(error) };
    }
  }
}
