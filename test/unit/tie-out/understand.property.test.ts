import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../shared/tie-out/numbers.ts';
import { understandReport } from '../../../shared/tie-out/understand.ts';

const amounts = fc
  .record({
    units: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
    scale: fc.integer({ min: 0, max: 6 }),
  })
  .map(({ units, scale }) => {
    const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
    const whole = digits.slice(0, digits.length - scale);
    return { negative: units < 0n, whole, fraction: scale === 0 ? '' : digits.slice(-scale) };
  });

const groups = { comma: ['.', ' ', '\u00a0', ''], point: [',', ' ', "'", ''] } as const;
const negatives = [(a: string) => `-${a}`, (a: string) => `${a}-`, (a: string) => `(${a})`, (a: string) => `− ${a}`];
const around = [(a: string) => a, (a: string) => `EUR ${a}`, (a: string) => `${a} EUR`, (a: string) => `€ ${a}`];

function written(whole: string, fraction: string, group: string, decimal: string): string {
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, group);
  return fraction === '' ? grouped : `${grouped}${decimal}${fraction}`;
}

describe('figures of a pasted report', () => {
  it('are read back exactly from every way to write them, in either style', () => {
    fc.assert(
      fc.property(
        amounts,
        fc.constantFrom('comma', 'point'),
        fc.nat(3),
        fc.nat(3),
        fc.nat(3),
        ({ negative, whole, fraction }, style, group, sign, frame) => {
          const body = written(whole, fraction, groups[style][group] ?? '', style === 'comma' ? ',' : '.');
          const text = (around[frame] ?? String)(negative ? (negatives[sign] ?? String)(body) : body);
          const plain = fraction === '' ? whole : `${whole}.${fraction}`;
          expect(readNumber(text)[style]).toBe(negative ? `-${plain}` : plain);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('survive a whole table with any separator, and never change by guessing', () => {
    const rows = fc.uniqueArray(fc.record({ account: fc.integer({ min: 1000, max: 9999 }), amount: amounts }), {
      minLength: 1,
      maxLength: 12,
      selector: (row) => row.account,
    });
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('\t', ';'),
        fc.constantFrom('comma', 'point'),
        fc.boolean(),
        (table, separator, style, withHead) => {
          const lines = table.map(({ account, amount }) => {
            const body = written(amount.whole, amount.fraction, groups[style][0], style === 'comma' ? ',' : '.');
            return [String(account), `Name of ${String(account)}`, amount.negative ? `${body}-` : body].join(separator);
          });
          const text = [...(withHead ? [['Account', 'Description', 'Balance'].join(separator)] : []), ...lines].join(
            '\n',
          );
          const told = understandReport(text, 'trial-balance', { numbers: style });
          expect(told.problems).toEqual([]);
          expect(told.rows.map((row) => row.account)).toEqual(table.map((row) => String(row.account)));
          const guessed = understandReport(text, 'trial-balance', { numbers: null });
          for (const row of guessed.rows) {
            const same = told.rows.find((one) => one.line === row.line);
            expect(guessed.numbers === null || guessed.numbers === style ? row : same).toEqual(same);
          }
          expect(guessed.rows.length + guessed.problems.length).toBe(table.length);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('never make a line disappear, whatever was pasted', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 200, unit: fc.constantFrom(...'0123456789.,;\t\n-()€ "EURaccount'.split('')) }),
        (text) => {
          const { rows, totals, problems } = understandReport(text, 'open-invoices', { numbers: 'comma' });
          const lines = text.split('\n').filter((line) => line.trim() !== '').length;
          expect(lines - rows.length - totals.length - problems.length).toBeGreaterThanOrEqual(0);
          expect(lines - rows.length - totals.length - problems.length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 500 },
    );
  });
});
