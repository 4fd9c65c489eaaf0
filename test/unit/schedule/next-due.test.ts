import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDay, localTime } from '../../../shared/messages/calendar.ts';
import { calendarProblems } from '../../../shared/schedule/calendar-problems.ts';
import { flowCalendarSchema, type FlowCalendar } from '../../../shared/schedule/flow-calendar.ts';
import { intervalAt, nextDue, type Plan } from '../../../shared/schedule/next-due.ts';
import { absentUntil, brokenAt, frozenAt } from '../../../shared/schedule/promised.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = (utc: string): number => Date.parse(utc);
const utc = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString());

const empty: FlowCalendar = {
  timeZone: 'Europe/Amsterdam',
  absences: [],
  periodEnds: { kind: 'months' },
  close: null,
  freezes: [],
};
const close = { firstDay: -1, lastDay: 2, transactionalMinutes: 5, referenceMinutes: 60 };
const every = { kind: 'every', transactionalMinutes: 60, referenceMinutes: 1440 } as const;

function plan(calendar: FlowCalendar | undefined, part: Partial<Plan> = {}): Plan {
  return { schedule: every, scheduleClass: 'transactional', calendar, ...part };
}

describe('when a stream is due next', () => {
  test('is as long after its last reading as the schedule of its class says, and never where a person starts every run', () => {
    const from = at('2026-11-10T12:00:00Z');
    expect(utc(nextDue(plan(undefined), from))).toBe('2026-11-10T13:00:00.000Z');
    expect(utc(nextDue(plan(empty, { scheduleClass: 'reference' }), from))).toBe('2026-11-11T12:00:00.000Z');
    expect(nextDue(plan(empty, { schedule: { kind: 'manual' } }), from)).toBeNull();
  });

  test('is sooner on the days of a close, from the midnight of the time zone on', () => {
    const closing = { ...empty, close };
    // 29 November begins in Amsterdam at 23:00 UTC; half an hour before it the hour of the schedule would end half an hour after.
    expect(utc(nextDue(plan(closing), at('2026-11-28T22:30:00Z')))).toBe('2026-11-28T23:00:00.000Z');
    expect(utc(nextDue(plan(closing), at('2026-11-30T10:00:00Z')))).toBe('2026-11-30T10:05:00.000Z');
    // 2 December is the last day; what is due after its midnight has the usual interval again.
    expect(utc(nextDue(plan(closing), at('2026-12-02T22:58:00Z')))).toBe('2026-12-02T23:58:00.000Z');
  });

  test('follows a list of period ends where the year has no calendar months', () => {
    const weeks: FlowCalendar = { ...empty, close, periodEnds: { kind: 'days', days: ['2026-10-30', '2026-11-27'] } };
    expect(intervalAt(plan(weeks), at('2026-11-27T12:00:00Z'))).toEqual({
      minutes: 5,
      untilMs: at('2026-11-29T23:00:00Z'),
    });
    expect(intervalAt(plan(weeks), at('2026-11-30T12:00:00Z'))).toEqual({ minutes: 60, untilMs: Infinity });
  });

  test('waits for the end of a freeze, and of those that touch it', () => {
    const frozen: FlowCalendar = {
      ...empty,
      freezes: [
        { kind: 'once', name: 'Audit', fromDay: '2026-11-10', fromTime: '09:00', toDay: '2026-11-10', toTime: '12:00' },
        { kind: 'once', name: 'Move', fromDay: '2026-11-10', fromTime: '12:00', toDay: '2026-11-10', toTime: '13:30' },
      ],
    };
    expect(utc(nextDue(plan(frozen), at('2026-11-10T07:30:00Z')))).toBe('2026-11-10T12:30:00.000Z');
    expect(frozenAt(frozen, at('2026-11-10T08:00:00Z'))?.name).toBe('Audit');
    expect(frozenAt(frozen, at('2026-11-10T12:30:00Z'))).toBeNull();
  });

  test('waits for the end of a freeze around each period end', () => {
    const frozen: FlowCalendar = {
      ...empty,
      freezes: [{ kind: 'period', name: 'Posting', fromDay: 2, fromTime: '18:00', toDay: 3, toTime: '06:00' }],
    };
    expect(utc(nextDue(plan(frozen), at('2026-12-02T16:30:00Z')))).toBe('2026-12-03T05:00:00.000Z');
    expect(utc(nextDue(plan(frozen), at('2027-03-02T16:30:00Z')))).toBe('2027-03-03T05:00:00.000Z');
  });
});

