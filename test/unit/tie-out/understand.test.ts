import { describe, expect, it } from 'vitest';
import { understandReport } from '../../../shared/tie-out/understand.ts';

const open = (text: string, numbers: 'comma' | 'point' | null = null) =>
  understandReport(text, 'open-invoices', { numbers });
const trial = (text: string, numbers: 'comma' | 'point' | null = null) =>
  understandReport(text, 'trial-balance', { numbers });

describe('a pasted report', () => {
  it('is read as Excel copies it, with a head in Dutch', () => {
    const { rows, totals, problems, numbers } = open(
      'Bedrijf\tValuta\tAantal\tOpenstaand bedrag\nCO-100\teur\t12\t1.234.567,89\nCO-200\tUSD\t3\t(250,00)\nTotaal\t\t15\t',
    );
    expect(problems).toEqual([]);
    expect(numbers).toBe('comma');
    expect(rows.map(({ company, currency, figures }) => [company, currency, figures])).toEqual([
      ['CO-100', 'EUR', { count: '12', amount: '1234567.89' }],
      ['CO-200', 'USD', { count: '3', amount: '-250' }],
    ]);
    expect(totals).toEqual([{ line: 4, text: 'Totaal\t\t15' }]);
  });

  it('is read without a head, from commas with quotes and English figures', () => {
    const { rows, problems } = open('CO-100,EUR,"1,234.56"\n"Alpha, Inc",USD,-7.5');
    expect(problems).toEqual([]);
    expect(rows.map(({ company, figures }) => [company, figures.amount])).toEqual([
      ['CO-100', '1234.56'],
      ['Alpha, Inc', '-7.5'],
    ]);
  });

  it('has debit and credit also as a balance, and an empty cell as zero', () => {
    const { rows, problems } = trial('6000\tTravel\t1.250,50\t\n1600\tCreditors\t\t1.250,50');
    expect(problems).toEqual([]);
    expect(rows.map(({ account, figures }) => [account, figures])).toEqual([
      ['6000', { debit: '1250.5', credit: '0', amount: '1250.5' }],
      ['1600', { debit: '0', credit: '1250.5', amount: '-1250.5' }],
    ]);
  });

  it('is not guessed about where a figure means two things', () => {
    expect(trial('6000;1.234').problems).toEqual([{ line: 1, text: '6000;1.234', problem: 'number-style' }]);
    expect(trial('6000;1.234', 'comma').rows[0]?.figures.amount).toBe('1234');
    expect(trial('6000;1.234', 'point').rows[0]?.figures.amount).toBe('1.234');
    expect(trial('6000;1.234\n7000;1.000.000').rows.map((row) => row.figures.amount)).toEqual(['1234', '1000000']);
  });

  it('names each line that it cannot read, and one that repeats a key', () => {
    const { rows, problems } = trial('6000;12,50\nnothing here;at all\n7000;12,x\n6000;1,5', 'comma');
    expect(rows).toHaveLength(1);
    expect(problems.map(({ line, problem }) => [line, problem])).toEqual([
      [2, 'columns'],
      [3, 'columns'],
      [4, 'twice'],
    ]);
    expect(trial('Account;Amount\n7000;12,5\n8000;1,2,3', 'comma').problems[0]?.problem).toBe('number');
  });
});
