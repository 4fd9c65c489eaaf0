import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalDecimal, sumAmounts } from '../../../shared/money/decimal.ts';
import { compareReport, stateOf, type SummedGroup } from '../../../shared/tie-out/compare.ts';
import type { Cause, ReportRow } from '../../../shared/tie-out/model.ts';
import { tieOutHead, tieOutTable } from '../../../shared/tie-out/table.ts';

const group = (
  company: string,
  amount: string,
  currency: string | null = 'EUR',
  account: string | null = null,
): SummedGroup => ({
  company,
  companyName: `${company} B.V.`,
  currency,
  account,
  accountName: account === null ? null : `${account}:Travel`,
  figures: { amount },
});
const row = (
  company: string | null,
  amount: string,
  currency: string | null = 'EUR',
  account: string | null = null,
): ReportRow => ({
  line: 1,
  company,
  currency,
  account,
  figures: { amount },
});
const cause = (kind: Cause['kind'], amount: string, certain = true): Cause => ({
  ...{ kind, certain, stream: 'supplier_invoices', key: `${kind} ${amount}`, label: `INV ${amount}`, account: null },
  ...{ company: 'CO-100', currency: 'EUR', figures: { amount } },
});
const compare = (rows: readonly ReportRow[], landed: readonly SummedGroup[], causes: readonly Cause[] = []) =>
  compareReport({ rows, landed, stored: landed, causes });

describe('comparing a report with what landed', () => {
  it('is even only to the last digit', () => {
    expect(stateOf(compare([row('CO-100', '100.00')], [group('CO-100', '100')]))).toBe('even');
    const lines = compare([row('CO-100', '100.000001')], [group('CO-100', '100')]);
    expect(stateOf(lines)).toBe('open');
    expect(lines[0]?.figures[0]).toMatchObject({ difference: '0.000001', unexplained: '0.000001' });
  });

  it('finds groups by id, by name and by text that begins with the id, the most exact first', () => {
    const landed = [
      group('CO-100', '1', null, '6000'),
      group('CO-100', '2', null, '60001'),
      group('CO-100', '4', null, '6000-1'),
    ];
    const lines = compare(
      [row(null, '1', null, '6000 - Travel'), row(null, '2', null, '60001'), row(null, '4', null, '6000-1')],
      landed,
    );
    expect(stateOf(lines)).toBe('even');
    expect(stateOf(compare([row('co-100  b.v.', '7')], [group('CO-100', '7')]))).toBe('even');
  });

  it('tells which records make a difference, and what stays', () => {
    const causes = [cause('rejected', '10'), cause('rejected', '5.5'), cause('changed-since', '-3')];
    const [line] = compare([row('CO-100', '120')], [group('CO-100', '100')], causes);
    const [figure] = line?.figures ?? [];
    expect(figure?.explanations.map(({ kind, records, amount }) => [kind, records, amount])).toEqual([
      ['rejected', 2, '15.5'],
      ['changed-since', 1, '-3'],
    ]);
    expect(figure).toMatchObject({ difference: '20', unexplained: '7.5' });
  });

  it('counts what is only possible where it explains all that is left, and not else', () => {
    const causes = [cause('rejected', '10'), cause('left-out', '7.5', false)];
    expect(stateOf(compare([row('CO-100', '117.5')], [group('CO-100', '100')], causes))).toBe('explained');
    const lines = compare([row('CO-100', '117')], [group('CO-100', '100')], causes);
    expect(stateOf(lines)).toBe('open');
    expect(lines[0]?.figures[0]).toMatchObject({ unexplained: '7' });
    expect(stateOf(compare([row('CO-100', '110')], [group('CO-100', '100')], causes))).toBe('explained');
  });

  it('names what landed and is in no line of the report', () => {
    const lines = compare([row('CO-100', '1')], [group('CO-100', '1'), group('CO-200', '3'), group('CO-300', '0')]);
    expect(lines.map(({ line, company }) => [line, company])).toEqual([
      [1, 'CO-100'],
      [null, 'CO-200'],
    ]);
    expect(stateOf(lines)).toBe('open');
  });

  it('never adds amounts of different currencies together', () => {
    const lines = compare([row('CO-100', '3', null)], [group('CO-100', '1', 'EUR'), group('CO-100', '2', 'USD')]);
    expect(lines[0]?.figures[0]).toMatchObject({ landed: null, unexplained: null });
    expect(stateOf(lines)).toBe('open');
  });

  it('is not even while the destination has another sum than was delivered to it', () => {
    const lines = compareReport({
      rows: [row('CO-100', '9')],
      landed: [group('CO-100', '9')],
      stored: [group('CO-100', '10')],
      causes: [],
    });
    expect(stateOf(lines)).toBe('open');
    const other = compareReport({
      rows: [row('CO-100', '10')],
      landed: [group('CO-100', '9')],
      stored: [group('CO-100', '10')],
      causes: [],
    });
    expect(other[0]?.figures[0]?.explanations).toMatchObject([{ kind: 'altered', amount: '1' }]);
    expect(stateOf(other)).toBe('explained');
  });

  it('always adds up: difference = counted causes + what stays unexplained', () => {
    const amount = fc
      .bigInt({ min: -(10n ** 12n), max: 10n ** 12n })
      .map((units) => canonicalDecimal({ units, scale: 2 }));
    fc.assert(
      fc.property(
        amount,
        amount,
        amount,
        fc.array(fc.tuple(fc.constantFrom('rejected', 'waiting', 'left-out'), amount, fc.boolean())),
        (report, landed, stored, causes) => {
          const lines = compareReport({
            rows: [row('CO-100', report)],
            landed: [group('CO-100', landed)],
            stored: [group('CO-100', stored)],
            causes: causes.map(([kind, value, certain]) => cause(kind, value, certain)),
          });
          const figure = lines[0]?.figures[0];
          const counted = figure?.explanations.filter((one) => one.counted).map((one) => one.amount) ?? [];
          expect(sumAmounts([...counted, figure?.unexplained ?? 'none', figure?.landed ?? 'none'])).toBe(
            sumAmounts([report]),
          );
        },
      ),
    );
  });

  it('goes into a file with one width', () => {
    const lines = compare([row('CO-100', '120')], [group('CO-100', '100')], [cause('rejected', '10')]);
    const table = tieOutTable({ lines });
    expect(table).toHaveLength(3);
    expect(table.every((one) => one.length === tieOutHead.length)).toBe(true);
  });
});
