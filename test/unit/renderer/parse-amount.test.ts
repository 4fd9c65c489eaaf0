import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from '../../../renderer/lib/format.ts';
import { localeOf } from '../../../renderer/lib/locale.ts';
import { parseAmount } from '../../../renderer/lib/parse-amount.ts';
import { defaultSettings, numberFormats, type NumberFormat } from '../../../shared/model/settings.ts';

const as = (numberFormat: NumberFormat, tag = 'en-US') => localeOf({ ...defaultSettings, numberFormat }, tag);
const english = as('1,234.56');
const dutch = as('1.234,56');
const amount = (text: string) => ({ kind: 'amount', amount: text });

describe('a typed amount', () => {
  it('is read as the chosen format writes it', () => {
    expect(parseAmount('1,234.50', english)).toEqual(amount('1234.50'));
    expect(parseAmount('1,234', english)).toEqual(amount('1234'));
    expect(parseAmount('1.234,50', dutch)).toEqual(amount('1234.50'));
    expect(parseAmount('1.234', dutch)).toEqual(amount('1234'));
    expect(parseAmount(' 007,10 ', dutch)).toEqual(amount('7.10'));
    expect(parseAmount('1\u202f234,5', as('1 234,56'))).toEqual(amount('1234.5'));
    expect(parseAmount("1'234.5", as('1’234.56'))).toEqual(amount('1234.5'));
  });

  it('below zero has a minus before or behind it, or stands in parentheses', () => {
    for (const typed of ['-5,25', '−5,25', '5,25-', '(5,25)', '( 5,25 )']) {
      expect(parseAmount(typed, dutch)).toEqual(amount('-5.25'));
    }
    expect(parseAmount('-0', dutch)).toEqual(amount('0'));
  });

  it('that can be read in two ways is asked about', () => {
    expect(parseAmount('1,234', dutch)).toEqual({ kind: 'unclear', readings: ['1234', '1.234'] });
    expect(parseAmount('1.234', english)).toEqual({ kind: 'unclear', readings: ['1.234', '1234'] });
    expect(parseAmount('-1,234', as('1234.56'))).toEqual({ kind: 'unclear', readings: ['-1234', '-1.234'] });
  });

  it('that only another format can read is asked about too', () => {
    expect(parseAmount('1,234.56', dutch)).toEqual({ kind: 'unclear', readings: ['1234.56'] });
    expect(parseAmount('12,34', english)).toEqual({ kind: 'unclear', readings: ['12.34'] });
  });

  it.each(['', 'abc', '1,2,3', '1.2.3', '--1', '1e5', '12 EUR', '.', ',5,', '1,,2'])('“%s” is none', (typed) => {
    expect(parseAmount(typed, english)).toEqual({ kind: 'none' });
    expect(parseAmount(typed, dutch)).toEqual({ kind: 'none' });
  });
});

const decimals = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.stringMatching(/^\d{0,8}$/))
  .map(([minus, whole, fraction]) => ({ minus, whole: String(whole), fraction: fraction.replace(/0+$/, '') }))
  .map(({ minus, whole, fraction }) => {
    const text = fraction === '' ? whole : `${whole}.${fraction}`;
    return minus && /[1-9]/.test(text) ? `-${text}` : text;
  });

describe('what a format writes', () => {
  it.each(numberFormats)(
    '%s reads back to the last digit, or asks with the right answer among the readings',
    (format) => {
      fc.assert(
        fc.property(decimals, fc.constantFrom('minus' as const, 'parentheses' as const), (text, negative) => {
          const locale = { ...as(format, 'nl-NL'), negative };
          const parsed = parseAmount(formatAmount(text, '', locale), locale);
          if (parsed.kind === 'amount') expect(parsed.amount).toBe(text);
          else expect(parsed.kind === 'unclear' ? parsed.readings : []).toContain(text);
        }),
      );
    },
  );

  it('with the decimals of most currencies is never asked about', () => {
    fc.assert(
      fc.property(decimals, fc.constantFrom(...numberFormats), (text, format) => {
        const cents = text.replace(/\..*/, '');
        expect(parseAmount(formatAmount(cents, 'EUR', as(format)), as(format)).kind).toBe('amount');
      }),
    );
  });
});
