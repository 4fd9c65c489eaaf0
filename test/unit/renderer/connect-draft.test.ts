import { beforeEach, describe, expect, it } from 'vitest';
import { connectDraftInputSchema } from '../../../shared/model/draft.ts';
import type { FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';
import { keptOf, useDraft } from '../../../renderer/features/connect/draft.ts';

const calendar: FlowCalendar = {
  timeZone: 'Europe/Berlin',
  absences: [{ weekdays: [6, 7], from: '00:00', to: '00:00' }],
  periodEnds: { kind: 'months' },
  close: null,
  freezes: [
    { kind: 'once', name: 'Audit', fromDay: '2027-01-08', fromTime: '18:00', toDay: '2027-01-09', toTime: '08:00' },
  ],
};

beforeEach(() => {
  useDraft.getState().reset();
});

describe('the calendar of a flow that is being connected', () => {
  it('is kept with the draft, and is there again when it is resumed', () => {
    useDraft.getState().setCalendar(calendar);
    const kept = connectDraftInputSchema.parse(keptOf(useDraft.getState()));
    expect(kept.calendar).toEqual(calendar);
    useDraft.getState().reset();
    expect(useDraft.getState().calendar).toBeNull();
    useDraft.getState().resume({ ...kept, id: 'draft-1', updatedAtUtc: '2026-11-21T10:00:00.000Z' });
    expect(useDraft.getState().calendar).toEqual(calendar);
  });

  it('stays out of what is kept while it is half typed, and where there is none', () => {
    const [freeze] = calendar.freezes;
    if (freeze?.kind !== 'once') throw new Error('the freeze is gone');
    useDraft.getState().setCalendar({ ...calendar, freezes: [{ ...freeze, toDay: '' }] });
    expect(keptOf(useDraft.getState())).not.toHaveProperty('calendar');
    useDraft.getState().setCalendar(null);
    expect(keptOf(useDraft.getState())).not.toHaveProperty('calendar');
  });
});
