import type { Facts, Subject } from '../facts.ts';
import type { Layout } from '../render-types.ts';
import type { Texts } from '../texts/en.ts';
import { day, dueDay, fact, field, line, money, several, word } from '../words.ts';
import { ownWords, textValues } from '../fact-values.ts';
import { sameAmount } from '../../money/decimal.ts';

function nameOf({ label, facts }: Subject, width: number, texts: Texts): string {
  return texts.invoice(fact(facts, 'invoice_number', width) ?? word(label, width) ?? '');
}

/** A supplier invoice: `Invoice INV-1042 · Acme Ltd · EUR 84,200.00 · due 2026-12-05 (in 14 days)`. */
export const invoiceLayout: Layout = {
  name: nameOf,
  headline(subject, telling, width) {
    const { facts } = subject;
    const { texts } = telling;
    const due = dueDay(facts, 'due_date', telling);
    return line([
      nameOf(subject, width, texts),
      fact(facts, 'supplier', width),
      money(facts, 'amount', texts),
      due === null ? null : texts.due(due),
    ]);
  },
  fields({ facts }, telling) {
    const { texts } = telling;
    const { labels } = texts;
    const dates = [
      ...field(labels.due, dueDay(facts, 'due_date', telling)),
      ...field(labels.invoiceDate, day(facts, 'invoice_date', telling)),
    ];
    const all = [
      ...field(labels.amount, money(facts, 'amount', texts)),
      ...field(labels.supplier, supplierOf(facts, texts)),
      ...field(labels.status, statusOf(facts, texts)),
      ...field(labels.approver, fact(facts, 'approver')),
      ...dates,
      ...field(labels.company, fact(facts, 'company')),
      ...field(labels.glAccounts, several(textValues(facts['gl_accounts']), texts)),
      ...field(labels.purchaseOrder, fact(facts, 'purchase_order')),
      ...field(labels.payment, paidOf(facts, texts)),
      ...field(labels.terms, fact(facts, 'payment_terms')),
    ];
    return all.slice(0, 10);
  },
  columns: ({ labels }) => [
    { label: labels.invoice, align: 'left' },
    { label: labels.supplier, align: 'left' },
    { label: labels.amount, align: 'right' },
    { label: labels.due, align: 'left' },
    { label: labels.status, align: 'left' },
  ],
  row({ label, facts }, telling) {
    const { texts } = telling;
    return [
      fact(facts, 'invoice_number') ?? word(label) ?? '',
      fact(facts, 'supplier') ?? '',
      money(facts, 'amount', texts) ?? '',
      dueDay(facts, 'due_date', telling) ?? '',
      statusOf(facts, texts) ?? '',
    ];
  },
};

/** The status; being on hold stops a payment whatever the status is. */
function statusOf(facts: Facts, texts: Texts): string | null {
  const parts = [fact(facts, 'status') ?? [], facts['on_hold'] === true ? texts.onHold : []].flat();
  return parts.length === 0 ? null : parts.join(', ');
}

/** The supplier, and below it the number that the supplier gave the invoice. */
function supplierOf(facts: Facts, { labels }: Texts): readonly string[] {
  const number = fact(facts, 'supplier_invoice_number');
  return [fact(facts, 'supplier') ?? [], number === null ? [] : `${labels.supplierNumber} ${number}`].flat();
}

/** How far it is paid; amounts only where they say more than the word. */
function paidOf(facts: Facts, texts: Texts): readonly string[] {
  const status = fact(facts, 'payment_status');
  const paid = isNothing(facts, 'paid_amount') ? null : money(facts, 'paid_amount', texts);
  const due = isNothing(facts, 'amount_due') ? null : money(facts, 'amount_due', texts);
  return [
    status === null ? [] : ownWords(status, texts),
    paid === null ? [] : `${texts.labels.paid} ${paid}`,
    due === null ? [] : `${texts.labels.amountDue} ${due}`,
  ].flat();
}

function isNothing(facts: Facts, name: string): boolean {
  return sameAmount(fact(facts, name) ?? '', '0');
}
