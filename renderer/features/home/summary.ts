import type { Connection } from '../../../shared/model/connection.ts';
import { agreementOf } from '../runs/sums.ts';
import { troubleOf, type Overview, type Trouble } from './cause.ts';

interface Named {
  readonly row: Overview;
  readonly trouble: Trouble;
}

/** Whether the data is in, as one sentence says it. */
export type Summary =
  | { readonly kind: 'needs'; readonly needing: readonly Named[]; readonly total: number }
  | { readonly kind: 'waits'; readonly waiting: readonly Named[]; readonly total: number }
  | { readonly kind: 'never'; readonly never: number; readonly total: number }
  | { readonly kind: 'running'; readonly running: number; readonly total: number }
  | { readonly kind: 'paused'; readonly paused: number; readonly total: number }
  | {
      readonly kind: 'in';
      /** The flow that succeeded longest ago decides. */
      readonly lastSuccessAtUtc: string | null;
      readonly agreeing: number;
      readonly notCompared: number;
    };

/** Sums up all flows; what needs a person comes before what goes on by itself, and both before what is well. */
export function summaryOf(rows: readonly Overview[], connections: readonly Connection[]): Summary {
  const total = rows.length;
  const troubled = rows.flatMap((row) => {
    const trouble = troubleOf(row, connections);
    return trouble === null ? [] : [{ row, trouble }];
  });
  const needing = troubled.filter(({ trouble }) => trouble.needsPerson);
  if (needing.length > 0) return { kind: 'needs', needing, total };
  if (troubled.length > 0) return { kind: 'waits', waiting: troubled, total };
  const running = rows.filter((row) => row.state === 'running').length;
  if (running > 0) return { kind: 'running', running, total };
  const never = rows.filter((row) => row.lastSuccessAtUtc === null).length;
  if (never > 0) return { kind: 'never', never, total };
  const paused = rows.filter((row) => row.flow.paused !== null).length;
  if (paused > 0) return { kind: 'paused', paused, total };
  const agreements = rows.flatMap((row) => (row.lastRun === null ? [] : [agreementOf(row.lastRun)]));
  return {
    kind: 'in',
    lastSuccessAtUtc: rows.flatMap((row) => row.lastSuccessAtUtc ?? []).sort()[0] ?? null,
    agreeing: agreements.reduce((sum, one) => sum + one.agreeing, 0),
    notCompared: agreements.reduce((sum, one) => sum + one.notCompared, 0),
  };
}
