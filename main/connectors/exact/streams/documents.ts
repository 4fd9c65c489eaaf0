import { fieldsOf } from './fields.ts';
import { joined } from './reference-data.ts';
import type { StreamSpec } from './spec.ts';

const base = { windowKind: 'changed-since', counts: true, pageSize: 60 } as const;

const purchaseOrders: StreamSpec = {
  ...base,
  id: 'purchase_orders',
  label: 'Purchase orders',
  noun: 'purchase order',
  rangeBy: 'order-date',
  resource: 'purchaseorder/PurchaseOrders',
  key: 'PurchaseOrderID',
  header: fieldsOf({
    guid: 'PurchaseOrderID Supplier PurchaseAgent Warehouse',
    code: 'SupplierCode WarehouseCode PaymentCondition Currency',
    text: 'SupplierName Description YourRef PaymentConditionDescription PurchaseAgentFullName WarehouseDescription',
    integer: 'OrderNumber OrderStatus ReceiptStatus InvoiceStatus ApprovalStatus Source PurchaseOrderLineCount',
    decimal: 'AmountDC AmountFC VATAmount',
    rate: 'ExchangeRate',
    date: 'OrderDate ReceiptDate',
    boolean: 'DropShipment',
    instant: 'Created Modified',
  }),
  lines: {
    property: 'PurchaseOrderLines',
    fields: fieldsOf({
      guid: 'ID Item Project',
      code: 'ItemCode Unit VATCode CostCenter CostUnit ProjectCode SupplierItemCode',
      text: 'ItemDescription Description ProjectDescription',
      integer: 'LineNumber',
      rate: 'Quantity QuantityInPurchaseUnits ReceivedQuantity InvoicedQuantity Discount VATPercentage',
      decimal: 'AmountDC AmountFC VATAmount UnitPrice NetPrice',
      date: 'ReceiptDate',
    }),
  },
  feed: {
    kind: 'version',
    resource: 'sync/PurchaseOrder/PurchaseOrders',
    key: 'PurchaseOrderID',
    rowsAreRecords: false,
    deleted: { type: 22, names: 'either' },
    weekly: 'records',
    counted: { rows: 'purchaseorder/PurchaseOrderLines', documents: 'purchaseorder/PurchaseOrders' },
  },
  range: { field: 'OrderDate', lines: null },
  dateField: 'order_date',
  nameOf: ({ order_number: number, supplier_name: name }) => joined(number, name),
};

const purchaseEntries: StreamSpec = {
  ...base,
  id: 'purchase_entries',
  label: 'Purchase entries',
  noun: 'purchase entry',
  rangeBy: 'invoice-date',
  resource: 'purchaseentry/PurchaseEntries',
  key: 'EntryID',
  header: fieldsOf({
    guid: 'EntryID Supplier Document',
    code: 'Journal PaymentCondition Currency',
    text: 'SupplierName JournalDescription YourRef PaymentReference Description',
    integer: 'EntryNumber InvoiceNumber OrderNumber ReportingYear ReportingPeriod Status Type',
    decimal: 'AmountDC AmountFC VATAmountDC VATAmountFC',
    rate: 'Rate',
    date: 'EntryDate DueDate',
    instant: 'Created Modified',
  }),
  lines: {
    property: 'PurchaseEntryLines',
    fields: fieldsOf({
      guid: 'ID GLAccount Project Asset',
      code: 'GLAccountCode VATCode CostCenter CostUnit',
      text: 'GLAccountDescription Description Notes',
      integer: 'LineNumber',
      decimal: 'AmountDC AmountFC VATAmountDC VATAmountFC VATBaseAmountDC VATBaseAmountFC',
      rate: 'VATPercentage Quantity',
      date: 'From To',
    }),
  },
  feed: { kind: 'modified' },
  range: { field: 'EntryDate', lines: null },
  dateField: 'entry_date',
  nameOf: ({ entry_number: number, supplier_name: name }) => joined(number, name),
};

/** Invoices of the Purchase module. They name their supplier by id alone. */
const purchaseInvoices: StreamSpec = {
  ...base,
  id: 'purchase_invoices',
  label: 'Purchase invoices',
  noun: 'purchase invoice',
  rangeBy: 'invoice-date',
  resource: 'purchase/PurchaseInvoices',
  key: 'ID',
  header: fieldsOf({
    guid: 'ID Supplier Document Warehouse',
    code: 'Journal PaymentCondition Currency',
    text: 'YourRef PaymentReference Description',
    integer: 'EntryNumber FinancialYear FinancialPeriod Status Type Source',
    decimal: 'Amount VATAmount',
    rate: 'ExchangeRate',
    date: 'InvoiceDate DueDate',
    instant: 'Modified',
  }),
  lines: {
    property: 'PurchaseInvoiceLines',
    fields: fieldsOf({
      guid: 'ID Item Project PurchaseOrderLine',
      code: 'VATCode CostCenter CostUnit',
      integer: 'LineNumber',
      decimal: 'Amount VATAmount UnitPrice NetPrice',
      rate: 'Quantity VATPercentage',
    }),
  },
  feed: { kind: 'modified' },
  range: { field: 'InvoiceDate', lines: null },
  dateField: 'invoice_date',
  needsModule: true,
  nameOf: ({ entry_number: number, your_ref: reference }) => joined(number, reference),
};

const salesInvoices: StreamSpec = {
  ...base,
  id: 'sales_invoices',
  label: 'Sales invoices',
  noun: 'sales invoice',
  rangeBy: 'invoice-date',
  resource: 'salesinvoice/SalesInvoices',
  key: 'InvoiceID',
  header: fieldsOf({
    guid: 'InvoiceID OrderedBy InvoiceTo DeliverTo Salesperson Warehouse',
    code: 'Journal PaymentCondition Currency',
    text:
      'OrderedByName InvoiceToName DeliverToName JournalDescription StatusDescription PaymentReference YourRef ' +
      'Description SalespersonFullName',
    integer: 'InvoiceNumber OrderNumber Status Type',
    decimal: 'AmountDC AmountFC AmountFCExclVat VATAmountDC VATAmountFC AmountDiscount',
    date: 'InvoiceDate OrderDate DueDate',
    instant: 'Created Modified',
  }),
  lines: {
    property: 'SalesInvoiceLines',
    fields: fieldsOf({
      guid: 'ID Item GLAccount Project',
      code: 'ItemCode UnitCode VATCode CostCenter CostUnit',
      text: 'ItemDescription GLAccountDescription Description',
      integer: 'LineNumber SalesOrderNumber',
      rate: 'Quantity Discount VATPercentage',
      decimal: 'AmountDC AmountFC VATAmountDC VATAmountFC UnitPrice NetPrice',
    }),
  },
  feed: {
    kind: 'version',
    resource: 'sync/SalesInvoice/SalesInvoices',
    key: 'InvoiceID',
    rowsAreRecords: false,
    deleted: { type: 13, names: 'either' },
    weekly: 'records',
    counted: { rows: 'salesinvoice/SalesInvoiceLines', documents: 'salesinvoice/SalesInvoices' },
  },
  range: { field: 'InvoiceDate', lines: null },
  dateField: 'invoice_date',
  nameOf: ({ invoice_number: number, order_number: order, ordered_by_name: name }) => joined(number ?? order, name),
};

/** What was bought and sold (reference page §4.2 to §4.4). */
export const documentStreams: readonly StreamSpec[] = [
  purchaseOrders,
  purchaseEntries,
  purchaseInvoices,
  salesInvoices,
];
