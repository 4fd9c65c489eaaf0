import type { ColumnMapping } from '../../../shared/mapping/mapping.ts';
import type { IntegrationStream } from '../../ports/integration.ts';
import { date, flag, money, rate, requiredInteger, requiredText, text } from '../columns.ts';
import { soundAsRead } from '../plain.ts';
import { companyColumns, currencyColumn, reference, supplierColumns, worktagColumns } from '../workday/columns.ts';

const TABLE = 'workday_purchase_orders';
const LINES = 'workday_purchase_order_lines';
const SPLITS = 'workday_purchase_order_line_splits';

const headerColumns: ColumnMapping[] = [
  requiredText('purchase_order_wid', 'Purchase order: Workday id', 'wid'),
  text('purchase_order_id', 'Purchase order: reference id'),
  text('document_number', 'Purchase order: number'),
  ...reference('status', { path: 'document_status', idTypes: ['Document_Status_ID'], what: 'Document status' }),
  ...companyColumns(),
  currencyColumn(),
  ...supplierColumns(),
  date('document_date', 'Date of the purchase order'),
  date('due_date', 'When delivery is due'),
  ...reference('payment_terms', { path: 'payment_terms', idTypes: ['Payment_Terms_ID'], what: 'Payment terms' }),
  ...reference('buyer', { path: 'buyer', idTypes: ['Employee_ID', 'Contingent_Worker_ID'], what: 'Buyer' }),
  money('tax_amount', 'Tax'),
  money('freight_amount', 'Freight'),
  money('other_charges', 'Other charges'),
  money('purchase_order_total', 'Total, computed: Workday has no such field'),
  text('purchase_order_total_derivation', 'How the total was computed'),
  flag('is_prepaid', 'Whether the order is prepaid', 'prepaid'),
  text('memo', 'Memo'),
];

const lineColumns: ColumnMapping[] = [
  requiredText('purchase_order_wid', 'Purchase order: Workday id', '^wid'),
  requiredInteger('line_number', 'Number of the line'),
  text('line_id', 'Line: reference id'),
  text('line_kind', 'Goods or service'),
  currencyColumn('^currency'),
  text('item_description', 'What is ordered'),
  ...reference('item', { path: 'item', idTypes: ['Purchase_Item_ID'], what: 'Item' }),
  rate('quantity', 'Quantity'),
  ...reference('unit_of_measure', { path: 'unit_of_measure', idTypes: ['UN_CEFACT_Common_Code_ID'], what: 'Unit' }),
  rate('unit_cost', 'Price of one unit'),
  money('extended_amount', 'Amount of the line'),
  date('due_date', 'When delivery of the line is due'),
  date('start_date', 'First day of the service'),
  date('end_date', 'Last day of the service'),
  text('memo', 'Memo of the line'),
  ...worktagColumns(true),
];

const splitColumns: ColumnMapping[] = [
  requiredText('purchase_order_wid', 'Purchase order: Workday id', '^wid'),
  requiredInteger('line_number', 'Number of the line that is split'),
  requiredInteger('split_number', 'Number of the split within its line'),
  text('split_id', 'Split: reference id'),
  currencyColumn('^currency'),
  rate('quantity', 'Quantity of the split'),
  money('extended_amount', 'Amount of the split'),
  text('memo', 'Memo of the split'),
  ...worktagColumns(),
];

/** Purchase orders with their goods and service lines, and the splits of lines over cost centers. */
export const purchaseOrders: IntegrationStream = {
  id: 'purchase_orders',
  label: 'Purchase orders',
  scheduleClass: 'transactional',
  defaultMapping: {
    version: 1,
    header: { table: TABLE, keyColumns: ['purchase_order_wid'], columns: headerColumns },
    lines: [
      { table: LINES, listPath: 'lines', keyColumns: ['purchase_order_wid', 'line_number'], columns: lineColumns },
      {
        table: SPLITS,
        listPath: 'splits',
        keyColumns: ['purchase_order_wid', 'line_number', 'split_number'],
        columns: splitColumns,
      },
    ],
  },
  totals: {
    companyColumn: 'company_id',
    amounts: [
      {
        name: 'purchase_order_total',
        table: TABLE,
        column: 'purchase_order_total',
        currencyColumn: 'currency_code',
      },
      { name: 'lines.extended_amount', table: LINES, column: 'extended_amount', currencyColumn: 'currency_code' },
      { name: 'splits.extended_amount', table: SPLITS, column: 'extended_amount', currencyColumn: 'currency_code' },
    ],
  },
  // Nothing in the reference says that splits always add up to their line.
  validate: soundAsRead,
};
