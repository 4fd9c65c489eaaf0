ALTER TABLE `main`.`finance`.`workday_supplier_invoices` SET TBLPROPERTIES ('delta.enableTypeWidening' = 'true')
