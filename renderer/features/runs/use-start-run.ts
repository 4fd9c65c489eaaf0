import { useAct } from '../../lib/queries.ts';

/** Starts a run; its progress arrives by events. */
export function useStartRun() {
  return useAct('runs.start', ['flows.overview', 'runs.list', 'audit.list']);
}
