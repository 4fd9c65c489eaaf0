import type { InputOf } from '../../../shared/contract/contract.ts';
import { heldSortColumns, type HeldFilter, type HeldItem } from '../../../shared/model/held.ts';
import { call } from '../../lib/client.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { useListSource } from '../lists/list-source.ts';

const ask = (query: InputOf<'held.list'>) => call('held.list', query);

/** Held records by the app, in pages; the reasons come in the language of the window. */
export function useHeldSource(): GridSource<HeldItem, HeldFilter> {
  return useListSource(heldSortColumns, ask);
}
