import type { BookEntity } from '../books.ts';
import { reshaped, shapeOf, type Shape } from '../odata/shape.ts';

const models = 'Exact.Web.Api.Models';
const amounts = 'AmountDC AmountFC';

/** What each kind of record has (reference page §4). */
export const SHAPES: Readonly<Record<BookEntity, Shape>> = {
  GLAccounts: shapeOf({
    ...{ type: `${models}.Financial.GLAccount`, key: 'ID' },
    guid: 'ID AssimilatedVATBox',
    code: 'Code Costcenter Costunit',
    string: 'Description TypeDescription BalanceSide BalanceType CostcenterDescription CostunitDescription VATCode VATDescription SearchCode ReportingCode',
    int: 'Type UseCostcenter UseCostunit',
    boolean: 'IsBlocked Matching Compress RevalueCurrency',
  }),
  Costcenters: shapeOf({
    ...{ type: `${models}.HRM.Costcenter`, key: 'ID' },
    ...{ guid: 'ID', code: 'Code', string: 'Description', date: 'EndDate', boolean: 'Active' },
  }),
  Costunits: shapeOf({
    ...{ type: `${models}.HRM.Costunit`, key: 'ID' },
    ...{ guid: 'ID Account', code: 'Code', string: 'Description', date: 'EndDate' },
  }),
  Items: shapeOf({
    ...{ type: `${models}.Item`, key: 'ID' },
    guid: 'ID ItemGroup GLRevenue GLCosts GLStock',
    code: 'GLRevenueCode GLCostsCode GLStockCode',
    string: 'Code Description ExtraDescription ItemGroupCode ItemGroupDescription Unit UnitDescription CostPriceCurrency SalesVatCode SalesVatCodeDescription Barcode SearchCode Notes Class_01 Class_02 Class_03 Class_04 Class_05 Class_06 Class_07 Class_08 Class_09 Class_10',
    boolean: 'IsSalesItem IsPurchaseItem IsStockItem',
    date: 'StartDate EndDate',
    double: 'CostPriceStandard CostPriceNew AverageCost StandardSalesPrice Stock NetWeight GrossWeight',
  }),
  Accounts: shapeOf({
    ...{ type: `${models}.Account`, key: 'ID' },
    guid: 'ID GLAccountPurchase GLAccountSales MainContact Parent',
    padded: 'Code',
    string: 'Name Status Type AddressLine1 AddressLine2 AddressLine3 Postcode City State StateName Country CountryName Email Phone Fax Website VATNumber ChamberOfCommerce PaymentConditionPurchase PaymentConditionPurchaseDescription PaymentConditionSales PaymentConditionSalesDescription PurchaseCurrency PurchaseCurrencyDescription SalesCurrency SalesCurrencyDescription PurchaseVATCode SalesVATCode SearchCode Language Remarks',
    boolean: 'IsSupplier IsSales Blocked',
    double: 'CreditLineSales CreditLinePurchase DiscountSales DiscountPurchase',
    date: 'StartDate EndDate',
  }),
  Journals: shapeOf({
    ...{ type: `${models}.Financial.Journal`, key: 'ID' },
    ...{ guid: 'ID GLAccount Bank', code: 'Code GLAccountCode', string: 'Description Currency CurrencyDescription GLAccountDescription' },
    ...{ int: 'Type GLAccountType', boolean: 'IsBlocked' },
  }),
  VATCodes: shapeOf({
    ...{ type: `${models}.VAT.VATCode`, key: 'ID' },
    ...{ guid: 'ID Account GLToClaim GLToPay', string: 'Code Description Type VATTransactionType Country' },
    ...{ code: 'GLToClaimCode GLToPayCode', double: 'Percentage', boolean: 'IsBlocked Charged' },
  }),
  FinancialPeriods: shapeOf({
    ...{ type: `${models}.Financial.FinancialPeriod`, key: 'ID' },
    ...{ guid: 'ID', int: 'FinYear FinPeriod', date: 'StartDate EndDate' },
  }),
  PurchaseOrders: shapeOf({
    ...{ type: `${models}.PurchaseOrder`, key: 'PurchaseOrderID' },
    guid: 'PurchaseOrderID Supplier SupplierContact PurchaseAgent Warehouse Document DeliveryAccount',
    padded: 'SupplierCode DeliveryAccountCode',
    string: 'SupplierName Currency Description YourRef PaymentCondition PaymentConditionDescription PurchaseAgentFullName WarehouseCode WarehouseDescription Remarks DocumentSubject DeliveryAccountName',
    int: 'OrderNumber OrderStatus ReceiptStatus InvoiceStatus ApprovalStatus Source PurchaseOrderLineCount DocumentNumber',
    date: 'OrderDate ReceiptDate',
    double: `${amounts} AmountFCExclVat AmountDiscount VATAmount ExchangeRate`,
    boolean: 'DropShipment',
    lines: { PurchaseOrderLines: { entity: 'PurchaseOrderLines', parent: 'PurchaseOrderID' } },
  }),
  PurchaseOrderLines: shapeOf({
    ...{ type: `${models}.PurchaseOrderLine`, key: 'ID' },
    guid: 'ID PurchaseOrderID Item Project SalesOrder SalesOrderLine',
    code: 'CostCenter CostUnit',
    string: 'ItemCode ItemDescription Description Unit UnitDescription VATCode VATDescription CostCenterDescription CostUnitDescription ProjectCode ProjectDescription SupplierItemCode Notes',
    int: 'LineNumber SalesOrderNumber',
    date: 'ReceiptDate',
    double: `${amounts} Quantity QuantityInPurchaseUnits ReceivedQuantity InvoicedQuantity UnitPrice NetPrice Discount VATPercentage VATAmount`,
  }),
  PurchaseInvoices: shapeOf({
    ...{ type: `${models}.Purchase.PurchaseInvoice`, key: 'ID', audited: false },
    guid: 'ID Supplier ContactPerson Creator Modifier Warehouse Document ExchangeRateType',
    code: 'Journal',
    string: 'Currency YourRef Description PaymentCondition PaymentReference Remarks ModifierFullName',
    int: 'EntryNumber FinancialYear FinancialPeriod Status Type Source Division',
    date: 'InvoiceDate DueDate',
    datetime: 'Modified',
    double: 'Amount VATAmount ExchangeRate',
    lines: { PurchaseInvoiceLines: { entity: 'PurchaseInvoiceLines', parent: 'InvoiceID' } },
  }),
  PurchaseInvoiceLines: shapeOf({
    ...{ type: `${models}.Purchase.PurchaseInvoiceLine`, key: 'ID', audited: false },
    guid: 'ID InvoiceID Item Project PurchaseOrderLine Creator Modifier',
    code: 'CostCenter CostUnit',
    string: 'Description Unit VATCode Notes ModifierFullName',
    int: 'LineNumber Division',
    datetime: 'Modified',
    double: 'Quantity QuantityInPurchaseUnits UnitPrice NetPrice Discount Amount VATPercentage VATAmount',
  }),
  PurchaseEntries: shapeOf({
    ...{ type: `${models}.PurchaseEntry.PurchaseEntry`, key: 'EntryID' },
    guid: 'EntryID Supplier Document ExternalLinkReference',
    code: 'Journal',
    string: 'SupplierName JournalDescription YourRef Currency PaymentCondition PaymentConditionDescription PaymentReference Description StatusDescription TypeDescription DocumentSubject ProcessNumber',
    int: 'EntryNumber InvoiceNumber OrderNumber ReportingYear ReportingPeriod Status Type BatchNumber DocumentNumber',
    date: 'EntryDate DueDate',
    double: `${amounts} VATAmountDC VATAmountFC Rate GAccountAmountFC`,
    boolean: 'Reversal',
    lines: { PurchaseEntryLines: { entity: 'PurchaseEntryLines', parent: 'EntryID' } },
  }),
  PurchaseEntryLines: shapeOf({
    ...{ type: `${models}.PurchaseEntry.PurchaseEntryLine`, key: 'ID', audited: false },
    guid: 'ID EntryID GLAccount Project Asset Subscription',
    code: 'GLAccountCode CostCenter CostUnit',
    string: 'GLAccountDescription VATCode VATDescription CostCenterDescription CostUnitDescription ProjectCode ProjectDescription AssetCode AssetDescription Description Notes Type',
    int: 'LineNumber Division',
    date: 'From To',
    double: `${amounts} VATAmountDC VATAmountFC VATBaseAmountDC VATBaseAmountFC VATPercentage Quantity PrivateUsePercentage`,
  }),
  SalesInvoices: shapeOf({
    ...{ type: `${models}.SalesInvoice.SalesInvoice`, key: 'InvoiceID' },
    guid: 'InvoiceID OrderedBy InvoiceTo DeliverTo Salesperson Warehouse Document',
    code: 'Journal',
    string: 'OrderedByName InvoiceToName DeliverToName JournalDescription Currency StatusDescription TypeDescription PaymentCondition PaymentConditionDescription PaymentReference YourRef Description SalespersonFullName Remarks',
    int: 'InvoiceNumber OrderNumber Status Type DocumentNumber',
    date: 'InvoiceDate OrderDate DueDate',
    double: `${amounts} AmountFCExclVat VATAmountDC VATAmountFC AmountDiscount AmountDiscountExclVat Discount`,
    lines: { SalesInvoiceLines: { entity: 'SalesInvoiceLines', parent: 'InvoiceID' } },
  }),
  SalesInvoiceLines: shapeOf({
    ...{ type: `${models}.SalesInvoice.SalesInvoiceLine`, key: 'ID', audited: false },
    guid: 'ID InvoiceID Item GLAccount Project Employee SalesOrder SalesOrderLine',
    code: 'CostCenter CostUnit',
    string: 'ItemCode ItemDescription GLAccountDescription Description UnitCode UnitDescription VATCode VATCodeDescription CostCenterDescription CostUnitDescription ProjectCode ProjectDescription Notes',
    int: 'LineNumber SalesOrderNumber Division',
    date: 'DeliveryDate StartTime EndTime',
    double: `${amounts} Quantity UnitPrice NetPrice Discount VATPercentage VATAmountDC VATAmountFC`,
  }),
  GeneralJournalEntries: shapeOf({
    ...{ type: `${models}.GeneralJournalEntry.GeneralJournalEntry`, key: 'EntryID' },
    guid: 'EntryID ExternalLinkReference',
    code: 'JournalCode',
    string: 'JournalDescription Currency StatusDescription TypeDescription ProcessNumber',
    int: 'EntryNumber FinancialYear FinancialPeriod Status Type',
    double: 'ExchangeRate',
    boolean: 'Reversal',
    lines: { GeneralJournalEntryLines: { entity: 'GeneralJournalEntryLines', parent: 'EntryID' } },
  }),
  GeneralJournalEntryLines: shapeOf({
    ...{ type: `${models}.GeneralJournalEntry.GeneralJournalEntryLine`, key: 'ID' },
    guid: 'ID EntryID GLAccount Account Project Asset Document OffsetID',
    padded: 'AccountCode',
    code: 'GLAccountCode CostCenter CostUnit',
    string: 'GLAccountDescription AccountName VATCode VATDescription VATType CostCenterDescription CostUnitDescription ProjectCode ProjectDescription AssetCode AssetDescription Description Notes PaymentReference',
    int: 'EntryNumber LineNumber OurRef DocumentNumber',
    date: 'Date',
    double: `${amounts} AmountVATDC AmountVATFC VATBaseAmountDC VATBaseAmountFC VATPercentage Quantity`,
  }),
  BankEntries: shapeOf({
    ...{ type: `${models}.FinancialTransaction.BankEntry`, key: 'EntryID' },
    guid: 'EntryID BankStatementDocument',
    code: 'JournalCode',
    string: 'JournalDescription Currency StatusDescription BankStatementDocumentSubject',
    int: 'EntryNumber FinancialYear FinancialPeriod Status BankStatementDocumentNumber',
    double: 'OpeningBalanceFC ClosingBalanceFC',
    lines: { BankEntryLines: { entity: 'BankEntryLines', parent: 'EntryID' } },
  }),
  BankEntryLines: shapeOf({
    ...{ type: `${models}.FinancialTransaction.BankEntryLine`, key: 'ID' },
    guid: 'ID EntryID Account GLAccount Project Asset Document OffsetID',
    padded: 'AccountCode',
    code: 'GLAccountCode CostCenter CostUnit',
    string: 'AccountName GLAccountDescription VATCode VATDescription VATType CostCenterDescription CostUnitDescription ProjectCode ProjectDescription AssetCode AssetDescription Description Notes',
    int: 'EntryNumber LineNumber OurRef DocumentNumber',
    date: 'Date',
    double: `${amounts} AmountVATFC ExchangeRate VATPercentage Quantity`,
  }),
  Transactions: shapeOf({
    ...{ type: `${models}.FinancialTransaction.Transaction`, key: 'EntryID' },
    guid: 'EntryID Document',
    code: 'JournalCode',
    string: 'JournalDescription Description StatusDescription TypeDescription PaymentConditionCode PaymentConditionDescription',
    int: 'EntryNumber FinancialYear FinancialPeriod Status Type',
    date: 'Date',
    double: 'OpeningBalanceFC ClosingBalanceFC ExtraDutyAmountFC',
    lines: { TransactionLines: { entity: 'TransactionLines', parent: 'EntryID' } },
  }),
  TransactionLines: shapeOf({
    ...{ type: `${models}.FinancialTransaction.TransactionLine`, key: 'ID' },
    guid: 'ID EntryID GLAccount Account Project Item Asset Document OffsetID ShopOrder Subscription',
    padded: 'AccountCode',
    code: 'JournalCode GLAccountCode CostCenter CostUnit',
    string: 'JournalDescription GLAccountDescription Currency VATCode VATCodeDescription VATType AccountName CostCenterDescription CostUnitDescription ProjectCode ProjectDescription ItemCode ItemDescription AssetCode AssetDescription Description Notes YourRef PaymentReference DocumentSubject',
    int: 'EntryNumber LineNumber LineType FinancialYear FinancialPeriod Status Type InvoiceNumber OrderNumber DocumentNumber',
    date: 'Date DueDate',
    double: `${amounts} AmountVATFC AmountVATBaseFC ExchangeRate VATPercentage Quantity ExtraDutyAmountFC ExtraDutyPercentage`,
  }),
}; // oxfmt-ignore

