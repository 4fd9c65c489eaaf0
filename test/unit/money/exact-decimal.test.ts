import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  canonicalDecimal,
  DecimalSum,
  doesNotFit,
  exactDecimal,
  fitsDecimal,
  notDecimal,
  parseDecimal,
  sameAmount,
  sumAmounts,
  ZERO,
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

describe('DecimalSum', () => {
  /** Around the sizes where a running count becomes a BigInt, beside texts of any size and texts that are no decimals. */
  const nearTheBound = fc
    .tuple(fc.constantFrom('', '-'), fc.bigInt({ min: 999_999_999_999_000n, max: 999_999_999_999_999n }), fc.nat(15))
    .map(([sign, units, scale]) => {
      const digits = units.toString();
      return scale === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, 15 - scale)}.${digits.slice(15 - scale)}`;
    });
  const anyText = fc.oneof(
    decimalText,
    nearTheBound,
    fc.constantFrom('0', '-0.00', '+5.', '.5', '.', '-', '1e3', '1.2.3'),
  );

  it('is the BigInt sum of whatever it is given, in any order and size', () => {
    fc.assert(
      fc.property(fc.array(anyText, { maxLength: 60 }), (texts) => {
        const sum = new DecimalSum();
        let expected = ZERO;
        for (const text of texts) {
          const value = parseDecimal(text);
          expect(sum.add(text)).toBe(value !== undefined);
          if (value !== undefined) expected = addDecimals(expected, value);
        }
        expect(sum.text()).toBe(canonicalDecimal(expected));
      }),
      { numRuns: 2000 },
    );
  });

  it('stays exact through many amounts of the largest quick size', () => {
    const sum = new DecimalSum();
    for (let at = 0; at < 1000; at += 1) sum.add('999999999999.999');
    for (let at = 0; at < 1000; at += 1) sum.add('0.000001');
    expect(sum.text()).toBe('999999999999999.001');
  });
});
