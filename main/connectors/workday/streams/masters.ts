import {
  dates,
  flags,
  named,
  objects,
  plan,
  referenceLists,
  references,
  skipped,
  texts,
  wrapper,
} from '../xml/plan.ts';

const address = plan(
  [
    ...named('country', references('Country_Reference')),
    ...named('region', references('Country_Region_Reference')),
    ...texts('Municipality', 'Postal_Code', 'Country_Region_Descriptor'),
  ],
  { attributes: { Formatted_Address: 'formatted_address', Effective_Date: 'effective_date' } },
);
const phone = plan(
  [...texts('Phone_Number', 'Phone_Extension', 'International_Phone_Code', 'Area_Code', 'Formatted_Phone')],
  { attributes: { E164_Formatted_Phone: 'e164', Formatted_Phone: 'formatted_phone' } },
);
const email = plan([...texts('Email_Address', 'Email_Comment')]);
const web = plan([...texts('Web_Address', 'Web_Address_Comment')]);

const contact = plan([
  ...objects('Address_Data', 'addresses', address),
  ...objects('Phone_Data', 'phones', phone),
  ...objects('Email_Address_Data', 'email_addresses', email),
  ...objects('Web_Address_Data', 'web_addresses', web),
]);

const entity = plan([
  ...texts('Business_Entity_Name', 'External_Entity_ID'),
  ...named('business_entity_tax_id', texts('Business_Entity_Tax_ID')),
  ...wrapper('Contact_Data', contact),
  ...wrapper('Contact_Information_Data', contact),
]);

const alternateName = plan([...texts('Alternate_Name'), ...references('Alternate_Name_Usage_Reference')]);
const taxId = plan([
  ...texts('Tax_ID_Text'),
  ...references('Tax_ID_Type_Reference', 'Country_Reference'),
  ...flags('Primary_Tax_ID'),
]);
const status = plan(
  [
    ...named('status', references('Status_Reference', 'Supplier_Status_Reference')),
    ...named('effective_date', dates('Effective_Date', 'Status_Date')),
    ...named('reason', references('Reason_Reference', 'Status_Reason_Reference')),
  ],
  { attributes: { Effective_Date: 'effective_date' } },
);

const supplier = plan([
  ...texts(
    'Supplier_ID',
    'Supplier_Reference_ID',
    'Supplier_Name',
    'Customer_Account_Number',
    'DUNS_Number',
    'Certificate_Number',
  ),
  ...flags(
    'Worktag_Only',
    'Submit',
    'IRS_1099_Supplier',
    'Report_1099_with_Parent',
    'FATCA',
    'Always_Separate_Payments',
  ),
  ...referenceLists(
    'Restricted_To_Companies_Reference',
    'Supplier_Group_Reference',
    'Payment_Types_Accepted_Reference',
  ),
  ...named('accepted_currencies', referenceLists('Accepted_Currencies_Reference')),
  ...references(
    'Approval_Status_Reference',
    'Supplier_Category_Reference',
    'Payment_Terms_Reference',
    'Currency_Reference',
  ),
  ...references('Default_Payment_Type_Reference', 'Default_Tax_Code_Reference', 'Tax_Authority_Form_Type_Reference'),
  ...references('Default_Withholding_Tax_Code_Reference'),
  ...dates('Tax_Document_Date', 'Certificate_of_Insurance_Date'),
  ...objects('Tax_ID_Data', 'tax_ids', taxId),
  // Newer versions put a widget around what stood here before (reference page §4.9).
  ...wrapper('Tax_ID_Widget_Data'),
  ...wrapper('Supplier_Status_Widget_Data'),
  ...wrapper('Business_Entity_Data', entity),
  ...objects('Supplier_Status_Data', 'status_history', status),
  ...objects('Business_Entity_Alternate_Name_Data', 'alternate_names', alternateName),
  ...skipped('Settlement_Account_Data', 'Settlement_Account_Widget_Data', 'Attachment_Data', 'Areas_Changed'),
]);

/** `Supplier`, reference page §4.1. */
export const supplierPlan = plan([...references('Supplier_Reference'), ...wrapper('Supplier_Data', supplier)]);

const account = plan([
  ...texts('Ledger_Account_Identifier', 'Ledger_Account_Name'),
  ...references('Ledger_Account_Type_Reference'),
  ...flags('Retired'),
  ...named('restricted_to', referenceLists('Restricted_To_Company_or_Hierarchy_Reference')),
]);

const accountSet = plan([
  ...texts('Account_Set_ID', 'Account_Set_Name'),
  ...flags('Chart_of_Accounts'),
  ...named('nested_account_sets', referenceLists('Account_Set_Reference')),
  ...objects('Ledger_Account_Data', 'accounts', account),
]);

/** `Account_Set` with its ledger accounts, reference page §4.5. */
export const accountSetPlan = plan([
  ...references('Account_Set_Reference'),
  ...wrapper('Account_Set_Data', accountSet),
]);

const summary = plan([
  ...texts('Ledger_Account_Summary_ID', 'Ledger_Account_Summary_Name'),
  ...references('Account_Set_Reference'),
  ...named('parent_summary', references('Parent_Ledger_Account_Summary_Reference', 'Parent_Summary_Reference')),
  ...named(
    'child_summaries',
    referenceLists('Ledger_Account_Summary_Reference', 'Included_Ledger_Account_Summary_Reference'),
  ),
  ...named('ledger_accounts', referenceLists('Included_Ledger_Account_Reference', 'Ledger_Account_Reference')),
]);

/** `Ledger_Account_Summary`: which summaries and accounts roll up into it. Its element names are unconfirmed. */
export const summaryPlan = plan([
  ...references('Ledger_Account_Summary_Reference'),
  ...wrapper('Ledger_Account_Summary_Data', summary),
]);
