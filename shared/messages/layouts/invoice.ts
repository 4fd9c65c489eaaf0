import type { Facts, Subject } from '../facts.ts';
import type { Layout } from '../render-types.ts';
import { texts } from '../texts.ts';
import { day, dueDay, fact, field, line, money, several, word } from '../words.ts';
import { textValues } from '../fact-values.ts';
import { sameAmount } from '../../money/decimal.ts';

const { labels } = texts;

function nameOf({ label, facts }: Subject, width: number): string {
  return texts.invoice(fact(facts, 'invoice_number', width) ?? word(label, width) ?? '');
}

/** A supplier invoice: `Invoice INV-1042 · Acme Ltd · EUR 84,200.00 · due 2026-12-05 (in 14 days)`. */
export const invoiceLayout: Layout = {
  name: nameOf,
  headline(subject, today, width) {
    const { facts } = subject;
    const due = dueDay(facts, 'due_date', today);
    return line([
      nameOf(subject, width),
      fact(facts, 'supplier', width),
      money(facts, 'amount'),
      due === null ? null : texts.due(due),
    ]);
  },
  fields({ facts }, today) {
    const dates = [
      ...field(labels.due, dueDay(facts, 'due_date', today)),
      ...field(labels.invoiceDate, day(facts, 'invoice_date', today)),
    ];
    const all = [
      ...field(labels.amount, money(facts, 'amount')),
      ...field(labels.supplier, supplierOf(facts)),
      ...field(labels.status, statusOf(facts)),
      ...field(labels.approver, fact(facts, 'approver')),
      ...dates,
      ...field(labels.company, fact(facts, 'company')),
      ...field(labels.glAccounts, several(textValues(facts['gl_accounts']))),
      ...field(labels.purchaseOrder, fact(facts, 'purchase_order')),
      ...field(labels.payment, paidOf(facts)),
      ...field(labels.terms, fact(facts, 'payment_terms')),
    ];
    return all.slice(0, 10);
  },
  columns: [
    { label: labels.invoice, align: 'left' },
    { label: labels.supplier, align: 'left' },
    { label: labels.amount, align: 'right' },
    { label: labels.due, align: 'left' },
    { label: labels.status, align: 'left' },
  ],
  row({ label, facts }, today) {
    return [
      fact(facts, 'invoice_number') ?? word(label) ?? '',
      fact(facts, 'supplier') ?? '',
      money(facts, 'amount') ?? '',
      dueDay(facts, 'due_date', today) ?? '',
      statusOf(facts) ?? '',
    ];
  },
};

/** The status; being on hold stops a payment whatever the status is. */
function statusOf(facts: Facts): string | null {
  const parts = [fact(facts, 'status') ?? [], facts['on_hold'] === true ? texts.onHold : []].flat();
  return parts.length === 0 ? null : parts.join(', ');
}

/** The supplier, and below it the number that the supplier gave the invoice. */
function supplierOf(facts: Facts): readonly string[] {
  const number = fact(facts, 'supplier_invoice_number');
  return [fact(facts, 'supplier') ?? [], number === null ? [] : `${labels.supplierNumber} ${number}`].flat();
}

/** How far it is paid; amounts only where they say more than the word. */
function paidOf(facts: Facts): readonly string[] {
  const paid = isNothing(facts, 'paid_amount') ? null : money(facts, 'paid_amount');
  const due = isNothing(facts, 'amount_due') ? null : money(facts, 'amount_due');
  return [
    fact(facts, 'payment_status') ?? [],
    paid === null ? [] : `${labels.paid} ${paid}`,
    due === null ? [] : `${labels.amountDue} ${due}`,
  ].flat();
}

function isNothing(facts: Facts, name: string): boolean {
  return sameAmount(fact(facts, name) ?? '', '0');
}
