import { useMemo } from 'react';
import { recordSortColumns, type RecordFilter, type RecordItem } from '../../../shared/model/record-view.ts';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { call } from '../../lib/client.ts';
import { useInLanguage } from '../../lib/queries.ts';
import type { GridFooter, GridSource } from '../../ui/grid/grid-types.ts';
import { knownSort, listSource, type ListQuery } from '../lists/list-source.ts';

type Column = (typeof recordSortColumns)[number];

/** Records by the app, in pages; the rows come in the language of the window. */
export function useRecordSource(): GridSource<RecordItem, RecordFilter> {
  const inLanguage = useInLanguage<OutputOf<'records.list'>>();
  return useMemo(
    () => ({
      ...listSource(recordSortColumns, async (query: ListQuery<RecordFilter, Column>) =>
        inLanguage(await call('records.list', query)),
      ),
      findByPrefix: async ({ filter, sort, column, prefix }) => {
        if (column !== 'label' && column !== 'party') return null;
        const wanted = { by: 'prefix' as const, column, prefix };
        return (await call('records.place', { filter, sort: knownSort(recordSortColumns, sort), wanted })).index;
      },
      findByKey: async ({ filter, sort, key }) =>
        (await call('records.place', { filter, sort: knownSort(recordSortColumns, sort), wanted: { by: 'key', key } }))
          .index,
    }),
    [inLanguage],
  );
}

/** Sums of records, computed where they are. */
export const recordSums: GridFooter<RecordFilter>['sumsOf'] = ({ filter, selection }) =>
  call('records.sums', { filter, selection });
