import { rejectedFilterSchema, type RejectedFilter } from '../../../shared/model/record-view.ts';
import { createListFilters } from '../lists/list-filters.ts';
import { NotArrivedScreen } from '../not-arrived/screen.tsx';
import { rejectedLooks } from './looks.ts';
import { RejectedActions } from './rejected-actions.tsx';
import { RejectedGrid } from './rejected-grid.tsx';

const useRejectedFilters = createListFilters<RejectedFilter>({
  place: '/rejected',
  initial: { state: 'open' },
  schema: rejectedFilterSchema,
});

/** Rejected records of every run: the reasons with what to do on the left, the records on the right. */
export function RejectedScreen() {
  return (
    <NotArrivedScreen
      here="rejected"
      filters={useRejectedFilters()}
      looks={rejectedLooks}
      none={{ whole: 'rejected.noneOpen', narrowed: 'rejected.noneFound' }}
      actions={(open) => <RejectedActions {...open} />}
      grid={(filter, none) => <RejectedGrid filter={filter} none={none} fileName="rejected" />}
    />
  );
}
