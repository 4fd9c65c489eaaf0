import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Facts } from '../../../shared/messages/facts.ts';
import { judgeSubject } from '../../../shared/messages/judge.ts';
import type { RuleCondition } from '../../../shared/messages/rule.ts';
import { addDays } from '../../../shared/messages/calendar.ts';
import { invoices, ruleOf, subjectOf } from '../../support/message-subjects.ts';

const today = '2026-11-21';

function matches(condition: RuleCondition, facts: Facts, before: Facts | null = null): boolean {
  const rule = ruleOf({ conditions: [condition] });
  return judgeSubject(rule, invoices, { subject: subjectOf(facts), before, today });
}

describe('amount at least', () => {
  const high: RuleCondition = {
    kind: 'amount-at-least',
    fact: 'amount',
    thresholds: [
      { currency: 'EUR', amount: '10000.00' },
      { currency: 'JPY', amount: '1500000' },
    ],
  };

  it.each([
    ['10000', 'EUR', true],
    ['10000.000000', 'EUR', true],
    ['9999.999999', 'EUR', false],
    ['9007199254740993.01', 'EUR', true],
    ['1499999', 'JPY', false],
    ['1500000', 'JPY', true],
    ['-10000', 'EUR', false],
    ['99999999', 'USD', false],
    ['99999999', '', false],
    ['1e9', 'EUR', false],
    ['', 'EUR', false],
  ])('judges %s %s as %s', (amount, currency, expected) => {
    expect(matches(high, { amount, currency })).toBe(expected);
  });

  it('compares exactly, where a floating number would not see the difference', () => {
    const least: RuleCondition = {
      kind: 'amount-at-least',
      fact: 'amount',
      thresholds: [{ currency: 'EUR', amount: '9007199254740993' }],
    };
    expect(matches(least, { amount: '9007199254740992', currency: 'EUR' })).toBe(false);
    expect(matches(least, { amount: '9007199254740993', currency: 'EUR' })).toBe(true);
  });

  it('does not match without an amount, a currency or a fact that names the currency', () => {
    expect(matches(high, { currency: 'EUR' })).toBe(false);
    expect(matches(high, { amount: '99999', currency: null })).toBe(false);
    expect(matches({ ...high, fact: 'tax' }, { tax: '99999', currency: 'EUR' })).toBe(false);
  });
});

describe('values', () => {
  const isOne: RuleCondition = { kind: 'is-one-of', fact: 'status', values: ['Approved', 'Paid '] };
  const isNone: RuleCondition = { kind: 'is-none-of', fact: 'status', values: ['Approved', 'Paid '] };

  it('compares texts as written, blanks at their ends apart', () => {
    expect(matches(isOne, { status: ' Approved ' })).toBe(true);
    expect(matches(isOne, { status: 'Paid' })).toBe(true);
    expect(matches(isOne, { status: 'approved' })).toBe(false);
    expect(matches(isNone, { status: 'Draft' })).toBe(true);
    expect(matches(isNone, { status: 'Paid' })).toBe(false);
  });

  it('asks any of several values', () => {
    const accounts = { gl_accounts: ['2100', '6000'] };
    expect(matches({ kind: 'is-one-of', fact: 'gl_accounts', values: ['6000'] }, accounts)).toBe(true);
    expect(matches({ kind: 'is-one-of', fact: 'gl_accounts', values: ['6001'] }, accounts)).toBe(false);
    expect(matches({ kind: 'is-none-of', fact: 'gl_accounts', values: ['6000'] }, accounts)).toBe(false);
  });

  it.each([[{}], [{ status: null }], [{ status: '' }], [{ status: [] }]])(
    'takes what is not known as none of any values, and as no value: %j',
    (facts) => {
      expect(matches(isOne, facts)).toBe(false);
      expect(matches(isNone, facts)).toBe(true);
    },
  );

  it('matches nothing by a fact that the view does not have', () => {
    expect(matches({ kind: 'is-none-of', fact: 'iban', values: ['x'] }, { iban: 'y' })).toBe(false);
    expect(matches({ kind: 'changed', fact: 'iban', to: [] }, { iban: 'y' }, { iban: 'x' })).toBe(false);
  });

  it('asks yes or no only of what is known', () => {
    const isHeld: RuleCondition = { kind: 'is', fact: 'on_hold', value: true };
    const isFree: RuleCondition = { kind: 'is', fact: 'on_hold', value: false };
    expect([matches(isHeld, { on_hold: true }), matches(isFree, { on_hold: true })]).toEqual([true, false]);
    expect([matches(isHeld, { on_hold: null }), matches(isFree, { on_hold: null })]).toEqual([false, false]);
    expect(matches(isFree, {})).toBe(false);
  });
});

