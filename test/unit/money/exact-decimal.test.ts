import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  canonicalDecimal,
  doesNotFit,
  exactDecimal,
  fitsDecimal,
  notDecimal,
  parseDecimal,
  sameAmount,
  sumAmounts,
} from '../../../shared/money/decimal.ts';

const decimalText = fc
  .tuple(
    fc.constantFrom('', '-', '+'),
    fc.stringMatching(/^\d{0,40}$/),
    fc.option(fc.stringMatching(/^\d{0,20}$/), { nil: undefined }),
  )
  .map(([sign, whole, fraction]) => `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}`);

const columnType = fc
  .integer({ min: 1, max: 38 })
  .chain((precision) => fc.tuple(fc.constant(precision), fc.integer({ min: 0, max: precision })));

describe('exactDecimal', () => {
  it('agrees with the BigInt arithmetic on every text and column type', () => {
    fc.assert(
      fc.property(decimalText, columnType, (text, [precision, scale]) => {
        const value = parseDecimal(text);
        const expected =
          value === undefined
            ? notDecimal
            : fitsDecimal(value, precision, scale)
              ? canonicalDecimal(value)
              : doesNotFit;
        expect(exactDecimal(text, precision, scale)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it('never rounds: what fits is numerically the same', () => {
    fc.assert(
      fc.property(decimalText, columnType, (text, [precision, scale]) => {
        const exact = exactDecimal(text, precision, scale);
        if (typeof exact === 'string') expect(sameAmount(exact, text)).toBe(true);
      }),
    );
  });

  it.each(['', '.', '-', '+', '1e3', '1,5', ' 1', '1 ', '--1', '1.2.3', 'NaN', '١٢', '1-'])('refuses “%s”', (text) => {
    expect(exactDecimal(text, 38, 6)).toBe(notDecimal);
  });

  it.each([
    ['1190.000000', '1190'],
    ['-0.00', '0'],
    ['.5', '0.5'],
    ['+007', '7'],
    ['12.', '12'],
  ])('writes %s as %s', (text, canonical) => {
    expect(exactDecimal(text, 38, 6)).toBe(canonical);
  });

  it('holds the largest DECIMAL(38,6) and refuses one digit more on either side', () => {
    const largest = `${'9'.repeat(32)}.${'9'.repeat(6)}`;
    expect(exactDecimal(largest, 38, 6)).toBe(largest);
    expect(exactDecimal(`1${largest}`, 38, 6)).toBe(doesNotFit);
    expect(exactDecimal(`${largest}1`, 38, 6)).toBe(doesNotFit);
  });
});

describe('sumAmounts', () => {
  it('adds without losing a digit', () => {
    expect(sumAmounts(['0.1', '0.2', '-0.3', '99999999999999999999.000001'])).toBe('99999999999999999999.000001');
  });
});
