import type { LineSplit, OrderLine, PurchaseOrderDoc } from '../world/documents.ts';
import { date, flag, plain, ref, text, type RenderContext } from './render.ts';

function renderSplit(split: LineSplit, element: string, context: RenderContext): string {
  return (
    `<wd:${element}>${text('Business_Document_Line_Split_ID', split.id)}${plain('Quantity', split.quantity)}` +
    `${plain('Extended_Amount', split.amount)}${text('Memo', split.memo)}` +
    // The split's element is in the singular, the line's in the plural.
    `${context.references.worktags('Worktag_Reference', split.worktags)}</wd:${element}>`
  );
}

function lineTail(line: OrderLine, splitElement: string, context: RenderContext): string {
  const worktags = line.worktags === null ? '' : context.references.worktags('Worktags_Reference', line.worktags);
  return (
    text('Memo', line.memo) + worktags + line.splits.map((split) => renderSplit(split, splitElement, context)).join('')
  );
}

function renderGoods(line: OrderLine, context: RenderContext): string {
  return (
    `<wd:Goods_Line_Data>${text('Goods_Purchase_Order_Line_ID', line.id)}${text('Line_Number', line.number)}` +
    text('Item_Description', line.description) +
    ref('Resource_Category_Reference', context.references.fixed('spend-category', line.category)) +
    `${plain('Quantity', line.quantity)}${plain('Unit_Cost', line.unitCost)}${plain('Extended_Amount', line.amount)}` +
    date('Due_Date', line.dueDate) +
    lineTail(line, 'Goods_Purchase_Order_Line_Split_Data', context) +
    '</wd:Goods_Line_Data>'
  );
}

function renderService(line: OrderLine, context: RenderContext): string {
  return (
    `<wd:Service_Line_Data>${text('Service_Order_Line_ID', line.id)}${text('Line_Number', line.number)}` +
    text('Description', line.description) +
    ref('Resource_Category_Reference', context.references.fixed('spend-category', line.category)) +
    `${plain('Extended_Amount', line.amount)}${date('Due_Date', line.dueDate)}` +
    lineTail(line, 'Service_Purchase_Order_Line_Split_Data', context) +
    '</wd:Service_Line_Data>'
  );
}

/** One `Purchase_Order`: goods lines first, then service lines, as the schema has them. */
export function renderOrder(index: number, doc: PurchaseOrderDoc, context: RenderContext): string {
  const { references } = context;
  const goods = doc.lines.filter((line) => line.type === 'goods');
  const services = doc.lines.filter((line) => line.type === 'service');
  return (
    '<wd:Purchase_Order>' +
    (context.includeReference ? ref('Purchase_Order_Reference', references.order(index)) : '') +
    `<wd:Purchase_Order_Data><wd:Purchase_Order_ID>PURCHASE_ORDER-6-${5001 + index}</wd:Purchase_Order_ID>` +
    `${flag('Locked_in_Workday', false)}${text('Document_Number', doc.number)}` +
    ref('Purchase_Order_Document_Status_Reference', references.status('Document_Status_ID', doc.status)) +
    ref('Company_Reference', references.fixed('company', doc.company)) +
    ref('Supplier_Reference', references.supplier(doc.supplier, context.asOf)) +
    date('Document_Date', doc.date) +
    plain('Tax_Amount', doc.tax) +
    plain('Freight_Amount', doc.freight) +
    plain('Other_Charges', doc.other) +
    ref('Payment_Terms_Reference', references.fixed('payment-terms', doc.terms)) +
    date('Due_Date', doc.dueDate) +
    ref('Currency_Reference', references.fixed('currency', doc.currency)) +
    text('Memo', doc.memo) +
    goods.map((line) => renderGoods(line, context)).join('') +
    services.map((line) => renderService(line, context)).join('') +
    '</wd:Purchase_Order_Data></wd:Purchase_Order>'
  );
}
