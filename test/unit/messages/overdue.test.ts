import { describe, expect, it } from 'vitest';
import type { Subject } from '../../../shared/messages/facts.ts';
import { firstLine, renderOverdue } from '../../../shared/messages/render.ts';
import { context, invoices, subjectOf } from '../../support/message-subjects.ts';

function overdue(number: string, amount: string, currency: string, due_date = '2026-11-01'): Subject {
  return subjectOf({ invoice_number: number, supplier: 'Acme Ltd', amount, currency, due_date });
}

function render(subjects: readonly Subject[]) {
  return renderOverdue({ rule: { name: 'Overdue', layout: 'overdue-digest' }, view: invoices, subjects, context });
}

function cells(subjects: readonly Subject[]): string[][] {
  const table = render(subjects).blocks.find(({ type }) => type === 'table');
  const rows = (table?.['rows'] ?? []) as unknown as readonly (readonly { text: string }[])[];
  return rows.slice(1).map((row) => row.map(({ text }) => text));
}

describe('an overdue list', () => {
  it('says how many and what they come to, each currency by itself', () => {
    const body = render([overdue('A', '100.10', 'EUR'), overdue('B', '5', 'USD'), overdue('C', '0.9', 'EUR')]);
    expect(firstLine(body)).toBe('3 invoices overdue · EUR 101.00, USD 5.00');
    expect(firstLine(render([overdue('A', '1', 'EUR')]))).toBe('1 invoice overdue · EUR 1.00');
  });

  it('counts what is still to be paid, and the whole amount where that is not known', () => {
    const paid = { ...overdue('A', '100', 'EUR') };
    const partly = { ...paid, facts: { ...paid.facts, amount_due: '40' } };
    expect(firstLine(render([partly, overdue('B', '2', 'EUR')]))).toBe('2 invoices overdue · EUR 42.00');
    expect(cells([partly])[0]?.[2]).toBe('EUR 40.00');
  });

  it('names the oldest, and how late each is', () => {
    const subjects = [overdue('A', '1', 'EUR', '2026-11-20'), overdue('B', '1', 'EUR', '2026-10-09')];
    expect(render(subjects).text).toContain('Oldest: 43 days late · B · Acme Ltd');
    expect(cells(subjects).map((row) => row[4])).toEqual(['1 day late', '43 days late']);
  });

  it('shows the largest first, by value and not by text', () => {
    const subjects = [overdue('A', '9', 'EUR'), overdue('B', '1000', 'EUR'), overdue('C', '10.5', 'EUR')];
    expect(cells(subjects).map(([number]) => number)).toEqual(['B', 'C', 'A']);
  });

  it('lets names wrap and keeps amounts whole, and leaves out of the words what is not known', () => {
    const subjects = [{ ...overdue('A', '1234.5', 'KWD'), label: 'A' }];
    const nameless = subjects.map((one) => ({ ...one, facts: { ...one.facts, supplier: '   ' } }));
    const body = render(nameless);
    expect(body.text).toContain('• A · KWD 1,234.500 · 2026-11-01 · 20 days late');
    const table = body.blocks.find(({ type }) => type === 'table');
    expect(table?.['column_settings']).toEqual([
      { align: 'left', is_wrapped: true },
      { align: 'left', is_wrapped: true },
      { align: 'right', is_wrapped: false },
      { align: 'left', is_wrapped: true },
      { align: 'right', is_wrapped: false },
    ]);
  });

  it('lets no currency crowd out the others', () => {
    const many = Array.from({ length: 40 }, (_, index) => overdue(`E${String(index)}`, String(1000 + index), 'EUR'));
    const shown = cells([...many, overdue('U1', '3', 'USD'), overdue('U2', '7', 'USD')]);
    expect(shown).toHaveLength(20);
    expect(shown.map(([number]) => number).slice(-2)).toEqual(['U2', 'U1']);
    expect(render([...many, overdue('U', '3', 'USD')]).text).toContain('and 21 more: open ml-connector');
  });
});
