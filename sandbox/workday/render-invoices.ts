import type { AdjustmentDoc, InvoiceDoc, InvoiceLine } from '../world/documents.ts';
import { invoiceId } from '../world/invoices.ts';
import { escapeXml } from './escape.ts';
import { attachment, date, flag, plain, ref, text, type RenderContext } from './render.ts';
import { id } from './references.ts';

function renderLine(line: InvoiceLine, context: RenderContext): string {
  const { references } = context;
  const orderLine = line.purchaseOrderLine;
  return (
    '<wd:Invoice_Line_Replacement_Data>' +
    `<wd:Supplier_Invoice_Line_ID>${line.id}</wd:Supplier_Invoice_Line_ID><wd:Line_Order>${line.order}</wd:Line_Order>` +
    `<wd:Item_Description>${escapeXml(line.description)}</wd:Item_Description>` +
    (orderLine === null ? '' : ref('Purchase_Order_Line_Reference', `>${id('Purchase_Order_Line_ID', orderLine)}`)) +
    (line.category === null ? '' : ref('Spend_Category_Reference', references.fixed('spend-category', line.category))) +
    `<wd:Quantity>${line.quantity}</wd:Quantity><wd:Unit_Cost>${line.unitCost}</wd:Unit_Cost>` +
    `<wd:Extended_Amount>${line.amount}</wd:Extended_Amount>` +
    text('Memo', line.memo) +
    references.worktags('Worktags_Reference', line.worktags) +
    '<wd:Billable>0</wd:Billable></wd:Invoice_Line_Replacement_Data>'
  );
}

function currencyAndCompany(company: string | null, currency: string | null, context: RenderContext): string {
  const { references } = context;
  return (
    (company === null ? '' : ref('Company_Reference', references.fixed('company', company))) +
    (currency === null ? '' : ref('Currency_Reference', references.fixed('currency', currency)))
  );
}

/** One `Supplier_Invoice`, its elements in the order of the schema. */
export function renderInvoice(index: number, doc: InvoiceDoc, context: RenderContext): string {
  const { references } = context;
  return (
    '<wd:Supplier_Invoice>' +
    (context.includeReference ? ref('Supplier_Invoice_Reference', references.invoice(index)) : '') +
    `<wd:Supplier_Invoice_Data><wd:Supplier_Invoice_ID>${invoiceId(index)}</wd:Supplier_Invoice_ID>` +
    `${flag('Submit', doc.status !== 'DRAFT')}<wd:Locked_in_Workday>0</wd:Locked_in_Workday>` +
    text('Invoice_Number', doc.number) +
    ref('Invoice_Document_Status_Reference', references.status('Document_Status_ID', doc.status)) +
    currencyAndCompany(doc.company, doc.currency, context) +
    ref('Supplier_Reference', references.supplier(doc.supplier, context.asOf)) +
    date('Invoice_Date', doc.date) +
    date('Due_Date_Override', doc.dueDate) +
    flag('On_Hold', doc.onHold) +
    plain('Control_Amount_Total', doc.controlTotal) +
    plain('Tax_Amount', doc.tax) +
    plain('Freight_Amount', doc.freight) +
    plain('Other_Charges', doc.other) +
    text('Suppliers_Invoice_Number', doc.supplierNumber) +
    text('External_PO_Number', doc.purchaseOrder === null ? null : `PO-${5001 + doc.purchaseOrder}`) +
    text('Memo', doc.memo) +
    ref('Payment_Terms_Reference', references.fixed('payment-terms', doc.terms)) +
    attachment(context, doc.hasAttachment, doc.number) +
    doc.lines.map((line) => renderLine(line, context)).join('') +
    '</wd:Supplier_Invoice_Data></wd:Supplier_Invoice>'
  );
}

/** One `Supplier_Invoice_Adjustment` (credit memo), its elements in the order of the schema. */
export function renderAdjustment(index: number, doc: AdjustmentDoc, context: RenderContext): string {
  const { references } = context;
  return (
    '<wd:Supplier_Invoice_Adjustment>' +
    (context.includeReference ? ref('Supplier_Invoice_Adjustment_Reference', references.adjustment(index)) : '') +
    '<wd:Supplier_Invoice_Adjustment_Data>' +
    `<wd:Supplier_Invoice_Adjustment_ID>SUPPLIER_INVOICE_ADJUSTMENT-6-${301 + index}</wd:Supplier_Invoice_Adjustment_ID>` +
    `<wd:Submit>1</wd:Submit><wd:Locked_in_Workday>0</wd:Locked_in_Workday>${text('Invoice_Number', doc.number)}` +
    currencyAndCompany(doc.company, doc.currency, context) +
    ref('Supplier_Reference', references.supplier(doc.supplier, context.asOf)) +
    '<wd:Increase_Liability>0</wd:Increase_Liability>' +
    ref('Adjustment_Reason_Reference', references.status('Adjustment_Reason_ID', doc.reason)) +
    date('Adjustment_Date', doc.date) +
    plain('Control_Total_Amount', doc.controlTotal) +
    plain('Tax_Amount', doc.tax) +
    ref('Original_Invoice_Reference', references.invoice(doc.original)) +
    flag('On_Hold', doc.onHold) +
    text('Document_Memo', doc.memo) +
    doc.lines.map((line) => renderLine(line, context)).join('') +
    '</wd:Supplier_Invoice_Adjustment_Data></wd:Supplier_Invoice_Adjustment>'
  );
}
