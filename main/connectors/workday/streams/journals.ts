import {
  dates,
  decimals,
  flags,
  instants,
  named,
  objects,
  plan,
  rates,
  referenceLists,
  references,
  skipped,
  texts,
  wrapper,
} from '../xml/plan.ts';

const line = plan([
  ...texts('Line_Order'),
  ...references('Line_Company_Reference', 'Ledger_Account_Reference', 'Alternate_Ledger_Account_Reference'),
  ...decimals('Debit_Amount', 'Credit_Amount', 'Ledger_Debit_Amount', 'Ledger_Credit_Amount'),
  ...references('Currency_Reference'),
  ...rates('Currency_Rate', 'Quantity', 'Quantity_2'),
  ...references('Unit_of_Measure_Reference', 'Unit_of_Measure_2_Reference', 'Balancing_Worktag_Affiliate_Reference'),
  ...texts('Memo', 'External_Reference_ID'),
  ...dates('Budget_Date'),
  ...flags('Exclude_from_Spend_Report'),
  ...named('worktags', referenceLists('Worktags_Reference', 'Worktag_Reference')),
]);

const header = plan([
  ...references('Journal_Entry_Reference'),
  ...texts('Journal_Number', 'Journal_Sequence_Number', 'Memo', 'External_Reference_ID', 'Document_Link'),
  ...references('Journal_Status_Reference', 'Company_Reference', 'Currency_Reference', 'Book_Code_Reference'),
  ...references(
    'Ledger_Reference',
    'Display_Account_Set_Reference',
    'Ledger_Period_Reference',
    'Journal_Source_Reference',
  ),
  ...references('Balancing_Worktag_Reference', 'Operational_Transaction_Reference', 'Originated_By_Reference'),
  ...named('optional_balancing_worktags', referenceLists('Optional_Balancing_Worktags_Reference')),
  ...referenceLists('Approved_by_Reference'),
  ...references('Cancel_Reversed_By_Journal_Entry_Reference', 'Cancel_Reverses_Journal_Entry_Reference'),
  ...references('Functional_Reversed_By_Journal_Entry_Reference', 'Functional_Reverses_Journal_Entry_Reference'),
  ...dates('Accounting_Date', 'Transaction_Date'),
  ...flags('Record_Quantity'),
  ...decimals('Total_Ledger_Debits', 'Total_Ledger_Credits'),
  ...instants('Creation_Date', 'Last_Updated_Date'),
  ...objects('Journal_Entry_Line_Data', 'lines', line),
  ...skipped('Attachment_Data'),
]);

/** `Journal_Entry`, reference page §4.4. */
export const journalPlan = plan([...references('Journal_Entry_Reference'), ...wrapper('Journal_Entry_Data', header)]);
