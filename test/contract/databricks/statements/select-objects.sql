SELECT 'schema' AS `kind`, `schema_name` AS `name`, '' AS `type` FROM `main`.`information_schema`.`schemata` WHERE `schema_name` = :schema
UNION ALL
SELECT 'volume' AS `kind`, `volume_name` AS `name`, `volume_type` AS `type` FROM `main`.`information_schema`.`volumes` WHERE `volume_schema` = :schema
UNION ALL
SELECT 'table' AS `kind`, `table_name` AS `name`, `table_type` AS `type` FROM `main`.`information_schema`.`tables` WHERE `table_schema` = :schema
