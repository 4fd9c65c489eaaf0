import { describe, expect, it } from 'vitest';
import { toldChanges, toldFacts } from '../../../shared/messages/told.ts';
import { invoice, invoices, subjectOf } from '../../support/message-subjects.ts';

describe('told facts', () => {
  it('are those worth telling, with their currency, and nothing else', () => {
    expect(toldFacts(invoices, invoice)).toEqual({
      amount: '84200',
      currency: 'EUR',
      due_date: '2026-12-05',
      gl_accounts: ['2100', '6000'],
      on_hold: null,
      status: 'Approved',
    });
  });

  it('are the same text for versions that say the same', () => {
    const one = subjectOf({
      amount: '1190.00',
      currency: 'EUR',
      gl_accounts: ['b', 'a'],
      status: ' Paid',
      on_hold: true,
    });
    const other = subjectOf({
      on_hold: true,
      status: 'Paid',
      gl_accounts: ['a', 'b'],
      currency: 'EUR',
      amount: '1190',
    });
    expect(JSON.stringify(toldFacts(invoices, one))).toBe(JSON.stringify(toldFacts(invoices, other)));
  });
});

describe('told changes', () => {
  const told = (facts: Parameters<typeof subjectOf>[0]) => toldFacts(invoices, subjectOf(facts));

  it('say what was and what is, in the order of the catalogue', () => {
    const before = told({ status: 'Draft', amount: '84200', currency: 'EUR', on_hold: true });
    const after = told({ status: 'Approved', amount: '84200.5', currency: 'EUR', on_hold: false });
    expect(toldChanges(invoices, before, after, 'en')).toEqual([
      { label: 'Amount', before: 'EUR 84,200.00', after: 'EUR 84,200.50' },
      { label: 'Status', before: 'Draft', after: 'Approved' },
      { label: 'On hold', before: 'yes', after: 'no' },
    ]);
  });

  it('are none where nothing told differs', () => {
    const before = { ...invoice.facts, supplier: 'Acme', amount: '84200.000' };
    expect(toldChanges(invoices, before, invoice.facts, 'en')).toEqual([]);
  });

  it('tell a change of currency alone by the amount', () => {
    const before = told({ amount: '10', currency: 'EUR' });
    const after = told({ amount: '10', currency: 'USD' });
    expect(toldChanges(invoices, before, after, 'en')).toEqual([
      { label: 'Amount', before: 'EUR 10.00', after: 'USD 10.00' },
    ]);
  });

  it('tell what became known or is known no more', () => {
    const changes = toldChanges(invoices, told({ status: 'Draft' }), told({ due_date: '2026-12-05' }), 'en');
    expect(changes).toEqual([
      { label: 'Status', before: 'Draft', after: 'not known' },
      { label: 'Due date', before: 'not known', after: '2026-12-05' },
    ]);
  });

  it('do not tell a fact that was not looked at before', () => {
    expect(toldChanges(invoices, { status: 'Draft' }, { status: 'Draft', due_date: '2026-12-05' }, 'en')).toEqual([]);
  });
});
