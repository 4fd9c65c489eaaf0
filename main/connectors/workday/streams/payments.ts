import { closed, dates, decimals, named, objects, plan, references, texts, wrapper, type Plan } from '../xml/plan.ts';

/** What a payment pays of one document. */
const remittance = plan([
  ...texts('Document_Type', 'Document_ID'),
  ...references('Document_Reference'),
  ...dates('Document_Date'),
  ...decimals('Total_Payable_Amount', 'Amount_Paid', 'Amount_Due', 'Discount_Taken', 'Tax_Amount'),
  ...named('memo', texts('Document_Memo')),
]);

const group = plan([
  ...references('Payment_Group_Reference'),
  ...dates('Payment_Date'),
  ...named('payment_group_currency', references('Currency_Reference')),
  ...references('Payment_Type_Reference', 'Payment_Method_Reference', 'Payment_Category_Reference'),
]);

const payment = plan([
  ...wrapper('Payment_Group_Data', group),
  ...references('Settlement_Run_Reference', 'Currency_Reference', 'Company_Reference'),
  ...texts('Payment_Status', 'Payment_Reference_Number', 'Check_Number'),
  ...named('memo', texts('Payment_Memo')),
  ...decimals('Payment_Amount', 'Discount_Taken'),
  ...named('payee', references('Receiving_Party_Reference')),
  ...wrapper('Remittance_Data', plan([...objects('Document_Remittance_Data', 'lines', remittance)])),
]);

/**
 * `Payment`, reference page §4.6. Closed: bank blocks stand between these elements under names that are not confirmed, so
 * what is not named here is read past and never kept, not even as it came.
 */
export const paymentPlan: Plan = closed(
  plan([...references('Payment_Reference'), ...wrapper('Payment_Data', payment)]),
);
