import type { JsonObject, JsonValue } from '../../shared/model/json.ts';

/** A reference as the Workday connector writes it. */
export function ref(wid: string, name: string | null, ids: Record<string, string> = {}): JsonObject {
  return { wid, name, ids };
}

export const company = ref('c1', 'Acme GmbH', { Company_Reference_ID: 'CO-1' });

export function currency(code: string): JsonObject {
  return ref(`w-${code}`, code, { Currency_ID: code });
}

export function status(type: string, id: string, name: string): JsonObject {
  return ref(`s-${id}`, name, { [type]: id });
}

function numbered(lines: readonly JsonObject[]): JsonValue {
  return lines.map((line, at) => ({ line_number: String(at + 1), ...line }));
}

/** An approved invoice of 119 euros. */
export function invoiceFields(over: JsonObject = {}): JsonObject {
  return {
    label: 'SINV-1',
    invoice_number: 'SINV-1',
    supplier_reference_number: 'R-77',
    document_status: status('Document_Status_ID', 'APPROVED', 'Approved'),
    company,
    currency: currency('EUR'),
    supplier: ref('p1', 'Nordwind AG', { Supplier_ID: 'S-1' }),
    invoice_date: '2026-11-03',
    due_date: '2026-12-03',
    due_date_derivation: 'override',
    payment_terms: ref('t1', 'Net 30', { Payment_Terms_ID: 'NET_30' }),
    on_hold: false,
    invoice_total: '119.00',
    invoice_total_derivation: 'computed: lines + tax + freight + other charges',
    external_po_number: 'PO-5',
    memo: 'SECRET memo',
    lines: numbered([
      {
        extended_amount: '100',
        worktag: { spend_category: ref('k1', 'Consulting', { Spend_Category_ID: 'SC-1' }) },
        memo: 'SECRET memo of a line',
      },
    ]),
    ...over,
  };
}

/** A credit memo of 20 euros. */
export function adjustmentFields(over: JsonObject = {}): JsonObject {
  return {
    label: 'SADJ-1',
    adjustment_number: 'SADJ-1',
    company,
    currency: currency('EUR'),
    supplier: ref('p1', 'Nordwind AG', { Supplier_ID: 'S-1' }),
    adjustment_date: '2026-11-10',
    adjustment_total: '20',
    increase_liability: false,
    original_invoice: ref('i1', 'SINV-1'),
    lines: [],
    ...over,
  };
}

export interface PaidDocument {
  readonly wid: string;
  readonly paid: string | null;
  readonly discount?: string;
}

/** A payment that is out, of these documents; its amount is theirs unless it says otherwise. */
export function paymentFields(amount: string, documents: readonly PaidDocument[], over: JsonObject = {}): JsonObject {
  return {
    label: 'PAY-1',
    payment_reference_number: 'PAY-1',
    payment_status: 'Approved',
    counts_as_paid: true,
    company,
    currency: currency('EUR'),
    payee: ref('p1', 'Nordwind AG', { Supplier_ID: 'S-1' }),
    payment_date: '2026-11-20',
    payment_amount: amount,
    discount_taken: null,
    remittance_total: documents.length === 0 ? '0' : amount,
    settlement_run: ref('r1', 'Settlement run PR-88', { Settlement_Run_ID: 'PR-88' }),
    payment_type: ref('y1', 'EFT', { Payment_Type_ID: 'EFT' }),
    memo: 'SECRET memo of a payment',
    check_number: 'SECRET check',
    lines: numbered(
      documents.map(({ wid, paid, discount = null }) => ({
        document: ref(wid, `number of ${wid}`),
        amount_paid: paid,
        discount_taken: discount,
        memo: 'SECRET memo of a document',
      })),
    ),
    ...over,
  };
}

export interface Posting {
  readonly account: string;
  readonly debit?: string;
  readonly credit?: string;
  readonly over?: JsonObject;
}

/** A posted journal in euros of a euro ledger. */
export function journalFields(postings: readonly Posting[], over: JsonObject = {}): JsonObject {
  const lines = postings.map(({ account, debit = '0', credit = '0', over: own = {} }) => ({
    ledger_account: ref(`a-${account}`, `${account}:Account ${account}`, { Ledger_Account_ID: account }),
    debit_amount: debit,
    credit_amount: credit,
    ledger_debit_amount: debit,
    ledger_credit_amount: credit,
    currency_rate: '1',
    memo: 'SECRET memo of a line',
    ...own,
  }));
  return {
    label: 'JE-1',
    journal_number: 'JE-1',
    journal_status: status('Journal_Entry_Status_ID', 'POSTED', 'Posted'),
    company,
    currency: currency('EUR'),
    ledger: ref('l1', 'Acme actuals', { Ledger_Reference_ID: 'L-1' }),
    accounting_date: '2026-11-03',
    memo: 'SECRET memo of a journal',
    lines: numbered(lines),
    ...over,
  };
}

/** The fields that say that an invoice caused a journal. */
export function ofInvoice(wid: string): JsonObject {
  return { operational_transaction: ref(wid, `number of ${wid}`, { Supplier_Invoice_Reference_ID: `id-${wid}` }) };
}

/** The same of any other document. */
export function ofDocument(wid: string): JsonObject {
  return { operational_transaction: ref(wid, `number of ${wid}`, { Some_Other_ID: `id-${wid}` }) };
}
