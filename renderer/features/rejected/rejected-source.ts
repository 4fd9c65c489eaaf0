import type { InputOf } from '../../../shared/contract/contract.ts';
import { rejectedSortColumns, type RejectedFilter, type RejectedItem } from '../../../shared/model/record-view.ts';
import { call } from '../../lib/client.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { useListSource } from '../lists/list-source.ts';

const ask = (query: InputOf<'rejected.list'>) => call('rejected.list', query);

/** Rejected records by the app, in pages; the reasons come in the language of the window. */
export function useRejectedSource(): GridSource<RejectedItem, RejectedFilter> {
  return useListSource(rejectedSortColumns, ask);
}