describe('days', () => {
  const past = (days: number): RuleCondition => ({ kind: 'days-past', fact: 'due_date', days });
  const ahead = (days: number): RuleCondition => ({ kind: 'days-ahead', fact: 'due_date', days });

  it.each([
    ['2026-11-21', 0, true],
    ['2026-11-22', 0, false],
    ['2026-11-20', 1, true],
    ['2026-11-21', 1, false],
    ['2026-10-22', 30, true],
    ['2026-10-23', 30, false],
  ])('%s is %i days past: %s', (due_date, days, expected) => {
    expect(matches(past(days), { due_date })).toBe(expected);
  });

  it.each([
    ['2026-11-21', 0, true],
    ['2026-11-20', 0, false],
    ['2026-11-22', 0, false],
    ['2026-11-28', 7, true],
    ['2026-11-29', 7, false],
  ])('%s is within %i days ahead: %s', (due_date, days, expected) => {
    expect(matches(ahead(days), { due_date })).toBe(expected);
  });

  it.each([[{}], [{ due_date: null }], [{ due_date: '2026-02-30' }], [{ due_date: 'soon' }]])(
    'matches no day that is not in the calendar: %j',
    (facts) => {
      expect(matches(past(0), facts)).toBe(false);
      expect(matches(ahead(3650), facts)).toBe(false);
    },
  );

  it('splits all days into past and ahead, with today in both', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3000, max: 3000 }), (offset) => {
        const due_date = addDays(today, offset);
        expect(matches(past(0), { due_date })).toBe(offset <= 0);
        expect(matches(ahead(3650), { due_date })).toBe(offset >= 0);
      }),
    );
  });
});

describe('changed', () => {
  const status: RuleCondition = { kind: 'changed', fact: 'status', to: [] };
  const amount: RuleCondition = { kind: 'changed', fact: 'amount', to: [] };

  it('never holds for a first version', () => {
    expect(matches(status, { status: 'Approved' })).toBe(false);
  });

  it('holds for another value, and for one where there was none', () => {
    expect(matches(status, { status: 'Approved' }, { status: 'Draft' })).toBe(true);
    expect(matches(status, { status: 'Approved' }, { status: null })).toBe(true);
    expect(matches(status, { status: 'Approved' }, { status: 'Approved' })).toBe(false);
  });

  it('does not hold where the version before cannot be known', () => {
    expect(matches(status, { status: 'Approved' }, {})).toBe(false);
  });

  it('can be limited to new values', () => {
    const toApproved: RuleCondition = { ...status, to: ['Approved'] };
    expect(matches(toApproved, { status: 'Approved' }, { status: 'Draft' })).toBe(true);
    expect(matches(toApproved, { status: 'Denied' }, { status: 'Approved' })).toBe(false);
    expect(matches(toApproved, {}, { status: 'Approved' })).toBe(false);
  });

  it('compares amounts by value and currency, several values in any order', () => {
    const eur = { amount: '1190', currency: 'EUR' };
    expect(matches(amount, { ...eur, amount: '1190.00' }, eur)).toBe(false);
    expect(matches(amount, { ...eur, amount: '1190.01' }, eur)).toBe(true);
    expect(matches(amount, { ...eur, currency: 'USD' }, eur)).toBe(true);
    const accounts: RuleCondition = { kind: 'changed', fact: 'gl_accounts', to: [] };
    expect(matches(accounts, { gl_accounts: ['1', '2'] }, { gl_accounts: ['2', '1'] })).toBe(false);
    expect(matches(accounts, { gl_accounts: ['1', '2'] }, { gl_accounts: ['1'] })).toBe(true);
  });
});

describe('a rule', () => {
  it('matches every subject without conditions, and needs all that it has', () => {
    const facts = { status: 'Approved', on_hold: false };
    const judged = { subject: subjectOf(facts), before: null, today };
    const approved: RuleCondition = { kind: 'is-one-of', fact: 'status', values: ['Approved'] };
    const held: RuleCondition = { kind: 'is', fact: 'on_hold', value: true };
    expect(judgeSubject(ruleOf(), invoices, judged)).toBe(true);
    expect(judgeSubject(ruleOf({ conditions: [approved] }), invoices, judged)).toBe(true);
    expect(judgeSubject(ruleOf({ conditions: [approved, held] }), invoices, judged)).toBe(false);
  });
});
