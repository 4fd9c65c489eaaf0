import type { Blocker } from '../../../shared/sign-off/model.ts';
import type { EngineServices } from '../services.ts';

const mostNames = 5;

/** What stands in the way of signing off a month of a flow now. */
export function blockersOf({ deps, runner }: EngineServices, flowId: string, period: string): Blocker[] {
  const { store } = deps;
  const { waiting, rejected } = store.periodRecords.open(flowId, period);
  const differing = (store.runs.latestReading(flowId)?.streams ?? []).filter((one) => one.reconciled === false);
  const uneven = store.tieOuts.latestOf(flowId, period).filter((one) => one.state !== 'even');
  const blocker = (kind: Blocker['kind'], names: readonly string[]): Blocker[] =>
    names.length === 0 ? [] : [{ kind, count: names.length, names: names.slice(0, mostNames) }];
  return [
    ...(runner.runningOf(flowId) === null ? [] : blocker('run-under-way', [runner.runningOf(flowId)?.id ?? ''])),
    ...blocker('waiting', waiting),
    ...blocker('rejected', rejected),
    ...blocker(
      'totals',
      differing.map((one) => one.label),
    ),
    ...blocker(
      'tie-out',
      uneven.map((one) => one.parameters.kind),
    ),
  ];
}
