SELECT `table_name`, `column_name`, `full_data_type`, `is_nullable`
FROM `main`.`information_schema`.`columns`
WHERE `table_schema` = :schema
ORDER BY `table_name`, `ordinal_position`
