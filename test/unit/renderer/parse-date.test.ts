import { describe, expect, it } from 'vitest';
import { addDays, addMonths, firstWeekday, isDay, weeksOf, weekStart } from '../../../renderer/lib/calendar.ts';
import { formatDate } from '../../../renderer/lib/format.ts';
import { localeOf, type Locale } from '../../../renderer/lib/locale.ts';
import { datePattern, parseDate } from '../../../renderer/lib/parse-date.ts';
import { dateFormats, defaultSettings, type DateFormat, type Language } from '../../../shared/model/settings.ts';

function localeIn(language: Language, dateFormat: DateFormat, tag: string = language): Locale {
  return localeOf({ ...defaultSettings, language, dateFormat }, tag);
}

describe('a typed date', () => {
  const days = ['2026-01-02', '2026-03-31', '2024-02-29', '2026-05-09', '2026-12-10', '0999-10-11'];
  it.each(
    (['en', 'en-GB', 'nl', 'nl-BE'] as const).flatMap((tag) => dateFormats.map((format) => [tag, format] as const)),
  )('is read as it is written, in %s by %s', (tag, format) => {
    const locale = localeIn(tag.startsWith('nl') ? 'nl' : 'en', format, tag);
    for (const date of days) {
      if (date.startsWith('0') && format === 'language') continue;
      expect(parseDate(formatDate(date, locale), locale)).toEqual({ kind: 'date', date });
      expect(parseDate(date, locale)).toEqual({ kind: 'date', date });
    }
  });

  it.each([
    ['en', 'mm/dd/yyyy', '3/4/2026', '2026-03-04'],
    ['en', 'dd/mm/yyyy', '3/4/2026', '2026-04-03'],
    ['nl', 'dd-mm-yyyy', ' 3.4.2026 ', '2026-04-03'],
    ['nl', 'yyyy-mm-dd', '3-4-2026', '2026-04-03'],
    ['nl', 'd mmm yyyy', '3 maart 2026', '2026-03-03'],
    ['nl', 'd mmm yyyy', '3 mrt. 2026', '2026-03-03'],
    ['nl', 'dd-mm-yyyy', '3 May 2026', '2026-05-03'],
    ['en', 'dd/mm/yyyy', 'Sept 3, 2026', '2026-09-03'],
  ] as const)('in %s by %s: %s is %s', (language, format, typed, date) => {
    expect(parseDate(typed, localeIn(language, format))).toEqual({ kind: 'date', date });
  });

  it.each([
    ['31-02-2026', 'impossible'],
    ['29-02-2025', 'impossible'],
    ['2026-13-01', 'impossible'],
    ['00-01-2026', 'impossible'],
    ['01-01-0000', 'impossible'],
    ['21-11-26', 'none'],
    ['21-11', 'none'],
    ['21 smarch 2026', 'none'],
    ['yesterday', 'none'],
    ['', 'none'],
    ['1-2-3-2026', 'none'],
  ])('%s is not guessed at: %s', (typed, kind) => {
    expect(parseDate(typed, localeIn('nl', 'dd-mm-yyyy')).kind).toBe(kind);
  });

  it('is asked for in the letters of the language', () => {
    expect(datePattern(localeIn('nl', 'language'))).toBe('dd-mm-jjjj');
    expect(datePattern(localeIn('en', 'language', 'en-GB'))).toBe('dd/mm/yyyy');
    expect(datePattern(localeIn('nl', 'd mmm yyyy'))).toBe('d mmm jjjj');
  });
});

describe('the calendar', () => {
  it('knows which days there are', () => {
    expect(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'].filter(isDay)).toHaveLength(4);
    expect(['2025-02-29', '1900-02-29', '2026-04-31', '0000-01-01', '2026-1-1', ''].filter(isDay)).toEqual([]);
  });

  it('moves by days and months, keeps within the month, and stops where it ends', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-02-29', 12)).toBe('2025-02-28');
    expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
    expect(addDays('9999-12-31', 1)).toBe('9999-12-31');
    expect(addMonths('0001-01-01', -1)).toBe('0001-01-01');
  });

  it('lays a month out in weeks that begin as the language does', () => {
    expect([firstWeekday('nl'), firstWeekday('en-GB'), firstWeekday('en')]).toEqual([1, 1, 0]);
    const weeks = weeksOf('2026-11-21', 1);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
    expect(weeks.flat().filter((day) => day !== null)).toHaveLength(30);
    expect(weeks[0]).toEqual([null, null, null, null, null, null, '2026-11-01']);
    expect(weeksOf('2026-11-21', 0)[0]?.[0]).toBe('2026-11-01');
    expect(weekStart('2026-11-21', 1)).toBe('2026-11-16');
  });
});