const bare = (entity: BookEntity, type: string, without = ''): Shape =>
  reshaped(SHAPES[entity], { type: `Exact.Web.Api.Models.Sync.${type}`, int64: 'Timestamp', without });

function joined(header: BookEntity, line: BookEntity, facts: { type: string; without: string }): Shape {
  const fields = new Map([...SHAPES[header].fields, ...SHAPES[line].fields]);
  const both: Shape = { type: '', key: 'ID', fields, lines: SHAPES[header].lines };
  const without = `${facts.without} ${[...SHAPES[header].lines.keys()].join(' ')}`;
  return reshaped(both, {
    type: `Exact.Web.Api.Models.Sync.${facts.type}`,
    int64: 'Timestamp',
    code: 'CostCenterCode',
    without,
  });
}

/** Records of the change feeds: with their row version, without several of the derived descriptions (reference page §3.6). */
export const SYNC_SHAPES = {
  GLAccounts: bare(
    'GLAccounts',
    'GLAccount',
    'TypeDescription CostcenterDescription CostunitDescription VATDescription',
  ),
  Items: bare('Items', 'Item', 'StandardSalesPrice SalesVatCodeDescription'),
  Accounts: bare('Accounts', 'Account', 'StateName CountryName PurchaseCurrencyDescription SalesCurrencyDescription'),
  TransactionLines: bare('TransactionLines', 'TransactionLine', 'ShopOrder'),
  PurchaseOrders: joined('PurchaseOrders', 'PurchaseOrderLines', {
    type: 'PurchaseOrder',
    without: 'PurchaseOrderLineCount CostCenterDescription CostUnitDescription',
  }),
  SalesInvoices: joined('SalesInvoices', 'SalesInvoiceLines', {
    type: 'SalesInvoice',
    without: 'CostCenterDescription CostUnitDescription',
  }),
} as const satisfies Partial<Record<BookEntity, Shape>>;

