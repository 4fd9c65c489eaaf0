import { useMemo } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { heldSortColumns, type HeldFilter, type HeldItem } from '../../../shared/model/held.ts';
import { call } from '../../lib/client.ts';
import { useInLanguage } from '../../lib/queries.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { listSource } from '../lists/list-source.ts';

/** Held records by the app, in pages; the reasons come in the language of the window. */
export function useHeldSource(): GridSource<HeldItem, HeldFilter> {
  const inLanguage = useInLanguage<OutputOf<'held.list'>>();
  return useMemo(
    () => listSource(heldSortColumns, async (query) => inLanguage(await call('held.list', query))),
    [inLanguage],
  );
}
