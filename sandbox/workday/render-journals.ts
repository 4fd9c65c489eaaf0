import type { JournalAddress, JournalDoc, JournalLine } from '../world/documents.ts';
import { companyOf } from '../world/masters.ts';
import { journalAt } from '../world/journal-view.ts';
import { pacificDateTime } from './pacific.ts';
import { date, plain, ref, text, type RenderContext } from './render.ts';

function renderLine(line: JournalLine, order: number, currency: string, context: RenderContext): string {
  const { references } = context;
  return (
    `<wd:Journal_Entry_Line_Data><wd:Line_Order>${order}</wd:Line_Order>` +
    `<wd:Ledger_Account_Reference${references.account('Standard', line.account)}</wd:Ledger_Account_Reference>` +
    `<wd:Debit_Amount>${line.debit}</wd:Debit_Amount><wd:Credit_Amount>${line.credit}</wd:Credit_Amount>` +
    `${currency}<wd:Currency_Rate>${line.rate}</wd:Currency_Rate>` +
    `<wd:Ledger_Debit_Amount>${line.ledgerDebit}</wd:Ledger_Debit_Amount>` +
    `<wd:Ledger_Credit_Amount>${line.ledgerCredit}</wd:Ledger_Credit_Amount>` +
    text('Memo', line.memo) +
    references.worktags('Worktags_Reference', line.worktags, line.category) +
    '</wd:Journal_Entry_Line_Data>'
  );
}

function descriptor(doc: JournalDoc): string {
  const [year, month, day] = doc.date.split('-');
  const sort = doc.source === 'Manual_Journal' ? 'Manual Journal' : 'Operational Journal';
  return `${sort}: ${companyOf(doc.company).name} - ${month ?? ''}/${day ?? ''}/${year ?? ''}`;
}

function linked(element: string, address: JournalAddress | null, context: RenderContext): string {
  const other = address === null ? undefined : journalAt(context.world, address, context.asOf);
  return address === null || other === undefined
    ? ''
    : ref(element, context.references.journal(address, descriptor(other)));
}

function operational(doc: JournalDoc, context: RenderContext): string {
  if (doc.operational === null) return '';
  const { kind, index } = doc.operational;
  return ref('Operational_Transaction_Reference', context.references[kind](index));
}

/** One `Journal_Entry`, its elements in the order of the schema; document amounts and ledger amounts side by side. */
export function renderJournal(address: JournalAddress, doc: JournalDoc, context: RenderContext): string {
  const { references } = context;
  const currency = ref('Currency_Reference', references.fixed('currency', doc.currency));
  return (
    `<wd:Journal_Entry>${ref('Journal_Entry_Reference', references.journal(address, descriptor(doc)))}` +
    `<wd:Journal_Entry_Data>${text('Journal_Number', doc.number)}` +
    ref('Journal_Status_Reference', references.status('Journal_Entry_Status_ID', 'POSTED')) +
    ref('Company_Reference', references.fixed('company', doc.company)) +
    currency +
    ref('Ledger_Reference', references.ledger(doc.company)) +
    ref('Display_Account_Set_Reference', references.accountSet(0, 'Standard', 'Standard chart of accounts')) +
    date('Accounting_Date', doc.date) +
    ref('Journal_Source_Reference', references.status('Journal_Source_ID', doc.source)) +
    operational(doc, context) +
    text('Memo', doc.memo) +
    `${plain('Total_Ledger_Debits', doc.totalDebit)}${plain('Total_Ledger_Credits', doc.totalCredit)}` +
    linked('Cancel_Reversed_By_Journal_Entry_Reference', doc.reversedBy, context) +
    linked('Cancel_Reverses_Journal_Entry_Reference', doc.reverses, context) +
    `<wd:Creation_Date>${pacificDateTime(doc.createdAt)}</wd:Creation_Date>` +
    `<wd:Last_Updated_Date>${pacificDateTime(doc.updatedAt)}</wd:Last_Updated_Date>` +
    doc.lines.map((line, at) => renderLine(line, at + 1, currency, context)).join('') +
    '</wd:Journal_Entry_Data></wd:Journal_Entry>'
  );
}
