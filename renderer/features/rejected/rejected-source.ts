import { useMemo } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { rejectedSortColumns, type RejectedFilter, type RejectedItem } from '../../../shared/model/record-view.ts';
import { call } from '../../lib/client.ts';
import { useInLanguage } from '../../lib/queries.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { listSource } from '../lists/list-source.ts';

/** Rejected records by the app, in pages; the reasons come in the language of the window. */
export function useRejectedSource(): GridSource<RejectedItem, RejectedFilter> {
  const inLanguage = useInLanguage<OutputOf<'rejected.list'>>();
  return useMemo(
    () => listSource(rejectedSortColumns, async (query) => inLanguage(await call('rejected.list', query))),
    [inLanguage],
  );
}
