import { useMemo } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { rejectedSortColumns, type RejectedFilter, type RejectedItem } from '../../../shared/model/record-view.ts';
import { call } from '../../lib/client.ts';
import { useInLanguage } from '../../lib/queries.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';

/** Rejected records by the app, in pages; the reasons come in the language of the window. */
export function useRejectedSource(): GridSource<RejectedItem, RejectedFilter> {
  const inLanguage = useInLanguage<OutputOf<'rejected.list'>>();
  return useMemo(
    () => ({
      fetchPage: async ({ filter, sort, offset, limit }) => {
        const known = sort.flatMap(({ column, direction }) => {
          const found = rejectedSortColumns.find((one) => one === column);
          return found === undefined ? [] : [{ column: found, direction }];
        });
        return inLanguage(await call('rejected.list', { filter, sort: known, offset, limit }));
      },
    }),
    [inLanguage],
  );
}
