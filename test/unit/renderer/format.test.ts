import { describe, expect, it } from 'vitest';
import {
  formatAmount,
  formatCount,
  formatDate,
  formatDuration,
  formatExact,
  formatMoment,
  formatRelative,
} from '../../../renderer/lib/format.ts';
import { localeOf, plainLocale, type Locale } from '../../../renderer/lib/locale.ts';
import {
  dateFormats,
  defaultSettings,
  languageOf,
  numberFormats,
  type Settings,
} from '../../../shared/model/settings.ts';

const locale = (choice: Partial<Settings> = {}, tag = 'en-US'): Locale =>
  localeOf({ ...defaultSettings, ...choice }, tag);
const dutch = locale({}, 'nl-NL');

describe('amounts on screen', () => {
  it('keep every digit of the source', () => {
    expect(formatAmount('12345678901234567890.12', 'EUR', plainLocale)).toBe('12,345,678,901,234,567,890.12');
    expect(formatAmount('1.23456', 'KWD', plainLocale)).toBe('1.23456');
    expect(formatAmount('1234.5', 'JPY', plainLocale)).toBe('1,234.5');
  });

  it('show at least the digits of the currency', () => {
    expect(formatAmount('-1190.5', 'EUR', dutch)).toBe('-1.190,50');
    expect(formatAmount('7', 'KWD', plainLocale)).toBe('7.000');
    expect(formatAmount('98450100.000000', 'JPY', plainLocale)).toBe('98,450,100');
  });

  it('leave alone what is not an amount', () => {
    expect(formatAmount('n/a', 'EUR', plainLocale)).toBe('n/a');
  });

  it.each([
    ['1,234.56', '1,234,567.80'],
    ['1.234,56', '1.234.567,80'],
    ['1 234,56', '1\u00a0234\u00a0567,80'],
    ['1’234.56', '1’234’567.80'],
    ['1234.56', '1234567.80'],
  ] as const)('are written as %s where that is chosen, whatever the language', (numberFormat, written) => {
    for (const language of ['en', 'nl'] as const) {
      expect(formatAmount('1234567.8', 'EUR', locale({ numberFormat, language }))).toBe(written);
    }
  });

  it('agree with the platform where the language decides', () => {
    for (const tag of ['en-US', 'en-GB', 'en-IN', 'en-ZA', 'nl-NL', 'nl-BE']) {
      const own = new Intl.NumberFormat(tag, { minimumFractionDigits: 2 });
      expect(formatAmount('123456789.12', 'EUR', locale({}, tag))).toBe(own.format(123456789.12));
    }
  });

  it('below zero have a minus or stand in parentheses; nothing is never negative', () => {
    const parentheses = locale({ negative: 'parentheses', numberFormat: '1.234,56' });
    expect(formatAmount('-1234.5', 'EUR', parentheses)).toBe('(1.234,50)');
    expect(formatAmount('-0.00', 'EUR', parentheses)).toBe('0,00');
    expect(formatAmount('1234.5', 'EUR', parentheses)).toBe('1.234,50');
    expect(formatCount(12045, parentheses)).toBe('12.045');
  });
});

describe('dates on screen', () => {
  const written = { 'language': ['Mar 07, 2026', '07 mrt 2026'], 'yyyy-mm-dd': '2026-03-07', 'dd-mm-yyyy': '07-03-2026', 'dd/mm/yyyy': '07/03/2026', 'mm/dd/yyyy': '03/07/2026', 'd mmm yyyy': ['7 Mar 2026', '7 mrt 2026'] } as const; // oxfmt-ignore

  it.each(dateFormats)('are written as %s where that is chosen', (dateFormat) => {
    const expected = written[dateFormat];
    expect(formatDate('2026-03-07', locale({ dateFormat }))).toBe(
      typeof expected === 'string' ? expected : expected[0],
    );
    const inDutch = locale({ dateFormat, language: 'nl' });
    expect(formatDate('2026-03-07', inDutch)).toBe(typeof expected === 'string' ? expected : expected[1]);
  });

  it('of accounting are the same day in every time zone', () => {
    const zone = process.env['TZ'];
    for (const TZ of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'UTC']) {
      process.env['TZ'] = TZ;
      expect(formatDate('2026-01-01', locale({ dateFormat: 'dd-mm-yyyy' }))).toBe('01-01-2026');
      expect(formatDate('2026-01-01', dutch)).toBe('01 jan 2026');
    }
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('leave alone what is not a date', () => {
    expect(formatDate('next week', dutch)).toBe('next week');
    expect(formatMoment('never', dutch)).toBe('never');
  });
});

describe('times on screen', () => {
  it('are relative in words', () => {
    const now = Date.parse('2026-11-21T10:00:00Z');
    expect(formatRelative('2026-11-21T09:48:00Z', now, plainLocale)).toBe('12 minutes ago');
    expect(formatRelative('2026-11-21T13:00:30Z', now, plainLocale)).toBe('in 3 hours');
    expect(formatRelative('2026-11-21T13:00:30Z', now, dutch)).toBe('over 3 uur');
    expect(formatDuration(200_000, plainLocale)).toBe('3 min 20 s');
    expect(formatDuration(12_400, dutch)).toBe('12,4 s');
  });

  it('are exact to the second, with UTC', () => {
    const at = new Date(2026, 10, 21, 9, 5, 7).toISOString();
    const iso = locale({ dateFormat: 'yyyy-mm-dd' });
    expect(formatMoment(at, iso)).toBe('2026-11-21 09:05:07');
    expect(formatExact(at, iso)).toContain(`${at.slice(0, 19).replace('T', ' ')} UTC`);
  });
});

describe('the language', () => {
  it('is the one chosen, else the computer’s, else English', () => {
    expect(languageOf('nl', 'en-US')).toBe('nl');
    expect(languageOf('system', 'nl_BE')).toBe('nl');
    expect(languageOf('system', 'de-DE')).toBe('en');
    expect(languageOf('system', 'C')).toBe('en');
  });

  it('takes the computer’s own kind of the language for its formats', () => {
    expect(locale({}, 'en-GB').tag).toBe('en-GB');
    expect(locale({ language: 'nl' }, 'en-GB').tag).toBe('nl-NL');
    expect(locale({}, 'nl_BE.UTF-8').language).toBe('nl');
    expect(numberFormats.map((numberFormat) => locale({ numberFormat }, 'nl-NL').decimal)).toEqual([
      ',',
      '.',
      ',',
      ',',
      '.',
      '.',
    ]);
  });
});
