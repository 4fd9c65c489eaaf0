ALTER TABLE `main`.`finance`.`workday_supplier_invoices` ALTER COLUMN `invoice_total` TYPE DECIMAL(38,6)
