/** Type of an element of a request: a reference (`*`: one or more of them), or an xsd type. */
type CriterionType = 'ref' | 'ref*' | 'date' | 'dateTime' | 'boolean' | 'string';
export type Criterion = readonly [name: string, type: CriterionType];

function of(type: CriterionType, ...names: string[]): Criterion[] {
  return names.map((name) => [name, type]);
}

const INVOICE_HEAD = [
  ...of('ref*', 'Company_Reference', 'Supplier_Reference', 'Supplier_Status_Reference'),
  ...of('date', 'Invoice_Date_On_or_After', 'Invoice_Date_On_or_Before'),
];
const INVOICE_TAIL = [
  ...of('date', 'Invoice_Due_Date_On_or_After', 'Invoice_Due_Date_On_or_Before'),
  ...of('ref*', 'Invoice_Status_Reference'),
];

/** Element of Request_Criteria around the criteria, by operation; elsewhere they stand in it directly. */
export const criteriaElement: Readonly<Record<string, string>> = { Get_Payments: 'General_Payment_Criteria' };

/** Request_Criteria of each operation, in the order that its schema wants (reference page §3); only what can be asked for here. */
export const criteriaByOperation: Readonly<Record<string, readonly Criterion[]>> = {
  Get_Suppliers: of('dateTime', 'Updated_From_Date', 'Updated_To_Date'),
  Get_Purchase_Orders: [
    ...of('ref*', 'Organization_Reference'),
    ...of('date', 'Purchase_Order_Date_On_or_After', 'Purchase_Order_Date_On_or_Before'),
    ...of('dateTime', 'Updated_From_Date', 'Updated_To_Date'),
  ],
  Get_Supplier_Invoices: [...INVOICE_HEAD, ...INVOICE_TAIL],
  Get_Supplier_Invoice_Adjustments: [...INVOICE_HEAD, ...INVOICE_TAIL],
  Get_Journals: [
    ...of('ref*', 'Organization_Reference'),
    ...of('date', 'Accounting_From_Date', 'Accounting_To_Date'),
    ...of('dateTime', 'Updated_From_Date', 'Updated_To_Date'),
  ],
  Get_Payments: of('date', 'Payment_Date_on_Date_Or_After', 'Payment_Date_on_Date_Or_Before'),
  Get_Account_Sets: [],
  Get_Ledger_Account_Summaries: [],
};

const GROUP = of('boolean', 'Include_Reference', 'Include_Attachment_Data');
const groupByOperation: Readonly<Record<string, readonly Criterion[]>> = {
  Get_Payments: of(
    'boolean',
    'Include_Reference',
    'Include_Originating_Bank_Data',
    'Include_Payroll_Remittance_Data',
    'Include_Payment_Group_Data',
    'Include_Payroll_Result_Country_Data',
  ),
};

/** Response_Group of an operation, in the order that its schema wants; only what is asked for or refused here. */
export function groupOf(operation: string): readonly Criterion[] {
  return groupByOperation[operation] ?? GROUP;
}
