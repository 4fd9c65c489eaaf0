import { describe, expect, it } from 'vitest';
import { journalEntriesView } from '../../../main/integrations/workday-slack/views/journal-entries.ts';
import { paymentRunsView } from '../../../main/integrations/workday-slack/views/payment-runs.ts';
import { paymentsView } from '../../../main/integrations/workday-slack/views/payments.ts';
import { supplierInvoicesView } from '../../../main/integrations/workday-slack/views/supplier-invoices.ts';
import type { Facts } from '../../../shared/messages/facts.ts';
import type { JsonObject } from '../../../shared/model/json.ts';
import { documentOf, MemoryBook } from '../../support/memory-book.ts';
import {
  currency,
  invoiceFields,
  journalFields,
  ofInvoice,
  paymentFields,
  ref,
  status,
  type PaidDocument,
  type Posting,
} from '../../support/workday-fields.ts';

const invoice = (key = 'i1', over: JsonObject = {}) => documentOf('supplier_invoices', key, invoiceFields(over));
const payment = (key: string, amount: string, documents: readonly PaidDocument[] = [], over: JsonObject = {}) =>
  documentOf('payments', key, paymentFields(amount, documents, over));
const journal = (key: string, postings: readonly Posting[], over: JsonObject = {}) =>
  documentOf('journal_entries', key, journalFields(postings, over));

function bookOf(...documents: Parameters<MemoryBook['take']>[0]): MemoryBook {
  const book = new MemoryBook();
  book.take(documents);
  return book;
}

function invoiceFacts(book: MemoryBook): Facts {
  return supplierInvoicesView.subject('i1', book)?.facts ?? {};
}

describe('a supplier invoice', () => {
  it('is told by its own facts, its payments and its journal', () => {
    const book = bookOf(
      invoice(),
      payment('p1', '19', [{ wid: 'i1', paid: '19' }]),
      journal('j1', [{ account: '6000', debit: '100' }, { account: '1400', debit: '19' }, { account: '2000', credit: '119' }], ofInvoice('i1')), // oxfmt-ignore
    );
    expect(supplierInvoicesView.subject('i1', book)).toEqual({
      key: 'i1',
      label: 'SINV-1',
      facts: {
        invoice_number: 'SINV-1',
        supplier: 'Nordwind AG',
        supplier_id: 'S-1',
        supplier_invoice_number: 'R-77',
        amount: '119',
        currency: 'EUR',
        company: 'Acme GmbH',
        company_id: 'CO-1',
        status: 'Approved',
        status_id: 'APPROVED',
        on_hold: false,
        due_date: '2026-12-03',
        invoice_date: '2026-11-03',
        payment_terms: 'Net 30',
        purchase_order: 'PO-5',
        gl_accounts: ['1400', '6000'],
        gl_account_names: ['1400 Account 1400', '6000 Account 6000'],
        spend_categories: ['Consulting'],
        paid_amount: '19',
        discount_taken: '0',
        amount_due: '100',
        payment_status: 'partially paid',
        amount_derivation: 'computed: lines + tax + freight + other charges',
        due_date_derivation: 'override',
        payment_derivation: 'computed: total - amounts paid - discounts, of payments that count as paid',
      },
      items: [],
      amounts: [{ currency: 'EUR', amount: '119' }],
      sourceTime: null,
      link: null,
    });
  });

  it.each([
    ['unpaid', [['0', '119']], []],
    ['partially paid', [['118.999999', '0.000001']], [{ wid: 'i1', paid: '118.999999' }]],
    ['paid', [['119', '0']], [{ wid: 'i1', paid: '119.000000' }]],
    ['paid', [['117', '0']], [{ wid: 'i1', paid: '117', discount: '2' }]],
    [
      'overpaid',
      [['238', '-119']],
      [
        { wid: 'i1', paid: '119' },
        { wid: 'i1', paid: '119' },
        { wid: 'i2', paid: '7' },
      ],
    ],
  ] as const)('is %s: paid and due are %j', (payment_status, [[paid_amount, amount_due]], documents) => {
    const book = bookOf(invoice(), payment('p1', '1', documents), payment('p2', '1', [{ wid: 'i1', paid: '5' }], { counts_as_paid: false })); // oxfmt-ignore
    expect(invoiceFacts(book)).toMatchObject({ payment_status, paid_amount, amount_due });
  });

  it('of nothing that nobody pays has nothing due', () => {
    const book = bookOf(invoice('i1', { invoice_total: '0.00' }), payment('p1', '1'));
    expect(invoiceFacts(book)).toMatchObject({ payment_status: 'nothing due', amount_due: '0' });
  });

  it.each([
    ['there are no payments at all', []],
    ['a payment has another currency', [payment('p1', '5', [{ wid: 'i1', paid: '5' }], { currency: currency('USD') })]],
    ['a payment does not say how much', [payment('p1', '5', [{ wid: 'i1', paid: null }])]],
  ])('says that it is not known what is paid if %s', (_, payments) => {
    const facts = invoiceFacts(bookOf(invoice(), ...payments));
    expect(facts).toMatchObject({ payment_status: 'unknown', paid_amount: null, amount_due: null });
    expect(facts['payment_derivation']).toMatch(/^not computed/);
  });

  it('without a total has no amount and nothing due that could be computed', () => {
    const subject = supplierInvoicesView.subject(
      'i1',
      bookOf(invoice('i1', { invoice_total: null }), payment('p1', '5')),
    );
    expect(subject?.amounts).toEqual([]);
    expect(subject?.facts).toMatchObject({
      amount: null,
      paid_amount: '0',
      amount_due: null,
      payment_status: 'unknown',
    });
  });

  it('has no GL account of a journal that only cancels', () => {
    const book = bookOf(
      invoice(),
      journal(
        'j1',
        [
          { account: '6000', debit: '9' },
          { account: '2000', credit: '9' },
        ],
        ofInvoice('i1'),
      ),
      journal(
        'j2',
        [
          { account: '6000', credit: '9' },
          { account: '2000', debit: '9' },
        ],
        {
          ...ofInvoice('i1'),
          cancel_reverses_journal_entry: ref('j1', 'JE-1'),
        },
      ),
    );
    expect(invoiceFacts(book)['gl_accounts']).toEqual(['6000']);
  });

  it('is touched by itself, by a payment that names it or did so before, and by its journal', () => {
    const book = bookOf(
      invoice(),
      payment('p1', '5', [
        { wid: 'i1', paid: '5' },
        { wid: 'i9', paid: '1' },
      ]),
    );
    const moved = book.take([payment('p1', '5', [{ wid: 'i2', paid: '5' }])]);
    expect([...supplierInvoicesView.touched(moved, book).keys()].sort()).toEqual(['i1', 'i2', 'i9']);
    const booked = book.take([journal('j1', [], ofInvoice('i3')), journal('j2', []), invoice('i4')]);
    expect([...supplierInvoicesView.touched(booked, book).keys()]).toEqual(['i3', 'i4']);
  });

  it('is known as it was before its payment came, without reading the other payments', () => {
    const others = Array.from({ length: 50 }, (_, at) =>
      payment(`x${String(at)}`, '1', [{ wid: `y${String(at)}`, paid: '1' }]),
    );
    const book = bookOf(invoice(), ...others);
    const changes = book.take([payment('p1', '119', [{ wid: 'i1', paid: '119' }])]);
    book.reads = 0;
    const before = supplierInvoicesView.subjectBefore('i1', changes, book)?.facts;
    expect([before?.['payment_status'], invoiceFacts(book)['payment_status']]).toEqual(['unpaid', 'paid']);
    expect(book.reads).toBeLessThan(8);
  });

  it('that is new was nothing before, and one that nobody knows is nothing now', () => {
    const book = bookOf();
    const changes = book.take([invoice()]);
    expect(supplierInvoicesView.subjectBefore('i1', changes, book)).toBeNull();
    expect(supplierInvoicesView.subject('i2', book)).toBeNull();
  });
});

