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
} from '../xml/plan.ts';

const split = plan([
  ...named(
    'split_id',
    texts(
      'Business_Document_Line_Split_ID',
      'Goods_Purchase_Order_Line_Split_ID',
      'Service_Purchase_Order_Line_Split_ID',
    ),
  ),
  ...rates('Quantity'),
  ...decimals('Extended_Amount'),
  ...texts('Memo'),
  // The split's element is in the singular, the line's in the plural.
  ...named('worktags', referenceLists('Worktag_Reference', 'Worktags_Reference')),
]);

const line = plan([
  ...named(
    'line_id',
    texts(
      'Goods_Purchase_Order_Line_ID',
      'Service_Order_Line_ID',
      'Service_Purchase_Order_Line_ID',
      'Deliverables_Line_ID',
      'Contingent_Worker_Line_ID',
      'Purchase_Order_Line_ID',
    ),
  ),
  ...named('line_order', texts('Line_Number', 'Line_Order')),
  ...named('item_description', texts('Item_Description', 'Description')),
  ...named('item', references('Item_Reference', 'Purchase_Item_Reference')),
  ...named('spend_category', references('Resource_Category_Reference', 'Spend_Category_Reference')),
  ...references('Supplier_Contract_Line_Reference', 'Tax_Applicability_Reference', 'Tax_Code_Reference'),
  ...references('Unit_of_Measure_Reference', 'Ship_To_Address_Reference', 'Ship_To_Contact_Reference'),
  ...referenceLists('Requisition_Line_Reference'),
  ...rates('Quantity', 'Unit_Cost'),
  ...decimals('Extended_Amount'),
  ...dates('Due_Date', 'Start_Date', 'End_Date'),
  ...texts('Memo'),
  ...flags('Prepaid'),
  ...named('worktags', referenceLists('Worktags_Reference', 'Worktag_Reference')),
  ...objects('Goods_Purchase_Order_Line_Split_Data', 'splits', split),
  ...objects('Service_Purchase_Order_Line_Split_Data', 'splits', split),
]);

const header = plan([
  ...texts('Purchase_Order_ID', 'Document_Number', 'Memo', 'Internal_Memo', 'Shipping_Instruction'),
  ...flags('Locked_in_Workday', 'Acknowledgement_Expected', 'Prepaid'),
  ...named('document_status', references('Purchase_Order_Document_Status_Reference', 'Document_Status_Reference')),
  ...references(
    'Company_Reference',
    'Supplier_Reference',
    'Payment_Terms_Reference',
    'Override_Payment_Type_Reference',
  ),
  ...references(
    'Shipping_Terms_Reference',
    'Shipping_Method_Reference',
    'Supplier_Contract_Reference',
    'Currency_Reference',
  ),
  ...references('Issue_Option_Reference', 'Buyer_Reference'),
  ...dates('Document_Date', 'Due_Date'),
  ...decimals('Tax_Amount', 'Freight_Amount', 'Other_Charges'),
  ...objects('Goods_Line_Data', 'lines', line, { line_kind: 'goods' }),
  ...objects('Service_Line_Data', 'lines', line, { line_kind: 'service' }),
  ...objects('Deliverables_Line_Data', 'lines', line, { line_kind: 'deliverable' }),
  ...objects('Contingent_Worker_Line_Data', 'lines', line, { line_kind: 'contingent-worker' }),
  ...skipped('Attachment_Data'),
]);

/** `Purchase_Order`, reference page §4.3. */
export const orderPlan = plan([...references('Purchase_Order_Reference'), ...wrapper('Purchase_Order_Data', header)]);
