import {
  dates,
  decimals,
  flags,
  named,
  objects,
  plan,
  rates,
  referenceLists,
  references,
  skipped,
  texts,
  wrapper,
  type Plan,
} from '../xml/plan.ts';

const split = plan([
  ...named('split_id', texts('Supplier_Invoice_Split_Line_ID', 'Business_Document_Line_Split_ID')),
  ...rates('Quantity'),
  ...decimals('Extended_Amount'),
  ...texts('Memo'),
  ...named('worktags', referenceLists('Worktags_Reference', 'Worktag_Reference')),
]);

const line = plan([
  ...named('line_id', texts('Supplier_Invoice_Line_ID', 'Supplier_Invoice_Adjustment_Line_ID')),
  ...texts('Line_Order', 'Item_Description', 'Memo'),
  ...references(
    'Intercompany_Affiliate_Reference',
    'Purchase_Order_Line_Reference',
    'Supplier_Contract_Line_Reference',
  ),
  ...named('item', references('Purchase_Item_Reference', 'Item_Reference')),
  ...references(
    'Spend_Category_Reference',
    'Tax_Code_Reference',
    'Ship_To_Address_Reference',
    'Ship_To_Contact_Reference',
  ),
  ...rates('Quantity', 'Unit_Cost'),
  ...decimals('Extended_Amount', 'Retention_Amount', 'Payment_Amount'),
  ...dates('Budget_Date'),
  ...flags('Prepaid', 'Billable'),
  ...named('worktags', referenceLists('Worktags_Reference', 'Worktag_Reference')),
  ...objects('Supplier_Invoice_Split_Line_Data', 'splits', split),
  ...objects('Invoice_Line_Split_Data', 'splits', split),
]);

function documentEntries(): Parameters<typeof plan>[0] {
  return [
    ...flags('Submit', 'Locked_in_Workday', 'On_Hold', 'Supplier_Document_Received', 'Prepaid', 'Increase_Liability'),
    ...named(
      'document_status',
      references(
        'Invoice_Document_Status_Reference',
        'Supplier_Invoice_Document_Status_Reference',
        'Supplier_Invoice_Adjustment_Document_Status_Reference',
        'Invoice_Adjustment_Document_Status_Reference',
        'Document_Status_Reference',
      ),
    ),
    ...references('Company_Reference', 'Currency_Reference', 'Supplier_Reference', 'Contingent_Worker_Reference'),
    ...references(
      'Supplier_Connection_Reference',
      'Tax_Option_Reference',
      'Ship-To_Address_Reference',
      'Tax_Code_Reference',
    ),
    ...references('Supplier_Contract_Reference', 'Supplier_Invoice_Request_Reference', 'Requester_Reference'),
    ...references('Payment_Terms_Reference', 'Override_Payment_Type_Reference', 'Handling_Code_Reference'),
    ...references(
      'Default_Withholding_Tax_Code_Reference',
      'Adjustment_Reason_Reference',
      'Original_Invoice_Reference',
    ),
    ...named('payment_status', references('Payment_Status_Reference', 'Invoice_Payment_Status_Reference')),
    ...named('control_amount_total', decimals('Control_Amount_Total', 'Control_Total_Amount')),
    ...decimals('Tax_Amount', 'Withholding_Tax_Amount', 'Freight_Amount', 'Other_Charges', 'Gross_Invoice_Amount'),
    ...decimals('Total_Amount_Retained', 'Total_Amount_Released'),
    ...dates('Due_Date_Override', 'Accounting_Date_Override', 'Budget_Date', 'Release_Date'),
    ...named('supplier_reference_number', texts('Supplier_Reference_Number', 'Suppliers_Invoice_Number')),
    ...texts('External_PO_Number', 'Document_Link'),
    ...named('memo', texts('Memo', 'Document_Memo')),
    ...objects('Invoice_Line_Replacement_Data', 'lines', line),
    ...objects('Supplier_Invoice_Adjustment_Line_Replacement_Data', 'lines', line),
    ...skipped('Attachment_Data'),
  ];
}

const invoice = plan([
  ...documentEntries(),
  ...texts('Supplier_Invoice_ID', 'Invoice_Number'),
  ...dates('Invoice_Date'),
]);

const adjustment = plan([
  ...documentEntries(),
  ...named('supplier_adjustment_id', texts('Supplier_Invoice_Adjustment_ID')),
  ...named('adjustment_number', texts('Adjustment_Number', 'Invoice_Number', 'Supplier_Invoice_Adjustment_Number')),
  ...named('adjustment_date', dates('Adjustment_Date', 'Invoice_Date')),
]);

/** `Supplier_Invoice`, reference page §4.2. */
export const invoicePlan: Plan = plan([
  ...references('Supplier_Invoice_Reference'),
  ...wrapper('Supplier_Invoice_Data', invoice),
]);

/** `Supplier_Invoice_Adjustment`: the same shape with names of its own. */
export const adjustmentPlan: Plan = plan([
  ...references('Supplier_Invoice_Adjustment_Reference'),
  ...wrapper('Supplier_Invoice_Adjustment_Data', adjustment),
]);