describe('a payment', () => {
  it('is told with what it pays, and how far its documents are from it', () => {
    const book = bookOf(payment('p1', '100.10', [{ wid: 'i2', paid: '60' }, { wid: 'i1', paid: '40' }], { remittance_total: '100' })); // oxfmt-ignore
    expect(paymentsView.subject('p1', book)).toMatchObject({
      facts: {
        payment: 'PAY-1',
        amount: '100.1',
        documents_amount: '100',
        difference: '0.1',
        invoices: ['number of i1', 'number of i2'],
        run: 'PR-88',
        method: 'EFT',
        status: 'Approved',
        counts_as_paid: true,
      },
      amounts: [{ currency: 'EUR', amount: '100.1' }],
    });
  });

  it('that names no document is not compared with any', () => {
    const facts = paymentsView.subject('p1', bookOf(payment('p1', '5')))?.facts;
    expect(facts).toMatchObject({ difference: null, documents_amount: null, invoices: [] });
  });
});

describe('a payment run', () => {
  const other = { currency: currency('USD'), payment_date: '2026-11-21' };

  it('is all payments that were sent together, one sum for each currency', () => {
    const book = bookOf(
      payment('p1', '100.10'),
      payment('p2', '0.000001'),
      payment('p3', '7', [], other),
      payment('p4', '1000', [], { settlement_run: ref('r2', 'PR-89') }),
      payment('p5', '1000', [], { settlement_run: null }),
    );
    expect([...paymentRunsView.keys(book)]).toEqual(['r1', 'r2']);
    expect(paymentRunsView.subject('r1', book)).toMatchObject({
      key: 'r1',
      label: 'PR-88',
      facts: {
        run: 'PR-88',
        status: 'Approved',
        payment_date: '2026-11-21',
        method: 'EFT',
        payment_count: '3',
        exception_count: '0',
        has_exceptions: false,
        company: 'Acme GmbH',
        currencies: ['EUR', 'USD'],
        amount: null,
        currency: null,
      },
      items: [],
      amounts: [
        { currency: 'EUR', amount: '100.100001' },
        { currency: 'USD', amount: '7' },
      ],
    });
    expect(paymentRunsView.subject('r2', book)?.facts).toMatchObject({ amount: '1000', currency: 'EUR' });
    expect(paymentRunsView.subject('r3', book)).toBeNull();
  });

  it('is a group of payments where there is no settlement run', () => {
    const book = bookOf(
      payment('p1', '5', [], { settlement_run: null, payment_group: ref('g1', 'Payment Group: 12') }),
    );
    expect(paymentRunsView.subject('g1', book)).toMatchObject({ label: '12', facts: { payment_count: '1' } });
  });

  it('names what a person should look at', () => {
    const book = bookOf(
      payment('p1', '10', [{ wid: 'i1', paid: '10' }]),
      payment('p2', '20', [], { payment_reference_number: 'PAY-2', payment_status: 'Canceled', counts_as_paid: false }),
      payment('p3', '30', [{ wid: 'i3', paid: '29' }], { payment_reference_number: 'PAY-3', remittance_total: '29' }),
    );
    const subject = paymentRunsView.subject('r1', book);
    expect(subject?.facts).toMatchObject({ status: 'Approved (2), Canceled (1)', exception_count: '2' });
    expect(subject?.items.map(({ payment: name, amount, problem }) => [name, amount, problem])).toEqual([
      ['PAY-2', '20', 'Not paid, although others of the run are'],
      ['PAY-3', '30', 'Differs from the amounts paid of its documents'],
    ]);
    expect(subject?.amounts).toEqual([{ currency: 'EUR', amount: '60' }]);
  });

  it('of which nothing is out yet has no exceptions for that', () => {
    const open = { payment_status: 'In Progress', counts_as_paid: false };
    const book = bookOf(payment('p1', '10', [], open), payment('p2', '20', [], open));
    expect(paymentRunsView.subject('r1', book)?.items).toEqual([]);
  });

  it('is touched when a payment comes, changes or goes to another run; what it was before is known', () => {
    const book = bookOf(payment('p1', '10'), payment('p2', '20'));
    const changes = book.take([payment('p2', '20', [], { settlement_run: ref('r2', 'PR-89') }), invoice()]);
    expect([...paymentRunsView.touched(changes, book).keys()].sort()).toEqual(['r1', 'r2']);
    expect(paymentRunsView.subjectBefore('r1', changes, book)?.facts['payment_count']).toBe('2');
    expect(paymentRunsView.subject('r1', book)?.facts['payment_count']).toBe('1');
    expect(paymentRunsView.subjectBefore('r2', changes, book)).toBeNull();
  });
});

