import { describe, expect, it } from 'vitest';
import { displayAmount } from '../../../shared/money/display.ts';

describe('displayAmount', () => {
  it.each([
    ['1190', 'EUR', '1,190.00'],
    ['-1234567.5', 'EUR', '-1,234,567.50'],
    ['1190', 'JPY', '1,190'],
    ['1.5', 'KWD', '1.500'],
    ['0.123456', 'EUR', '0.123456'],
    ['1190.100000', 'EUR', '1,190.10'],
    ['12', '', '12.00'],
    ['n/a', 'EUR', 'n/a'],
  ])('shows %s %s as %s', (amount, currency, shown) => {
    expect(displayAmount(amount, currency)).toBe(shown);
  });
});
