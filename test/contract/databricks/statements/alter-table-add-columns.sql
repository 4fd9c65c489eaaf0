ALTER TABLE `main`.`finance`.`workday_supplier_invoices` ADD COLUMNS (
  `region` STRING COMMENT 'Region\'s name',
  `region_rate` DECIMAL(38,12)
)
