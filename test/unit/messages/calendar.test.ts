import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  daysBetween,
  instantOf,
  isDay,
  isTimeZone,
  localDay,
  localTime,
  nextDigestTime,
  nextLocalDay,
  quietUntil,
  startOfLocalDay,
  startOfNextLocalDay,
  weekdayOf,
} from '../../../shared/messages/calendar.ts';

const zones = [
  ...['UTC', 'Europe/Amsterdam', 'America/New_York', 'Australia/Lord_Howe', 'America/Nuuk', 'Africa/Cairo'],
  ...['Asia/Kathmandu', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Africa/Casablanca'],
  ...['America/St_Johns', 'Asia/Beirut', 'America/Santiago', 'Europe/Dublin'],
];
const utc = (text: string): number => Date.parse(text);
const at = (ms: number): string => new Date(ms).toISOString();
const anyZone = fc.constantFrom(...zones);
const anyMoment = fc.integer({ min: utc('2015-01-01T00:00:00Z'), max: utc('2037-01-01T00:00:00Z') });
const anyTime = fc
  .integer({ min: 0, max: 1439 })
  .map((minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`);
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const MINUTE = 60_000;

describe('days', () => {
  it('are those of the time zone', () => {
    expect(localDay(utc('2026-11-21T23:30:00Z'), 'Europe/Amsterdam')).toBe('2026-11-22');
    expect(localDay(utc('2026-11-21T03:30:00Z'), 'America/New_York')).toBe('2026-11-20');
    expect(localTime(utc('2026-11-21T23:05:00Z'), 'Asia/Kathmandu')).toBe('04:50');
  });

  it('add, differ and have weekdays across months and leap years', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(nextLocalDay('2026-12-31')).toBe('2027-01-01');
    expect(daysBetween('2026-11-21', '2026-12-05')).toBe(14);
    expect(daysBetween('2026-03-29', '2026-03-28')).toBe(-1);
    expect([weekdayOf('2026-11-21'), weekdayOf('2026-11-22'), weekdayOf('2026-11-23')]).toEqual([6, 7, 1]);
    expect([isDay('2028-02-29'), isDay('2026-02-29'), isDay('2026-1-1'), isDay('')]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it.each([
    // Begins at midnight in winter, and is 23 and 25 hours long when the clock moves.
    ['2026-03-29T12:00:00Z', 'Europe/Amsterdam', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25T12:00:00Z', 'Europe/Amsterdam', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
    // The clock leaps over midnight: the day begins at one.
    ['2026-04-24T12:00:00Z', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
    // Half an hour.
    ['2026-04-05T06:00:00Z', 'Australia/Lord_Howe', '2026-04-04T13:00:00.000Z', '2026-04-05T13:30:00.000Z'],
    // The day that Samoa left out.
    ['2011-12-30T09:59:00Z', 'Pacific/Apia', '2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'],
  ])('%s in %s lies between %s and %s', (moment, zone, start, end) => {
    expect(at(startOfLocalDay(utc(moment), zone))).toBe(start);
    expect(at(startOfNextLocalDay(utc(moment), zone))).toBe(end);
  });

  it('hold their own moments, whatever the zone and the season', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (ms, zone) => {
        const start = startOfLocalDay(ms, zone);
        const next = startOfNextLocalDay(ms, zone);
        expect(start).toBeLessThanOrEqual(ms);
        expect(next).toBeGreaterThan(ms);
        expect(localDay(start, zone)).toBe(localDay(ms, zone));
        expect(localDay(start - 1, zone)).toBe(addDays(localDay(ms, zone), -1));
        expect(localDay(next, zone)).toBe(addDays(localDay(ms, zone), 1));
      }),
      { numRuns: 1500 },
    );
  });

  it('know the names of time zones', () => {
    expect([isTimeZone('Europe/Amsterdam'), isTimeZone('UTC')]).toEqual([true, true]);
    expect([isTimeZone('Europe/Atlantis'), isTimeZone('+01:00'), isTimeZone('')]).toEqual([false, false, false]);
    expect(() => localDay(0, 'Europe/Atlantis')).toThrow(RangeError);
  });
});

describe('a time of the day', () => {
  it.each([
    ['2026-03-29', '02:30', 'Europe/Amsterdam', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '02:30', 'Europe/Amsterdam', '2026-10-25T00:30:00.000Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-10-04', '02:15', 'Australia/Lord_Howe', '2026-10-03T15:30:00.000Z'],
    ['2026-04-05', '01:45', 'Australia/Lord_Howe', '2026-04-04T14:45:00.000Z'],
    ['2026-03-28', '23:30', 'America/Nuuk', '2026-03-29T01:00:00.000Z'],
    ['2026-11-23', '08:30', 'Europe/Amsterdam', '2026-11-23T07:30:00.000Z'],
  ])('%s %s in %s is %s', (day, time, zone, expected) => {
    expect(at(instantOf(day, time, zone))).toBe(expected);
  });

  it('is the first moment at which the clock shows it or has leapt over it', () => {
    fc.assert(
      fc.property(anyMoment, anyTime, anyZone, (ms, time, zone) => {
        const day = localDay(ms, zone);
        const found = instantOf(day, time, zone);
        const wall = (moment: number): string => `${localDay(moment, zone)} ${localTime(moment, zone)}`;
        expect(wall(found) >= `${day} ${time}`).toBe(true);
        // No moment of the twelve hours before it shows this time or a later one.
        for (let minutes = 1; minutes <= 720; minutes += 7) {
          expect(wall(found - minutes * MINUTE) < `${day} ${time}`).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe('digest times', () => {
  const weekdays = [1, 2, 3, 4, 5];
  const timing = { kind: 'digest' as const, times: ['16:00', '08:30'], weekdays };
  const next = (moment: string, zone = 'Europe/Amsterdam'): string => at(nextDigestTime(timing, zone, utc(moment)));

  it('come next on the same day, on the next, and after the weekend', () => {
    expect(next('2026-11-20T06:00:00Z')).toBe('2026-11-20T07:30:00.000Z');
    expect(next('2026-11-20T08:00:00Z')).toBe('2026-11-20T15:00:00.000Z');
    expect(next('2026-11-20T16:00:00Z')).toBe('2026-11-23T07:30:00.000Z');
    expect(next('2026-11-20T16:00:00Z', 'America/New_York')).toBe('2026-11-20T21:00:00.000Z');
  });

  it('are always later than the moment itself', () => {
    expect(next('2026-11-20T07:30:00Z')).toBe('2026-11-20T15:00:00.000Z');
  });

  it('come once on the days when the clock moves', () => {
    const nightly = { kind: 'digest' as const, times: ['02:30'], weekdays: everyDay };
    const zone = 'Europe/Amsterdam';
    const three = (from: string): string[] => {
      const found: number[] = [];
      for (let ms = utc(from); found.length < 3; ms = found.at(-1) ?? ms) found.push(nextDigestTime(nightly, zone, ms));
      return found.map(at);
    };
    expect(three('2026-03-27T12:00:00Z')).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z',
      '2026-03-30T00:30:00.000Z',
    ]);
    expect(three('2026-10-23T12:00:00Z')).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z',
      '2026-10-26T01:30:00.000Z',
    ]);
  });

  it('leave out a day that the time zone left out', () => {
    const fridays = { kind: 'digest' as const, times: ['09:00'], weekdays: [5] };
    const found = nextDigestTime(fridays, 'Pacific/Apia', utc('2011-12-29T00:00:00Z'));
    expect(at(found)).toBe('2012-01-05T19:00:00.000Z');
  });

  it('never skip a day and never come twice, whatever the zone and the season', () => {
    fc.assert(
      fc.property(anyMoment, anyTime, anyZone, (ms, time, zone) => {
        const daily = { kind: 'digest' as const, times: [time], weekdays: everyDay };
        const first = nextDigestTime(daily, zone, ms);
        const second = nextDigestTime(daily, zone, first);
        expect(first).toBeGreaterThan(ms);
        expect(first - ms).toBeLessThanOrEqual(25 * 60 * MINUTE);
        expect(second - first).toBeGreaterThanOrEqual(22 * 60 * MINUTE);
        expect(second - first).toBeLessThanOrEqual(26 * 60 * MINUTE);
        expect(nextDigestTime(daily, zone, first - 1)).toBe(first);
      }),
      { numRuns: 500 },
    );
  });

  it('need a time and a weekday', () => {
    expect(() => nextDigestTime({ ...timing, times: [] }, 'UTC', 0)).toThrow(RangeError);
    expect(() => nextDigestTime({ ...timing, weekdays: [] }, 'UTC', 0)).toThrow(RangeError);
  });
});

describe('quiet hours', () => {
  const night = { from: '22:00', to: '06:30' };
  const until = (moment: string, zone = 'Europe/Amsterdam', hours = night): string | null => {
    const end = quietUntil(hours, zone, utc(moment));
    return end === null ? null : at(end);
  };

  it('pass midnight, begin at their first minute and end before their last', () => {
    expect(until('2026-11-20T20:59:59.999Z')).toBeNull();
    expect(until('2026-11-20T21:00:00Z')).toBe('2026-11-21T05:30:00.000Z');
    expect(until('2026-11-21T05:29:59.999Z')).toBe('2026-11-21T05:30:00.000Z');
    expect(until('2026-11-21T05:30:00Z')).toBeNull();
  });

  it('may lie within a day', () => {
    const noon = { from: '12:00', to: '13:00' };
    expect(until('2026-11-20T11:30:00Z', 'Europe/Amsterdam', noon)).toBe('2026-11-20T12:00:00.000Z');
    expect(until('2026-11-20T12:00:00Z', 'Europe/Amsterdam', noon)).toBeNull();
  });

  it('are shorter and longer in the nights when the clock moves', () => {
    expect(until('2026-03-28T22:00:00Z')).toBe('2026-03-29T04:30:00.000Z');
    expect(until('2026-10-24T21:00:00Z')).toBe('2026-10-25T05:30:00.000Z');
  });

  it('that end in the hour that comes twice end the first time', () => {
    const early = { from: '22:00', to: '02:30' };
    expect(until('2026-10-25T00:15:00Z', 'Europe/Amsterdam', early)).toBe('2026-10-25T00:30:00.000Z');
    expect(until('2026-10-25T01:15:00Z', 'Europe/Amsterdam', early)).toBeNull();
  });

  it('are none if there are none, or if they have no length', () => {
    expect(quietUntil(null, 'Europe/Amsterdam', 0)).toBeNull();
    expect(until('2026-11-20T11:30:00Z', 'UTC', { from: '08:00', to: '08:00' })).toBeNull();
  });

  it('end after the moment, and are over at their end', () => {
    fc.assert(
      fc.property(anyMoment, anyTime, anyTime, anyZone, (ms, from, to, zone) => {
        const end = quietUntil({ from, to }, zone, ms);
        if (end === null) return;
        expect(end).toBeGreaterThan(ms);
        expect(quietUntil({ from, to }, zone, end - 1)).toBe(end);
        expect(quietUntil({ from, to }, zone, end)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });
});
