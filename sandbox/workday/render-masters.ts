import type { AccountSetDoc, AccountSummaryDoc, CustomerDoc, SupplierDoc } from '../world/documents.ts';
import { escapeXml } from './escape.ts';
import { attachment, flag, plain, ref, text, type RenderContext } from './render.ts';

function contact(doc: SupplierDoc, name: string): string {
  const address = escapeXml(`${name}\n${doc.city}`);
  return (
    `<wd:Business_Entity_Data><wd:Business_Entity_Name>${escapeXml(name)}</wd:Business_Entity_Name><wd:Contact_Data>` +
    `<wd:Address_Data wd:Formatted_Address="${address}"><wd:Municipality>${escapeXml(doc.city)}</wd:Municipality></wd:Address_Data>` +
    `<wd:Phone_Data wd:E164_Formatted_Phone="${escapeXml(doc.phone)}"></wd:Phone_Data>` +
    `<wd:Email_Address_Data><wd:Email_Address>${escapeXml(doc.email)}</wd:Email_Address></wd:Email_Address_Data>` +
    '</wd:Contact_Data></wd:Business_Entity_Data>'
  );
}

/** One `Supplier`. Bank data is part of the answer, as in Workday; a client has to leave it. */
export function renderSupplier(index: number, doc: SupplierDoc, context: RenderContext): string {
  const { references } = context;
  const currency = references.fixed('currency', doc.currency);
  return (
    '<wd:Supplier>' +
    (context.includeReference ? ref('Supplier_Reference', references.supplier(index, context.asOf)) : '') +
    `<wd:Supplier_Data>${text('Supplier_ID', doc.supplierId)}` +
    `<wd:Supplier_Reference_ID>SUPPLIER-6-${index + 1}</wd:Supplier_Reference_ID>` +
    `${text('Supplier_Name', doc.name)}<wd:Worktag_Only>0</wd:Worktag_Only><wd:Submit>1</wd:Submit>` +
    (doc.taxId === null
      ? ''
      : `<wd:Tax_ID_Widget_Data><wd:Tax_ID_Data>${text('Tax_ID_Text', doc.taxId)}</wd:Tax_ID_Data></wd:Tax_ID_Widget_Data>`) +
    ref('Supplier_Category_Reference', references.status('Supplier_Category_ID', doc.category)) +
    ref('Payment_Terms_Reference', references.fixed('payment-terms', doc.terms)) +
    contact(doc, doc.name ?? '') +
    '<wd:Settlement_Account_Widget_Data><wd:Settlement_Account_Data>' +
    `<wd:Settlement_Account_Nickname>PRACTICE-BANK</wd:Settlement_Account_Nickname>${plain('IBAN', doc.iban)}` +
    '</wd:Settlement_Account_Data></wd:Settlement_Account_Widget_Data>' +
    `<wd:Supplier_Status_Data>${ref('Status_Reference', references.status('Business_Entity_Status_Value_ID', doc.status))}</wd:Supplier_Status_Data>` +
    `${ref('Currency_Reference', currency)}${ref('Accepted_Currencies_Reference', currency)}` +
    attachment(context, doc.hasAttachment, `supplier-${index + 1}`) +
    '</wd:Supplier_Data></wd:Supplier>'
  );
}

/** One `Account_Set` with its ledger accounts nested, which have no Workday ID of their own here. */
export function renderAccountSet(index: number, doc: AccountSetDoc, context: RenderContext): string {
  const accounts = doc.accounts.map(
    (account) =>
      `<wd:Ledger_Account_Data>${text('Ledger_Account_Identifier', account.code)}${text('Ledger_Account_Name', account.name)}` +
      ref('Ledger_Account_Type_Reference', context.references.status('Ledger_Account_Type_ID', account.type)) +
      `${flag('Retired', account.retired)}</wd:Ledger_Account_Data>`,
  );
  return (
    '<wd:Account_Set>' +
    (context.includeReference
      ? ref('Account_Set_Reference', context.references.accountSet(index, doc.id, doc.name))
      : '') +
    `<wd:Account_Set_Data>${text('Account_Set_ID', doc.id)}${text('Account_Set_Name', doc.name)}` +
    `${flag('Chart_of_Accounts', doc.chart)}${accounts.join('')}</wd:Account_Set_Data></wd:Account_Set>`
  );
}

/** One `Ledger_Account_Summary`: the summaries and the accounts that roll up into it. */
export function renderSummary(index: number, doc: AccountSummaryDoc, context: RenderContext): string {
  const { references, world, asOf } = context;
  const children = doc.children.map((child) => {
    const other = world.at('account-summary', child, asOf);
    return other === undefined
      ? ''
      : ref('Ledger_Account_Summary_Reference', references.summary(child, other.id, other.name));
  });
  const setName = doc.set === 'Standard' ? 'Standard chart of accounts' : doc.set;
  return (
    '<wd:Ledger_Account_Summary>' +
    (context.includeReference
      ? ref('Ledger_Account_Summary_Reference', references.summary(index, doc.id, doc.name))
      : '') +
    `<wd:Ledger_Account_Summary_Data>${text('Ledger_Account_Summary_ID', doc.id)}` +
    text('Ledger_Account_Summary_Name', doc.name) +
    ref('Account_Set_Reference', references.accountSet(0, doc.set, setName)) +
    children.join('') +
    doc.accounts.map((code) => ref('Included_Ledger_Account_Reference', references.account(doc.set, code))).join('') +
    '</wd:Ledger_Account_Summary_Data></wd:Ledger_Account_Summary>'
  );
}

/** One `Customer`. */
export function renderCustomer(index: number, doc: CustomerDoc, context: RenderContext): string {
  const { references } = context;
  return (
    '<wd:Customer>' +
    (context.includeReference ? ref('Customer_Reference', references.customer(index, doc.customerId, doc.name)) : '') +
    `<wd:Customer_Data>${text('Customer_ID', doc.customerId)}${text('Customer_Name', doc.name)}` +
    `<wd:Worktag_Only>0</wd:Worktag_Only>${ref('Payment_Terms_Reference', references.fixed('payment-terms', doc.terms))}` +
    `${ref('Currency_Reference', references.fixed('currency', doc.currency))}</wd:Customer_Data></wd:Customer>`
  );
}
