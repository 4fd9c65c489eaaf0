import { heldFilterSchema, type HeldFilter } from '../../../shared/model/held.ts';
import { createListFilters } from '../lists/list-filters.ts';
import { NotArrivedScreen } from '../not-arrived/screen.tsx';
import { HeldActions } from './held-actions.tsx';
import { HeldGrid } from './held-grid.tsx';
import { heldLooks } from './looks.ts';

const useHeldFilters = createListFilters<HeldFilter>({
  place: '/held',
  initial: { state: 'open' },
  schema: heldFilterSchema,
});

/** Records that wait for reference data: the reasons on the left, the records on the right. */
export function HeldScreen() {
  return (
    <NotArrivedScreen
      here="held"
      filters={useHeldFilters()}
      looks={heldLooks}
      none={{ whole: 'held.none', narrowed: 'held.noneFound' }}
      actions={(open) => <HeldActions {...open} />}
      grid={(filter, none) => <HeldGrid filter={filter} none={none} fileName="held" />}
    />
  );
}
