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

/** Runs by the app, in pages. */
export function useRunSource(): GridSource<RunItem, RunFilter> {
  const inLanguage = useInLanguage<OutputOf<'runs.list'>>();
  return useMemo(
    () => ({
      fetchPage: async ({ filter, sort, offset, limit }) => {
        const known = sort.flatMap(({ column, direction }) => {
          const found = runSortColumns.find((one) => one === column);
          return found === undefined ? [] : [{ column: found, direction }];
        });
        return inLanguage(await call('runs.list', { filter, sort: known, offset, limit }));
      },
    }),
    [inLanguage],
  );
}

/** The request log of a run, in pages. */
export const requestSource: GridSource<RunRequest, RunRequestFilter> = {
  fetchPage: ({ filter, sort, offset, limit }) => {
    const known = sort.flatMap(({ column, direction }) => {
      const found = runRequestSortColumns.find((one) => one === column);
      return found === undefined ? [] : [{ column: found, direction }];
    });
    return call('runs.requests', { filter, sort: known, offset, limit });
  },
};
