/** The request schema of the practised operations, as lists of elements in their order (xsd:sequence). */
export type LeafType = 'reference' | 'date' | 'dateTime' | 'boolean' | 'page' | 'count' | 'text';

export interface ElementSpec {
  readonly name: string;
  readonly type: LeafType | readonly ElementSpec[];
  readonly many: boolean;
}

function leaf(type: LeafType, many: boolean): (...names: string[]) => ElementSpec[] {
  return (...names) => names.map((name) => ({ name, type, many }));
}
const one = leaf('reference', false);
const many = leaf('reference', true);
const date = leaf('date', false);
const dateTime = leaf('dateTime', false);
const flag = leaf('boolean', false);
const text = leaf('text', false);

export interface OperationSpec {
  readonly operation: string;
  readonly service: string;
  /** Element inside Request_References. */
  readonly reference: string;
  readonly criteria: readonly ElementSpec[];
  readonly group: readonly ElementSpec[];
  /** Element of one record in Response_Data. */
  readonly record: string;
  /** Get_Journals answers with its results before the echoed group. */
  readonly resultsFirst: boolean;
}

const INVOICE_CRITERIA_HEAD = [
  ...many('Company_Reference', 'Supplier_Reference', 'Supplier_Status_Reference'),
  ...date('Invoice_Date_On_or_After', 'Invoice_Date_On_or_Before'),
  ...one('Purchase_Order_Reference'),
  ...many('Supplier_Hierarchy_Reference'),
  ...flag('Invoice_On_Hold', 'Intercompany_Invoice'),
  ...many('Payment_Status_Reference'),
];
const INVOICE_CRITERIA_TAIL = [
  ...date('Invoice_Due_Date_On_or_After', 'Invoice_Due_Date_On_or_Before'),
  ...many('Created_By_Worker_Reference', 'Approving_Worker_Reference'),
  ...text('External_PO_Number'),
  ...many('Invoice_Status_Reference'),
];

const COMMON_GROUP = flag('Include_Reference', 'Include_Attachment_Data');
const RESOURCE = 'Resource_Management';
const FINANCIAL = 'Financial_Management';