describe('a journal entry', () => {
  const tell = (book: MemoryBook, key = 'j1') => journalEntriesView.subject(key, book);

  it('is told with debit, credit and their difference in ledger currency', () => {
    const book = bookOf(
      journal('j1', [{ account: '6000', debit: '0.10' }, { account: '6010', debit: '0.20' }, { account: '2050', credit: '0.31' }]), // oxfmt-ignore
    );
    expect(tell(book)).toMatchObject({
      facts: {
        journal_number: 'JE-1',
        currency: 'EUR',
        debit: '0.3',
        credit: '0.31',
        difference: '0.01',
        is_balanced: false,
        ledger_accounts: ['2050', '6000', '6010'],
        status: 'Posted',
        is_reversal: false,
      },
      amounts: [{ currency: 'EUR', amount: '0.3' }],
    });
  });

  it('does not balance either if only its totals say so', () => {
    const lines = [
      { account: '6000', debit: '5' },
      { account: '2050', credit: '5' },
    ];
    const book = bookOf(journal('j1', lines, { total_ledger_debits: '5', total_ledger_credits: '4' }));
    expect(tell(book)?.facts).toMatchObject({ debit: '5', credit: '4', difference: '1', is_balanced: false });
  });

  it('knows the currency of its ledger from other journals of it, and not where they do not agree', () => {
    const rate = { currency_rate: '1.1', ledger_debit_amount: '5.5', ledger_credit_amount: '0' };
    const foreign = journal('j1', [{ account: '6000', debit: '5', over: rate }], { currency: currency('GBP') });
    const own = journal('j2', [{ account: '6000', debit: '5' }]);
    const pegged = journal('j3', [{ account: '6000', debit: '5' }], { currency: currency('USD') });
    expect(tell(bookOf(foreign))).toMatchObject({ facts: { currency: null, document_currency: 'GBP' }, amounts: [] });
    expect(tell(bookOf(foreign, own))?.facts).toMatchObject({ currency: 'EUR', debit: '5.5' });
    expect(tell(bookOf(foreign, own, pegged))?.facts['currency']).toBeNull();
  });

  it('that is not posted says so', () => {
    const draft = { journal_status: status('Journal_Entry_Status_ID', 'CREATED', 'Created') };
    expect(tell(bookOf(journal('j1', [], draft)))?.facts).toMatchObject({ status: 'Created', is_balanced: true });
  });
});
