import type { InputOf } from '../../../shared/contract/contract.ts';
import {
  runRequestSortColumns,
  runSortColumns,
  type RunFilter,
  type RunItem,
  type RunRequest,
  type RunRequestFilter,
} from '../../../shared/model/record-view.ts';
import { call } from '../../lib/client.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { listSource, useListSource } from '../lists/list-source.ts';

const ask = (query: InputOf<'runs.list'>) => call('runs.list', query);

/** Runs by the app, in pages. */
export function useRunSource(): GridSource<RunItem, RunFilter> {
  return useListSource(runSortColumns, ask);
}

/** The request log of a run, in pages. */
export const requestSource: GridSource<RunRequest, RunRequestFilter> = listSource(runRequestSortColumns, (query) =>
  call('runs.requests', query),
);
