import { describe, expect, it } from 'vitest';
import { glDiscrepanciesView } from '../../../main/integrations/workday-slack/views/gl-discrepancies.ts';
import type { BookDocument } from '../../../main/ports/views.ts';
import type { Subject } from '../../../shared/messages/facts.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { documentOf, MemoryBook } from '../../support/memory-book.ts';
import {
  adjustmentFields,
  currency,
  invoiceFields,
  journalFields,
  ofDocument,
  ofInvoice,
  paymentFields,
  ref,
  status,
} from '../../support/workday-fields.ts';

const invoice = (key: string, total: string, over: JsonObject = {}) =>
  documentOf('supplier_invoices', key, invoiceFields({ label: `SINV ${key}`, invoice_total: total, ...over }));
const payables = (amount: string) => [
  { account: '6000', debit: amount },
  { account: '2000', credit: amount },
];
const journal = (key: string, postings: Parameters<typeof journalFields>[0], over: JsonObject) =>
  documentOf('journal_entries', key, journalFields(postings, over));

/** An invoice of 119, a credit memo of 20, a payment of 90 with 2 discount: booked as they are. */
function sound(): BookDocument[] {
  return [
    invoice('i1', '119'),
    journal('j1', payables('119'), ofInvoice('i1')),
    documentOf('supplier_invoice_adjustments', 'c1', adjustmentFields()),
    journal(
      'j2',
      [
        { account: '2000', debit: '20' },
        { account: '6000', credit: '20' },
      ],
      ofDocument('c1'),
    ),
    documentOf(
      'payments',
      'p1',
      paymentFields('90', [{ wid: 'i1', paid: '90', discount: '2' }], { discount_taken: '2' }),
    ),
    journal('j3', [{ account: '2000', debit: '92' }, { account: '1010', credit: '90' }, { account: '4900', credit: '2' }], ofDocument('p1')), // oxfmt-ignore
  ];
}

const KEY = '2000|CO-1|EUR|2026-11';

function bookOf(documents: readonly BookDocument[]): MemoryBook {
  const book = new MemoryBook();
  book.take(documents);
  return book;
}

function november(documents: readonly BookDocument[]): Subject | null {
  return glDiscrepanciesView.subject(KEY, bookOf(documents));
}

function problems(subject: Subject | null): unknown[] {
  return (subject?.items ?? []).map(({ entry, movement, problem }) => [entry, movement, problem]);
}