export const DELETED_SHAPE = shapeOf({
  ...{ type: 'Exact.Web.Api.Models.Sync.Deleted', key: 'ID', audited: false },
  ...{ int64: 'Timestamp', guid: 'ID EntityKey DeletedBy', int: 'EntityType Division', datetime: 'DeletedDate' },
});

export const ME_SHAPE = shapeOf({
  ...{ type: 'Exact.Web.Api.System.Me', key: 'UserID', audited: false },
  guid: 'UserID DivisionCustomer EmployeeID',
  padded: 'DivisionCustomerCode',
  string:
    'FullName FirstName LastName UserName Email Language LanguageCode CustomerCode DivisionCustomerName DivisionCustomerVatNumber PackageCode Title Phone PictureUrl',
  int: 'CurrentDivision AccountingDivision DossierDivision Legislation ServerUtcOffset',
  datetime: 'ServerTime',
});

export const DIVISION_SHAPE = shapeOf({
  ...{ type: 'Exact.Web.Api.System.SystemDivision', key: 'Code', audited: false },
  guid: 'Customer',
  padded: 'CustomerCode',
  string: 'Description Country Currency VATNumber ChamberOfCommerceNumber CustomerName',
  int: 'Code Hid Legislation Status BlockingStatus',
  boolean: 'Current IsMainDivision',
  date: 'StartDate ArchiveDate',
  datetime: 'Created Modified DivisionMoveDate DivisionHRLinkUnlinkDate',
});

/** The older list of companies: other names for some fields, and another meaning of the status. */
export const HRM_DIVISION_SHAPE = shapeOf({
  ...{ type: 'Exact.Web.Api.HRM.Division', key: 'Code', audited: false },
  ...{ guid: 'Customer', string: 'Description Country Currency CustomerName VATNumber' },
  ...{ int: 'Code HID Status BlockingStatus', boolean: 'Current Main' },
});

export const SYNC_TIMESTAMP_SHAPE = shapeOf({
  ...{ type: 'Exact.Web.Api.Models.Sync.SyncTimestamp', key: 'API', audited: false },
  ...{ string: 'API', datetime: 'Modified', int64: 'TimeStampAsBigInt' },
});

export const SUBSCRIPTION_SHAPE = shapeOf({
  ...{ type: 'Exact.Web.Api.Webhooks.WebhookSubscription', key: 'ID', audited: false },
  guid: 'ID ClientID UserID Creator',
  string: 'Topic CallbackURL Description CreatorFullName',
  int: 'Division',
  boolean: 'IsInstant',
  datetime: 'Created',
});
