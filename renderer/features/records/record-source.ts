import { useMemo } from 'react';
import { recordSortColumns, type RecordFilter, type RecordItem } from '../../../shared/model/record-view.ts';
import type { Sort } from '../../../shared/contract/paging.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { call } from '../../lib/client.ts';
import { useInLanguage } from '../../lib/queries.ts';
import type { GridFooter, GridSource } from '../../ui/grid/grid-types.ts';

type Known = (typeof recordSortColumns)[number];
type KnownSort = { column: Known; direction: Sort['direction'] }[];

/** Records by the app, in pages; the rows come in the language of the window. */
export function useRecordSource(): GridSource<RecordItem, RecordFilter> {
  const inLanguage = useInLanguage<OutputOf<'records.list'>>();
  return useMemo(
    () => ({
      fetchPage: async ({ filter, sort, offset, limit }) =>
        inLanguage(await call('records.list', { filter, sort: knownSort(sort), offset, limit })),
      findByPrefix: async ({ filter, sort, column, prefix }) => {
        if (column !== 'label' && column !== 'party') return null;
        const wanted = { by: 'prefix' as const, column, prefix };
        return (await call('records.place', { filter, sort: knownSort(sort), wanted })).index;
      },
      findByKey: async ({ filter, sort, key }) =>
        (await call('records.place', { filter, sort: knownSort(sort), wanted: { by: 'key', key } })).index,
    }),
    [inLanguage],
  );
}

/** Sums of records, computed where they are. */
export const recordSums: GridFooter<RecordFilter>['sumsOf'] = ({ filter, selection }) =>
  call('records.sums', { filter, selection });

function knownSort(sort: readonly Sort[]): KnownSort {
  return sort.flatMap(({ column, direction }) => {
    const known = recordSortColumns.find((one) => one === column);
    return known === undefined ? [] : [{ column: known, direction }];
  });
}
