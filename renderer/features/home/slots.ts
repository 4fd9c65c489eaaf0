import type { RunState } from '../../../shared/model/run.ts';
import type { Overview } from './cause.ts';

const hourMs = 3_600_000;
const hoursShown = 24;

/** The state that decides how an hour looks, the worst first. */
const worst: readonly RunState[] = [
  'failed',
  'incomplete',
  'succeeded-with-rejections',
  'running',
  'cancelled',
  'succeeded',
];

/** One hour of the strip; `state` is the worst of its runs, null where none started. */
export interface Slot {
  readonly fromUtc: string;
  readonly toUtc: string;
  readonly state: RunState | null;
  readonly runs: number;
  readonly states: Overview['hours'][number]['states'];
}

/** The last 24 hours of the clock, oldest first, the present one last, whether runs started in them or not. */
export function slotsOf(hours: Overview['hours'], nowMs: number): Slot[] {
  const present = Math.floor(nowMs / hourMs);
  const known = new Map(hours.map((hour) => [Math.floor(Date.parse(hour.fromUtc) / hourMs), hour.states]));
  return Array.from({ length: hoursShown }, (_, index) => {
    const at = present - hoursShown + 1 + index;
    const states = known.get(at) ?? [];
    return {
      fromUtc: new Date(at * hourMs).toISOString(),
      toUtc: new Date((at + 1) * hourMs).toISOString(),
      state: worst.find((state) => states.some((one) => one.state === state)) ?? null,
      runs: states.reduce((sum, one) => sum + one.runs, 0),
      states,
    };
  });
}
