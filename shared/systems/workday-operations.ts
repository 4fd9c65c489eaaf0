/** Which operation of which web service a stream is read with; what the administrator sees in Workday's own logs. */
export const workdayOperations: Readonly<Record<string, { readonly operation: string; readonly service: string }>> = {
  gl_accounts: { operation: 'Get_Account_Sets', service: 'Financial_Management' },
  gl_account_summaries: { operation: 'Get_Ledger_Account_Summaries', service: 'Financial_Management' },
  suppliers: { operation: 'Get_Suppliers', service: 'Resource_Management' },
  purchase_orders: { operation: 'Get_Purchase_Orders', service: 'Resource_Management' },
  supplier_invoices: { operation: 'Get_Supplier_Invoices', service: 'Resource_Management' },
  supplier_invoice_adjustments: { operation: 'Get_Supplier_Invoice_Adjustments', service: 'Resource_Management' },
  payments: { operation: 'Get_Payments', service: 'Financial_Management' },
  journal_entries: { operation: 'Get_Journals', service: 'Financial_Management' },
};