const SPECS: readonly Omit<OperationSpec, 'resultsFirst'>[] = [
  {
    operation: 'Get_Suppliers',
    service: RESOURCE,
    reference: 'Supplier_Reference',
    record: 'Supplier',
    criteria: [
      ...dateTime('Updated_From_Date', 'Updated_To_Date'),
      ...many('Supplier_Status_Reference', 'Supplier_Category_Reference', 'Supplier_Group_Reference'),
      ...text('Customer_Account_Number', 'DUNS_Number'),
      ...many('Parent_Supplier_Reference'),
    ],
    group: COMMON_GROUP,
  },
  {
    operation: 'Get_Purchase_Orders',
    service: RESOURCE,
    reference: 'Purchase_Order_Reference',
    record: 'Purchase_Order',
    criteria: [
      ...many('Organization_Reference', 'Supplier_Reference'),
      ...text('Purchase_Order_Number'),
      ...date('Purchase_Order_Date_On_or_After', 'Purchase_Order_Date_On_or_Before'),
      ...date('Due_Date_On_or_After', 'Due_Date_On_or_Before'),
      ...dateTime('Updated_From_Date', 'Updated_To_Date'),
      ...many('Purchase_Order_Change_Type_Reference', 'Issue_Option_Reference'),
      ...one('Supplier_Contract_Reference', 'Requisition_Reference', 'Requesting_Worker_Reference'),
      ...one('Supplier_Invoice_Reference'),
      ...many('Creating_Worker_Reference', 'Approving_Worker_Reference', 'Worktag_Reference'),
    ],
    group: COMMON_GROUP,
  },
  {
    operation: 'Get_Supplier_Invoices',
    service: RESOURCE,
    reference: 'Supplier_Invoice_Reference',
    record: 'Supplier_Invoice',
    criteria: [...INVOICE_CRITERIA_HEAD, ...INVOICE_CRITERIA_TAIL],
    group: COMMON_GROUP,
  },
  {
    operation: 'Get_Supplier_Invoice_Adjustments',
    service: RESOURCE,
    reference: 'Supplier_Invoice_Adjustment_Reference',
    record: 'Supplier_Invoice_Adjustment',
    criteria: [...INVOICE_CRITERIA_HEAD, ...many('Adjustment_Reasons_Reference'), ...INVOICE_CRITERIA_TAIL],
    group: COMMON_GROUP,
  },
  {
    operation: 'Get_Journals',
    service: FINANCIAL,
    reference: 'JournalEntryReference',
    record: 'Journal_Entry',
    criteria: [
      ...many('Organization_Reference'),
      ...date('Accounting_From_Date', 'Accounting_To_Date'),
      ...many('Journal_Source_Reference'),
      ...dateTime('Updated_From_Date', 'Updated_To_Date'),
      ...text('Journal_Number'),
      ...many('Status_Reference', 'Originated_by_Person_Reference', 'Approved_by_Person_Reference'),
      ...many('Ledger_Account_Reference', 'Worktags_Reference'),
      ...one('Book_Reference'),
      ...flag('Adjustment_Journal', 'Reversed_Journal', 'Recurring_Journal', 'Intercompany_Journal', 'Threshold_Met'),
    ],
    group: flag('Include_Attachment_Data'),
  },
  {
    operation: 'Get_Payments',
    service: FINANCIAL,
    reference: 'Payment_WWS_Reference',
    record: 'Payment',
    criteria: [
      {
        name: 'General_Payment_Criteria',
        type: [
          ...many('Company_Reference', 'Bank_Account_Reference', 'Payment_Category_Reference', 'Payee_Reference'),
          ...many('Payee_Hierarchy_Reference', 'Payment_Type_Reference', 'Payment_Status_Reference'),
          ...many('Customer_Supplier_Status_Reference', 'Currency_Reference'),
          ...date('Payment_Date_on_Date_Or_After', 'Payment_Date_on_Date_Or_Before'),
          ...text('Transaction_Reference_Number'),
        ],
        many: false,
      },
    ],
    group: flag(
      'Include_Reference',
      'Include_Originating_Bank_Data',
      'Include_Payroll_Remittance_Data',
      'Include_Payment_Group_Data',
      'Include_Payroll_Result_Country_Data',
    ),
  },
  {
    operation: 'Get_Account_Sets',
    service: FINANCIAL,
    reference: 'Account_Set_Reference',
    record: 'Account_Set',
    criteria: [],
    group: flag('Include_Reference'),
  },
  {
    operation: 'Get_Ledger_Account_Summaries',
    service: FINANCIAL,
    reference: 'Ledger_Account_Summary_Reference',
    record: 'Ledger_Account_Summary',
    criteria: [],
    group: flag('Include_Reference'),
  },
  {
    operation: 'Get_Customers',
    service: 'Revenue_Management',
    reference: 'Customer_Reference',
    record: 'Customer',
    criteria: [],
    group: flag(
      'Include_Reference',
      'Include_Customer_Data',
      'Include_Customer_Balance',
      'Include_Customer_Activity_Detail',
    ),
  },
];

export const OPERATIONS: readonly OperationSpec[] = SPECS.map((spec) => ({
  ...spec,
  resultsFirst: spec.operation === 'Get_Journals',
}));

/** The services that are practised, for addresses and WSDLs. */
export const SERVICES = [RESOURCE, FINANCIAL, 'Revenue_Management', 'Human_Resources'] as const;

export const RESPONSE_FILTER: readonly ElementSpec[] = [
  ...date('As_Of_Effective_Date'),
  ...dateTime('As_Of_Entry_DateTime'),
  ...leaf('page', false)('Page'),
  ...leaf('count', false)('Count'),
];

/** The whole request of an operation but for the choice between references and criteria, which a sequence cannot express. */
export function requestSpec(spec: OperationSpec): readonly ElementSpec[] {
  return [
    { name: 'Request_References', type: many(spec.reference), many: false },
    { name: 'Request_Criteria', type: spec.criteria, many: false },
    { name: 'Response_Filter', type: RESPONSE_FILTER, many: false },
    { name: 'Response_Group', type: spec.group, many: false },
  ];
}