describe('a control account in a month', () => {
  it('agrees with its documents, discounts and credit memos included', () => {
    expect(november(sound())).toEqual({
      key: KEY,
      label: '2000 · Acme GmbH · 2026-11 · EUR',
      facts: {
        account: '2000',
        account_name: 'Account 2000',
        company: 'Acme GmbH',
        company_id: 'CO-1',
        currency: 'EUR',
        period: '2026-11',
        period_end: '2026-11-30',
        control_movement: '7',
        document_movement: '7',
        difference: '0',
        agrees: true,
        entry_count: '0',
      },
      items: [],
      amounts: [{ currency: 'EUR', amount: '0' }],
      sourceTime: null,
      link: null,
    });
  });

  it('is the only account that is looked at: what journals of invoices credit most', () => {
    expect([...glDiscrepanciesView.keys(bookOf(sound()))]).toEqual([KEY]);
  });

  it('differs by a journal that somebody entered by hand', () => {
    const subject = november([...sound(), journal('j9', payables('1310.22'), { journal_number: 'JE-9' })]);
    expect(subject?.facts).toMatchObject({ control_movement: '1317.22', document_movement: '7', difference: '1310.22', agrees: false }); // oxfmt-ignore
    expect(problems(subject)).toEqual([['JE-9', '1310.22', 'No document of this month counts']]);
    expect(subject?.amounts).toEqual([{ currency: 'EUR', amount: '1310.22' }]);
  });

  it('differs by a document that is not booked, and by one that is booked with another amount, the larger first', () => {
    const documents = [
      ...sound(),
      invoice('i2', '50'),
      invoice('i3', '10.00'),
      journal('j4', payables('10.01'), ofInvoice('i3')),
    ];
    const subject = november(documents);
    expect(subject?.facts).toMatchObject({ difference: '49.99', entry_count: '2' });
    expect(problems(subject)).toEqual([
      ['SINV i2', '-50', 'Not on the account in this month'],
      ['number of i3', '0.01', 'Booked with another amount'],
    ]);
  });

  it('finds an invoice that was booked to another account', () => {
    const wrong = [
      { account: '6000', debit: '50' },
      { account: '2990', credit: '50' },
    ];
    const documents = [...sound(), invoice('i2', '50'), journal('j4', wrong, ofInvoice('i2'))];
    expect(november(documents)?.facts).toMatchObject({ difference: '50' });
    expect([...glDiscrepanciesView.keys(bookOf(documents))]).toContain('2990|CO-1|EUR|2026-11');
  });

  it('counts neither drafts, nor what is cancelled and booked back, nor payments that are not out, nor journals that are not posted', () => {
    const canceled = { document_status: status('Document_Status_ID', 'CANCELED', 'Canceled') };
    const draft = { document_status: status('Document_Status_ID', 'DRAFT', 'Draft') };
    const open = { journal_status: status('Journal_Entry_Status_ID', 'CREATED', 'Created') };
    const subject = november([
      ...sound(),
      invoice('i2', '50', canceled),
      journal('j4', payables('50'), ofInvoice('i2')),
      journal('j5', [{ account: '2000', debit: '50' }, { account: '6000', credit: '50' }], { ...ofInvoice('i2'), cancel_reverses_journal_entry: ref('j4', 'JE') }), // oxfmt-ignore
      invoice('i3', '60', draft),
      journal('j6', payables('60'), open),
      documentOf('payments', 'p2', paymentFields('70', [], { counts_as_paid: false })),
    ]);
    expect(subject?.facts).toMatchObject({ difference: '0', control_movement: '7', entry_count: '0' });
  });

  it('shows a document that was booked in another month in both months', () => {
    const documents = [
      ...sound(),
      invoice('i2', '50', { invoice_date: '2026-10-30' }),
      journal('j4', payables('50'), ofInvoice('i2')),
    ];
    const book = bookOf(documents);
    expect(november(documents)?.facts['difference']).toBe('50');
    expect(glDiscrepanciesView.subject('2000|CO-1|EUR|2026-10', book)?.facts).toMatchObject({
      control_movement: '0',
      document_movement: '50',
      difference: '50',
    });
    const shifted = { invoice_date: '2026-10-30', accounting_date_override: '2026-11-01' };
    expect(november([...documents, invoice('i2', '50', shifted)])?.facts['difference']).toBe('0');
  });

  it('keeps companies and currencies apart', () => {
    const dollars = { currency: currency('USD') };
    const elsewhere = { line_company: ref('c2', 'Other', { Company_Reference_ID: 'CO-2' }) };
    const documents = [
      ...sound(),
      invoice('i2', '50', dollars),
      journal('j4', payables('50'), { ...ofInvoice('i2'), ...dollars }),
      journal('j5', [{ account: '2000', credit: '8', over: elsewhere }], {}),
    ];
    const book = bookOf(documents);
    expect([...glDiscrepanciesView.keys(book)]).toEqual([KEY, '2000|CO-1|USD|2026-11']);
    expect(november(documents)?.facts['difference']).toBe('0');
    expect(glDiscrepanciesView.subject('2000|CO-1|USD|2026-11', book)?.facts).toMatchObject({ control_movement: '50', agrees: true }); // oxfmt-ignore
  });

  it('is touched by every document of its month, before and after, and known as it was', () => {
    const book = bookOf(sound());
    const moved = book.take([invoice('i1', '119', { invoice_date: '2026-10-30' })]);
    expect([...glDiscrepanciesView.touched(moved, book).keys()].sort()).toEqual(['2000|CO-1|EUR|2026-10', KEY]);
    expect(glDiscrepanciesView.subjectBefore(KEY, moved, book)?.facts['difference']).toBe('0');
    expect(glDiscrepanciesView.subject(KEY, book)?.facts['difference']).toBe('119');
    const manual = book.take([journal('j9', [{ account: '2000', debit: '119' }], {})]);
    expect([...glDiscrepanciesView.touched(manual, book).keys()]).toEqual([KEY]);
    expect(glDiscrepanciesView.subject(KEY, book)?.facts['difference']).toBe('0');
  });

  it('is computed once for all accounts of a pass, from the documents of its month and currency alone', () => {
    const wrong = [
      { account: '6000', debit: '50' },
      { account: '2990', credit: '50' },
    ];
    const elsewhere = Array.from({ length: 40 }, (_, at) =>
      invoice(`x${String(at)}`, '1', { currency: currency('USD') }),
    );
    // By what is noted of each; of documents that were taken up before anything was, by the documents themselves, each read once.
    for (const [keepsNotes, reads] of [
      [true, 0],
      [false, 8],
    ] as const) {
      const book = new MemoryBook(keepsNotes);
      book.take([...sound(), ...elsewhere, invoice('i2', '50')]);
      const changes = book.take([journal('j4', wrong, ofInvoice('i2'))]);
      const touched = [...glDiscrepanciesView.touched(changes, book).keys()];
      expect([...touched].sort()).toEqual([KEY, '2990|CO-1|EUR|2026-11']);
      book.reads = 0;
      const differences = touched.map((key) => glDiscrepanciesView.subject(key, book)?.facts['difference']);
      expect(differences.sort()).toEqual(['50', '7']);
      expect(book.reads).toBe(reads);
      const before = touched.map((key) => glDiscrepanciesView.subjectBefore(key, changes, book)?.facts['difference']);
      expect(before).toEqual(['50', undefined]);
      expect(book.reads).toBe(reads);
    }
  });

  it('of which nothing is known is no subject', () => {
    const manual = journal('j9', [{ account: '6000', debit: '1' }], { currency: currency('USD') });
    const book = bookOf([...sound(), manual]);
    expect(glDiscrepanciesView.subject('2000|CO-1|USD|2026-11', book)).toBeNull();
    expect(glDiscrepanciesView.subject('2000|CO-1|EUR|2025-11', book)).toBeNull();
  });

  it('names at most 50 entries and counts them all', () => {
    const many = Array.from({ length: 60 }, (_, at) => invoice(`x${String(at)}`, String(at + 1)));
    const subject = november([...sound(), ...many]);
    expect([subject?.items.length, subject?.facts['entry_count'], subject?.facts['difference']]).toEqual([50, '60', '1830']); // oxfmt-ignore
  });
});
