import { describe, expect, test } from 'vitest';
import { isDay, splitRange } from '../../../shared/resync/split-range.ts';

describe('a range of days', () => {
  test('is split at the ends of the months, so that no day is in two parts and none is left out', () => {
    expect(splitRange({ from: '2026-01-15', to: '2026-03-02' })).toEqual([
      { from: '2026-01-15', to: '2026-01-31' },
      { from: '2026-02-01', to: '2026-02-28' },
      { from: '2026-03-01', to: '2026-03-02' },
    ]);
  });

  test('of one day, over a leap day and over New Year stays whole months or less', () => {
    expect(splitRange({ from: '2026-05-05', to: '2026-05-05' })).toEqual([{ from: '2026-05-05', to: '2026-05-05' }]);
    expect(splitRange({ from: '2027-12-31', to: '2028-02-29' }).map((part) => part.to)).toEqual([
      '2027-12-31',
      '2028-01-31',
      '2028-02-29',
    ]);
  });

  test('that ends before it begins has no parts', () => {
    expect(splitRange({ from: '2026-02-02', to: '2026-02-01' })).toEqual([]);
  });

  test('takes only days that are in the calendar', () => {
    expect(['2026-02-28', '2028-02-29'].every(isDay)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', '2026-04-31'].some(isDay)).toBe(false);
  });
});
