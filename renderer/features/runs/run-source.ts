import { useMemo } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import {
  runRequestSortColumns,
  runSortColumns,
  type RunFilter,
  type RunItem,
  type RunRequest,
  type RunRequestFilter,
} from '../../../shared/model/record-view.ts';
import { call } from '../../lib/client.ts';
import { useInLanguage } from '../../lib/queries.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { listSource } from '../lists/list-source.ts';

/** Runs by the app, in pages. */
export function useRunSource(): GridSource<RunItem, RunFilter> {
  const inLanguage = useInLanguage<OutputOf<'runs.list'>>();
  return useMemo(
    () => listSource(runSortColumns, async (query) => inLanguage(await call('runs.list', query))),
    [inLanguage],
  );
}

/** The request log of a run, in pages. */
export const requestSource: GridSource<RunRequest, RunRequestFilter> = listSource(runRequestSortColumns, (query) =>
  call('runs.requests', query),
);
