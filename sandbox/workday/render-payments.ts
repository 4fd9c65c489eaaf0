import type { PaymentDoc, PaymentLine } from '../world/documents.ts';
import { invoiceId } from '../world/invoices.ts';
import { date, plain, ref, text, type RenderContext } from './render.ts';
import { id } from './references.ts';

/** Bank data exists so that tests can prove that nobody reads it: every value of it begins so. */
const BANK = 'PRACTICE-BANK';

function bankBlock(element: string, index: number): string {
  return (
    `<wd:${element}><wd:Bank_Account_Reference wd:Descriptor="${BANK} account ${index}">${id('WID', `${BANK}-wid`)}${id('Bank_Account_ID', `${BANK}-${index}`)}</wd:Bank_Account_Reference>` +
    `<wd:Account_Number>${BANK}-number-${index}</wd:Account_Number><wd:IBAN>${BANK}-DE00${index}</wd:IBAN>` +
    `<wd:Routing_Transit_Number>${BANK}-routing</wd:Routing_Transit_Number><wd:BIC>${BANK}-BIC</wd:BIC>` +
    `<wd:Branch_Data><wd:Name_on_Account>${BANK} holder</wd:Name_on_Account></wd:Branch_Data></wd:${element}>`
  );
}

function payee(doc: PaymentDoc, context: RenderContext): string {
  const { kind, index } = doc.payee;
  if (kind === 'supplier') return context.references.supplier(index, context.asOf);
  return context.references.worker(index);
}

function renderLine(line: PaymentLine, context: RenderContext): string {
  return (
    '<wd:Document_Remittance_Data><wd:Document_Type>Supplier Invoice</wd:Document_Type>' +
    `<wd:Document_ID>${invoiceId(line.invoice)}</wd:Document_ID>` +
    ref('Document_Reference', context.references.invoice(line.invoice)) +
    date('Document_Date', line.date) +
    plain('Total_Payable_Amount', line.payable) +
    plain('Amount_Paid', line.paid) +
    plain('Amount_Due', line.due) +
    plain('Discount_Taken', '0') +
    text('Document_Memo', line.memo) +
    '</wd:Document_Remittance_Data>'
  );
}

const TYPE_NAMES = { EFT: 'EFT', CHECK: 'Check', WIRE: 'Wire' } as const;

function groupData(doc: PaymentDoc, currency: string, context: RenderContext): string {
  if (!context.group.has('Include_Payment_Group_Data')) return '';
  const { references } = context;
  return (
    `<wd:Payment_Group_Data>${date('Payment_Date', doc.date)}${currency}` +
    ref('Payment_Type_Reference', references.status('Payment_Type_ID', doc.type)) +
    ref('Payment_Method_Reference', references.status('Payment_Type_ID', doc.type)) +
    ref('Payment_Category_Reference', references.status('Payment_Category_ID', doc.category)) +
    '</wd:Payment_Group_Data>'
  );
}

/** One `Payment`, its elements in the order of the schema, bank blocks included where Workday has them. */
export function renderPayment(index: number, doc: PaymentDoc, context: RenderContext): string {
  const { references, group } = context;
  const currency = doc.currency === null ? '' : ref('Currency_Reference', references.fixed('currency', doc.currency));
  const company = doc.company === null ? '' : ref('Company_Reference', references.fixed('company', doc.company));
  const remittance = doc.lines.map((line) => renderLine(line, context)).join('');
  return (
    `<wd:Payment>${context.includeReference ? ref('Payment_Reference', references.payment(index)) : ''}` +
    `<wd:Payment_Data>${groupData(doc, currency, context)}` +
    (doc.inRun && doc.company !== null
      ? ref('Settlement_Run_Reference', references.settlementRun(doc.company, doc.date))
      : '') +
    `<wd:Payment_Status>${references.statusName('Document_Status_ID', doc.status)}</wd:Payment_Status>` +
    text('Payment_Memo', doc.memo) +
    text('Payment_Reference_Number', doc.number) +
    plain('Payment_Amount', doc.amount) +
    plain('Discount_Taken', '0') +
    currency +
    text('Check_Number', doc.type === 'CHECK' ? `CHK-${80_001 + index}` : null) +
    company +
    (group.has('Include_Originating_Bank_Data') ? bankBlock('Originating_Account_Data', index) : '') +
    ref('Receiving_Party_Reference', payee(doc, context)) +
    `<wd:Receiving_Party_Contact_Data><wd:Payee_Name>${TYPE_NAMES[doc.type]} payee</wd:Payee_Name>` +
    `<wd:Payee_Account>${BANK}-contact</wd:Payee_Account></wd:Receiving_Party_Contact_Data>` +
    bankBlock('Receiving_Account_Data', index) +
    (remittance === '' ? '' : `<wd:Remittance_Data>${remittance}</wd:Remittance_Data>`) +
    '</wd:Payment_Data></wd:Payment>'
  );
}
