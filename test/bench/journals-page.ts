export interface JournalsPageOptions {
  readonly journals: number;
  readonly linesPerJournal: number;
  /** Number of the first journal, for pages that follow each other. */
  readonly first?: number;
}

const hex = '0123456789abcdef';

/** The same 32 hex digits for the same number, with all digits moving. */
function wid(kind: number, index: number): string {
  let state = (kind * 7_919 + index * 104_729 + 12_345) >>> 0;
  let text = '';
  for (let at = 0; at < 32; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    text += hex[state >>> 28] ?? '0';
  }
  return text;
}

function reference(element: string, name: string, ids: readonly (readonly [type: string, value: string])[]): string {
  const list = ids.map(([type, value]) => `<wd:ID wd:type="${type}">${value}</wd:ID>`).join('');
  return `<wd:${element} wd:Descriptor="${name}">${list}</wd:${element}>`;
}

function line(journal: number, at: number): string {
  // Lines come in pairs of the same amount, so that journals balance.
  const cents = ((journal * 31 + (at >> 1) * 17) % 9_999_999) + 1;
  const amount = `${String(Math.floor(cents / 100))}.${String(cents % 100).padStart(2, '0')}`;
  const [debit, credit] = at % 2 === 0 ? [amount, '0'] : ['0', amount];
  const account = String(1_000 + ((journal + at * 7) % 400));
  const center = (journal * 3 + at) % 120;
  return (
    `<wd:Journal_Entry_Line_Data><wd:Line_Order>${String(at + 1)}</wd:Line_Order>` +
    `<wd:Ledger_Account_Reference wd:Descriptor="${account}:Consulting and services"><wd:ID wd:type="WID">${wid(1, Number(account))}</wd:ID>` +
    `<wd:ID wd:type="Ledger_Account_ID" wd:parent_type="Account_Set_ID" wd:parent_id="Standard">${account}</wd:ID></wd:Ledger_Account_Reference>` +
    `<wd:Debit_Amount>${debit}</wd:Debit_Amount><wd:Credit_Amount>${credit}</wd:Credit_Amount>` +
    reference('Currency_Reference', 'EUR', [
      ['WID', wid(2, 1)],
      ['Currency_ID', 'EUR'],
      ['Currency_Numeric_Code', '978'],
    ]) +
    `<wd:Currency_Rate>1</wd:Currency_Rate><wd:Ledger_Debit_Amount>${debit}</wd:Ledger_Debit_Amount>` +
    `<wd:Ledger_Credit_Amount>${credit}</wd:Ledger_Credit_Amount>` +
    `<wd:Memo>Services of week ${String((at % 52) + 1)} &amp; travel, journal ${String(journal)}</wd:Memo>` +
    reference('Worktags_Reference', `Cost center ${String(center)}`, [
      ['WID', wid(3, center)],
      ['Organization_Reference_ID', `CC-${String(center)}`],
      ['Cost_Center_Reference_ID', `CC-${String(center)}`],
    ]) +
    reference('Worktags_Reference', 'Consulting', [
      ['WID', wid(4, at % 30)],
      ['Spend_Category_ID', `SC-${String(at % 30)}`],
    ]) +
    '</wd:Journal_Entry_Line_Data>'
  );
}

function* journal(index: number, lines: number): Generator<string> {
  const number = `JE-2026-${String(index)}`;
  yield (
    '<wd:Journal_Entry>' +
    reference('Journal_Entry_Reference', `Operational Journal: Acme Sàrl &amp; Co - ${number}`, [
      ['WID', wid(5, index)],
      ['Accounting_Journal_ID', `JOURNAL-6-${String(index)}`],
    ]) +
    `<wd:Journal_Entry_Data><wd:Journal_Number>${number}</wd:Journal_Number>` +
    reference('Journal_Status_Reference', 'Posted', [['Journal_Entry_Status_ID', 'POSTED']]) +
    reference('Company_Reference', 'Acme Sàrl', [['Company_Reference_ID', `CO-${String(100 + (index % 5))}`]]) +
    reference('Currency_Reference', 'EUR', [['Currency_ID', 'EUR']]) +
    '<wd:Accounting_Date>2026-11-03-08:00</wd:Accounting_Date>' +
    reference('Journal_Source_Reference', 'Supplier Invoice', [['Journal_Source_ID', 'Supplier_Invoice']]) +
    '<wd:Total_Ledger_Debits>1190</wd:Total_Ledger_Debits><wd:Total_Ledger_Credits>1190</wd:Total_Ledger_Credits>' +
    '<wd:Creation_Date>2026-11-03T01:12:09.113-08:00</wd:Creation_Date>' +
    '<wd:Last_Updated_Date>2026-11-21T00:58:41.006-08:00</wd:Last_Updated_Date>'
  );
  for (let at = 0; at < lines; at += 1) yield line(index, at);
  yield '</wd:Journal_Entry_Data></wd:Journal_Entry>';
}

/** One answer of Get_Journals as Workday writes it, in parts of a line at most; the same for the same options. */
export function* journalsPageParts({ journals, linesPerJournal, first = 0 }: JournalsPageOptions): Generator<string> {
  yield (
    '<?xml version="1.0" encoding="UTF-8"?>\n<env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body>' +
    '<wd:Get_Journals_Response xmlns:wd="urn:com.workday/bsvc" wd:version="v46.1"><wd:Response_Results>' +
    `<wd:Total_Results>${String(journals)}</wd:Total_Results><wd:Total_Pages>1</wd:Total_Pages>` +
    `<wd:Page_Results>${String(journals)}</wd:Page_Results><wd:Page>1</wd:Page></wd:Response_Results><wd:Response_Data>`
  );
  for (let index = 0; index < journals; index += 1) yield* journal(first + index, linesPerJournal);
  yield '</wd:Response_Data></wd:Get_Journals_Response></env:Body></env:Envelope>';
}

/** The same answer whole. */
export function journalsPage(options: JournalsPageOptions): string {
  return [...journalsPageParts(options)].join('');
}