describe('planned absence', () => {
  const nights: FlowCalendar = {
    ...empty,
    absences: [
      { weekdays: [1, 2, 3, 4, 5], from: '19:00', to: '07:00' },
      { weekdays: [6, 7], from: '00:00', to: '00:00' },
    ],
  };

  test('joins the night of Friday, the weekend and the early Monday', () => {
    // Friday 20 November 2026, 20:00 in Amsterdam. Nothing is said of Monday before seven, so it ends at midnight.
    expect(utc(absentUntil(nights, at('2026-11-20T19:00:00Z')))).toBe('2026-11-22T23:00:00.000Z');
    expect(absentUntil(nights, at('2026-11-20T12:00:00Z'))).toBeNull();
  });

  test('gives the run that catches up its time in the morning', () => {
    const lastRead = at('2026-11-17T17:50:00Z');
    expect(utc(brokenAt(nights, lastRead, 30 * minute))).toBe('2026-11-18T06:30:00.000Z');
    expect(utc(brokenAt(nights, lastRead, 8 * hour))).toBe('2026-11-18T13:50:00.000Z');
  });

  test('does not heal a promise that was broken before it', () => {
    expect(utc(brokenAt(nights, at('2026-11-17T16:00:00Z'), 30 * minute))).toBe('2026-11-17T16:30:00.000Z');
  });

  test('is as long as the clock on the wall says when the clock changes', () => {
    const night: FlowCalendar = { ...empty, absences: [{ weekdays: [6], from: '22:00', to: '06:00' }] };
    const spring = absentUntil(night, at('2026-03-28T21:00:00Z'));
    const autumn = absentUntil(night, at('2026-10-24T20:00:00Z'));
    expect((Number(spring) - at('2026-03-28T21:00:00Z')) / hour).toBe(7);
    expect((Number(autumn) - at('2026-10-24T20:00:00Z')) / hour).toBe(9);
  });

  test('that fills the whole week is refused, and so is what ends before it begins', () => {
    const always = { ...empty, absences: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: '08:00', to: '08:00' }] };
    expect(calendarProblems(always).map(({ problem }) => problem)).toEqual(['always-absent']);
    expect(flowCalendarSchema.safeParse(always).success).toBe(false);
    const turned = { ...empty, close: { ...close, firstDay: 3 } };
    expect(calendarProblems(turned)).toEqual([{ part: 'close', index: null, problem: 'ends-before-it-begins' }]);
    expect(flowCalendarSchema.safeParse({ ...empty, timeZone: 'Mars/Olympus' }).success).toBe(false);
    expect(flowCalendarSchema.safeParse({ ...nights, close }).success).toBe(true);
  });
});

const zones = [
  'Europe/Amsterdam',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'UTC',
];
const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`);
const weekdays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 6 });
const calendars: fc.Arbitrary<FlowCalendar> = fc
  .record({
    timeZone: fc.constantFrom(...zones),
    absences: fc.array(fc.record({ weekdays, from: time, to: time }), { maxLength: 3 }),
    periodEnds: fc.constant<FlowCalendar['periodEnds']>({ kind: 'months' }),
    close: fc.option(
      fc.record({
        firstDay: fc.integer({ min: -5, max: 0 }),
        lastDay: fc.integer({ min: 0, max: 8 }),
        transactionalMinutes: fc.integer({ min: 5, max: 120 }),
        referenceMinutes: fc.integer({ min: 5, max: 1440 }),
      }),
    ),
    freezes: fc.array(
      fc.record({
        kind: fc.constant('period' as const),
        name: fc.constant('Freeze'),
        fromDay: fc.integer({ min: -3, max: 2 }),
        fromTime: time,
        toDay: fc.integer({ min: 3, max: 5 }),
        toTime: time,
      }),
      { maxLength: 2 },
    ),
  })
  .filter((calendar) => calendarProblems(calendar).length === 0);
// Around both changes of the clock of both halves of the year, to the second.
const moments = fc
  .tuple(
    fc.constantFrom('2026-03-08', '2026-03-29', '2026-04-05', '2026-09-06', '2026-10-04', '2026-10-25', '2026-11-01'),
    fc.integer({ min: -3 * 86_400, max: 3 * 86_400 }),
  )
  .map(([day, seconds]) => at(`${day}T00:00:00Z`) + seconds * 1000);
const plans = fc.record({
  schedule: fc.constant(every),
  calendar: calendars,
  scheduleClass: fc.constantFrom('transactional' as const, 'reference' as const),
});

describe('whatever the calendar and the clock on the wall', () => {
  test('a run is due exactly when its interval is over and nothing is frozen, and not a minute later', () => {
    fc.assert(
      fc.property(plans, moments, (any, from) => {
        const due = nextDue(any, from);
        if (due === null) throw new Error('never due');
        const isDueAt = (ms: number): boolean => {
          const interval = intervalAt(any, ms);
          if (interval === null) return false;
          return ms - from >= interval.minutes * minute && frozenAt(any.calendar, ms) === null;
        };
        expect(due - from).toBeGreaterThanOrEqual(5 * minute);
        expect(isDueAt(due)).toBe(true);
        for (let step = 1; step <= 30; step += 1) expect(isDueAt(due - step * minute)).toBe(false);
        expect(isDueAt(due - 1)).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  test('who was read later is never due earlier', () => {
    fc.assert(
      fc.property(plans, moments, fc.integer({ min: 0, max: 3 * 86_400 }), (any, from, later) => {
        expect(nextDue(any, from + later * 1000)).toBeGreaterThanOrEqual(nextDue(any, from) ?? Infinity);
      }),
      { numRuns: 300 },
    );
  });

  test('no promise is broken within an absence, or sooner than its limit', () => {
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 10, max: 3000 }), (calendar, since, minutes) => {
        const broken = brokenAt(calendar, since, minutes * minute);
        if (broken === Infinity) return;
        expect(broken - since).toBeGreaterThanOrEqual(minutes * minute);
        expect(absentUntil(calendar, broken)).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  test('an absence ends at its time of the day, wherever the clock does not leap over it', () => {
    fc.assert(
      fc.property(calendars, moments, (calendar, ms) => {
        const until = absentUntil({ ...calendar, freezes: [] }, ms);
        if (until === null) return;
        expect(absentUntil({ ...calendar, freezes: [] }, until)).toBeNull();
        const ends = calendar.absences.map(({ to }) => to);
        const isLeap =
          localTime(until, calendar.timeZone) > localTime(until - 1, calendar.timeZone) &&
          localDay(until, calendar.timeZone) === localDay(until - 1, calendar.timeZone) &&
          !ends.includes(localTime(until, calendar.timeZone));
        expect(isLeap || ends.includes(localTime(until, calendar.timeZone))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
